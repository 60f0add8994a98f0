"""Sentences cut from an article that tell what it says, in the order of the text.

1. Datelines are cut off, headlines left out. A sentence that cannot be read on its own is told
   behind the one it follows or not at all, one that opens with a surname where title or summary
   say whose. Where no sentence is clear, the best is told alone.
2. The summary is sought that has the most likely words (`likely`) for its length, by growing the
   `BEAM` best so far: the sentence that another leans on may be worth little alone.
3. No sentence is taken most of whose likely words are told already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from math import fsum
from operator import attrgetter, itemgetter
from types import MappingProxyType
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

BEAM = 3
"""How many summaries are grown side by side."""

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


class Draft(NamedTuple):
    """A summary so far, by the places of its sentences."""

    places: tuple[int, ...] = ()
    told: Mapping[Term, float] = MappingProxyType({})
    worth: float = 0.0
    words: int = PATIENCE

    @property
    def value(self) -> float:
        """How many likely words it has for its length."""
        return self.worth / self.words


_VALUE = attrgetter("value")


class Leads:
    """The sentences that may be taken, below their title."""

    def __init__(self, title: str, text: str, sentences: Sequence[Span]) -> None:
        self._title, self._text = title, text
        self._headline = title.casefold()
        self._read = [Sentence.of(text, sentence) for sentence in sentences]
        self._surnames = surnames(text, [one.span for one in self._read])
        chances = likelihoods(stems(title), [one.stems for one in self._read])
        self._likely = [_likely(one, chances) for one in self._read]
        self._whole = [sum(likely.values()) for likely in self._likely]

    def spans(self, draft: Draft) -> tuple[Span, ...]:
        """Its sentences, in the order of the text."""
        return tuple(self._read[place].span for place in draft.places)

    def best_alone(self) -> Draft:
        """The draft of one sentence, clear or not, that is worth most."""
        drafts = (
            self._with(Draft(), self._whole[place], place) for place in range(len(self._read))
        )
        return max(drafts, key=lambda draft: draft.value, default=Draft())

    def grown(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The best drafts, best first, with each sentence that is clear and new beside it."""
        best: dict[tuple[int, ...], Draft] = {}
        least = 0.0
        for most, draft, place in self._bounds(drafts):
            if most <= least:
                break
            gain = self._gain(draft, place)
            new = not draft.places or gain >= NEW * self._whole[place]
            if new and self._value(draft, gain, place) > least and self._is_clear(place, draft):
                grown = self._with(draft, gain, place)
                ranked = sorted({**best, grown.places: grown}.values(), key=_VALUE, reverse=True)
                best = {one.places: one for one in ranked[:BEAM]}
                least = ranked[BEAM - 1].value if len(ranked) >= BEAM else 0.0
        return list(best.values())

    def _bounds(self, drafts: Sequence[Draft]) -> list[tuple[float, Draft, int]]:
        """Each draft and sentence with the most that both together could be worth, most first."""
        bounds = [
            (self._value(draft, self._whole[place], place), draft, place)
            for draft in drafts
            for place in range(len(self._read))
            if place not in draft.places
        ]
        return sorted(bounds, key=itemgetter(0), reverse=True)

    def _value(self, draft: Draft, gain: float, place: int) -> float:
        """What the draft would be worth with a sentence that gains so much."""
        return (draft.worth + gain) / (draft.words + self._read[place].words)

    def _gain(self, draft: Draft, place: int) -> float:
        """How many likely words the sentence adds."""
        told, likely = draft.told, self._likely[place]
        again = told.keys() & likely.keys()
        return self._whole[place] - fsum(min(told[term], likely[term]) for term in again)

    def _with(self, draft: Draft, gain: float, place: int) -> Draft:
        likely = self._likely[place]
        told = {**draft.told, **likely}
        for term in draft.told.keys() & likely.keys():
            told[term] = max(draft.told[term], likely[term])
        return Draft(
            tuple(sorted((*draft.places, place))),
            told,
            draft.worth + gain,
            draft.words + self._read[place].words,
        )

    def _is_clear(self, place: int, draft: Draft) -> bool:
        """Whether the sentence can be read where it would stand."""
        one, surname = self._read[place], self._surnames.get(self._read[place].span)
        if self._is_headline(one.span.of(self._text).casefold()):
            return False
        if place - 1 in draft.places:
            return one.fit
        return one.alone and (
            surname is None
            or surname in self._title
            or any(told < one.span and surname in told.of(self._text) for told in self.spans(draft))
        )

    def _is_headline(self, sentence: str) -> bool:
        """Whether it is the title, or a part of it, that got a full stop."""
        return sentence != self._headline and sentence.rstrip(".!?…") in self._headline


def summarise(title: str, text: str, sentences: Sequence[Span], count: int) -> tuple[Span, ...]:
    """Up to `count` of `sentences`, in the order of the text; fewer when the rest are not clear."""
    leads, drafts = Leads(title, text, sentences[:LOOKED_AT]), [Draft()]
    for _ in range(count):
        drafts = leads.grown(drafts) or drafts
    best = drafts[0] if drafts[0].places or not count else leads.best_alone()
    return leads.spans(best)


def _likely(sentence: Sentence, chances: Mapping[Term, float]) -> dict[Term, float]:
    """The terms and pairs of a sentence, with how likely a summary holds them."""
    weight = QUOTED if sentence.quoted else 1.0
    return {
        term: weight * chances[term] for term in chain(sentence.stems, pairwise(sentence.stems))
    }
