"""Sentences cut from an article that tell what it says, in the order of the text.

1. Datelines are cut off, headlines left out. A sentence that cannot be read on its own is told
   behind the one it follows or not at all, one that opens with a surname where title or summary
   say whose. Where no sentence is clear, the best is told alone.
2. That sentence is added which gives the summary the most likely words (`likely`) for its length.
3. No sentence is taken most of whose likely words are told already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from bot.analysis.context import in_quotation, surnames
from bot.analysis.likely import Term, likelihoods
from bot.analysis.standing import is_fit, leans, told
from bot.analysis.terms import stems
from bot.model import Span

LOOKED_AT = 25
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
    fit: bool
    alone: bool
    quoted: bool
    stems: list[str]

    @classmethod
    def of(cls, text: str, sentence: Span) -> Sentence:
        """The sentence as a summary would tell it."""
        span = told(text, sentence)
        content = span.of(text)
        fit = is_fit(content) and not in_quotation(text, span.start)
        return cls(
            span,
            content.count(" ") + 1,
            fit,
            fit and not leans(content),
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

    def is_news_after(self, other: Candidate) -> bool:
        """Whether enough of it is new once `other` is told."""
        for term in self.new.keys() & other.new.keys():
            self.gain -= self.new.pop(term)
        return self.gain >= NEW * self._whole


class Summary:
    """The sentences chosen so far, below their title."""

    def __init__(self, title: str, text: str, sentences: Sequence[Span]) -> None:
        self._title, self._text = title, text
        self._headline = title.casefold()
        self._before = dict(zip(sentences[1:], sentences, strict=False))
        self._surnames = surnames(text, sentences)
        self._worth, self._words = 0.0, PATIENCE
        self.spans: list[Span] = []

    def is_clear(self, one: Candidate) -> bool:
        """Whether the sentence can be read where it would stand."""
        span = one.sentence.span
        surname = self._surnames.get(span)
        if self._is_headline(span.of(self._text).casefold()):
            return False
        if self._before.get(span) in self.spans:
            return one.sentence.fit
        return one.sentence.alone and (
            surname is None
            or surname in self._title
            or any(told < span and surname in told.of(self._text) for told in self.spans)
        )

    def _is_headline(self, sentence: str) -> bool:
        """Whether it is the title, or a part of it, that got a full stop."""
        return sentence != self._headline and sentence.rstrip(".!?…") in self._headline

    def value_with(self, one: Candidate) -> float:
        """How many likely words for its length it would have with the sentence."""
        return (self._worth + one.gain) / (self._words + one.sentence.words)

    def add(self, one: Candidate) -> None:
        """Take the sentence."""
        self._worth, self._words = self._worth + one.gain, self._words + one.sentence.words
        self.spans.append(one.sentence.span)


def summarise(title: str, text: str, sentences: Sequence[Span], count: int) -> tuple[Span, ...]:
    """Up to `count` of `sentences`, in the order of the text; fewer when the rest are not clear."""
    read = [Sentence.of(text, sentence) for sentence in sentences[:LOOKED_AT]]
    chances = likelihoods(stems(title), [one.stems for one in read])
    summary = Summary(title, text, [one.span for one in read])
    left: list[Candidate] = [Candidate(one, chances) for one in read]
    while left and len(summary.spans) < count:
        ranked = sorted(left, key=summary.value_with, reverse=True)
        best = next(filter(summary.is_clear, ranked), None if summary.spans else ranked[0])
        if best is None:
            break
        summary.add(best)
        left = [one for one in left if one is not best and one.is_news_after(best)]
    return tuple(sorted(summary.spans))
