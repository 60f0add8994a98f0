"""Calendar dates that name themselves: days, months, years, decades, quarters, seasons, holidays."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import Tense, nearness
from bot.analysis.dates.tokens import KINDS
from bot.model import TimexType

DATE = TimexType.DATE
VERB_MONTH = KINDS["VerbMonth"]
MONTH_KINDS = (KINDS["Month"], KINDS["ShortMonth"], VERB_MONTH)
rules = Rules()


@rules("Iso")
def iso(found: Found) -> Reading | None:
    """2025-02-07, 2025-02-07T15:30."""
    form = found.tokens.of(found.first)
    try:
        datetime.fromisoformat(form)
    except ValueError:
        return None
    if len(form) > 10:
        return Reading(TimexType.TIME, re.sub(r"\.\d+", "", form))
    return Reading(DATE, form)


@rules("Numeric")
def numeric(found: Found) -> Reading | None:
    """2/7/2025: the month first, unless that cannot be or dots part it."""
    form = found.tokens.of(found.first)
    a, b, c = (int(part) for part in re.split("[-/.]", form))
    if a > 999:
        year, month, day = a, b, c
    else:
        year = c if c > 99 else full_year(c, found.context.day)
        month, day = (b, a) if "." in form or a > 12 else (a, b)
    if c > 99 and "." in form and len(form) < 8:
        return None
    value = calendars.make(year, month, day)
    return Reading(DATE, value.isoformat()) if value and year > 999 else None


def full_year(short: int, day: date | None) -> int:
    """The year `'98` stands for: at most twenty years after the article's."""
    this = day.year if day else 2020
    year = this - this % 100 + short
    return year - 100 if year > this + 20 else year


@rules(
    "(?:AnyWeekday Comma? (?:The)?)? AnyMonth day:(Day | Ordinal | OrdinalName)"
    " (?:Comma? year:Year Comma?)? (?!Percent|Clock|Dot Day)",
    "(?:AnyWeekday Comma? (?:The)?)? day:(Day | Ordinal) Of? AnyMonth (?:Comma? year:Year)?",
    "The? day:(Ordinal | OrdinalName) (?:Unit)? Of AnyMonth (?:Comma? year:Year)?",
)
def month_day(found: Found) -> Reading | None:
    """Saturday, April 25, 1998; the 25th of April."""
    month, day = _month(found), found.integer("day")
    if not found.has("year"):
        year = _weekday_year(found, month, day) or year_of(found, month, day)
        if year is None:
            return Reading(DATE, "") if 1 <= day <= 31 else None
    else:
        year = found.integer("year")
    value = calendars.make(year, month, day)
    if not value:
        return None
    comma = found.has("year") and found.tokens.of(found.last - 1) == ","
    return Reading(DATE, value.isoformat(), last=found.last - 1 if comma else None)


def _weekday_year(found: Found, month: int, day: int) -> int | None:
    """The year nearest to the article's in which the day falls on the weekday named with it."""
    today, word = found.context.day, found.tokens.words[found.first]
    if today is None or word.kind not in (KINDS["Weekday"], KINDS["ShortWeekday"]):
        return None
    for year in (today.year, today.year - 1, today.year + 1):
        value = calendars.make(year, month, day)
        if value and value.isoweekday() == word.number and abs((value - today).days) < 300:
            return year
    return None


def _month(found: Found) -> int:
    """The number of the month named."""
    kinds = found.tokens
    for index in range(found.first, found.last):
        word = kinds.words[index]
        if word.kind in MONTH_KINDS:
            return int(word.number)
    return 0


def year_of(found: Found, month: int, day: int | None = None) -> int | None:
    """The year of a month (and day) named without one, by tense and nearness."""
    today = found.context.day
    if today is None:
        return None
    passed = (month, day or 0) <= (today.month, today.day if day else 0)
    if (month, day or today.day) == (today.month, today.day):
        return today.year
    ahead = months_ahead(today, month, day)
    near = nearness("day" if day else "month", ahead)
    future = found.context.tense(found.first, found.last, near) == Tense.FUTURE
    if future:
        return today.year + passed
    return today.year - (not passed)


def months_ahead(today: date, month: int, day: int | None) -> int:
    """How many whole months from `today` until that day or month comes again."""
    ahead = (month - today.month) % 12
    return ahead if day is None or day >= today.day else (ahead - 1) % 12


@rules("AnyMonth day:Day (?:And | Or | AnyHyphen) second:Day (?=Comma|Dot|Close|Break|In|On|At|During|$)")
def month_days(found: Found) -> tuple[Reading, ...] | None:
    """April 24 and 25: two days."""
    month, days = _month(found), (found.integer("day"), found.integer("second"))
    year = year_of(found, month, days[0])
    at = found.match.start("second")
    if year is None:
        return Reading(DATE, "", last=at - 1), Reading(DATE, "", first=at)
    first, second = (calendars.make(year, month, day) for day in days)
    if not first or not second or first >= second:
        return None
    return (
        Reading(DATE, first.isoformat(), last=at - 1),
        Reading(DATE, second.isoformat(), first=at),
    )


@rules(
    "Part? AnyMonth (?:Comma? | Of) year:(Year | ShortYear)",
    "Part? AnyMonth year:(NumberWord NumberWord Hyphen? NumberWord?)",
)
def month_year(found: Found) -> Reading | None:
    """March 1996, early March 1996, January nineteen ninety-seven."""
    number = int(found.number("year") or 0)
    if found.word("year").kind == KINDS["ShortYear"]:
        number = full_year(number, found.context.day)
    if not 1000 <= number <= 2199:
        return None
    return Reading(DATE, f"{number:04}-{_month(found):02}")


@rules(
    "part:Part? AnyMonth (?!Capital)",
    "part:(The Edge Of) AnyMonth (?!Capital)",
    "AnyMonth (?=Capital)",
)
def month(found: Found) -> Reading | None:
    """October; early October; the end of October."""
    first = found.last - 1
    while found.tokens.words[first].kind not in MONTH_KINDS:
        first -= 1
    if not _is_month(found, first):
        return None
    number, today = _month(found), found.context.day
    last = (
        first + 1
        if found.tokens.of(found.last - 1) == "." and len(found.tokens.of(first)) > 4
        else None
    )
    year = year_of(found, number)
    if today is None or year is None:
        return Reading(DATE, "", last=last)
    return Reading(DATE, f"{year:04}-{number:02}", last=last)


INTO = frozenset(
    ("in", "since", "until", "till", "by", "from", "through", "during", "last", "next", "this", "late",
     "early", "mid", "between", "throughout", "of")
)  # fmt: skip
IN = frozenset(
    ("in", "since", "until", "till", "by", "of", "from", "through", "during", "before", "after",
     "last", "next", "this", "to", "and", "for", "late", "early", "mid", "between", "throughout",
     "for", "for", "or", "a", "the", "on", "an", "around", "about", "-", "–", "'s", "s", "each", "every")
)  # fmt: skip


def _is_month(found: Found, at: int) -> bool:
    """Whether "May", "March" or "April" is the month, not a verb or a name."""
    form, before, after = (found.tokens.of(at + step) for step in (0, -1, 1))
    kind, before = found.tokens.words[at].kind, before.lower()
    if kind == VERB_MONTH or (kind == KINDS["ShortMonth"] and after != "."):
        return before in INTO
    if before in IN:
        return True
    return not (after[:1].isupper() and found.tokens.words[at + 1].number == 0)


@rules(
    "part:(The? Part | The Edge Of) (?:The Unit)? year:Year (?!Percent|Units|Comma? Number)",
    "The Unit year:Year",
    "The Unit year:(NumberWord Scale)",
    "(?<!Money)(?<!Slash) year:Year (?!Percent|Hyphen Number|Units|ClockUnits|Scale|Slash)",
)
def year(found: Found) -> Reading | None:
    """1998; the year 2000; early 1990."""
    bare = found.last - found.first == 1
    number = found.number("year")
    if number is None or (bare and not _is_year(found, int(number))):
        return None
    return Reading(DATE, f"{int(number):04}")


def _is_year(found: Found, number: int) -> bool:
    """Whether four digits are a year: near ours, or old and introduced as one."""
    at = found.match.start("year")
    before, after = found.tokens.of(at - 1).lower(), found.tokens.of(at + 1)
    if before in ("no", "number", "#", "page", "flight", "route", "highway", "about", "than", "$"):
        return False
    if before == "-" and not (
        found.tokens.words[at - 2].kind == KINDS["Year"]
        or found.tokens.of(at - 2).lower() in ("post", "pre")
    ):
        return False
    if 1900 <= number <= 2099:
        return not (number > 2035 and before not in ("in", "by", "until", "since", "through"))
    if number < 1400:
        return False
    return before in ("in", "since", "by", "until", "after", "before", "from") and (
        not after[:1].islower() or after in ("and", "to", "when", "by", "at", "until", "as")
    )


@rules(
    "tens:NumberWord rest:(NumberWord (?:Hyphen? NumberWord)?)",
)
def spoken_year(found: Found) -> Reading | None:
    """Nineteen ninety-six."""
    century, rest = found.integer("tens"), found.number("rest")
    if century not in (17, 18, 19, 20) or rest is None or not 10 <= rest <= 99:
        return None
    return Reading(DATE, f"{century}{int(rest)}")


@rules("(?:Fiscal (?:Unit)? | Capital (?<=Capital)) year:(Year | ShortYear)", "Fiscal ShortYear")
def fiscal_year(found: Found) -> Reading | None:
    """Fiscal 1989, fiscal year 2019, FY2019."""
    if not found.tokens.of(found.first).lower().startswith(("fiscal", "financial", "fy")):
        return None
    word = found.tokens.words[found.last - 1]
    number = int(word.number)
    return Reading(DATE, f"{number if number > 99 else full_year(number, found.context.day):04}")


@rules("YearSpan")
def year_span(found: Found) -> Reading | None:
    """2016-17; 2016-07 is a month."""
    form = found.tokens.of(found.first)
    start, end = int(form[:4]), int(form[5:])
    if not 1000 <= start <= 2199:
        return None
    if end == (start + 1) % 100 or end > 12 and end > start % 100:
        return Reading(
            DATE, f"{start}/{start - start % 100 + end + (100 if end < start % 100 else 0)}"
        )
    return Reading(DATE, f"{start}-{end:02}") if form[4] == "-" and 1 <= end <= 12 else None


@rules(
    "The? Part? (?<!Money) decade:Decade",
    "The Part? decade:(Year Apostrophe Lower | DecadeWord)",
    "The Part? Capital Hyphen? DecadeWord",
    "The Edge Of The decade:(Decade | DecadeWord)",
    "The (?:Last | Next | OrdinalName) (?:Half | Unit) Of The decade:(Decade | DecadeWord)",
)
def decade(found: Found) -> Reading | None:
    """The 1970s; the early 1980s; the nineties; the '80s."""
    word = found.tokens.words[found.last - 1]
    digits = re.sub(r"\D", "", word.code)
    if len(digits) == 4:
        if int(digits) < 1000:
            return None
        return Reading(DATE, digits[:3])
    short = int(digits) if len(digits) == 2 else int(word.number)
    if len(digits) == 2 and short % 10 or len(digits) in (1, 3):
        return None
    marked = word.kind == KINDS["DecadeWord"] or word.code[:1] in "'’`"
    if not marked and found.tokens.of(found.first).lower() != "the":
        return None
    if not marked and found.tokens.of(found.first - 1).lower() not in (
        "in",
        "of",
        "since",
        "from",
        "during",
    ):
        return None
    return Reading(DATE, f"{full_year(short, found.context.day) // 10:03}")


@rules(
    "The? Part? century:(Ordinal | AnyOrdinal) Hyphen? unit:(Unit) era:Era?",
)
def century(found: Found) -> Reading | None:
    """The 20th century, the late 19th century."""
    if found.code("unit") != "C" or (number := found.number("century")) is None:
        return None
    if found.has("era") and found.code("era") == "BC":
        return None
    return Reading(DATE, f"{int(number) - 1:02}")


@rules(
    "The? (?:Fiscal Hyphen?)? nth:(AnyOrdinal | Last) Hyphen? unit:(Quarter | Half)"
    " (?:(?:Of Fiscal? | Comma)? (?:The Unit)? year:Year)?",
    "nth:QuarterName (?:Of? Fiscal? year:Year)?",
    "The year:Year (?:Fiscal Hyphen?)? nth:AnyOrdinal Hyphen? unit:(Quarter | Half)",
    "year:Year nth:QuarterName",
    "which:(Last | This | Next) Unit Apostrophe Lower nth:AnyOrdinal unit:(Quarter | Half) year:Year?",
)
def quarter(found: Found) -> Reading | None:
    """The third quarter; Q3 2019; the first half of 1990."""
    unit = found.code("unit") if "unit" in found.match.re.groupindex else "Q"
    number = found.number("nth") or 0
    if found.code("nth") == "-1":
        if not found.has("year"):
            return None
        number = 4 if unit == "Q" else 2
    if not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    first = found.first
    if found.tokens.of(first).lower() == "the" and found.tokens.of(found.last - 2) == "-":
        first += 1
    today = found.context.day
    if found.has("year"):
        year = found.integer("year")
    elif "which" in found.match.re.groupindex and today:
        year = today.year + found.integer("which")
    elif today is None:
        return Reading(DATE, "", first)
    else:
        year = quarter_year(found, unit, int(number))
        if unit == "H" and first == found.first and found.tokens.of(first).lower() == "the":
            return None
    value = f"{year:04}-{unit}{int(number)}"
    if unit == "Q" and (today is None or year >= today.year - 1):
        found.context.quarter, found.context.quarter_at = value, found.first
    return Reading(DATE, value, first)


@rules(
    "The year:Year (?:Quarter | Period)",
    "which:(Last | This | Next) Unit Apostrophe Lower Fiscal? (?:Quarter | Period)",
)
def quarter_of_year(found: Found) -> Reading | None:
    """The 1988 quarter, last year's quarter: the one the text speaks of, in that year."""
    today, quarter = found.context.day, found.context.quarter
    if "which" in found.match.re.groupindex and found.has("which"):
        year = today.year + found.integer("which") if today else 0
    else:
        year = found.integer("year")
    if not year:
        return Reading(DATE, "")
    return Reading(DATE, f"{year:04}-{quarter[5:]}" if quarter else f"{year:04}")


def quarter_year(found: Found, unit: str, number: int) -> int:
    """The year of a quarter or half named without one: the nearest, by tense."""
    today = found.context.day
    if today is None:
        return 0
    months = 12 // (4 if unit == "Q" else 2)
    now = (today.month - 1) // months + 1
    tense = found.context.tense(found.first, found.last)
    if number == now:
        return today.year
    if number < now:
        return today.year + 1 if tense == Tense.FUTURE and now - number >= 3 else today.year
    if number == now + 1 and tense == Tense.FUTURE:
        return today.year
    return today.year if number - now < 2 else today.year - 1


@rules(
    "The? Part? season:(Season | VerbMonth) (?:Of (?:The Unit)?)? year:(Year | NumberWord NumberWord Hyphen? NumberWord)",
    "The? Part? season:Season YearSpan",
)
def season_year(found: Found) -> Reading | None:
    """The summer of 1994, spring 2012."""
    code = found.code("season")
    if code.isdecimal():
        return None
    if "year" not in found.match.re.groupindex:
        return Reading(DATE, f"{found.tokens.of(found.last - 1)[:4]}-{code}")
    number = found.number("year")
    return Reading(DATE, f"{int(number or 0):04}-{code}")


@rules("The Part? season:Season (?!Of|Capital)", "Part season:Season")
def season(found: Found) -> Reading | None:
    """The summer, early summer."""
    code, today = found.code("season"), found.context.day
    if (
        code == "FA"
        and found.text("season") == "fall"
        and found.tokens.of(found.first).lower() == "the"
    ):
        return None
    if today is None:
        return Reading(DATE, "")
    return Reading(DATE, season_near(found, code, today))


def season_near(found: Found, code: str, today: date) -> str:
    """The season nearest to the article's day on the side its tense points to."""
    tense = found.context.tense(found.first, found.last)
    now = calendars.SEASON_OF_MONTH[today.month - 1]
    order = ("WI", "SP", "SU", "FA")
    ahead = (order.index(code) - order.index(now)) % 4
    year = today.year + (today.month == 12)
    if ahead == 0:
        return f"{today.year:04}-{code}"
    future = tense == Tense.FUTURE
    if order.index(code) < order.index(now):
        year += 1 if future else 0
    else:
        year -= 0 if future else 1
    return f"{year:04}-{code}"
