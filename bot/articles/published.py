"""When a text was published, read from a field or from the text's own words (pure).

A value that names a day and no hour becomes noon UTC of that day, so that a reader in nearly every
zone is shown the same day. An hour without a zone is taken as UTC. A day that could be read in two
ways (`02/07/2025`) is not read at all.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS: list[str] = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    "bst": 1,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "jst": 9,
    "kst": 9,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_HOUR = (
    r"(?P<hour>\d{1,2})[:.時](?P<minute>\d{2})分?(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    rf"(?:\s*\(?(?P<zone>{'|'.join(_ZONES)}|[+-]\d{{2}}:?\d{{2}})\b\)?)?"
)
_CLOCK = rf"(?:(?:\s*[,|·•/@T–—-]\s*|\s+(?:at\s+)?){_HOUR})?"
_CLOCK_FIRST = rf"(?:at\s+)?{_HOUR}(?:,\s*|\s+)(?:on\s+)?"
_DATES = (
    rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    r"(?:\s*[(（][月火水木金土日][)）])?",
    r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})",
    r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})",
)
_LABEL = (
    r"(?:(?:first\s+|originally\s+)?(?:published|posted|updated|last updated|(?:last\s+)?modified"
    r"|created|issued|filed|(?:publish(?:ed)?\s+|issue\s+|release\s+)?date|dated)(?:\s+(?:on|at))?"
    r"|公開日?|更新日?|掲載日?|配信日?)\s*[:：]?\s*"
)
_VALUES = tuple(re.compile(rf"{form}{_CLOCK}", re.IGNORECASE) for form in _DATES)
_LINES = tuple(
    re.compile(rf"\W{{0,3}}(?P<label>{_LABEL})?{moment}\W{{0,3}}", re.IGNORECASE)
    for form in _DATES
    for moment in (f"{form}{_CLOCK}", f"{_CLOCK_FIRST}{form}")
)
_DATELINE = re.compile(
    rf"[A-Z][\w.'’ -]{{1,40}}(?:,\s[\w.'’ ]{{1,30}}){{0,2}},\s+{_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"(?:\s*\([^)]{{1,40}}\))?\s*[-–—:]",
    re.IGNORECASE,
)


def parse_published(value: str) -> datetime | None:
    """The moment a field names, in UTC; `None` when it names none."""
    value = " ".join(value.split())
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?", value):
        return datetime.fromtimestamp(float(value), UTC)
    for read in (_iso, _rfc822, _written):
        moment = read(value)
        if moment is not None:
            return moment
    return None


def date_line(line: str, *, labelled: bool = False) -> datetime | None:
    """The moment a line names that says nothing but when the text was published.

    `labelled` asks for the word as well: "Published", "Updated", "Posted on".
    """
    if len(line) <= 80:
        for form in _LINES:
            match = form.fullmatch(line)
            if match and (match["label"] or not labelled):
                return _moment(match)
    return None


def dateline(text: str) -> datetime | None:
    """The full date in the dateline that opens a text: `HARROW, March 3, 2024 (NNA) —`."""
    match = _DATELINE.match(text)
    return _moment(match) if match else None


def _iso(value: str) -> datetime | None:
    try:
        if len(value) <= 10:
            return _noon(date.fromisoformat(value))
        return _utc(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return None


def _rfc822(value: str) -> datetime | None:
    try:
        return _utc(parsedate_to_datetime(value)) if ":" in value else None
    except (ValueError, OverflowError):
        return None


def _written(value: str) -> datetime | None:
    for form in _VALUES:
        match = form.fullmatch(value)
        if match:
            return _moment(match)
    return None


def _moment(match: re.Match[str]) -> datetime | None:
    parts = match.groupdict()
    month: str = parts["month"].lower()
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    try:
        day = date(int(parts["year"]), number, int(parts["day"]))
        if parts.get("hour") is None:
            return _noon(day)
        clock = time(
            _hour(int(parts["hour"]), parts["half"]),
            int(parts["minute"]),
            int(parts["second"] or 0),
        )
        return _utc(datetime.combine(day, clock, _zone(parts["zone"])))
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + 12 * (half[0] in "pP")


def _zone(name: str | None) -> timezone:
    if name is None:
        return UTC
    if name.lower() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.lower()]))
    minutes = int(name[1:3]) * 60 + int(name[-2:])
    return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
