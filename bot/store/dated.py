"""Days that a query names. Pure.

`7 March`, `March 7th, 2026`, `March 2026`, `2026-03-07`, `3月7日`; `yesterday`, `last week`. A date
without a year is the latest that has come and the next that will.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.store.fulltext import Term
from bot.store.stem import stem

DAY = timedelta(days=1)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_LEAP = 9
"""Within so many years there is a 29th of February."""
_MONTH = rf"({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\b\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(\d{4})\b)"


class Days(NamedTuple):
    """From the first day to the last, both included, as ordinals."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it is written, and the days it may mean."""

    term: Term
    days: tuple[Days, ...]

    def spans(self, day: int) -> bool:
        """Whether it may mean a day."""
        return any(days.first <= day <= days.last for days in self.days)


def without_dates(text: str, today: date) -> tuple[str, list[Dated]]:
    """The query without the dates it names, and these."""
    text = unicodedata.normalize("NFKC", text)
    dates: list[Dated] = []
    for pattern, reading in _PATTERNS:
        for found in pattern.finditer(text):
            try:
                dates.append(reading(found, today))
            except (ValueError, OverflowError):
                continue  # the 31st of February, the year 0
            text = text.replace(found[0], " ", 1)
    return text, dates


def _day_first(found: re.Match[str], today: date) -> Dated:
    return _on(found[3], _number(found[2]), int(found[1]), today)


def _month_first(found: re.Match[str], today: date) -> Dated:
    return _on(found[3], _number(found[1]), int(found[2]), today)


def _figures(found: re.Match[str], today: date) -> Dated:
    year, month, day = found.groups()
    return _on(year, int(month), int(day), today) if day else _in_month(int(year), int(month))


def _told_from_today(found: re.Match[str], today: date) -> Dated:
    words = found[0].lower()
    shift = -1 if words.startswith(("last", "yesterday")) else 0
    if words.endswith("week"):
        monday = today + (7 * shift - today.weekday()) * DAY
        return _dated([f"{monday:%Y %m %d}"], (monday, monday + 6 * DAY))
    if words.endswith("month"):
        months = today.year * 12 + today.month - 1 + shift
        return _in_month(months // 12, months % 12 + 1)
    day = today + shift * DAY
    return _on(str(day.year), day.month, day.day, today)


_Reading = Callable[[re.Match[str], date], Dated]
_PATTERNS: list[tuple[re.Pattern[str], _Reading]] = [
    (re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}?", re.IGNORECASE), _day_first),
    (re.compile(rf"\b{_MONTH}\s+{_DAY}{_YEAR}?", re.IGNORECASE), _month_first),
    (
        re.compile(rf"\b{_MONTH}{_YEAR}", re.IGNORECASE),
        lambda found, _: _in_month(int(found[2]), _number(found[1])),
    ),
    (re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b"), _figures),
    (re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?"), _figures),
    (re.compile(r"()(\d{1,2})月(\d{1,2})日"), _figures),
    (
        re.compile(r"\b(?:today|yesterday|(?:this|last) (?:week|month))\b", re.IGNORECASE),
        _told_from_today,
    ),
]


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))


def _on(year: str | None, month: int, day: int, today: date) -> Dated:
    names = _names(month)
    forms = [form for name in names for form in (f"{day} {name}", f"{name} {day}")]
    if year:
        that = date(int(year), month, day)
        return _dated(forms, (that, that))
    past = _nearest(range(today.year, today.year - _LEAP, -1), month, day, lambda it: it <= today)
    coming = _nearest(range(today.year, today.year + _LEAP), month, day, lambda it: it > today)
    return _dated(forms, (past, past), (coming, coming))


def _nearest(years: range, month: int, day: int, fits: Callable[[date], bool]) -> date:
    """The first such day that fits; ValueError when there is none (the 31st of February)."""
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if fits(found):
            return found
    raise ValueError(month, day)


def _names(month: int) -> list[str]:
    name = _MONTHS[month - 1]
    return [name, name[:3], *(["sept"] if name.startswith("sept") else [])]


def _in_month(year: int, month: int) -> Dated:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return _dated([f"{name} {year}" for name in _names(month)], (first, following - DAY))


def _dated(phrases: list[str], *days: tuple[date, date]) -> Dated:
    first, *others = dict.fromkeys(" ".join(_stems(phrase)) for phrase in phrases)
    spans = tuple(Days(start.toordinal(), end.toordinal()) for start, end in days)
    return Dated(Term(first, forms=tuple(others)), spans)


def _stems(phrase: str) -> Iterator[str]:
    return (stem(word) for word in phrase.split())
