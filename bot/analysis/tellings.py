"""Sentences that tell of a date, as a timeline weighs them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from itertools import chain

from bot.analysis.standing import stands_alone, told, unstamped
from bot.analysis.terms import rarity, stems
from bot.model import Event, FiledEvent, Span

TOP = 450
"""Characters from the top of an article in which news tells what happened."""

NEAR = 2
"""Days after a date in which the news of it is told; what is told later looks back."""

SHORT = 15
"""Fewer words than this tell little."""


class Telling:
    """A sentence that tells of a date, with what it is weighed by."""

    def __init__(self, filed: FiledEvent, topic: Collection[str] = ()) -> None:
        self.filed = _without_dateline(filed)
        self.text = self.filed.sentence
        self.words = self.text.count(" ") + 1
        self.lag = lag(filed)
        self.terms = Counter(stems(self.text))
        self.length = self.terms.total()
        self.on_topic = any(term in self.terms for term in topic)

    @property
    def on_top(self) -> bool:
        """Whether it stands where its article tells what happened."""
        return self.filed.event.span.start < TOP

    @property
    def looks_back(self) -> bool:
        """Whether it recalls the date when the news of it was over."""
        return self.filed.event.stated and self.lag > NEAR

    @property
    def worth(self) -> float:
        """How well it suits a timeline by when it was told and its form, whatever its words."""
        if self.lag < 0:
            worth = 0.8
        elif not self.filed.event.stated:
            worth = 1.1
        else:
            worth = 1.0 if self.looks_back else 1.2
        if self.words < SHORT:
            worth *= 0.8
        return worth if stands_alone(self.text) else 0.5 * worth

    @cached_property
    def vector(self) -> dict[str, float]:
        """Its terms as a tf-idf vector of length 1."""
        weights = {term: (1 + math.log(count)) * rarity(term) for term, count in self.terms.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    def likeness(self, other: Telling) -> float:
        """Cosine with another telling."""
        theirs = other.vector
        return sum(
            [weight * theirs[term] for term, weight in self.vector.items() if term in theirs]
        )


def holding(tellings: Iterable[Telling]) -> tuple[Counter[str], int]:
    """How many of their articles hold each term, and how many articles they are."""
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        by_article[telling.filed.article.id].update(telling.terms)
    return Counter(chain.from_iterable(by_article.values())), len(by_article)


def lag(filed: FiledEvent) -> int:
    """How many days after the date the article was published."""
    published = filed.article.published
    return (published.date() - filed.event.date.first).days if published else 1


def _without_dateline(filed: FiledEvent) -> FiledEvent:
    """The sentence behind stamp and dateline; a day that only those name is not stated."""
    event, text = filed.event, filed.article.text
    span = told(text, unstamped(text, event.span))
    if span == event.span:
        return filed
    if event.stated and event.date.span.start < span.start:
        if lag(filed) != 0:
            return filed
        day = replace(event.date, span=Span(span.start, span.start))
        return replace(filed, event=Event(span, day, stated=False))
    return replace(filed, event=replace(event, span=span))
