"""Days in figures: "2025-02-07", "7.2.2025", "9/11"."""

from __future__ import annotations

import re
from datetime import datetime

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME
NICKNAMED: dict[str, str] = load("holidays")["nicknamed"]
rules = Rules()


@rules("Iso")
def iso(found: Found) -> Reading | None:
    """2025-02-07, 2025-02-07T15:30."""
    form = found.tokens.of(found.first)
    try:
        datetime.fromisoformat(form)
    except ValueError:
        return None
    return Reading(TIME, re.sub(r"\.\d+", "", form)) if len(form) > 10 else Reading(DATE, form)


@rules("Numeric")
def numeric(found: Found) -> Reading | None:
    """2/7/2025: the month first, unless that cannot be or dots part it."""
    form = found.tokens.of(found.first)
    a, b, c = (int(part) for part in re.split("[-/.]", form))
    if a > 999:
        year, month, day = a, b, c
    else:
        if c < 100 and "." in form and len(form) < 8:  # a version number
            return None
        year = calendars.full_year(c, found.context.day)
        month, day = (b, a) if "." in form or a > 12 else (a, b)
    value = calendars.make(year, month, day)
    return Reading(DATE, value.isoformat()) if value and year > 999 else None


@rules("month:Day Slash day:Day (?!Slash)")
def nicknamed(found: Found) -> Reading | None:
    """9/11, once it has been."""
    day = NICKNAMED.get(f"{found.text('month')}/{found.text('day')}")
    today = found.context.day
    return Reading(DATE, day) if day and (today is None or today.isoformat() >= day) else None
