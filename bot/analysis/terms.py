"""The terms of a text: stemmed words with their counts, and Japanese as pairs of characters.

A term with a capital is a name: in that article the word is written large inside sentences, too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from threading import Lock
from typing import Protocol

import snowballstemmer

from bot.analysis import lexicon

KEPT = 120
"""How many terms of an article are kept: what stories compare."""

TITLE_WEIGHT = 2
"""A title's words count as often as this, as in the TDT systems."""

LEAD = 500
"""Characters from the top whose words count twice: what happened stands there."""

LONGEST = 60
"""Characters of a word; what is longer is none, and is cut, so that no memory of words swells."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_RUN = re.compile(f"[{_CJK}]+")
_LETTERS = rf"[^\W_{_CJK}]{{1,{LONGEST}}}"
_WORD = re.compile(f"{_LETTERS}(?:['’]{_LETTERS})?")
_LARGE_INSIDE = re.compile(r"[A-Z](?<=[\w,;:)] .)[^\W_]+")  # so it skips to capitals
_LOCK = Lock()


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802, the library's name


# The library has no types.
_STEMMER: _Stemmer = snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownMemberType]
_UNSEEN = 0.0004
"""The share of articles that hold a word our list of common ones does not know."""


def terms(title: str, text: str) -> tuple[tuple[str, int], ...]:
    """The terms of an article with their counts, weightiest (rare and repeated) first."""
    forms = Counter(_WORD.findall(text))
    counts: defaultdict[str, int] = defaultdict(int)
    for term, count in zip(map(stem_of, map(str.lower, forms)), forms.values(), strict=True):
        counts[term] += count
    for term in chain(_pairs(text), stems(text[:LEAD]), stems(title) * TITLE_WEIGHT):
        counts[term] += 1
    counts.pop("", None)
    named = _names(text, forms)
    ranked = sorted((-weight(term, count), term) for term, count in counts.items())
    return tuple(
        (term.capitalize() if term in named else term, counts[term]) for _, term in ranked[:KEPT]
    )


def is_name(term: str) -> bool:
    """Whether a term of `terms` is a name in its article."""
    return term[:1].isupper()


def _names(text: str, forms: Mapping[str, int]) -> set[str]:
    """The stems of words that are oftener large than small, and large inside a sentence."""
    return {
        stem_of(word.lower())
        for word, count in Counter(_LARGE_INSIDE.findall(text)).items()
        if count > forms.get(word.lower(), 0)
    } - {""}


def stems(text: str) -> list[str]:
    """The terms of `text` in its order, stop words dropped."""
    found = [stem for stem in map(stem_of, _WORD.findall(text.lower())) if stem]
    return found if text.isascii() else found + list(_pairs(text))


def _pairs(text: str) -> Iterator[str]:
    """Runs of Japanese characters as overlapping pairs; a single one stands for itself."""
    for run in _CJK_RUN.findall(text):
        yield from ([run[at : at + 2] for at in range(len(run) - 1)] or [run])


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """The English stem of a lower-case word; empty for a stop word or a single letter."""
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) < 2 or word in lexicon.words("stopwords"):
        return ""
    with _LOCK:  # a stemmer keeps its word in itself
        return _STEMMER.stemWord(word)


def weight(term: str, count: int) -> float:
    """How much a term tells of an article before any other article is known."""
    return (1 + math.log(count)) * rarity(term) if count > 1 else rarity(term)


@lru_cache(maxsize=1 << 16)
def rarity(term: str) -> float:
    """Inverse document frequency in news at large."""
    return -math.log(share(term))


def share(term: str) -> float:
    """The share of news articles that hold a term."""
    return _background().get(term.lower(), _UNSEEN)


def vector(counted: Iterable[tuple[str, int]]) -> dict[str, float]:
    """Terms as a tf-idf vector of length 1 by the background's document frequencies."""
    weights = {term: weight(term, count) for term, count in counted}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: w / length for term, w in weights.items()}


@cache
def _background() -> dict[str, float]:
    bands = lexicon.load("background")
    return {
        term: int(per_10000) / 10_000
        for per_10000, band in bands["per_10000"].items()
        for term in band.split()
    }
