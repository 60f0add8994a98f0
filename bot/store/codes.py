"""Words to column values and back. Pure.

Times are microseconds since 1970 in UTC: seconds would round an article into a briefing's window
that it was filed after. Dates are day ordinals. Spans and lists are JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from bot.model import (
    Article,
    Event,
    EventDate,
    Person,
    Precision,
    Quote,
    Span,
    Timex,
    TimexType,
    Window,
)
from bot.store.database import Row

UNKNOWN = -(2**62)
"""The moment of an article without a date, where a column must order: before every other."""

FOREVER = 2**62
"""A moment after every other."""

LAST_DAY = 1 << 32

EVERYBODY = 0
OPERATOR = -1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_N_BITS = 26  # 67 million articles
_MICROSECOND = timedelta(microseconds=1)


def owner(guild_id: int | None) -> int:
    """The column value of an owner: `None`, the operator, owns what everybody sees."""
    return EVERYBODY if guild_id is None else guild_id


def owner_of(value: int) -> int | None:
    """The owner from its column."""
    return None if value == EVERYBODY else value


def audience_key(audience: int | None) -> int:
    """What an asker sees beside what everybody sees: `guild_id IN (0, audience_key)`."""
    return OPERATOR if audience is None else audience


def moment(time: datetime) -> int:
    """A time as microseconds."""
    return (time - _EPOCH) // _MICROSECOND


def moment_or_none(time: datetime | None) -> int | None:
    """A time that may be missing."""
    return None if time is None else moment(time)


def moment_or(time: datetime | None, default: int) -> int:
    """A time, or what stands for a missing one."""
    return default if time is None else moment(time)


def bounds(window: Window) -> tuple[int, int]:
    """The moments a window lies between, `since < t <= until`."""
    return moment_or(window.since, UNKNOWN), moment_or(window.until, FOREVER)


def time_of(value: int | None) -> datetime | None:
    """Microseconds as a time in UTC."""
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def known_time(value: int) -> datetime:
    """Microseconds as a time in UTC, where a time is always known."""
    return _EPOCH + timedelta(microseconds=value)


def day_of(time: datetime | None) -> int:
    """The day ordinal of a time in UTC; 0 when it is unknown."""
    return 0 if time is None else time.astimezone(UTC).date().toordinal()


def docid(n: int, day: int) -> int:
    """What full text knows article `n` by: docids order by day published, then by filing."""
    return day << _N_BITS | n


def n_of_docid(docid: int) -> int:
    """The article's number."""
    return docid & ((1 << _N_BITS) - 1)


def day_of_docid(docid: int) -> int:
    """The day it was published, 0 when that is unknown."""
    return docid >> _N_BITS


def dump(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest(*parts: str | None) -> str:
    """A hash of texts, told apart."""
    hasher = blake2b(digest_size=16)
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        hasher.update(b"%d:" % (-1 if part is None else len(data)))
        hasher.update(data)
    return hasher.hexdigest()


# --- articles -------------------------------------------------------------------------------


def article_of(row: Row) -> Article:
    """An article from a row of `articles`."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=time_of(row["published"]),
        language=row["language"],
        byline=row["byline"],
    )


# --- readings -------------------------------------------------------------------------------


def span_of(pair: Any) -> Span:
    """A span from `[start, end]`."""
    start, end = pair
    return Span(start, end)


def spans_of(data: str) -> tuple[Span, ...]:
    """Spans from their column."""
    return tuple(span_of(pair) for pair in json.loads(data))


def _span_or_none(pair: Any) -> Span | None:
    return None if pair is None else span_of(pair)


def dump_quote(quote: Quote) -> str:
    """The spans of a quote: segments, sentence, mention, cue, title."""
    return dump([quote.segments, quote.sentence, quote.mention, quote.cue, quote.title])


def quote_of(spans: str, speaker: str | None) -> Quote:
    """A quote from its columns."""
    segments, sentence, mention, cue, title = json.loads(spans)
    return Quote(
        segments=tuple(span_of(segment) for segment in segments),
        sentence=span_of(sentence),
        speaker=speaker,
        mention=_span_or_none(mention),
        cue=_span_or_none(cue),
        title=_span_or_none(title),
    )


def quote_spans(quote: Quote) -> Iterable[Span]:
    """Every span a quote holds."""
    optional = (quote.mention, quote.cue, quote.title)
    return (*quote.segments, quote.sentence, *(span for span in optional if span is not None))


def dump_event(event: Event) -> str:
    """The spans of an event: sentence, date."""
    return dump([event.span, event.date.span])


def event_of(row: Row) -> Event:
    """An event from a row of `events`."""
    sentence, phrase = json.loads(row["spans"])
    when = EventDate(
        span=span_of(phrase),
        value=row["value"],
        precision=Precision(row["precision"]),
        first=date.fromordinal(row["first_day"]),
        last=date.fromordinal(row["last_day"]),
    )
    return Event(span=span_of(sentence), date=when, stated=bool(row["stated"]))


def dump_dates(dates: Iterable[Timex]) -> str:
    """Temporal expressions: start, end, type, value."""
    return dump([[*timex.span, timex.type, timex.value] for timex in dates])


def dates_of(data: str) -> tuple[Timex, ...]:
    """Temporal expressions from their column."""
    return tuple(
        Timex(span=Span(start, end), type=TimexType(kind), value=value)
        for start, end, kind, value in json.loads(data)
    )


def dump_people(people: Iterable[Person]) -> str:
    """People as one article calls them: name, aliases, titles."""
    return dump([[person.name, person.aliases, person.titles] for person in people])


def people_of(data: str) -> tuple[Person, ...]:
    """People from their column."""
    return tuple(
        Person(name=name, aliases=tuple(aliases), titles=tuple(titles))
        for name, aliases, titles in json.loads(data)
    )


def terms_of(data: str) -> tuple[tuple[str, int], ...]:
    """Terms and their counts from their column."""
    return tuple((term, count) for term, count in json.loads(data))


def fits(spans: Iterable[Span], text: str) -> bool:
    """Whether all spans lie in the text."""
    return all(0 <= span.start <= span.end <= len(text) for span in spans)
