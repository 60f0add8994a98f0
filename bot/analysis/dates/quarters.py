"""Quarters and halves of years. "A year earlier" is told from the quarter named last."""

from __future__ import annotations

import re
from datetime import date

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.patterns import compile_pattern
from bot.analysis.dates.tense import Tense
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE = TimexType.DATE
GAME = frozenset(load("dates")["lists"]["of_a_game"])
NEAR = 90  # tokens: how long a quarter is remembered
WITHIN = 30  # tokens: how near words of a match make its quarter one of it
BESIDE = 10  # tokens: how near a month must stand to be the one of "the same month last year"
# its fourth quarter, which ended Sept. 28, 2019
ENDED = re.compile(
    compile_pattern(
        "Comma? (?:That | Lower)? Ended month:AnyMonth day:Day (?:Comma? year:Year)?"
    ).regex
)
rules = Rules()


@rules(
    "The? (?:Fiscal Hyphen?)? nth:AnyOrdinal Hyphen? unit:(Quarter | Half)"
    " (?:(?:Of (?:Fiscal Unit?)? | Comma)? (?:The Unit)? year:(Year | ShortYear | FiscalYear))?",
    "nth:QuarterName (?:Of? (?:Fiscal Unit?)? year:(Year | FiscalYear))?",
    "nth:QuarterName Of? which:(This | Last | Next | The Previous) Unit",
    "The? (?:Fiscal Unit?)? year:(Year | FiscalYear) (?:Apostrophe Lower)? (?:Fiscal Hyphen?)?"
    " nth:AnyOrdinal Hyphen? unit:(Quarter | Half)",
    "year:(Year | FiscalYear) nth:(QuarterName | HalfName)",
    "nth:HalfName year:Year",
    "which:(Last | This | Next) Unit Apostrophe Lower (?:Fiscal Hyphen?)? nth:AnyOrdinal"
    " unit:(Quarter | Half)",
    "which:(Last | This | Next) Unit Apostrophe Lower nth:QuarterName",
    "The? (?:Fiscal Hyphen?)? nth:AnyOrdinal unit:(Quarter | Half) Of?"
    " which:(This | Last | Next | The Previous) Unit",
    "The nth:(Last | Final) unit:(Quarter | Half) Of which:(This | Last | Next | The) Unit",
    "The nth:AnyOrdinal unit:(Quarter | Half) Of which:The Unit",
    "The nth:(Last | Final) unit:(Quarter | Half) Of year:Year",
)
def quarter(found: Found) -> Reading | None:
    """The third quarter; Q3 2019; the first half of 1990; next year's first quarter."""
    unit = found.code("unit") or found.code("nth")
    most = 4 if unit == "Q" else 2
    number = most if found.code("nth") == "-1" else int(found.number("nth") or 0)
    if not 1 <= number <= most:
        return None
    the = found.tokens.of(found.first).lower() == "the"
    attributive = found.tokens.of(found.last - 2) == "-"
    first = found.first + (the and attributive)
    context, today = found.context, found.context.day
    if today is None and not found.has("year"):
        return Reading(DATE, "", first)
    bare = not found.has("year") and not found.has("which")
    if bare and ((unit == "H" and the and not attributive) or _of_a_game(found)):
        return None
    year = _year(found, unit, number)
    value = f"{year:04}-{unit}{number}"
    compared = found.has("which") and context.quarter
    compared = compared or context.quarter == f"{year + 1:04}{value[4:]}"
    told = not compared and context.tense(found.first, found.last) == Tense.PAST
    if unit == "Q" and told and (today is None or year >= today.year - 1):
        context.quarter, context.quarter_at = value, found.first
    return Reading(DATE, value, first)


def _of_a_game(found: Found) -> bool:
    """Whether it is the quarter of a match, not of a year."""
    span = range(max(found.first - WITHIN, 0), found.last + WITHIN)
    return any(found.tokens.of(index).lower() in GAME for index in span)


def _ended(found: Found, today: date) -> int | None:
    """The year in which a quarter ended: "its fourth quarter, which ended April 28"."""
    ended = ENDED.match(found.tokens.kinds, found.last)
    if not ended:
        return None
    if ended["year"]:
        return int(found.tokens.words[ended.start("year")].number)
    month, day = (found.tokens.words[ended.start(one)].number for one in ("month", "day"))
    return today.year - ((month, day) > (today.month, today.day))


def _year(found: Found, unit: str, number: int) -> int:
    """The year of a quarter or half: named with it, of its end, or the nearest."""
    today = found.context.day
    if found.has("year") or today is None:
        return calendars.full_year(found.integer("year"), today)
    if found.has("which"):
        return today.year + found.offset("which")
    ended, name = found.context.ended, f"{unit}{number}"
    if year := _ended(found, today):
        ended[name] = year
    return ended.get(name) or _nearest(found, today, unit, number)


def _nearest(found: Found, today: date, unit: str, number: int) -> int:
    """The year of a quarter or half named without one: the nearest, by tense."""
    now = (today.month - 1) // calendars.MONTHS[unit] + 1
    future = found.context.tense(found.first, found.last) == Tense.FUTURE
    if number <= now:
        return today.year + (future and now - number >= 3)
    # In spring the fourth quarter is the one reported; the one to come is told with its year.
    return today.year - (number - now >= 2 and not (future and number - now == 2))


@rules(
    "The year:Year (?:Quarter | Period)",
    "which:(Last | This | Next) Unit Apostrophe Lower Fiscal? (?:Quarter | Period)",
)
def quarter_of_year(found: Found) -> Reading | None:
    """The 1988 quarter, last year's quarter: the one the text speaks of, in that year."""
    today, quarter = found.context.day, found.context.quarter
    if found.has("year"):
        year = found.integer("year")
    elif today is None:
        return Reading(DATE, "")
    else:
        year = today.year + found.integer("which")
    return Reading(DATE, f"{year:04}-{quarter[5:]}" if quarter else f"{year:04}")


@rules(
    "The (?:Same | Latest) (?:Quarter | Period) (?:Last Unit | A Unit (?:Ago | Earlier | Before))",
    "The Quarter A Unit (?:Ago | Earlier | Before)",
)
def same_quarter(found: Found) -> Reading:
    """The same period last year."""
    today = found.context.day
    return Reading(DATE, year_before(found, today, quarterly=True) if today else "")


@rules(
    "The Same unit:Unit Last year:Unit",
    "The Same unit:Unit A year:Unit (?:Ago | Earlier | Before)",
)
def same_unit(found: Found) -> Reading | None:
    """The same month last year, the same day a year ago."""
    today = found.context.day
    if found.code("year") != "Y" or found.code("unit") not in ("D", "M"):
        return None
    context, unit = found.context, found.code("unit")
    near = found.first - context.anchor_at < BESIDE and context.tells(unit)
    day = today and calendars.shift((near and context.anchor) or today, "Y", -1)
    return Reading(DATE, calendars.name(day, unit) if day else "")


@rules("The Quarter", "The Latest Fiscal? (?:Quarter | Period)")
def the_quarter(found: Found) -> Reading | None:
    """The quarter, the latest quarter: the one the text speaks of; the latest else the last."""
    today, named = found.context.day, found.context.quarter
    if today is None:
        return Reading(DATE, "")
    if named:
        found.context.quarter_at = found.first
        return Reading(DATE, named)
    if found.last - found.first == 2:
        return None
    return Reading(DATE, calendars.relative(today, "Q", -1))


@rules(
    "The? year:Unit Hyphen (?:Ago | Earlier) period:(OrdinalName? (?:Quarter | Period))?",
    "The? Previous Hyphen year:Unit period:(OrdinalName? (?:Quarter | Period))",
)
def year_ago(found: Found) -> Reading | None:
    """The year-ago quarter, year-earlier results."""
    if found.code("year") != "Y":
        return None
    the = found.tokens.of(found.first).lower() == "the"
    first = found.first + (the and not found.has("period"))
    if found.context.day is None:
        return Reading(DATE, "", first)
    told = found.has("period") or near_quarter(found)
    return Reading(DATE, year_before(found, found.context.day, quarterly=told), first)


def near_quarter(found: Found) -> bool:
    """Whether a quarter was named shortly before."""
    return bool(found.context.quarter) and found.first - found.context.quarter_at < NEAR


def year_before(found: Found, today: date, *, quarterly: bool) -> str:
    """A year before the article's; before the quarter it speaks of, when it speaks `quarterly`."""
    if quarterly and found.context.quarter:
        year, _, quarter = found.context.quarter.partition("-")
        return f"{int(year) - 1:04}-{quarter}"
    return f"{today.year - 1:04}"
