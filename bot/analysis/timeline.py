"""A timeline out of dated sentences read at ingest: the weightiest dates, their best sentences.

1. Every article counts for the dates it tells of: those of other days than its own most, later ones
   the more, and less in sentences and articles that are not about the topic.
2. The weightiest dates are kept (`weighing`).
3. Of each date the sentences are taken that tell most of it, as long as they add to one another
   and repeat nothing of another date (`days`). A date that only repeats gives way to the next.
4. What else tells the same becomes a source of the sentence that is shown.

Without a number of dates all that name their date are kept, tellings of one event merged.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice

from bot.analysis.days import Day, Model
from bot.analysis.standing import LEAST_TOLD
from bot.analysis.tellings import Telling, holding, lag
from bot.analysis.terms import stems
from bot.analysis.weighing import weightiest
from bot.model import Article, Event, EventDate, FiledEvent, Mentions, Precision, Span, Timex

LEADS = 3
"""How many sentences from the top are told under the article's own day when they name none."""

OPENING = 400
"""Characters with which an article says what it is about."""

SAME = 0.6
"""Cosine from which two sentences of a date tell the same."""

READ = 1800
"""How many sentences are read for one timeline, shared out among its dates."""

LEAST_READ, MOST_READ = 12, 100

SPARE = 8
"""For so many dates one more is read, in case that one of them only repeats the others."""

_DAYS = (Precision.DAY, Precision.MINUTE)
_WORD = re.compile(r"[^\W_]+")
_NEVER = "9999"
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
    values: Sequence[str] | None = None,
    model: Model | None = None,
) -> list[FiledEvent]:
    """The timeline in date order, tellings of one event merged into `sources`.

    `dates` keeps the weightiest dates only, `None` every one; `values` are dates to choose from,
    the weightiest first. Sentences of one day follow its hours, or the order they were told in.
    `sentences` is how many are told of each at most. An event that is not `stated` has its date
    from its article's day. `model` is the one learnt, unless another is to be judged.
    """
    about = About(topic)
    if dates is None and values is None:
        return _merged(by_date(_told_once(event for event in events if event.event.stated)), about)
    told = by_date(events)
    if values is None:
        values = weightiest(_mentions(events, about), with_spare(dates or 0))
    days = read(told, [value for value in values if value in told], about, dates)
    chosen = _choose(days, dates or len(days), sentences, model or Model.learnt())
    return [
        filed
        for value in _in_order(told, chosen)
        for filed in _with_sources(chosen[value], days[value].tellings)
    ]


def with_spare(dates: int) -> int:
    """How many dates to read for so many told: some tell nothing that others do not."""
    return dates + -(-dates // SPARE)


def _choose(
    days: Mapping[str, Day], dates: int, sentences: int, model: Model
) -> dict[str, list[Telling]]:
    """What the weightiest dates tell, in their order, then others in place of those that repeat."""
    places = {value: (day.first, value) for value, day in days.items()}
    ranked = list(days)
    chosen: dict[str, list[Telling]] = {}
    for value in (*sorted(ranked[:dates], key=places.__getitem__), *ranked[dates:]):
        if len(chosen) == dates:
            break
        order = sorted(chosen, key=places.__getitem__)
        at = bisect(order, places[value], key=places.__getitem__)
        beside = [telling for one in order[max(0, at - 1) : at + 1] for telling in chosen[one]]
        others = list(chain.from_iterable(chosen.values()))
        if best := days[value].choose(sentences, beside, others, model):
            chosen[value] = best
    return chosen


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

    def opened_by(self, article: Article) -> bool:
        """Whether a headline and the beginning under it are about the topic."""
        return self._word is None or bool(
            self._word.search(article.title) or self._word.search(article.text, 0, OPENING)
        )


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


def read(
    told: ByDate, values: Collection[str], about: About, dates: int | None = None
) -> dict[str, Day]:
    """The tellings of dates, the most promising of each; those behind `dates` are spare."""
    share = _share(values)
    tellings = {
        value: [
            Telling(filed, about.stems)
            for filed in sorted(told[value], key=lambda filed: _promise(filed, about))[:share]
        ]
        for value in values
    }
    found, articles = holding(chain.from_iterable(islice(tellings.values(), dates)))
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
    told = [
        replace(
            telling.filed,
            sources=tuple({telling.filed.article.id: telling.filed.article, **own}.values()),
        )
        for telling, own in zip(chosen, sources, strict=True)
    ]
    return sorted(told, key=_telling_order)


def _telling_order(filed: FiledEvent) -> tuple[str, str, int]:
    """As a day unfolds: by the time of day that is told, else by when it was told."""
    when, published = filed.event.date, filed.article.published
    told = published.isoformat() if published else _NEVER
    moment = when.value if when.precision is Precision.MINUTE else told
    return moment, filed.article.id, filed.event.span.start
