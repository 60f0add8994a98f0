"""Dates told from another day: the article's own, or the last one the text named."""

from __future__ import annotations

from datetime import date, timedelta

from bot.analysis.dates import calendars, past
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import day_reading
from bot.analysis.dates.quarters import near_quarter, year_before
from bot.analysis.dates.tokens import KINDS
from bot.analysis.dates.weekdays import bare_weekday
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE, DURATION = TimexType.DATE, TimexType.DURATION
CLOCKS = frozenset((KINDS["ClockUnit"], KINDS["ClockUnits"], KINDS["Second"]))
NEAR = 40  # tokens: how far behind it "three days later" may stand from the date it is told from
LASTING = {"W": "P1W", "M": "P1M", "Y": "P1Y", "E": "P10Y"}  # "the last year", of any start
YEARLY = frozenset("YEC")
DAILY = frozenset(("D", "W", "WE"))
AHEAD = frozenset(load("dates")["lists"]["before_next"])
EXACT = frozenset("WMY")
YEARS = {"E": 10, "C": 100, "L": 1000}
COMPARING = frozenset(("from", "than", "on", "over", "against"))
AMOUNTS = frozenset(("%", "percent", "million", "billion", "higher", "lower"))
rules = Rules()


@rules(
    "(?:Earlier | Later | Early | Late)? day:(Today | Tomorrow | Yesterday) part:DayPart?",
    "Mid Hyphen? part:DayPart day:(Today | Tomorrow | Yesterday)",
    "The Unit beyond:(Before | After) day:(Yesterday | Tomorrow) part:DayPart?",
)
def named_day(found: Found) -> Reading:
    """Today, yesterday morning, the day after tomorrow."""
    today = found.context.day
    offset = found.integer("day") * (1 + found.has("beyond"))
    return day_reading(today and today + timedelta(offset), found.code("part"))


@rules("The which:(Next | Following | Same | Previous) part:DayPart", "That part:DayPart")
def part_of_that_day(found: Found) -> Reading | None:
    """The next morning, that night: of the day the text last named."""
    day = _told(found, "D")
    if day is None:
        return Reading(TimexType.TIME, "") if found.offset("which") else None
    return day_reading(day + timedelta(found.offset("which")), found.code("part"))


@rules(
    "(?:Earlier | Later | Sometime | Part)?"
    " which:(This (?:Past | Coming)? | Last | Next | Coming | Past)"
    " Fiscal? unit:(Unit | Quarter | Weekend) (?!Units)",
    "The which:Next unit:Unit Or So",
    "The? Edge Of which:(This | Last | Next) unit:(Unit | Quarter | Weekend)",
    "The which:(Last | Next) Fiscal? unit:(Unit | Quarter)",
    "The? which:Current Fiscal? unit:(Unit | Quarter)",
)
def this_unit(found: Found) -> Reading | None:
    """This week, last year, the current quarter, the end of next year.

    "The last decade" is ten years up to now, not the 1980s.
    """
    unit, offset, today = found.code("unit"), found.offset("which"), found.context.day
    if unit == "D" and offset <= 0 and found.tokens.of(found.last - 2).lower() != "this":
        return None  # "the last day", "later in the day": of what?
    if unit == "D" and offset > 0:
        return told_unit(found)
    the = found.tokens.of(found.first).lower() == "the"
    if the and offset > 0 and _follows(found, unit):
        return told_unit(found)
    lasts = offset < 0 or (offset > 0 and unit == "E")
    if the and unit in LASTING and lasts and found.last - found.first == 3:
        return Reading(DURATION, LASTING[unit])
    if today is None:
        return Reading(DATE, "")
    return Reading(DATE, calendars.relative(today, unit, offset))


def _follows(found: Found, unit: str) -> bool:
    """Whether "the next month" follows a date told of; but not "over the next month"."""
    if (
        unit not in ("W", "M", "Y")
        or found.before in AHEAD
        or found.match.start("which") != found.first + 1
    ):
        return False
    near = found.first - found.context.anchor_at < NEAR or past.told_from(found)
    return bool(near and _told(found, unit))


@rules(
    "The which:(Previous | Following) unit:(Unit | Quarter | Weekend)",
    "(?:Early | Late) The which:(Previous | Following | Next) unit:Unit",
    "(?:Earlier | Later | Early | Late)? (?:The which:Same | That Same?) unit:(Unit | Quarter)",
    "(?:Early | Late) In The which:Same unit:Unit",
)
def that_unit(found: Found) -> Reading | None:
    """The following year, the same day, that month: told from the date named before."""
    return told_unit(found)


@rules("The unit:(Unit | DayPart) way:(Before | After) (?=Comma | Dot | Break | $)")
def unit_before(found: Found) -> Reading | None:
    """The day before, the night before: of no event, so of the date named before."""
    if found.word("unit").kind != KINDS["DayPart"]:
        return told_unit(found, found.integer("way"))
    day = _told(found, "D")
    return day_reading(day and day + timedelta(found.integer("way")), found.code("unit"))


def told_unit(found: Found, offset: int | None = None) -> Reading | None:
    """The unit `offset` from that of the date named before; unresolved without one.

    "That day" is no expression without one.
    """
    unit = found.code("unit")
    offset, told = found.offset("which") if offset is None else offset, _told(found, unit)
    if told is None:
        return Reading(DATE, "") if offset else None
    return Reading(DATE, calendars.relative(told, unit, offset))


def _told(found: Found, unit: str) -> date | None:
    """The date named last; a day before it when that tells no `unit`: "on Monday this year"."""
    context = found.context
    if context.tells(unit):
        return context.anchor
    near = unit in DAILY and found.first - context.named_at < NEAR
    return context.named if near else None


@rules(
    "(?:Roughly | Over)? count:(A | Half A | A Half | Cardinal | Vague)"
    " (?:(?:Or | Hyphen) Cardinal)? Hyphen? Trading? unit:Stretch"
    " (?:Or (?:So | Cardinal))? way:(Ago | From Now | Hence)",
    "(?:Roughly | Over)? A unit:Unit half:(And A Half) way:Ago",
    "unit:Units way:Ago",
)
def ago(found: Found) -> Reading | None:
    """Two weeks ago, a decade from now; "several years ago" is only the past."""
    today, way = found.context.day, found.word("way")
    sign = -1 if way.kind == KINDS["Ago"] else 1
    count = _count(found)
    if found.word("unit").kind in CLOCKS:
        return None
    if count is None:
        return Reading(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if today is None:
        return Reading(DATE, "")
    if found.code("unit") == "Y" and count == 1 and sign < 0:
        told = year_before(found, today, quarterly=near_quarter(found))
        return Reading(DATE, told, first=found.match.start("count") if _compares(found) else None)
    return _moved(found, today, sign * count)


def _compares(found: Found) -> bool:
    """Whether "more than" compares amounts: "2 percent more than a year ago"."""
    word = found.tokens.words[found.first - 1]
    return found.before != "" and (word.number > 0 or found.before in AMOUNTS)


@rules("(?:Roughly | Over)? count:(A | Cardinal) unit:(Unit | Units) Ago day:(Weekday | Today)")
def ago_to_the_day(found: Found) -> Reading | None:
    """Two years ago Friday, a month ago today."""
    today, count, unit = found.context.day, _count(found), found.code("unit")
    if today is None or count is None or count != int(count) or unit not in EXACT:
        return None
    weekday = found.word("day").kind == KINDS["Weekday"]
    day = bare_weekday(found, today, found.integer("day")) if weekday else today
    moved = calendars.shift(day, unit, -int(count))
    return Reading(DATE, moved.isoformat()) if moved else None


@rules("In count:(A | Cardinal) unit:Stretch Apostrophe Lower? Time")
def in_time(found: Found) -> Reading | None:
    """In two weeks' time."""
    today, count = found.context.day, _count(found)
    if today is None or count is None or found.word("unit").kind in CLOCKS:
        return None
    moved = _moved(found, today, count)
    return moved and moved._replace(first=found.match.start("count"))


@rules(
    "Roughly? count:(A | Cardinal) Hyphen? Trading? unit:Stretch way:(Earlier | Later)"
    " (?!This | Last | In The)",
    "count:(A | Cardinal) unit:Stretch way:Before (?=Comma | Dot | Break | $)",
    "(?<=From) count:A unit:Unit way:Before",
)
def later(found: Found) -> Reading | None:
    """Three days later, two months earlier: told from the date named before it.

    Of "missed three weeks earlier this year" the weeks are a length of time.

    "A year earlier" is told from a quarter named before it, else from the article's own year.
    """
    count, earlier = _count(found), found.word("way").kind != KINDS["Later"]
    if count is None or found.word("unit").kind in CLOCKS:
        return None
    yearly = earlier and count == 1 and found.code("unit") == "Y"
    base = None if yearly and _compares_years(found) else _event_before(found)
    if not earlier and base and found.code("unit") in YEARLY and _is_own(found, base):
        return None  # today, two decades later
    if base and not (yearly and near_quarter(found)):
        return _moved(found, base, -count if earlier else count)
    if not yearly:
        return None
    today = found.context.day
    told = today and year_before(found, today, quarterly=near_quarter(found))
    return Reading(DATE, told or "")


def _compares_years(found: Found) -> bool:
    """Whether it is what its own sentence compares with: "exports rose 6% from a year earlier"."""
    context = found.context
    apart = context.place(found.first) != context.place(context.anchor_at)
    return apart and found.before in COMPARING


def _is_own(found: Found, base: date) -> bool:
    """Whether a date is of the article's own year."""
    today = found.context.day
    return today is not None and base.year == today.year


def _count(found: Found) -> float | None:
    """How many units; `None` for "several"."""
    if not found.has("count"):
        return 1.5 if found.has("half") else None
    return 1 if found.text("count").lower() in ("a", "an") else found.number("count")


def _moved(found: Found, base: date, count: float) -> Reading | None:
    """The unit `count` units from that of `base`."""
    unit = found.code("unit")
    if unit in YEARS:
        unit, count = "Y", count * YEARS[unit]
    if count != int(count):
        if unit != "Y":
            return None
        unit, count = "M", round(count * 12)
    if abs(count) > 10**7:
        return None
    return Reading(DATE, calendars.relative(base, unit, int(count)))


def _event_before(found: Found) -> date | None:
    """The date that this sentence, or the one before it, named last."""
    context = found.context
    if not context.tells(found.code("unit")):
        return None
    if past.told_from(found):
        return context.anchor
    if found.first - context.anchor_at > NEAR:
        return None
    away = context.place(found.first) - context.place(context.anchor_at)
    return context.anchor if away <= 1 else None
