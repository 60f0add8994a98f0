"""A timeline out of dated sentences read at ingest: the weightiest dates, their best sentences.

1. Every article counts for the dates it tells of: those of other days than its own most, later ones
   the more, and less in sentences and articles that are not about the topic.
2. The weightiest dates are kept (`weighing`).
3. Of each date the sentences are taken that tell most of it, as long as they add to one another
   and repeat nothing of another date (`days`). A date that only repeats gives way to the next.
4. What else tells the same becomes a source of the sentence that is shown.

Without a number of dates all that name their date are kept, tellings of one event merged.

No text is needed for any of it: `choose` works on what was filed, and what it chose is read then.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from bot.analysis.about import About
from bot.analysis.days import Day, Model
from bot.analysis.gists import gist, lag, without_dateline
from bot.analysis.tellings import NEAR, Said, Telling, holding
from bot.analysis.weighing import DAY, weightiest
from bot.model import FiledEvent, Mentions, Precision, Span, Told

SAME = 0.6
"""Cosine from which two sentences of a date tell the same."""

READ = 1800
"""How many sentences are looked at for one timeline, shared out among its dates."""

LEAST_READ, MOST_READ = 12, 100

SPARE = 8
"""For so many dates one more is looked at, in case that one of them only repeats the others."""

_NEVER = "9999"


def build(
    events: Sequence[FiledEvent],
    *,
    dates: int | None = None,
    sentences: int = 1,
    topic: str | None = None,
    model: Model | None = None,
) -> list[FiledEvent]:
    """The timeline of events at hand: see `choose` and `shown`."""
    mentions, filed = mentioned(events, topic)
    told = choose(mentions, dates=dates, sentences=sentences, model=model)
    return shown(
        replace(
            filed[one.article][one.place],
            sources=tuple(filed[number][0].article for number in one.sources),
        )
        for one in told
    )


def choose(
    mentions: Mentions,
    *,
    dates: int | None = None,
    sentences: int = 1,
    model: Model | None = None,
) -> list[Told]:
    """What a timeline tells, each with the articles that tell the same, its own first.

    `dates` keeps the weightiest dates only, `None` every one. `sentences` is how many are told of
    each at most. An event that is not `stated` has its date from its article's day. `model` is the
    one learnt, unless another is to be judged.
    """
    if dates is None:
        return _merged(mentions)
    days = read(mentions, weightiest(mentions, dates + -(-dates // SPARE)), dates)
    chosen = _choose(days, dates, sentences, model or Model.learnt())
    return [
        told
        for value, tellings in chosen.items()
        for told in _with_sources(mentions, tellings, days[value].tellings)
    ]


def shown(told: Iterable[FiledEvent]) -> list[FiledEvent]:
    """What is told as it is shown: without datelines, in order of the dates.

    Sentences of one day follow its hours, or the order they were told in.
    """
    return sorted(map(without_dateline, told), key=_telling_order)


def mentioned(
    events: Iterable[FiledEvent], topic: str | None
) -> tuple[Mentions, list[list[FiledEvent]]]:
    """The mentions of events whose texts are at hand, and the events of each of their articles."""
    by_article: defaultdict[str, list[FiledEvent]] = defaultdict(list)
    for filed in events:
        by_article[filed.article.id].append(filed)
    articles = [sorted(told, key=_span) for told in by_article.values()]
    told = list(chain.from_iterable(articles))
    known = [gist(filed.article, filed.event) for filed in told]
    about = About(topic)
    mentions = Mentions(
        articles=[number for number, own in enumerate(articles) for _ in own],
        places=[place for own in articles for place in range(len(own))],
        dates=list(map(_value, told)),
        firsts=[filed.event.date.first.toordinal() for filed in told],
        lags=list(map(lag, told)),
        about=[about.among(one.terms.split()) for one in known],
        forms=[one.form for one in known],
        terms=[one.terms for one in known],
    )
    return mentions, articles


def read(mentions: Mentions, values: Collection[str], dates: int | None = None) -> dict[str, Day]:
    """The tellings of dates, the most promising of each; those behind `dates` are spare."""
    share = _share(values)
    tellings = {
        value: [Telling(mentions, at) for at in ats[:share]]
        for value, ats in _promising(mentions, values).items()
        if ats
    }
    found, articles = holding(chain.from_iterable(islice(tellings.values(), dates)))
    common = {term: count / articles for term, count in found.items()}
    return {
        value: Day(mentions.firsts[of_date[0].at], of_date, common)
        for value, of_date in tellings.items()
    }


def _promising(mentions: Mentions, values: Collection[str]) -> dict[str, list[int]]:
    """Which events tell of each date, first those on the topic, told within days, near the top."""
    kinds: dict[str, tuple[list[int], ...]] = {value: ([], [], [], []) for value in values}
    near = [
        stated and 0 <= lag <= NEAR
        for stated, lag in zip(mentions.stated, mentions.lags, strict=True)
    ]
    told = zip(mentions.dates, mentions.about, near, strict=True)
    for at, (value, about, soon) in enumerate(told):
        if value in kinds:
            kinds[value][(not about) * 2 + (not soon)].append(at)
    high = mentions.places.__getitem__
    return {
        value: list(chain.from_iterable(sorted(ats, key=high) for ats in of_kind))
        for value, of_kind in kinds.items()
    }


def _share(values: Collection[str]) -> int:
    """How many sentences of each date are read."""
    return max(LEAST_READ, min(MOST_READ, READ // (len(values) or 1)))


def _choose(
    days: Mapping[str, Day], dates: int, sentences: int, model: Model
) -> dict[str, list[Telling]]:
    """What the weightiest dates tell, in their order, then others in place of those that repeat."""
    places = {value: (day.first, value) for value, day in days.items()}
    ranked = list(days)
    chosen: dict[str, list[Telling]] = {}
    said = Said()
    for value in (*sorted(ranked[:dates], key=places.__getitem__), *ranked[dates:]):
        if len(chosen) == dates:
            break
        order = sorted(chosen, key=places.__getitem__)
        at = bisect(order, places[value], key=places.__getitem__)
        beside = [telling for one in order[max(0, at - 1) : at + 1] for telling in chosen[one]]
        if best := days[value].choose(sentences, beside, said, model):
            chosen[value] = best
            for telling in best:
                said.add(telling)
    return chosen


def _merged(mentions: Mentions) -> list[Told]:
    """Every date's events, the best telling of each."""
    told = mentions.only(_told_once(mentions))
    firsts = dict(zip(told.dates, told.firsts, strict=True))
    timeline: list[Told] = []
    before: list[Telling] = []
    for value in sorted(firsts, key=lambda value: (firsts[value], value)):
        (day,) = read(told, [value]).values()
        chosen: list[Telling] = []
        for telling in day.ranked():
            if not any(telling.likeness(other) >= SAME for other in (*chosen, *before)):
                chosen.append(telling)
        timeline += _with_sources(told, chosen, day.tellings)
        before = chosen
    return timeline


def _told_once(mentions: Mentions) -> list[bool]:
    """Those that tell each sentence under one of its dates: a day if it names one, the nearest."""
    once: dict[tuple[int, str], tuple[bool, int, int]] = {}
    sentences, stated = zip(mentions.articles, mentions.terms, strict=True), mentions.stated
    for at, sentence in enumerate(sentences):
        if stated[at]:
            told = not DAY.fullmatch(mentions.dates[at]), abs(mentions.lags[at]), at
            once[sentence] = min(told, once.get(sentence, told))
    kept = {at for _, _, at in once.values()}
    return [at in kept for at in range(len(mentions.dates))]


def _with_sources(
    mentions: Mentions, chosen: Sequence[Telling], tellings: Iterable[Telling]
) -> Iterator[Told]:
    """The chosen tellings, with all articles that tell the same, its own first."""
    sources = [dict.fromkeys([telling.article]) for telling in chosen]
    for telling in tellings:
        likenesses = [telling.likeness(one) for one in chosen]
        nearest = max(likenesses, default=0.0)
        if nearest >= SAME:
            sources[likenesses.index(nearest)][telling.article] = None
    for telling, own in zip(chosen, sources, strict=True):
        yield Told(telling.article, mentions.places[telling.at], tuple(own))


def _value(filed: FiledEvent) -> str:
    when = filed.event.date
    days = (Precision.DAY, Precision.MINUTE)
    return when.first.isoformat() if when.precision in days else when.value


def _span(filed: FiledEvent) -> Span:
    return filed.event.span


def _telling_order(filed: FiledEvent) -> tuple[date, str, str, str, int]:
    """By the day, then as it unfolds: by the time of day that is told, else by when it was told."""
    when, published = filed.event.date, filed.article.published
    told = published.isoformat() if published else _NEVER
    on_time = when.precision is Precision.MINUTE
    value, moment = (when.first.isoformat(), when.value) if on_time else (when.value, told)
    return when.first, value, moment, filed.article.id, filed.event.span.start
