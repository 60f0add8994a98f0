"""Sentences that tell of a date, as a timeline weighs them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from bot.analysis.standing import stands_alone, told
from bot.analysis.terms import rarity, stems
from bot.model import Event, FiledEvent, Span

TOP = 450
"""Characters from the top of an article in which news tells what happened."""

KINDS = ("same", "soon", "late", "ahead", "top")
"""When a sentence was told, seen from its date; and whether it stands at the top."""

_QUOTES = ('"', "“", "«", "``", "「")
_CAPITAL = re.compile(r"(?<!\S)[A-Z]")
_DIGIT = re.compile(r"\d")


class Telling:
    """A sentence that tells of a date, with what it is weighed by."""

    __slots__ = ("about", "filed", "lag", "pairs", "terms", "text", "vector", "words")

    def __init__(self, filed: FiledEvent, topic: Collection[str] = ()) -> None:
        self.filed = _without_dateline(filed)
        self.text = self.filed.sentence
        self.words = self.text.count(" ") + 1
        self.lag = lag(filed)
        found = stems(self.text)
        self.terms = Counter(found)
        self.pairs = frozenset(pairwise(found))
        self.about = sum(1 for term in topic if term in self.terms)
        weights = {term: (1 + math.log(count)) * rarity(term) for term, count in self.terms.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        self.vector = {term: weight / length for term, weight in weights.items()}

    @property
    def place(self) -> int:
        """Where it begins in its article, in characters."""
        return self.filed.event.span.start

    @property
    def stated(self) -> bool:
        """Whether the sentence itself names the date."""
        return self.filed.event.stated

    def kinds(self) -> Iterable[str]:
        """When it was told, seen from the date, and whether at the top of its article."""
        if self.lag < 0:
            yield "ahead"
        elif self.stated:
            yield "same" if self.lag == 0 else "soon" if self.lag <= 2 else "late"
        if self.place < TOP:
            yield "top"

    def likeness(self, other: Telling) -> float:
        """Cosine with another telling."""
        return sum(weight * other.vector.get(term, 0.0) for term, weight in self.vector.items())

    def form(self, centre: Mapping[str, float]) -> dict[str, float]:
        """What its form is, whatever its words."""
        lag, stated, phrase = self.lag, self.stated, self.filed.event.date.span
        capitals = len(_CAPITAL.findall(self.text))
        return {
            "central": sum(weight * centre[term] for term, weight in self.vector.items()),
            "about": float(min(self.about, 2)),
            "astray": float(not self.about),
            "same_day": float(stated and lag == 0),
            "next_day": float(stated and lag == 1),
            "week": float(stated and 1 < lag < 8),
            "later": float(stated and lag >= 8),
            "ahead": float(lag < 0),
            "unstated": float(not stated),
            "place": 1 / (1 + self.place / TOP),
            "short": float(self.words < 10),
            "length": min(self.words, 60) / 30,
            "long": max(0, self.words - 30) / 30,
            "alone": float(stands_alone(self.text)),
            "quotes": float(any(mark in self.text for mark in _QUOTES)),
            "capitals": capitals / self.words,
            "numbers": float(bool(_DIGIT.search(self.text))),
            "weekday": float(phrase.of(self.filed.article.text).lower().endswith("day")),
        }


def lag(filed: FiledEvent) -> int:
    """How many days after the date the article was published."""
    published = filed.article.published
    return (published.date() - filed.event.date.first).days if published else 1


def _without_dateline(filed: FiledEvent) -> FiledEvent:
    """The sentence behind its dateline; a day that only the dateline names is not stated."""
    event, text = filed.event, filed.article.text
    span = told(text, event.span)
    if span == event.span:
        return filed
    if event.stated and event.date.span.start < span.start:
        if lag(filed) != 0:
            return filed
        day = replace(event.date, span=Span(span.start, span.start))
        return replace(filed, event=Event(span, day, stated=False))
    return replace(filed, event=replace(event, span=span))
