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
from bot.analysis.dates.japanese_chain import Found, Told, chain_of, number
from bot.analysis.dates.japanese_grammar import (
    CHAIN,
    DIGITS,
    DONE,
    FUTURE,
    JOINED,
    LEXICON,
    OVER,
    RATIO,
    SCRIPT,
    START,
)
from bot.model import Span, Timex, TimexType

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
APRIL = 4
"""Japan's fiscal year begins in it: 来年度, said in February, begins this year."""
__all__ = ["SCRIPT", "find"]


def find(text: str, sentences: Sequence[Span], today: date | None) -> Iterator[Timex]:
    """The temporal expressions of the Japanese sentences of `text`, in order."""
    starts = [sentence.start for sentence in sentences]
    told, at = Told(), 0
    while match := START.search(text, at):
        at = max(match.end(), at + 1)
        place = bisect_right(starts, match.start()) - 1
        sentence = sentences[place] if place >= 0 else Span(0, len(text))
        ahead = _is_ahead(text, match.end(), sentence)
        told.joined = bool(JOINED.fullmatch(text, told.end, match.start()))
        told.beside = told.end > sentence.start
        over = bool(OVER.search(text, match.end(), sentence.end))
        if match["chain"] is None:
            base = told.near(match["unit"]) if over and not ahead else today
            found = _single(match, today, base, ahead=ahead)
        else:
            chain = CHAIN.match(text, match.start())
            if chain is None or not chain[0]:
                continue
            found, match = chain_of(chain, today, told, ahead=ahead), chain
            at = match.end()
        if found is None or RATIO.match(text, match.end()):
            continue
        end = match.start() + len(match[0].rstrip("の"))
        for timex in _parts(match, Timex(Span(match.start(), end), *found)):
            yield timex
            told.remember(timex)


def _parts(match: re.Match[str], timex: Timex) -> Iterator[Timex]:
    """The two days of 10〜12日 and the two months of 3〜5月, else the expression as it is."""
    groups = match.re.groupindex
    if "last_month" in groups and match["last_month"] and timex.value[5:].isdecimal():
        month = f"{timex.value[:5]}{number(match['first_month']):02}"
        yield Timex(Span(timex.span.start, match.end("first_month")), DATE, month)
        yield Timex(Span(match.start("last_month"), timex.span.end), DATE, timex.value)
    elif "first_day" in groups and match["first_day"] and timex.value:
        day = f"{timex.value[:8]}{number(match['first_day']):02}"
        yield Timex(Span(timex.span.start, match.end("first_day")), DATE, day)
        yield Timex(Span(match.end("first_day") + 1, timex.span.end), timex.type, timex.value)
    else:
        yield timex


def _is_ahead(text: str, at: int, sentence: Span) -> bool:
    """Whether a sentence tells of the future behind `at`, and not first of what is done."""
    return not DONE.match(text, at, sentence.end) and bool(
        FUTURE.search(text, max(at, sentence.end - 20), sentence.end)
    )


def _single(match: re.Match[str], today: date | None, base: date | None, *, ahead: bool) -> Found:
    """Whatever is no chain: a decade, a season, a count, a week, a set."""
    if match["decade"]:
        return DATE, _decade(match["decade"].translate(DIGITS), today)
    if match["century"]:
        return DATE, f"{number(match['century']) - 1:02}"
    if match["fiscal"] or match["span"] or match["quarter_year"] or match["within"]:
        return _years(match, today)
    if match["last_month"]:
        return _months(match, today, ahead=ahead)
    if match["season"]:
        return _season(match["season_year"], match["season"], today)
    if match["count"]:
        day = base if match["way"].endswith("後") else today
        return _count(match["count"], LEXICON["units"][match["unit"]], match["way"], day)
    if match["lasting"]:
        return _count(match["lasting"], LEXICON["units"][match["length"]], "", today)
    if match["every"] or match["set"] or match["reference"]:
        return _timeless(match)
    return _day_of_week(match, today, ahead=ahead)


def _timeless(match: re.Match[str]) -> Found:
    """毎週月曜日, 毎年, 最近."""
    if match["every"]:
        return SET, f"XXXX-WXX-{LEXICON['weekdays'][match['every']]}"
    if match["set"]:
        return SET, LEXICON["sets"][match["set"]]
    return DATE, LEXICON["references"][match["reference"]]


def _years(match: re.Match[str], today: date | None) -> Found:
    """2024年度, 来年度, 2016〜17年, 2024年第3四半期, 2024年上半期."""
    if match["fiscal"] in LEXICON["years"]:
        year = today and today.year - (today.month < APRIL) + LEXICON["years"][match["fiscal"]]
        return DATE, f"{year:04}" if year else ""
    if match["fiscal"]:
        century = "" if len(match["fiscal"]) > len("24年") else "20"
        return DATE, century + match["fiscal"][:-1].translate(DIGITS)
    if match["within"]:
        return DATE, calendars.name(today, "Y" if match["within"] == "年" else "M") if today else ""
    if match["span"]:
        first, last = re.split("[〜～~-]", match["span"].translate(DIGITS))
        last = first[: 4 - len(last)] + last
        return (DATE, f"{first}/{last}") if first < last else None
    year = match["quarter_year"].translate(DIGITS)
    if match["quarter"]:
        return DATE, f"{year}-Q{number(match['quarter'])}"
    return DATE, f"{year}-H{1 if match['half_year'] == '上' else 2}"


def _months(match: re.Match[str], today: date | None, *, ahead: bool) -> Found:
    """1〜3月期, 2024年10〜12月: a quarter or a half, else its last month."""
    first, last = number(match["first_month"]), number(match["last_month"])
    if not 0 < first < last <= 12:
        return None
    if (match["months_year"] or "")[:1] in tuple("12１２"):
        year = int(match["months_year"][:4].translate(DIGITS))
    elif today is None:
        return DATE, ""
    else:
        year = today.year + LEXICON["years"].get(match["months_year"], 0)
        if not match["months_year"]:
            year += (ahead and last < today.month) - (not ahead and first > today.month)
    months = last - first + 1
    unit = {3: "Q", 6: "H"}.get(months, "") if last % months == 0 else ""
    return DATE, f"{year:04}-{unit}{last // months}" if unit else f"{year:04}-{last:02}"


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
