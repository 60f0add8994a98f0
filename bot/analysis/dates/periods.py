"""The year, the week, the end of the month: of a past told of, else of the article's own."""

from __future__ import annotations

from bot.analysis.dates import calendars, past
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.quarters import near_quarter
from bot.analysis.dates.relative import this_unit, told_unit
from bot.analysis.dates.tense import Tense, leaning
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE, DURATION = TimexType.DATE, TimexType.DURATION
NO_YEAR = frozenset(load("dates")["lists"]["no_year"])
ENDS = frozenset(("end", "close"))
SPRING, CLEARLY = 4, 3.5  # a month; log-odds
rules = Rules()


@rules(
    "(?:Earlier | Later) In The unit:Unit",
    "The? Edge Of The unit:(Unit | Quarter | Weekend)",
    "Edge Of unit:Unit (?!Year | Number | Day)",
)
def the_unit(found: Found) -> Reading | None:
    """The end of the year, earlier in the month: of a past told of, else of the article's own."""
    if not past.told_from(found) and not _of_that_month(found):
        return _year_that_ended(found) or this_unit(found)
    return None if found.code("unit") == "D" else told_unit(found) or Reading(DATE, "")


def _year_that_ended(found: Found) -> Reading | None:
    """The last year, of whose end the text tells: "was sold at the end of the year", in spring."""
    today, context = found.context.day, found.context
    ends = found.tokens.of(found.last - 4) in ENDS and found.code("unit") == "Y"
    if today is None or not ends or today.month > SPRING:
        return None
    leans = leaning(context.tokens, found.first, found.last, context.sentence(found.first), None)
    return Reading(DATE, f"{today.year - 1:04}") if leans < -CLEARLY else None


def _of_that_month(found: Found) -> bool:
    """Whether "the end of the month" is that of a month told just before: "in June … by then"."""
    context = found.context
    if found.code("unit") != "M" or not context.tells("M"):
        return False
    near = context.place(found.first) - context.place(context.anchor_at) <= 1
    return near and context.tense(found.first, found.last) == Tense.PAST


@rules("The which:Latest Fiscal? unit:Unit (?!Hyphen)")
def latest_unit(found: Found) -> Reading | None:
    """The latest fiscal year; but not "the comparable year"."""
    return this_unit(found) if found.offset("which") else None


@rules("The (?:Fiscal | More | Full)? unit:Unit ended:Ended?")
def the_year(found: Found) -> Reading | None:
    """The year ended March 31; for the full year; sales of the year."""
    unit, today = found.code("unit"), found.context.day
    if unit not in ("Y", "M", "W"):
        return None
    if found.has("ended"):
        return Reading(DURATION, f"P1{unit}", last=found.last - 1)
    leads = ("for", "throughout", "of") if unit == "Y" else ("for",)
    if found.before not in leads or found.after in NO_YEAR:
        return None
    if unit == "Y" and near_quarter(found):
        return Reading(
            DATE, found.context.quarter[:4]
        )  # a loss in the fourth quarter, for the year
    return Reading(DATE, calendars.name(today, unit) if today else "")


@rules("The unit:Unit (?=Apostrophe Lower)")
def the_weeks(found: Found) -> Reading | None:
    """The week's best day: of the article's own week."""
    unit, today = found.code("unit"), found.context.day
    if unit != "W" or found.tokens.of(found.last + 1) != "s":
        return None
    return Reading(DATE, calendars.name(today, unit) if today else "")


@rules("unit:Unit (?:Hyphen | Apostrophe Lower)? edge:Edge")
def year_end(found: Found) -> Reading | None:
    """Year-end, the year's end."""
    if found.code("unit") != "Y" or found.text("edge").lower() != "end":
        return None
    today = past.told_from(found) or found.context.day
    return Reading(DATE, f"{today.year:04}" if today else "")
