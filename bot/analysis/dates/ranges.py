"""Days that stand together: "April 24 and 25", "from May to August 2014", "Thursday (13 June)"."""

from __future__ import annotations

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import MONTHS, YEAR, month_day, month_in, year_of
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load, words
from bot.model import TimexType

DATE = TimexType.DATE
BEFORE_RANGE = frozenset(("from", "between"))
AFTER_NUMBER = frozenset(load("dates")["lists"]["after_number"])
PREPOSITIONS = words("grammar", "prepositions")
NAMED = "(?:Today | Tomorrow | Yesterday)"
MONTH_DAYS = (
    f"AnyMonth day:(Day | Ordinal) {YEAR}?",
    f"day:(Day | Ordinal) Of? AnyMonth {YEAR}?",
)
BESIDE_DAYS = (
    "weekday:AnyWeekday part:DayPart? open:Open {} Close",
    f"near:({NAMED} | Last | Tonight) part:DayPart? open:Open {{}} Close",
    f"near:({NAMED}) part:DayPart? open:Comma {{}}",
)
LEAP = 2000
rules = Rules()


@rules(*(beside.format(day) for beside in BESIDE_DAYS for day in MONTH_DAYS))
def day_told(found: Found) -> tuple[Reading, ...] | None:
    """Thursday (13 June), yesterday (March 6): the day beside it tells which one it is."""
    told, at = month_day(found), found.match.start("open")
    if told is None:
        return None
    day, closed = told.value[:10], found.word("open").kind == KINDS["Open"]
    if found.tokens.kinds[at - 1] == KINDS["Tonight"]:
        told = Reading(TimexType.TIME, day and f"{day}TNI")
    return told._replace(last=at), Reading(DATE, day, at + 1, found.last - closed)


@rules(
    "AnyMonth day:Day Comma second:Day Comma? And third:Day"
    " (?:Comma? year:Year | (?!Percent | Scale | Units))",
    "day:Day Comma second:Day Comma? And third:Day Of? AnyMonth (?:Comma? year:Year)?",
)
def three_days(found: Found) -> tuple[Reading, ...] | None:
    """October 8, 9 and 15."""
    if _counts_things(found):
        return None
    month, numbers = month_in(found), [found.integer(one) for one in ("day", "second", "third")]
    year = found.integer("year") if found.has("year") else year_of(found, month, numbers[0])
    days = [calendars.make(year or LEAP, month, number) for number in numbers]
    if numbers != sorted(set(numbers)) or not all(days):
        return None
    values = [day.isoformat() if day and year else "" for day in days]
    second, third = found.match.start("second"), found.match.start("third")
    joint = third - 1 - (found.tokens.of(third - 2) == ",")
    return (
        Reading(DATE, values[0], last=second - 1),
        Reading(DATE, values[1], first=second, last=joint),
        Reading(DATE, values[2], first=third),
    )


@rules(
    "AnyMonth day:Day joint:Hyphen second:Day (?!Percent | Dot? Number | Comma Year)",
    "AnyMonth day:(Day | Ordinal) joint:(And | Or | AnyHyphen | During) second:(Day | Ordinal)"
    " (?:Comma? year:Year | (?!Percent | Slash | Hyphen | Money | Scale | Fraction | Dot? Number"
    " | Units | ClockUnits | Meridiem))",
    "The? day:(Day | Ordinal) joint:(And | Or | AnyHyphen | Slash) The? second:(Day | Ordinal)"
    " Of? AnyMonth (?:Comma? year:Year)?",
)
def month_days(found: Found) -> tuple[Reading, ...] | None:
    """April 24 and 25, 3-5 May 2021: two days."""
    month, joint = month_in(found), found.match.start("joint")
    if _counts_things(found):
        return None
    year = (
        found.integer("year") if found.has("year") else year_of(found, month, found.integer("day"))
    )
    if year is None:
        return Reading(DATE, "", last=joint), Reading(DATE, "", first=joint + 1)
    first, second = (calendars.make(year, month, found.integer(one)) for one in ("day", "second"))
    if not first or not second or first >= second:
        return None
    return (
        Reading(DATE, first.isoformat(), last=joint),
        Reading(DATE, second.isoformat(), first=joint + 1),
    )


def _counts_things(found: Found) -> bool:
    """Whether the second number counts something: "on March 3 and 15 people"; a range does not."""
    tokens = found.tokens
    after = tokens.of(found.last)
    numbered = tokens.kinds[found.last - 1] == KINDS["Day"]
    if not numbered or found.before in BEFORE_RANGE or not after.islower():
        return False
    plural = len(after) > 4 and after.endswith("s") and after not in PREPOSITIONS
    return plural or after in AFTER_NUMBER


@rules(
    "left:(AnyMonth Day?) between:(And | Or | AnyHyphen | During) right:(AnyMonth Day?)"
    " Comma? year:Year"
)
def month_range(found: Found) -> tuple[Reading, ...] | None:
    """Between May and August 2014, Jan. 3 to Feb. 9, 2020: the year holds for both."""
    readings: list[Reading] = []
    for group in ("left", "right"):
        words = found.words(group)
        month = next(int(word.number) for word in words if word.kind in MONTHS)
        day = next((int(word.number) for word in words if word.kind == KINDS["Day"]), None)
        value = calendars.make(found.integer("year"), month, day or 1)
        if value is None:
            return None
        readings.append(Reading(DATE, value.isoformat() if day else value.isoformat()[:7]))
    if readings[0].value > readings[1].value:
        return None
    between = found.match.start("between")
    return readings[0]._replace(last=between), readings[1]._replace(first=between + 1)
