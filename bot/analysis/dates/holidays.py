"""Holidays: "last Thanksgiving", "Christmas Eve 2024", "Easter Monday"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import year_of
from bot.analysis.dates.tokens import HOLIDAYS, KINDS
from bot.model import TimexType

DATE = TimexType.DATE
LONGEST = 6
WEEK = (KINDS["Unit"], "W")
rules = Rules()


@rules("The? which:(Last | Next) Holiday", "which:(This (?:Past | Coming)?)? Holiday")
def holiday(found: Found) -> Reading | None:
    """The day of a holiday in the year named behind it, else in the one its tense points to."""
    tokens, at = found.tokens, found.last - 1
    phrase, last = "", at
    for end in range(at + 1, min(at + LONGEST, len(tokens) + 1)):
        form = tokens.text[tokens.start(at) : tokens.end(end - 1)].lower()
        if form in HOLIDAYS:
            phrase, last = form, end
    if not phrase:
        return None
    year = _year(found, phrase, last)
    if year is None:
        return Reading(DATE, "", last=last)
    after, day = found.tokens.words[last : last + 1], day_of(phrase, year)
    if after and after[0][:2] == WEEK:
        return Reading(DATE, calendars.name(day, "W"), last=last + 1)
    named = bool(after) and after[0].kind == KINDS["Year"]
    return Reading(DATE, day.isoformat(), last=last + named)


def day_of(phrase: str, year: int) -> date:
    """The day of a holiday in `year`."""
    rule = HOLIDAYS[phrase]
    if rule.startswith("easter"):
        return calendars.easter(year) + timedelta(int(rule[6:]))
    if "/" in rule:
        rule, _, behind = rule.partition("+")
        month, weekday, nth = map(int, rule.split("/"))
        return calendars.nth_weekday(year, month, weekday, nth) + timedelta(int(behind or 0))
    return date(year, int(rule[:2]), int(rule[3:]))


def _year(found: Found, phrase: str, last: int) -> int | None:
    after = found.tokens.words[last : last + 1]
    if after and after[0].kind == KINDS["Year"]:
        return int(after[0].number)
    today = found.context.day
    if today is None:
        return None
    this = day_of(phrase, today.year)
    which = found.code("which")
    if which == "-1":
        return today.year if this < today else today.year - 1
    if which == "1":
        return today.year if this > today else today.year + 1
    if found.has("which"):
        return today.year
    return year_of(found, this.month, this.day)
