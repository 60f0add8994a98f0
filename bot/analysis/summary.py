"""Sentences cut from an article that tell what it says, in the order of the text.

1. Datelines are cut off; sentences that cannot be read on their own stand last.
2. That sentence is added which gives the summary the most likely words (`likely`) for its length.
3. No sentence is taken most of whose likely words are told already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from bot.analysis.likely import Term, likelihoods
from bot.analysis.standing import stands_alone, told
from bot.analysis.terms import stems
from bot.model import Span

LOOKED_AT = 20
"""How many sentences from the top are weighed: news says late what matters little."""

PATIENCE = 60
"""Words added to a summary's length: the larger, the longer are the sentences chosen."""

NEW = 0.15
"""A sentence repeats what was told when a smaller share of its likely words is new."""

QUOTED = 0.8
"""What is left of the worth of a sentence that opens with a quotation: news is told first."""

_QUOTES = ('"', "“", "«", "„", "「", "``", "'", "‘")


class Sentence(NamedTuple):
    """A sentence that may be taken, its dateline cut off."""

    span: Span
    words: int
    alone: bool
    quoted: bool
    stems: list[str]

    @classmethod
    def of(cls, text: str, sentence: Span) -> Sentence:
        """The sentence as a summary would tell it."""
        span = told(text, sentence)
        content = span.of(text)
        return cls(
            span,
            content.count(" ") + 1,
            stands_alone(content),
            content.startswith(_QUOTES),
            stems(content),
        )


class Candidate:
    """A sentence with those of its likely words that are not told yet."""

    def __init__(self, sentence: Sentence, chances: Mapping[Term, float]) -> None:
        weight = QUOTED if sentence.quoted else 1.0
        terms = chain(sentence.stems, pairwise(sentence.stems))
        self.sentence = sentence
        self.new = {term: weight * chances[term] for term in terms}
        self.gain = self._whole = sum(self.new.values())

    def value(self, worth: float, words: int) -> tuple[bool, float]:
        """What a summary of that worth and length is worth with it; if it stands alone, more."""
        return self.sentence.alone, (worth + self.gain) / (words + self.sentence.words)

    def is_news_after(self, other: Candidate) -> bool:
        """Whether enough of it is new once `other` is told."""
        for term in self.new.keys() & other.new.keys():
            self.gain -= self.new.pop(term)
        return self.gain >= NEW * self._whole


def summarise(title: str, text: str, sentences: Sequence[Span], count: int) -> tuple[Span, ...]:
    """Up to `count` of `sentences`, in the order of the text."""
    read = [Sentence.of(text, sentence) for sentence in sentences[:LOOKED_AT]]
    chances = likelihoods(stems(title), [one.stems for one in read])
    left = [Candidate(one, chances) for one in read]
    chosen: list[Span] = []
    worth, words = 0.0, PATIENCE
    while left and len(chosen) < count:
        best = _best(left, worth, words)
        chosen.append(best.sentence.span)
        worth, words = worth + best.gain, words + best.sentence.words
        left = [one for one in left if one is not best and one.is_news_after(best)]
    return tuple(sorted(chosen))


def _best(left: Iterable[Candidate], worth: float, words: int) -> Candidate:
    return max(left, key=lambda one: one.value(worth, words))
