"""Holidays: "last Thanksgiving", "Christmas Eve 2024", "Easter Monday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import year_of
from bot.analysis.dates.tokens import HOLIDAYS, KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE = TimexType.DATE
LONGEST = 6
FROM = re.compile(r"([a-z]+)([+-]\d+)")
PLACES = frozenset(load("holidays")["behind"]["places"])
TABLED_FROM = 1990
MIDWEEK = 3  # the weekend of a Monday is the one before
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
    if not phrase or tokens.of(last) in PLACES:
        return None
    year = _year(found, phrase, last)
    day = year and day_of(phrase, year)
    if not day:
        return Reading(DATE, "", last=last)
    after = found.tokens.words[last : last + 1]
    if after and after[0][:2] == WEEK:
        return Reading(DATE, calendars.name(day, "W"), last=last + 1)
    if after and after[0].kind == KINDS["Weekend"]:
        near = day - timedelta(1) if day.isoweekday() < MIDWEEK else day
        return Reading(DATE, calendars.name(near, "WE"), last=last + 1)
    named = bool(after) and after[0].kind == KINDS["Year"]
    return Reading(DATE, day.isoformat(), last=last + named)


def day_of(phrase: str, year: int) -> date | None:
    """The day of a holiday in `year`; `None` where the table of it ends."""
    rule = HOLIDAYS[phrase]
    if told := FROM.fullmatch(rule):
        day = calendars.easter(year) if told[1] == "easter" else _tabled(told[1], year)
        return day and day + timedelta(int(told[2]))
    if "/" in rule:
        rule, _, behind = rule.partition("+")
        month, weekday, nth = map(int, rule.split("/"))
        return calendars.nth_weekday(year, month, weekday, nth) + timedelta(int(behind or 0))
    return date(year, int(rule[:2]), int(rule[3:]))


def _tabled(name: str, year: int) -> date | None:
    days = load("holidays")["tabled"][name]
    place = year - TABLED_FROM
    return date.fromisoformat(f"{year}-{days[place]}") if 0 <= place < len(days) else None


def _year(found: Found, phrase: str, last: int) -> int | None:
    after = found.tokens.words[last : last + 1]
    if after and after[0].kind == KINDS["Year"]:
        return int(after[0].number)
    today = found.context.day
    if today is None:
        return None
    this = day_of(phrase, today.year)
    if this is None:
        return None
    which = found.code("which")
    if which == "-1":
        return today.year if this < today else today.year - 1
    if which == "1":
        return today.year if this > today else today.year + 1
    if found.has("which"):
        return today.year
    return year_of(found, this.month, this.day, phrase)
