"""Events: the sentences of an article that say something happened, or will, on a date.

1. A timex with a calendar value is a candidate; "the 1970s and 1980s", "from 1991 to 1997" are one.
2. Its sentence must tell something: it has a verb, and it asks and supposes nothing.
3. One event for each date a sentence names, but none for one that it only compares with, "up from
   a year earlier". A time and the day before it, "Friday at 10 a.m.", are one.
4. Sentences at the top that name no date are events of the article's own day (`leads`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.analysis.comparisons import is_compared
from bot.analysis.dates import values
from bot.analysis.lexicon import words
from bot.analysis.standing import LEAST_TOLD
from bot.model import Event, EventDate, Precision, Span, Timex, TimexType

JOINT = re.compile(
    r"\s*(?:and|to|through|until|till|or|[-–—~〜～・、と]|から)\s*(?:the\s*)?", re.IGNORECASE
)
RANGE = re.compile(r"\s*(?:to|through|until|till|[-–—~〜～]|から)\s*", re.IGNORECASE)
SUPPOSED = re.compile(r"\W*(?:(?:if|unless|whether|suppose|copyright)\b|©)", re.IGNORECASE)
AT = re.compile(r"[\s,]*(?:(?:at|from|by|around|about|just|shortly|before|after)\s+){0,3}")
"""What stands between a day and a time of it: "Friday at 10 a.m."."""
CLOSERS = " \t\n\"'”’»)]」』"
VERBS = ("will", "would", "modal", "planned", "plan", "present", "said", "was", "has", "is", "past")
JAPANESE = re.compile(r"[\u3040-\u30ff]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# How many years ahead of its article an event may lie; farther off, it is a misread number.
AHEAD = 100
LEADS = 3
"""How many sentences from the top are told under the article's own day when they name none."""
RANGED = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)


def find(
    text: str,
    sentences: Sequence[Span],
    dates: Sequence[Timex],
    published: date | datetime | None = None,
) -> tuple[Event, ...]:
    """The dated events of `text`, in text order; `dates` are what `bot.analysis.dates` found."""
    starts = [sentence.start for sentence in sentences]
    latest = published and date(min(published.year + AHEAD, date.max.year), 12, 31)
    events: dict[tuple[Span, str], Event] = {}
    telling: dict[Span, bool] = {}
    for found in _joined(text, dates):
        place = bisect_right(starts, found.span.start) - 1
        if place < 0 or found.span.end > sentences[place].end or (latest and found.first > latest):
            continue
        sentence = sentences[place]
        if sentence not in telling:
            telling[sentence] = _tells(sentence.of(text))
        if telling[sentence] and not is_compared(text, sentence, found.span):
            events.setdefault((sentence, found.value), Event(sentence, found))
    return tuple(events.values())


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


def _joined(text: str, dates: Sequence[Timex]) -> Iterator[EventDate]:
    """The calendar dates; two that name one stretch as one."""
    last: EventDate | None = None
    for timex in dates:
        if timex.type not in (TimexType.DATE, TimexType.TIME):
            continue
        found = _date(text, timex)
        if found is None:
            continue
        if last and (joined := _join(text, last, found)):
            last = joined
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _date(text: str, timex: Timex) -> EventDate | None:
    read = values.edtf(timex.value, timex.span.of(text))
    if read is None:
        return None
    value, precision = read
    try:
        first, end = values.bounds(value)
    except ValueError:
        return None
    return EventDate(timex.span, value, precision, first, end) if first <= end else None


def _join(text: str, left: EventDate, right: EventDate) -> EventDate | None:
    """`197X` and `198X` as `197X/198X`, when only a word like "and" stands between them.

    A day and a time of it, "Friday at 10 a.m.", are the time.
    """
    between, span = text[left.span.end : right.span.start], Span(left.span.start, right.span.end)
    if right.precision == Precision.MINUTE and right.value[:10] == left.value:
        return replace(right, span=span) if AT.fullmatch(between) else None
    if left.precision != right.precision or left.precision not in RANGED:
        return None
    joint = RANGE if left.precision == Precision.YEAR else JOINT
    if not joint.fullmatch(between) or left.last >= right.first:
        return None
    start, end = left.value.partition("/")[0], right.value.rpartition("/")[2]
    return EventDate(span, f"{start}/{end}", left.precision, left.first, right.last)


def _tells(sentence: str) -> bool:
    """Whether a sentence says that something happened or will: no question, no condition."""
    if SUPPOSED.match(sentence) or sentence.rstrip(CLOSERS).endswith(("?", "？")):
        return False
    if JAPANESE.search(sentence):
        return True
    forms = WORD.findall(sentence.lower() if sentence.isupper() else sentence)
    return len(forms) > 3 and any(_verb(form) for form in forms)


def _verb(form: str) -> bool:
    """Whether a word is a verb, or may be: "opens" is one, "shares" sometimes."""
    return form.lower() in words("tense", *VERBS) or (
        len(form) > 3 and form.islower() and form.endswith(("ed", "s"))
    )
