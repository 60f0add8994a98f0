"""Calendar arithmetic on TIMEX3 units: pure, and safe at the ends of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

# Units in days and months: `E` decade, `C` century, `L` millennium, `F` fortnight.
DAYS = {"D": 1, "W": 7, "F": 14}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


def shift(day: date, unit: str, count: int) -> date | None:
    """`day` moved by `count` units; `None` beyond the calendar."""
    if unit in DAYS:
        try:
            return day + timedelta(days=DAYS[unit] * count)
        except OverflowError:
            return None
    months = day.year * 12 + day.month - 1 + MONTHS[unit] * count
    year, month = divmod(months, 12)
    return make(year, month + 1, min(day.day, monthrange(2000, month + 1)[1]), clamp=True)


def make(year: int, month: int, day: int = 1, *, clamp: bool = False) -> date | None:
    """A date, or `None` when there is none; `clamp` brings the day into its month."""
    try:
        return date(year, month, min(day, monthrange(year, month)[1]) if clamp else day)
    except (ValueError, OverflowError):
        return None


def thursday(year: int, week: int) -> date | None:
    """The day of an ISO week that lies in its year whatever the week."""
    try:
        return date.fromisocalendar(year, week, 4)
    except ValueError:
        return None


def name(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds `day`."""
    match unit:
        case "Y":
            return f"{day.year:04}"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "W" | "F":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "WE":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}-WE"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "H":
            return f"{day.year:04}-H{1 if day.month < 7 else 2}"
        case "E":
            return f"{day.year // 10:03}"
        case "C":
            return f"{day.year // 100:02}"
        case "L":
            return f"{day.year // 1000:01}"
        case _:
            return day.isoformat()


def relative(day: date, unit: str, count: int) -> str:
    """The TIMEX3 value of the unit `count` units from that of `day`; empty beyond the calendar."""
    moved = shift(day, "W" if unit == "WE" else unit, count)
    return name(moved, unit) if moved else ""


def weekday(day: date, number: int, direction: int) -> date:
    """The nearest day of weekday `number` (Monday 1): before, `day` itself, or after.

    `direction` -1 is that day or before, 1 that day or after, -2 and 2 never the day itself. At the
    ends of the calendar it is `day`.
    """
    ahead = (number - day.isoweekday()) % 7 or (7 if direction == 2 else 0)
    back = (day.isoweekday() - number) % 7 or (7 if direction == -2 else 0)
    return shift(day, "D", ahead if direction > 0 else -back) or day


def easter(year: int) -> date:
    """Western Easter Sunday (the Gregorian computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    dominical = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * dominical) // 451
    month, day = divmod(epact + dominical - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The `nth` weekday `number` (Monday 1) of a month; -1 is the last."""
    if nth < 0:
        return weekday(date(year, month, monthrange(year, month)[1]), number, -1)
    return weekday(date(year, month, 1), number, 1) + timedelta(weeks=min(nth, 9) - 1)


def full_year(number: int, today: date | None) -> int:
    """The year `'98` stands for, at most twenty years after the article's; 1998 stays."""
    if number > 99:
        return number
    this = today.year if today else 2020
    year = this - this % 100 + number
    return year - 100 if year > this + 20 else year
