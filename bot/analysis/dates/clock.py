"""Times of day: "3:30 p.m. EST Friday", "noon", "4 in the morning"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.analysis.dates.months import MONTHS, year_of
from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.weekdays import bare_weekday
from bot.analysis.dates.tokens import KINDS
from bot.model import TimexType

TIME = TimexType.TIME
rules = Rules()

ZONED = "zone:(Open? Zone Close?)?"
DAY = (
    "(?:Comma? (?:On)? day:(Today | Tomorrow | Yesterday | Tonight | Weekday | (?:Weekday Comma?)?"
    " AnyMonth (?:Day | Ordinal) (?:Comma? Year)?))?"
)
CLOCK = (
    "hour:(Clock | Hour | Number) half:Meridiem",
    "hour:Hour half:Meridiem",
    "hour:Clock",
    "hour:(Clock | Hour) Oclock? (?:In The half:DayPart)",
    "hour:(Clock | Hour) Oclock",
    "hour:ClockWord",
)


@rules(*(f"{clock} {ZONED} {DAY}" for clock in CLOCK))
def clock(found: Found) -> Reading | None:
    """A time of day, and the day it falls on when that stands beside it."""
    word, form = found.word("hour"), found.text("hour")
    half = ""
    if "half" in found.match.re.groupindex:
        half = found.code("half")
    time = word.code if word.kind == KINDS["ClockWord"] else _time(form, int(word.number), half)
    if time is None:
        return None
    day = _day(found)
    last = found.last
    zone = ""
    if found.has("zone"):
        zone = found.tokens.words[found.match.end("zone") - 1].code or found.code("zone")
        zone = next(
            (
                w.code
                for w in found.tokens.words[slice(*found.match.span("zone"))]
                if w.kind == KINDS["Zone"]
            ),
            "",
        )
    zone = ""
    if day is None:
        return Reading(
            TIME, "" if not found.context.day else f"{found.context.day}T{time}", last=last
        )
    return Reading(TIME, f"{day.isoformat()}T{time}{zone}", last=last)


def _time(form: str, number: int, half: str) -> str | None:
    """`15:30` from what was written."""
    parts = [int(part) for part in re.findall(r"\d+", form)] or [number]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    if half in ("pm", "AF", "EV") and hour < 12 or half == "NI" and 5 < hour < 12:
        hour += 12
    elif half in ("am", "MO", "NI") and hour == 12:
        hour = 0
    if "." in form and len(form) < 3 or hour > 24 or minute > 59 or (half and hour > 24):
        return None
    return f"{hour:02}:{minute:02}"


def _day(found: Found) -> date | None:
    """The day a time falls on."""
    today = found.context.day
    if not found.has("day") or today is None:
        return today
    word = found.word("day")
    words = found.tokens.words[slice(*found.match.span("day"))]
    months = [w for w in words if w.kind in MONTHS]
    if months:
        number = next(int(w.number) for w in words if w.kind in (KINDS["Day"], KINDS["Ordinal"]))
        years = [int(w.number) for w in words if w.kind == KINDS["Year"]]
        month = int(months[0].number)
        year = years[0] if years else year_of(found, month, number)
        return calendars.make(year, month, number) if year else today
    if word.kind == KINDS["Weekday"]:
        return bare_weekday(found, today, int(word.number))
    return today + timedelta(int(word.number))
