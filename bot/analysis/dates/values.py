"""Calendar values: from TIMEX3 to EDTF, and from EDTF to the days they cover.

What EDTF writes that TIMEX3 does not: `197X` a decade, `19XX` a century, `1998-21` to `1998-24`
spring to winter, `1998-33` to `1998-36` quarters, `1998-40` and `1998-41` halves, `a/b` an
interval. EDTF knows no weeks: a week, a weekend and the early, middle or late part of a decade
(years 0-3, 4-6, 7-9) are intervals. A winter is December of the year before to February, as in
"the winter of 1994".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.model import Precision

SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
QUARTERS = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}
HALVES = {"H1": "40", "H2": "41"}
PARTS = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "前半": (0, 4),
    "初頭": (0, 3),
    "半ば": (4, 6),
    "後半": (5, 9),
    "末": (7, 9),
}
# The months an EDTF season, quarter or half covers: the first, and how many.
MONTHS_OF = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)} | {
    33 + quarter: (1 + 3 * quarter, 3) for quarter in range(4)
} | {40: (1, 6), 41: (7, 6)}  # fmt: skip

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?.*|T\D.*)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PART_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
STRETCH = re.compile(r"\d{4}/\d{4}")
FISCAL = re.compile(r"\bfiscal\b|\bFY", re.IGNORECASE)
EARLY = re.compile(r"\b(early|mid|late)\b|(前半|初頭|半ば|後半|末)", re.IGNORECASE)


def edtf(timex: str, phrase: str) -> tuple[str, Precision] | None:
    """The EDTF value and precision of a TIMEX3 calendar value; `None` for any other value.

    `phrase` is what was written: "early" and "late" narrow a decade. Of a fiscal quarter no more
    than the year is told, since it is none of the calendar's.
    """
    if day := DAY.fullmatch(timex):
        if day[2] and day[2] < "24":
            return f"{day[1]}T{day[2]}", Precision.MINUTE
        return day[1], Precision.DAY
    if PLAIN.fullmatch(timex):
        return timex, Precision.MONTH if len(timex) == 7 else Precision.YEAR
    if STRETCH.fullmatch(timex):
        return timex, Precision.YEAR
    if week := WEEK.fullmatch(timex):
        return _week(int(week[1]), int(week[2]), weekend=bool(week[3]))
    if part := PART_OF_YEAR.fullmatch(timex):
        return _part_of_year(part[1], part[2], fiscal=bool(FISCAL.search(phrase)))
    if re.fullmatch(r"\d{3}", timex):
        narrowed = EARLY.search(phrase)
        if not narrowed:
            return f"{timex}X", Precision.DECADE
        low, high = PARTS[narrowed[0].lower()]
        return f"{timex}{low}/{timex}{high}", Precision.DECADE
    if re.fullmatch(r"\d{2}", timex):
        return f"{timex}XX", Precision.CENTURY
    return None


def _week(year: int, week: int, *, weekend: bool) -> tuple[str, Precision] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        first, last = monday + timedelta(5 if weekend else 0), monday + timedelta(6)
    except (ValueError, OverflowError):
        return None
    return f"{first}/{last}", Precision.WEEK


def _part_of_year(year: str, part: str, *, fiscal: bool) -> tuple[str, Precision]:
    if fiscal:
        return year, Precision.YEAR
    if part in SEASONS:
        return f"{year}-{SEASONS[part]}", Precision.SEASON
    if part in QUARTERS:
        return f"{year}-{QUARTERS[part]}", Precision.QUARTER
    return f"{year}-{HALVES[part]}", Precision.HALF


def bounds(value: str) -> tuple[date, date]:
    """The first and the last day of an EDTF value; `ValueError` when it is none."""
    first, slash, last = value.partition("/")
    if slash:
        return _bounds(first)[0], _bounds(last)[1]
    return _bounds(value)


def _bounds(value: str) -> tuple[date, date]:
    if "X" in value:
        low, high = value.replace("X", "0"), value.replace("X", "9")
        return date(max(int(low), 1), 1, 1), date(int(high), 12, 31)
    if len(value) == 4:
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        if month <= 12:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if month not in MONTHS_OF:
            raise ValueError(value)
        start, months = MONTHS_OF[month]
        year -= month == 24
        end = year * 12 + start - 1 + months - 1
        return date(year, start, 1), _end_of_month(end // 12, end % 12 + 1)
    day = date.fromisoformat(value[:10])
    return day, day


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
