"""Dates in Japanese sentences: 令和7年2月7日, 7日, 昨年12月, 1970年代, 3日前, 午後3時.

One expression is a chain from the year down to the hour, of which any link may be missing; what
is missing above the first link is the article's own, or that of the nearest day its sentence
points to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.japanese_grammar import (
    ANCHORED,
    CHAIN,
    DIGITS,
    DONE,
    FUTURE,
    LEXICON,
    SCRIPT,
    START,
)
from bot.model import Span, Timex, TimexType

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
__all__ = ["SCRIPT", "find"]


def number(form: str) -> int:
    """The number that Western or Japanese digits write, below a hundred with 十."""
    tens, ten, ones = form.translate(DIGITS).partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)


def find(text: str, sentences: Sequence[Span], today: date | None) -> Iterator[Timex]:
    """The temporal expressions of the Japanese sentences of `text`, in order."""
    starts = [sentence.start for sentence in sentences]
    anchor: date | None = None
    at = 0
    while match := START.search(text, at):
        at = max(match.end(), at + 1)
        place = bisect_right(starts, match.start()) - 1
        sentence = sentences[place] if place >= 0 else Span(0, len(text))
        ahead = _is_ahead(text, match.end(), sentence)
        if match["chain"] is None:
            found = _single(match, today, ahead=ahead)
        else:
            chain = CHAIN.match(text, match.start())
            if chain is None or not chain[0]:
                continue
            found, match = _chain(chain, today, anchor, ahead=ahead), chain
            at = match.end()
        if found is None:
            continue
        kind, value = found
        span = Span(match.start(), match.start() + len(match[0].rstrip("の")))
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d.*)?)?", value):
            anchor = calendars.make(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))
        yield Timex(span, kind, value)


def _is_ahead(text: str, at: int, sentence: Span) -> bool:
    """Whether a sentence tells of the future behind `at`, and not first of what is done."""
    return not DONE.match(text, at, sentence.end) and bool(
        FUTURE.search(text, max(at, sentence.end - 20), sentence.end)
    )


Found = tuple[TimexType, str] | None


def _single(match: re.Match[str], today: date | None, *, ahead: bool) -> Found:
    """Whatever is no chain: a decade, a season, a count, a week, a set."""
    if match["decade"]:
        return DATE, _decade(match["decade"].translate(DIGITS), today)
    if match["century"]:
        return DATE, f"{number(match['century']) - 1:02}"
    if match["fiscal"] or match["span"] or match["quarter_year"]:
        return _years(match, today)
    if match["season"]:
        return _season(match["season_year"], match["season"], today)
    if match["count"]:
        return _count(match["count"], LEXICON["units"][match["unit"]], match["way"], today)
    if match["lasting"]:
        return _count(match["lasting"], LEXICON["units"][match["length"]], "", today)
    if match["every"]:
        return SET, f"XXXX-WXX-{LEXICON['weekdays'][match['every']]}"
    if match["set"]:
        return SET, LEXICON["sets"][match["set"]]
    if match["reference"]:
        return DATE, LEXICON["references"][match["reference"]]
    return _day_of_week(match, today, ahead=ahead)


def _years(match: re.Match[str], today: date | None) -> Found:
    """2024年度, 来年度, 2016〜17年, 2024年第3四半期, 2024年上半期."""
    if match["fiscal"] in LEXICON["years"]:
        return DATE, f"{today.year + LEXICON['years'][match['fiscal']]:04}" if today else ""
    if match["fiscal"]:
        return DATE, match["fiscal"][:4].translate(DIGITS)
    if match["span"]:
        first, last = re.split("[〜～~-]", match["span"].translate(DIGITS))
        last = first[: 4 - len(last)] + last
        return (DATE, f"{first}/{last}") if first < last else None
    year = match["quarter_year"].translate(DIGITS)
    if match["quarter"]:
        return DATE, f"{year}-Q{number(match['quarter'])}"
    return DATE, f"{year}-H{1 if match['half_year'] == '上' else 2}"


def _decade(digits: str, today: date | None) -> str:
    """The 1970s; the 70s of the last hundred years."""
    if len(digits) > 2:
        return digits[:3]
    this = today.year if today else 2020
    year = this - this % 100 + int(digits)
    return f"{(year if year <= this else year - 100) // 10}"


def _season(year: str, season: str, today: date | None) -> Found:
    code = LEXICON["seasons"][season]
    if year.endswith("年") and year[0] in "12１２":
        return DATE, f"{year[:-1].translate(DIGITS)}-{code}"
    offset = LEXICON["years"].get(year, LEXICON["short_years"].get(year, 0))
    return DATE, f"{today.year + offset:04}-{code}" if today else ""


def _count(form: str, unit: str, way: str, today: date | None) -> Found:
    """Three days ago, three years later, for three weeks."""
    count = None if form == "数" else 6 if form == "半" else number(form)
    unit = "M" if form == "半" and unit == "Y" else unit
    if way.endswith(("前", "後")) and unit not in "HN":
        if count is None:
            return DATE, "PAST_REF" if way.endswith("前") else "FUTURE_REF"
        moved = count if way.endswith("後") else -count
        return DATE, calendars.relative(today, unit, moved) if today else ""
    clock = {"H": "H", "N": "M"}.get(unit)
    size = "X" if count is None else count
    return DURATION, f"PT{size}{clock}" if clock else f"P{size}{unit}"


def _day_of_week(match: re.Match[str], today: date | None, *, ahead: bool) -> Found:
    """This week, Friday of last week, Friday, this morning."""
    kind = TIME if match["part"] else DATE
    if today is None:
        return kind, ""
    if match["part"]:
        day = today - timedelta(match["part"].startswith("昨"))
        return TIME, f"{day}T{LEXICON['parts'][match['part']]}"
    if match["year_end"]:
        return DATE, f"{today.year - (not ahead and today.month < 12):04}-12"
    if match["new_year"]:
        return DATE, f"{today.year + ahead:04}-01-01"
    if match["weekend"]:
        day = today - timedelta(0 if ahead or today.isoweekday() > 5 else 7)
        return DATE, calendars.name(day, "WE")
    if match["weekday"]:
        number_ = LEXICON["weekdays"][match["weekday"]]
        return DATE, calendars.weekday(today, number_, 1 if ahead else -1).isoformat()
    offset = LEXICON["weeks"][match["week"]]
    if not match["week_day"]:
        return DATE, calendars.relative(today, "WE" if match["week_end"] else "W", offset)
    monday = today + timedelta(7 * offset - today.weekday())
    return DATE, (monday + timedelta(LEXICON["weekdays"][match["week_day"]] - 1)).isoformat()


def _chain(match: re.Match[str], today: date | None, anchor: date | None, *, ahead: bool) -> Found:
    """From the year down to the hour."""
    named = [match[group] for group in ("some_year", "some_month", "some_day")]
    base = (anchor or today) if any(word in ANCHORED for word in named) else today
    timed = any(match[group] for group in ("hour", "noon", "day_part"))
    kind = TIME if timed else DATE
    absolute = match["year"] or match["era"]
    if base is None and not absolute:
        return kind, ""
    year = _year(match, base)
    if year is None:
        return None
    if not (match["month"] or match["some_month"] or match["day"] or match["some_day"]):
        return _clock(match, base) if timed else (DATE, f"{year:04}")
    day = _day(match, year, base, ahead=ahead)
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
    if match["era"]:
        return LEXICON["eras"][match["era"]] + number(match["era_year"])
    return base.year + LEXICON["years"].get(match["some_year"], 0) if base else None


def _day(match: re.Match[str], year: int, base: date | None, *, ahead: bool) -> date | None:
    """The day of the chain, or the first of its month."""
    free = not (match["year"] or match["era"] or match["some_year"])
    if match["some_day"]:
        offset = LEXICON["days"].get(match["some_day"], 0)
        return base + timedelta(offset) if base else None
    day = number(match["day"]) if match["day"] else 1
    if match["some_month"] and base:
        first = calendars.shift(
            base.replace(day=1), "M", LEXICON["months"].get(match["some_month"], 0)
        )
        return first and calendars.make(first.year, first.month, day)
    if match["month"]:
        month = number(match["month"])
        if base and free and month != base.month:  # of the year its sentence points to
            year += (ahead and month < base.month) - (not ahead and month > base.month)
        return calendars.make(year, month, day)
    return _bare_day(day, base, ahead=ahead) if base else None


def _bare_day(day: int, base: date, *, ahead: bool) -> date | None:
    """7日: of this month, or of the one before or after it, by tense."""
    value = calendars.make(base.year, base.month, day)
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
