"""Days as people write them: `2025-02-07`, `7 feb`, `yesterday`, `last week`; dates in words. Pure.

Weeks begin on Monday. A date without a year, and a weekday, is the latest one that has come.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.errors import QuestionError
from bot.model import Article, EventDate, Precision
from bot.schedule import DAY_NAMES

DAY = timedelta(days=1)
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
EXAMPLES = "2025-02-07, 7 feb, feb 2025, 2025, yesterday, monday, last week or 10 days ago"
PHRASE = 60
"""A longer phrase is no date to show."""
_LEADING = re.compile(r"^(?:in|during)?\s*(?:the\s+)?", re.IGNORECASE)
_FINE = frozenset(Precision) - {Precision.DECADE, Precision.CENTURY}
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"\d{4}")
"""A phrase is shown if it is understood without its article: `Q1` and `8–10 May` are not."""
_SHORT_DECADE = re.compile(r"(?<!\w)['’‘]?(\d0s)\b")
_PART = re.compile(r"\d{4}-(2[1-4]|3[3-6]|4[01])")
_PARTS = {
    **dict(enumerate(("spring", "summer", "autumn", "winter"), 21)),
    **dict(enumerate((f"{nth} quarter of" for nth in ("first", "second", "third", "fourth")), 33)),
    **dict(enumerate(("first half of", "second half of"), 40)),
}
"""What the numbers of EDTF name that stand where a month would."""
_EXACT = {Precision.MINUTE, Precision.DAY, Precision.WEEK}
_WHOLE = {Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.YEAR}


class Days(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date


def parse_days_of(text: str, today: date) -> Days:
    """The days `text` names; QuestionError says what can be written."""
    words = re.sub(r"[,.]|\b(?:the|of|on|in)\b", " ", text.lower()).split()
    try:
        for reading in (_named, _ago, _weekday, _unit, _calendar):
            if (days := reading(words, today)) is not None:
                return days
    except (ValueError, OverflowError):
        pass  # the 31st of February, the year 0
    raise QuestionError(f"“{text[:50]}” is no date I know. Write {EXAMPLES}.", subject=text)


def _named(words: list[str], today: date) -> Days | None:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(" ".join(words))
    return None if shift is None else _day(today + shift * DAY)


def _ago(words: list[str], today: date) -> Days | None:
    match = re.fullmatch(r"(\d+|an?) (day|week|month|year)s? ago", " ".join(words))
    if not match:
        return None
    count = int(match[1]) if match[1].isdigit() else 1
    if match[2] in ("day", "week"):
        return _day(today - count * (7 if match[2] == "week" else 1) * DAY)
    months = today.year * 12 + today.month - 1 - count * (12 if match[2] == "year" else 1)
    first, last = _month(months // 12, months % 12 + 1)
    return _day(first.replace(day=min(today.day, last.day)))


def _weekday(words: list[str], today: date) -> Days | None:
    name = words[-1] if words else ""
    if len(words) > 2 or words[:-1] not in ([], ["last"]) or len(name) < 3:
        return None
    for number, full in enumerate(DAY_NAMES):
        if full.startswith(name):
            back = (today.weekday() - number) % 7
            return _day(today - (back or (7 if words[:-1] else 0)) * DAY)
    return None


def _unit(words: list[str], today: date) -> Days | None:
    match = re.fullmatch(r"(last|this|next) (week|month|year)", " ".join(words))
    if not match:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[match[1]]
    if match[2] == "week":
        monday = today + (7 * shift - today.weekday()) * DAY
        return Days(monday, monday + 6 * DAY)
    if match[2] == "year":
        return _year(today.year + shift)
    months = today.year * 12 + today.month - 1 + shift
    return _month(months // 12, months % 12 + 1)


def _calendar(words: list[str], today: date) -> Days | None:
    text = " ".join(words)
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?", text):
        year, month = int(match[1]), int(match[2])
        return _day(date(year, month, int(match[3]))) if match[3] else _month(year, month)
    if re.fullmatch(r"\d{4}", text):
        return _year(int(text))
    day = next(
        (int(m[1]) for w in words if (m := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", w))), None
    )
    month = next((number for word in words if (number := _month_number(word))), None)
    year = next((int(word) for word in words if re.fullmatch(r"\d{4}", word)), None)
    if month is None or len(words) != sum(part is not None for part in (day, month, year)):
        return None
    if year is None:
        year = today.year - (date(today.year, month, min(day or 1, 28)) > today)
    return _day(date(year, month, day)) if day else _month(year, month)


def _month_number(word: str) -> int | None:
    matches = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return matches[0] if len(word) >= 3 and matches else 9 if word == "sept" else None


def _day(day: date) -> Days:
    return Days(day, day)


def _month(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), following - DAY)


def _year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31))


def date_in_words(when: EventDate, article: Article) -> str:
    """A date no more exact than it is known: `7 February 2025`, `2018`, `early 2000s`."""
    if when.precision in _WHOLE and "/" not in when.value:
        return _from_bounds(when)
    phrase = _LEADING.sub("", " ".join(when.span.of(article.text).split()))
    if len(phrase) <= PHRASE and (_YEAR if when.precision in _FINE else _DIGIT).search(phrase):
        century, last = when.first.year // 100, when.last.year // 100
        return _SHORT_DECADE.sub(rf"{century}\1", phrase) if century == last else phrase
    return _part_of_year(when) or _from_bounds(when)


def _part_of_year(when: EventDate) -> str:
    """`first quarter of 2010`, `winter 2025–26`; '' where it is none."""
    match = _PART.fullmatch(when.value)
    if not match:
        return ""
    first, last = when.first.year, when.last.year
    year = str(first) if first == last else f"{first}–{last % 100:02}"
    return f"{_PARTS[int(match[1])]} {year}"


def _from_bounds(when: EventDate) -> str:
    first, last = when.first, when.last
    if first == last:
        clock = when.value.partition("T")[2][:5] if when.precision is Precision.MINUTE else ""
        return _in_full(first) + (f", {clock}" if clock else "")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    if when.precision not in _EXACT and _is_months(first, last):
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first:%B}{year} – {last:%B} {last.year}"
    if (first.year, first.month) != (last.year, last.month):
        return f"{_in_full(first)} – {_in_full(last)}"
    if when.precision is Precision.MONTH:
        return f"{first:%B} {first.year}"
    return f"{first.day}–{_in_full(last)}"


def _is_months(first: date, last: date) -> bool:
    """Whether these are several months from the first day to the last."""
    return first.day == 1 and last.month != (last + DAY).month and first.month != last.month


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if last - first == 99:
        return f"{_ordinal((last - 1) // 100 + 1)} century"
    if last - first == 9 and first % 10 == 0:
        return f"{first}s"
    return f"{first} – {last}"


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
