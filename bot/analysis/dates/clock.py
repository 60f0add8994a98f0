"""Times of day: "3:30 p.m. EST Friday", "noon", "4 in the morning"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.analysis.dates import calendars, past
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import MONTHS, year_of
from bot.analysis.dates.tokens import KINDS
from bot.analysis.dates.weekdays import bare_weekday
from bot.analysis.lexicon import load
from bot.model import TimexType

TIME = TimexType.TIME
DAYS = frozenset((KINDS["Day"], KINDS["Ordinal"]))
CLOCKS = (
    "hour:(Clock | Hour | Number) half:Meridiem",
    "hour:Clock",
    "hour:(Clock | Hour) Oclock? In The half:DayPart",
    "hour:(Clock | Hour) Oclock",
    "Day? hour:ClockWord",
    "hour:(Number | Year) (?=Zone | Local Time)",
    "hour:(Number | Year) military:ClockUnits",
)
MONTH_DAY = (
    "(?:AnyWeekday Comma?)? (?:AnyMonth (?:Day | Ordinal) | (?:Day | Ordinal) Of? AnyMonth)"
    " (?:Comma? Year)?"
)
ON_A_DAY = (
    " (?:Zone | Region Standard? Time? | Open Zone Close | Local Time (?=Comma? On? AnyWeekday))?"
    f" (?:Comma? On? day:({MONTH_DAY} | Today | Tomorrow | Yesterday | Tonight | Weekday DayPart?"
    " | (?:This | Last) DayPart)"
    # 3:30 p.m. (2030 GMT) Friday: the day is named behind the same time elsewhere
    " | (?=(?:Local Time)? Open (?:Number | Year | Clock) Zone Close On? behind:Weekday))?"
)
BEFORE_CLOCK = frozenset(load("dates")["lists"]["before_clock"])
STAMP = 5  # tokens from an opening bracket to the time of a stamp, with one in another zone
rules = Rules()


@rules(*(clock + ON_A_DAY for clock in CLOCKS))
def clock(found: Found) -> Reading | None:
    """A time of day, and the day it falls on: one named beside it, or near, else the article's.

    A zone is read and kept out of the value: what is told in a place's own time stays in it.
    """
    word = found.word("hour")
    form = word.code if word.kind == KINDS["ClockWord"] else found.text("hour")
    part = next((one.code for one in found.words("day") if one.kind == KINDS["DayPart"]), "")
    told = _time(form, int(word.number), (found.code("half") or part).lower())
    if told is None or found.before == "high" or _is_verse(found):
        return None
    if found.has("military") and (len(form) != 4 or found.before not in BEFORE_CLOCK):
        return None  # 1230 hours
    day = _day(found)
    return Reading(TIME, f"{day.isoformat()}T{told}" if day else "")


def _is_verse(found: Found) -> bool:
    """Whether `3:16` is a verse, a score, a ratio or a runner's time: nothing says otherwise."""
    bare = found.last - found.first == 1 and found.word("hour").kind == KINDS["Clock"]
    if bare and found.before == ",":
        return found.context.anchor_at != found.first - 2  # May 6 2023, 13:02
    return bare and found.before not in BEFORE_CLOCK


def _stamps(found: Found) -> bool:
    """Whether it stamps the text: "(Updated at 10:18 a.m.)", "9:34 p.m." in a line of its own."""
    kinds, context = found.tokens.kinds, found.context
    if kinds[found.first - 1 : found.first] in ("", KINDS["Break"]):
        return kinds[found.last : found.last + 1] in ("", KINDS["Break"])
    bracket = KINDS["Open"] in kinds[max(found.first - STAMP, 0) : found.first]
    beside = found.first - context.anchor_at < STAMP  # 10:35 a.m. (0735 GMT)
    return bracket and not beside and context.place(found.first) != context.place(context.anchor_at)


def _time(form: str, number: int, half: str) -> str | None:
    """`15:30`, from what was written and the half of the day."""
    parts = [int(part) for part in re.findall(r"\d+", form)] or [number]
    if parts[0] > 99:  # 0735 GMT
        parts = [parts[0] // 100, parts[0] % 100]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    if (half in ("p", "af", "ev") and hour < 12) or (half == "ni" and 5 < hour < 12):
        hour += 12
    elif half in ("a", "mo", "ni") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute <= 59 else None


def _day(found: Found) -> date | None:
    """The day a time falls on."""
    today, words = found.context.day, found.words("day") or found.words("behind")
    if not words:
        return today if _stamps(found) else past.near_day(found)
    month = next((int(word.number) for word in words if word.kind in MONTHS), 0)
    if month:
        number = next(int(word.number) for word in words if word.kind in DAYS)
        years = [int(word.number) for word in words if word.kind == KINDS["Year"]]
        year = years[0] if years else year_of(found, month, number)
        return (calendars.make(year, month, number) if year else None) or today
    if today is None:
        return None
    if words[0].kind == KINDS["Weekday"]:
        return bare_weekday(found, today, int(words[0].number))
    return today + timedelta(int(words[0].number))
