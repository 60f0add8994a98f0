"""A Japanese date from the year down to the hour: 令和7年2月7日午後3時, 昨年12月, 7日, 同日.

What is missing above the first link is the article's own, or that of the date told before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.japanese_grammar import ANCHORED, DIGITS, LEXICON
from bot.model import Timex, TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME
Found = tuple[TimexType, str] | None


def number(form: str) -> int:
    """The number that Western or Japanese digits write, below a hundred with 十."""
    tens, ten, ones = form.translate(DIGITS).partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)


@dataclass(slots=True)
class Told:
    """The date told last, and whether it stands in the sentence, or is joined by "から"."""

    day: date | None = None
    exact: bool = False
    end: int = -1
    joined: bool = False
    beside: bool = False

    def near(self, unit: str) -> date | None:
        """The date told before in the sentence, when 3日後 or 3年後 can be told from it."""
        return self.day if self.beside and (self.exact or unit == "年") else None

    def remember(self, timex: Timex) -> None:
        """Keep a date of the calendar."""
        value = timex.value
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d.*)?)?", value):
            self.day = calendars.make(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))
            self.exact, self.end = len(value) > len("2025-02"), timex.span.end


def chain_of(match: re.Match[str], today: date | None, told: Told, *, ahead: bool) -> Found:
    """From the year down to the hour."""
    named = [match[group] for group in ("some_year", "some_month", "some_day")]
    timed = any(match[group] for group in ("hour", "noon", "day_part"))
    kind = TIME if timed else DATE
    absolute = match["year"] or match["short_year"] or match["era"]
    from_told = any(word in ANCHORED for word in named) or match["next"]
    if not (absolute or match["month"] or any(named)) and told.exact:
        bare_hour = told.beside and not match["day"]  # 6日午前9時から午後5時まで
        from_told = from_told or bare_hour or (told.joined and match["day"])  # 3日から5日まで
    base = (told.day or today) if from_told else today
    if base is None and not absolute:
        return kind, ""
    year = _year(match, base)
    if year is None:
        return None
    if not (match["month"] or match["some_month"] or match["day"] or match["some_day"]):
        return _clock(match, base) if timed else (DATE, f"{year:04}")
    day = _day(match, year, base, told, ahead=ahead)
    if day is None:
        return None
    if timed:
        return _clock(match, day)
    if match["day"] or match["some_day"]:
        return DATE, day.isoformat()
    return DATE, f"{day.year:04}-{day.month:02}"


def _year(match: re.Match[str], base: date | None) -> int | None:
    if match["year"]:
        return int(match["year"].translate(DIGITS))
    if match["short_year"]:
        return 2000 + int(match["short_year"].translate(DIGITS))
    if match["era"]:
        return LEXICON["eras"][match["era"]] + number(match["era_year"])
    return base.year + LEXICON["years"].get(match["some_year"], 0) if base else None


def _day(
    match: re.Match[str], year: int, base: date | None, told: Told, *, ahead: bool
) -> date | None:
    """The day of the chain, or the first of its month."""
    free = not (match["year"] or match["short_year"] or match["era"] or match["some_year"])
    if match["some_day"]:
        offset = LEXICON["days"].get(match["some_day"], 0)
        return base + timedelta(offset) if base else None
    day = number(match["day"]) if match["day"] else 1
    if match["some_month"] and base:
        first = calendars.shift(
            base.replace(day=1), "M", LEXICON["months"].get(match["some_month"], 0)
        )
        same = match["some_month"] == "同月" and match["some_year"]  # 前年同月
        return first and calendars.make(year if same else first.year, first.month, day)
    if match["month"]:
        month = number(match["month"])
        if base and free and month != base.month:  # of the year its sentence points to
            year += (ahead and month < base.month) - (not ahead and month > base.month)
        return calendars.make(year, month, day)
    later = ahead or bool(match["next"]) or base is told.day
    return _bare_day(day, base, match["weekday"], ahead=later) if base else None


def _bare_day(day: int, base: date, weekday: str | None, *, ahead: bool) -> date | None:
    """7日: of this month, or of the one before or after it, by tense; 7日（金） by the weekday."""
    value = calendars.make(base.year, base.month, day)
    if weekday and value and value.isoweekday() == LEXICON["weekdays"][f"{weekday}曜"]:
        return value
    step = 1 if ahead and day < base.day else -1 if not ahead and day > base.day else 0
    if not step and value:
        return value
    first = calendars.shift(base.replace(day=1), "M", step or -1)
    return first and calendars.make(first.year, first.month, day)


def _clock(match: re.Match[str], day: date | None) -> Found:
    """The hour of a day, or the part of it."""
    if day is None:
        return TIME, ""
    if match["noon"]:
        return TIME, f"{day}T12:00"
    if match["day_part"]:
        return TIME, f"{day}T{LEXICON['day_parts'][match['day_part']]}"
    hour = number(match["hour"])
    hour += 12 if match["half"] == "午後" and hour < 12 else 0
    minute = 30 if match["past"] else number(match["minute"]) if match["minute"] else 0
    return (TIME, f"{day}T{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else None
