"""A timeline out of dated sentences read at ingest: the weightiest dates, their best sentences.

1. Every article counts for the dates it tells of: those of other days than its own most, later ones
   the more, and less in sentences and articles that are not about the topic.
2. The weightiest dates are kept.
3. Of each date the sentences are taken that tell most of it, as long as they add to one another
   and repeat nothing of an earlier date (`days`).
4. What else tells the same becomes a source of the sentence that is shown.

Without a number of dates all that name their date are kept, tellings of one event merged.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from bot.analysis.days import Day, Model
from bot.analysis.standing import LEAST_TOLD
from bot.analysis.tellings import Telling, holding, lag
from bot.analysis.terms import stems
from bot.model import Article, Event, EventDate, FiledEvent, Mentions, Precision, Span, Timex

LEADS = 3
"""How many sentences from the top are told under the article's own day when they name none."""

SAME = 0.6
"""Cosine from which two sentences of a date tell the same."""

FOCUS, ASTRAY = 0.3, 0.05
"""The share of its dated sentences from which an article is on the topic; how much others count."""

READ = 1800
"""How many sentences are read for one timeline, shared out among its dates."""

LEAST_READ, MOST_READ = 12, 100

_DAYS = (Precision.DAY, Precision.MINUTE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W_]+")
_BEGIN = r"(?:\b|(?<=[\u3040-\u9fff]))"
"""Where a word begins: Japanese writes them together."""

ByDate = Mapping[str, list[FiledEvent]]


def leads(
    sentences: Sequence[Span], dates: Sequence[Timex], published: datetime | None
) -> tuple[Event, ...]:
    """The opening sentences that name no date, as events of the article's own day."""
    if published is None:
        return ()
    day = published.date()
    opening = [sentence for sentence in sentences if sentence.end - sentence.start >= LEAST_TOLD]
    return tuple(
        Event(
            sentence,
            EventDate(
                Span(sentence.start, sentence.start), day.isoformat(), Precision.DAY, day, day
            ),
            stated=False,
        )
        for sentence in opening[:LEADS]
        if not any(sentence.start <= timex.span.start < sentence.end for timex in dates)
    )


def build(
    events: Sequence[FiledEvent],
    *,
    dates: int | None = None,
    sentences: int = 1,
    topic: str | None = None,
    values: Collection[str] | None = None,
    model: Model | None = None,
) -> list[FiledEvent]:
    """The timeline in date order, tellings of one event merged into `sources`.

    `dates` keeps the weightiest dates only, `None` every one; `values` are dates already chosen.
    `sentences` is how many are told of each at most. An event that is not `stated` has its date
    from its article's day. `model` is the one learnt, unless another is to be judged.
    """
    about = About(topic)
    if dates is None and values is None:
        return _merged(by_date(_told_once(event for event in events if event.event.stated)), about)
    model = model or Model.learnt()
    told = by_date(events)
    if values is None:
        values = weightiest(_mentions(events, about), dates or 0)
    values = _in_order(told, told.keys() & values)
    days = read(told, values, about)
    timeline: list[FiledEvent] = []
    chosen: list[list[Telling]] = []
    for value in values:
        chosen.append(days[value].choose(sentences, chosen, model))
        timeline += _with_sources(chosen[-1], days[value].tellings)
    return timeline


class About:
    """What a topic is: the stems of its words, and whether a stretch of text holds one."""

    def __init__(self, topic: str | None) -> None:
        self.stems = frozenset(stems(topic or ""))
        spelt = {word for word in _WORD.findall((topic or "").lower()) if stems(word)}
        names = "|".join(map(re.escape, sorted(self.stems | spelt)))
        self._word = re.compile(rf"{_BEGIN}(?:{names})", re.IGNORECASE) if names else None

    def held_by(self, filed: FiledEvent) -> bool:
        """Whether the sentence is about the topic; every one is when there is none."""
        span = filed.event.span
        return self._word is None or bool(self._word.search(filed.article.text, *span))


def weightiest(articles: Iterable[Mentions], count: int) -> list[str]:
    """The values of the dates most told of, each article counted once a date; days come first."""
    weights, total = _Weights(), defaultdict[str, float](float)
    for told in articles:
        most: dict[str, float] = {}
        kinds = zip(told.lags, told.stated, told.about, strict=True)
        for value, kind in zip(told.dates, kinds, strict=True):
            weight = weights[kind]
            if weight > most.get(value, 0.0):
                most[value] = weight
        counts = max(ASTRAY, min(1.0, sum(told.about) / (FOCUS * len(told.about) or 1)))
        for value, weight in most.items():
            total[value] += counts * weight
    ranked = sorted(total, key=lambda value: (not _DAY.fullmatch(value), -total[value], value))
    return ranked[:count]


class _Weights(dict[tuple[int, int, bool], float]):
    """How much an article tells for a date by its lag, if it states it, and is about the topic."""

    def __missing__(self, kind: tuple[int, int, bool]) -> float:
        lag, stated, about = kind
        if not stated:
            weight = 0.1
        elif lag > 0:
            weight = 1 + 0.3 * math.log1p(lag)
        else:
            weight = 0.5 if lag else 0.2
        self[kind] = weight if about else 0.3 * weight
        return self[kind]


def worth_reading(articles: Iterable[Mentions], values: Collection[str]) -> list[tuple[int, int]]:
    """The events (article, place) from which the sentences of these dates are chosen."""
    wanted = {value: list[tuple[bool, bool, int, int]]() for value in values}
    for told in articles:
        for at, value in enumerate(told.dates):
            if value in wanted:
                near = told.stated[at] and 0 <= told.lags[at] <= 2
                wanted[value].append((not told.about[at], not near, told.places[at], told.article))
    most = _share(values)
    return [
        (article, place)
        for of_date in wanted.values()
        for _, _, place, article in sorted(of_date)[:most]
    ]


def _share(values: Collection[str]) -> int:
    """How many sentences of each date are read."""
    return max(LEAST_READ, min(MOST_READ, READ // (len(values) or 1)))


def _mentions(events: Iterable[FiledEvent], about: About) -> Iterator[Mentions]:
    """The mentions of events whose texts are at hand."""
    by_article: defaultdict[str, list[FiledEvent]] = defaultdict(list)
    for filed in events:
        by_article[filed.article.id].append(filed)
    for told in by_article.values():
        yield Mentions(
            article=0,
            dates=[_value(filed) for filed in told],
            lags=[lag(filed) for filed in told],
            stated=[filed.event.stated for filed in told],
            about=[about.held_by(filed) for filed in told],
            places=range(len(told)),
        )


def read(told: ByDate, values: Collection[str], about: About) -> dict[str, Day]:
    """The tellings of dates, the most promising of each."""
    share = _share(values)
    tellings = {
        value: [
            Telling(filed, about.stems)
            for filed in sorted(told[value], key=lambda filed: _promise(filed, about))[:share]
        ]
        for value in values
    }
    found, articles = holding(chain.from_iterable(tellings.values()))
    common = {term: count / articles for term, count in found.items()}
    return {value: Day(of_date, common) for value, of_date in tellings.items()}


def by_date(events: Iterable[FiledEvent]) -> dict[str, list[FiledEvent]]:
    """Events by the value of their date; a time of day counts for its day."""
    told: defaultdict[str, list[FiledEvent]] = defaultdict(list)
    for event in events:
        told[_value(event)].append(event)
    return told


def _value(filed: FiledEvent) -> str:
    when = filed.event.date
    return when.first.isoformat() if when.precision in _DAYS else when.value


def _in_order(told: ByDate, values: Iterable[str]) -> list[str]:
    return sorted(values, key=lambda value: (told[value][0].event.date.first, value))


def _promise(filed: FiledEvent, about: About) -> tuple[bool, bool, int, str]:
    """What to read first: on the topic, told within days, near the top."""
    near = filed.event.stated and 0 <= lag(filed) <= 2
    return not about.held_by(filed), not near, filed.event.span.start, filed.article.id


def _told_once(events: Iterable[FiledEvent]) -> Iterable[FiledEvent]:
    """Each sentence under one of its dates: a day if it names one, the nearest to its article."""
    once: dict[tuple[str, Span], tuple[bool, int, FiledEvent]] = {}
    for filed in events:
        sentence = filed.article.id, filed.event.span
        distance = filed.event.date.precision not in _DAYS, abs(lag(filed))
        if sentence not in once or distance < once[sentence][:2]:
            once[sentence] = *distance, filed
    return (filed for _, _, filed in once.values())


def _merged(told: ByDate, about: About) -> list[FiledEvent]:
    """Every date's events, the best telling of each."""
    timeline: list[FiledEvent] = []
    before: list[Telling] = []
    for value in _in_order(told, told):
        ((_, day),) = read(told, [value], about).items()
        chosen: list[Telling] = []
        for telling in day.ranked():
            if not any(telling.likeness(other) >= SAME for other in (*chosen, *before)):
                chosen.append(telling)
        timeline += _with_sources(chosen, day.tellings)
        before = chosen
    return timeline


def _with_sources(chosen: Sequence[Telling], tellings: Iterable[Telling]) -> list[FiledEvent]:
    """The chosen tellings, with all articles that tell the same, its own first."""
    sources: list[dict[str, Article]] = [{} for _ in chosen]
    for telling in tellings:
        likenesses = [telling.likeness(one) for one in chosen]
        nearest = max(likenesses, default=0.0)
        if nearest >= SAME:
            own = sources[likenesses.index(nearest)]
            own.setdefault(telling.filed.article.id, telling.filed.article)
    return [
        replace(
            telling.filed,
            sources=tuple({telling.filed.article.id: telling.filed.article, **own}.values()),
        )
        for telling, own in zip(chosen, sources, strict=True)
    ]
