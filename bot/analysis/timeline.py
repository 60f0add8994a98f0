"""A timeline out of dated sentences read at ingest: the weightiest dates, their best sentences.

1. Every sentence counts for its date: those of articles published on another day most.
2. The weightiest dates are kept.
3. Tellings of one event are merged: the best one is shown, the others are its sources.
4. Of each date the sentences nearest to what its articles have in common are kept, none that
   repeats one already kept on that date or the day beside it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.analysis.standing import stands_alone
from bot.analysis.terms import rarity, stems
from bot.model import Article, Event, EventDate, FiledEvent, Precision, Span, Timex

LEADS = 3
"""How many sentences from the top are told under the article's own day when they name none."""

SAME = 0.6
"""Cosine from which two sentences of a date tell the same."""

_DAYS = (Precision.DAY, Precision.MINUTE)


def leads(
    sentences: Sequence[Span], dates: Sequence[Timex], published: datetime | None
) -> tuple[Event, ...]:
    """The opening sentences that name no date, as events of the article's own day."""
    if published is None:
        return ()
    day = published.date()
    return tuple(
        Event(
            sentence,
            EventDate(
                Span(sentence.start, sentence.start), day.isoformat(), Precision.DAY, day, day
            ),
            stated=False,
        )
        for sentence in sentences[:LEADS]
        if not any(sentence.start <= timex.span.start < sentence.end for timex in dates)
    )


def build(
    events: Sequence[FiledEvent],
    *,
    dates: int | None = None,
    sentences: int = 1,
    topic: str | None = None,
) -> list[FiledEvent]:
    """The timeline in date order, tellings of one event merged into `sources`.

    `dates` keeps the weightiest dates only, `None` every one; `sentences` is how many are told of
    each.
    """
    by_date: defaultdict[str, list[FiledEvent]] = defaultdict(list)
    for event in events:
        by_date[event.event.date.value].append(event)
    values = _weightiest(by_date, dates) if dates is not None else list(by_date)
    values.sort(key=lambda value: (by_date[value][0].event.date.first, value))
    about = Counter(stems(topic or ""))
    timeline: list[FiledEvent] = []
    before: list[Telling] = []
    for value in values:
        tellings = _tellings(by_date[value], about)
        chosen = _told(tellings, before, sentences if dates is not None else len(tellings))
        timeline += [telling.filed for telling in chosen]
        before = chosen
    return timeline


class Telling:
    """A sentence of a date with what it is weighed by."""

    def __init__(self, filed: FiledEvent) -> None:
        self.filed = filed
        self.text = filed.sentence
        counts = Counter(stems(self.text))
        weights = {term: (1 + math.log(count)) * rarity(term) for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        self.vector = {term: weight / length for term, weight in weights.items()}

    def likeness(self, other: Telling) -> float:
        """Cosine with another telling."""
        small, large = sorted((self.vector, other.vector), key=len)
        return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def _weightiest(by_date: Mapping[str, list[FiledEvent]], count: int) -> list[str]:
    """The values of the dates most told of; days before coarser dates."""
    return sorted(
        by_date,
        key=lambda value: (
            by_date[value][0].event.date.precision not in _DAYS,
            -_weight(by_date[value]),
            value,
        ),
    )[:count]


def _weight(events: Iterable[FiledEvent]) -> float:
    """Articles that tell of the date: from another day they weigh more, the later the more."""
    weights: dict[str, float] = {}
    for filed in events:
        published = filed.article.published
        distance = abs((published.date() - filed.event.date.first).days) if published else 1
        weight = 1 + math.log1p(distance) if distance and filed.event.stated else 0.2
        weights[filed.article.id] = max(weight, weights.get(filed.article.id, 0.0))
    return sum(weights.values())


def _tellings(events: Iterable[FiledEvent], about: Mapping[str, int]) -> list[Telling]:
    """The sentences of one date, those nearest to what they have in common first."""
    tellings = [Telling(filed) for filed in events]
    centre: defaultdict[str, float] = defaultdict(float)
    for telling in tellings:
        for term, weight in telling.vector.items():
            centre[term] += weight
    for term in about:
        centre[term] *= 2

    def score(telling: Telling) -> float:
        relevance = sum(weight * centre[term] for term, weight in telling.vector.items())
        return relevance * (1.0 if stands_alone(telling.text) else 0.5)

    return sorted(tellings, key=lambda telling: (-score(telling), telling.filed.article.id))


def _told(ranked: Sequence[Telling], before: Sequence[Telling], count: int) -> list[Telling]:
    """The first `count` that tell different things; what repeats them becomes their source."""
    chosen: list[Telling] = []
    for telling in ranked:
        same = next((other for other in chosen if telling.likeness(other) >= SAME), None)
        if same is not None:
            same.filed = _with_source(same.filed, telling.filed.article)
        elif len(chosen) < count and all(telling.likeness(other) < SAME for other in before):
            chosen.append(telling)
    return chosen


def _with_source(filed: FiledEvent, article: Article) -> FiledEvent:
    if article.id == filed.article.id or any(article.id == one.id for one in filed.sources):
        return filed
    return replace(filed, sources=(*filed.sources, article))
