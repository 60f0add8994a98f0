"""How likely a summary of an article holds each of its words, and each two side by side.

Told by how often and how early they stand in the article, and by its title: two small logistic
models, learnt on highlights (`tests/eval/train_summaries.py`); their weights are
`lexicon/summary.toml`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TypeVar

from bot.analysis import lexicon

FADING = 4.0
"""Over how many sentences the worth of a first mention falls to a third."""

Stems = Sequence[str]
Pair = tuple[str, str]
Term = str | Pair
T = TypeVar("T", str, Pair)


Known = tuple[float, float, float]
"""What is known of a stem or a pair in its article, and tells how likely a summary holds it:

1. the logarithm of how often it stands there;
2. how early it is met, from 1 in the first sentence downwards;
3. of a stem, whether the title has it; of a pair, the log-odds of its stems together.
"""
KNOWN = ("often", "early", "more")
"""What the weights of these three are called."""


def likelihoods(title: Collection[str], sentences: Sequence[Stems]) -> dict[Term, float]:
    """The chance of every stem and pair; `sentences` are the stems of each, from the top."""
    words = log_odds("words", of_words(title, sentences))
    pairs = log_odds("pairs", of_pairs(words, sentences))
    scores: list[dict[str, float] | dict[Pair, float]] = [words, pairs]
    return {term: 1 / (1 + math.exp(-odds)) for known in scores for term, odds in known.items()}


def of_words(title: Collection[str], sentences: Sequence[Stems]) -> Iterator[tuple[str, Known]]:
    """Every stem with what is known of it."""
    for stem, often, early in _usage(sentences):
        yield stem, (often, early, stem in title)


def of_pairs(
    words: Mapping[str, float], sentences: Sequence[Stems]
) -> Iterator[tuple[Pair, Known]]:
    """Every pair with what is known of it; `words` are the log-odds of the stems."""
    for pair, often, early in _usage([list(pairwise(stems)) for stems in sentences]):
        yield pair, (often, early, words[pair[0]] + words[pair[1]])


def log_odds(model: str, known: Iterator[tuple[T, Known]]) -> dict[T, float]:
    """What the model of that name makes of each."""
    weights = lexicon.load("summary")[model]
    bias, w_often, w_early, w_more = (weights[name] for name in ("bias", *KNOWN))
    return {
        term: bias + w_often * often + w_early * early + w_more * more
        for term, (often, early, more) in known
    }


def _usage(sentences: Sequence[Sequence[T]]) -> Iterator[tuple[T, float, float]]:
    """Each term, how often it stands in `sentences` and how early it is first met."""
    early: dict[T, float] = {}
    for at in reversed(range(len(sentences))):
        early.update(dict.fromkeys(sentences[at], math.exp(-at / FADING)))
    for term, count in Counter(chain.from_iterable(sentences)).items():
        yield term, math.log(count) if count > 1 else 0.0, early[term]
