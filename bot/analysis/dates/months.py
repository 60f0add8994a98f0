"""Days and months of the calendar: "April 25, 1998", "early October"."""

from __future__ import annotations

import re
from datetime import date

from bot.analysis.dates import calendars, past
from bot.analysis.dates.context import JOINTS
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import DETERMINERS, SUBJECTS, Distance, Tense
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME
VERB_MONTH, SHORT_MONTH = KINDS["VerbMonth"], KINDS["ShortMonth"]
MONTHS = frozenset((KINDS["Month"], SHORT_MONTH, VERB_MONTH, KINDS["LowMonth"]))
BEFORE_MONTH = frozenset(load("dates")["lists"]["before_month"])
OF_A_PERSON = frozenset(load("dates")["lists"]["before_person"])
NOUN_LEADS = frozenset(load("dates")["lists"]["before_noun"])
NO_NOUN = frozenset(load("dates")["lists"]["no_noun"])
STREETS = frozenset(load("dates")["lists"]["streets"])
WEEK_OF = frozenset(load("dates")["lists"]["week_of"])
REMEMBERED = frozenset(load("holidays")["behind"]["remembered"])
# On the 17th he left, on the 18th by rail; but not "on the 17th hole".
NUMBERED_IN_SPORT = frozenset(load("dates")["lists"]["numbered_in_sport"])
BEFORE_NUMBERED = frozenset(("on", "by", "until"))
BEHIND_NUMBERED = SUBJECTS | DETERMINERS | set(load("dates")["lists"]["behind_date"])
NEAR, NEAR_YEAR = 40, 300  # tokens; days
rules = Rules()


def year_of(found: Found, month: int, day: int | None = None, name: str = "") -> int | None:
    """The year of a month (and day, or day of that name) without one: where its tense points.

    Of "from Nov. 3 to Jan. 9" the second follows the first.
    """
    today, context = found.context.day, found.context
    if today is None:
        return past.year_beside(found, month, day) if day else None
    left = context.joined_to(found.first)
    if left and context.tells("M") and context.exact == bool(day):
        return left.year + ((month, day or 31) < (left.month, left.day))
    if told := past.year(found, month, day):
        return told
    if (month, day or today.day) == (today.month, today.day):
        return today.year
    behind = (month, day or 0) < (today.month, today.day if day else 0)
    ahead = months_ahead(today, month, day)
    distance = Distance("day" if day else "month", ahead, name or f"month {month}")
    if found.context.tense(found.first, found.last, distance) == Tense.FUTURE:
        return today.year + behind
    return today.year - (not behind)


def months_ahead(today: date, month: int, day: int | None) -> int:
    """How many whole months from `today` until that day or month comes again."""
    ahead = (month - today.month) % 12
    return ahead if day is None or day >= today.day else (ahead - 1) % 12


def month_in(found: Found) -> int:
    """The number of the month named in the match."""
    words = found.tokens.words[found.first : found.last]
    return next((int(word.number) for word in words if word.kind in MONTHS), 0)


WEEK = "The? week:(Unit | Weekend) joint:(Of | Edge | Ended | Lower) On?"
# Saturday, April 25; last Friday, January 29; late Friday night, Jan. 3
WEEKDAY = (
    "(?:(?:This Coming? | Last | Next | Earlier | Later | Part)? weekday:AnyWeekday part:DayPart?"
    " Comma? The?)"
)
YEAR = "(?:Comma? year:Year | Of? which:(This | Last | Next | That Same?) years:Unit)"


@rules(
    f"{WEEKDAY}? AnyMonth day:(Day | Ordinal | OrdinalName) {YEAR}? (?!Percent)",
    f"{WEEKDAY}? day:(Day | Ordinal) Of? AnyMonth {YEAR}? (?!Day Comma Year)",
    f"Part part:DayPart On? weekday:AnyWeekday Comma? AnyMonth day:(Day | Ordinal) {YEAR}?",
    "The? day:(Ordinal | OrdinalName) unit:Unit? Of AnyMonth (?:Comma? year:Year)?",
    "day:Day (?:Hyphen | Slash) AnyMonth (?:Hyphen | Slash) year:Year",
    "year:Year Comma? AnyMonth day:(Day | Ordinal) (?!Comma? Year)",
    # a month in lower case is a word unless a day and a year stand beside it
    "LowMonth Dot? day:(Day | Ordinal) Comma? year:Year",
    "day:(Day | Ordinal) LowMonth Comma? year:Year",
)
def month_day(found: Found) -> Reading | None:
    """Saturday, April 25, 1998; the 25th of April; June 16 of last year."""
    month, day = month_in(found), found.integer("day")
    if found.code("unit") not in ("", "D") or found.code("years") not in ("", "Y"):
        return None
    if found.tokens.of(found.last) in STREETS:
        return None  # 4 March Lane
    if found.has("year"):
        year = found.integer("year")
    elif found.has("which"):
        year = _told_year(found)
    elif found.has("near"):
        year = _nearest_year(found, month, day)
    else:
        year = _weekday_year(found, month, day) or _remembered(found, month, day)
        year = year or year_of(found, month, day)
    if year is None:
        return day_reading(None, found.code("part")) if day <= 31 else None
    value = calendars.make(year, month, day)
    return day_reading(value, found.code("part")) if value else None


def day_reading(day: date | None, part: str = "", first: int | None = None) -> Reading:
    """A day, or a part of one (`NI`, its night)."""
    kind = TIME if part else DATE
    if day is None:
        return Reading(kind, "", first)
    return Reading(kind, f"{day.isoformat()}T{part}" if part else day.isoformat(), first)


def _told_year(found: Found) -> int | None:
    """The year of "last year", "that year"."""
    that = found.word("which").kind == KINDS["That"]
    base = found.context.anchor if that else found.context.day
    return base.year + found.offset("which") if base else None


def _nearest_year(found: Found, month: int, day: int) -> int | None:
    """The year that brings a day nearest to the article's own: "yesterday (December 31)"."""
    today = found.context.day
    if today is None:
        return None
    days = [calendars.make(today.year + step, month, day) for step in (0, -1, 1)]
    return min((abs(one - today), one.year) for one in days if one)[1] if any(days) else today.year


def _weekday_year(found: Found, month: int, day: int) -> int | None:
    """The year nearest to the article's in which the day falls on the weekday named with it."""
    today = found.context.day
    if today is None or not found.has("weekday"):
        return None
    told = past.year(found, month, day)
    for year in (told or today.year, today.year, today.year - 1, today.year + 1):
        value = calendars.make(year, month, day)
        near = value and (year == told or abs((value - today).days) < NEAR_YEAR)
        if value and near and value.isoweekday() == found.integer("weekday"):
            return year
    return None


def _remembered(found: Found, month: int, day: int) -> int | None:
    """The year of a day that names what happened on it: "the Sept. 11 attacks"."""
    year = load("holidays")["remembered"].get(f"{month:02}-{day:02}")
    today = found.context.day
    if not year or today is None or today < date(year, month, day):
        return None
    named = found.tokens.of(found.first - 2).lower()
    since = found.before == "-" and named in ("post", "pre")
    told = found.after in REMEMBERED or (found.before in ("of", "on") and named in REMEMBERED)
    return year if since or told else None


@rules(
    "Part? AnyMonth (?:Comma? | Of) year:(Year | ShortYear)",
    "Part? AnyMonth year:(NumberWord NumberWord Hyphen? NumberWord?)",
    "year:Year Comma AnyMonth (?=Break | Unknown)",
)
def month_year(found: Found) -> Reading | None:
    """March 1996, early March 1996, January nineteen ninety-seven."""
    number = int(found.number("year") or 0)
    if found.word("year").kind == KINDS["ShortYear"]:
        number = calendars.full_year(number, found.context.day)
    return Reading(DATE, f"{number:04}-{month_in(found):02}") if 1000 <= number <= 2199 else None


@rules(
    f"{WEEK} AnyMonth day:(Day | Ordinal) (?:Comma? year:Year)?",
    f"{WEEK} day:(Day | Ordinal) Of? AnyMonth (?:Comma? year:Year)?",
)
def week_of(found: Found) -> Reading | None:
    """The week of March 6, the weekend of March 8, week commencing 3 March."""
    day = month_day(found)
    if found.text("joint").lower() not in WEEK_OF:
        return None
    if found.code("week") not in ("W", "WE") or day is None or not day.value:
        return None
    return Reading(DATE, calendars.name(date.fromisoformat(day.value), found.code("week")))


@rules(
    "Part? AnyMonth (?!Dot? Day)",
    "The? Edge Of AnyMonth (?!Dot? Day)",
    "The (?:First | Second | Last) Half Of AnyMonth (?!Dot? Day)",
    "The (?:Early | First | Last | Final) Units Of AnyMonth (?!Dot? Day)",
)
def month(found: Found) -> Reading | None:
    """October; early October; the end of October."""
    at = found.last - 1
    while found.tokens.words[at].kind not in MONTHS:
        at -= 1
    if not _is_month(found, at):
        return None
    number = month_in(found)
    year = year_of(found, number)
    return Reading(DATE, "" if year is None else f"{year:04}-{number:02}")


@rules("The day:Ordinal (?!Of | Hyphen)")
def day_of_month(found: Found) -> Reading | None:
    """On the 17th: of the month told of; in a history of the next when it is past that day."""
    context, number, told = found.context, found.integer("day"), past.told_from(found)
    anchor = context.anchor if context.tells("M") else None
    near = told or found.first - context.anchor_at < NEAR
    if anchor is None or not near or not _may_be_day(found):
        return None
    turned = context.exact and number < anchor.day
    if turned and not told:
        return None
    month = calendars.shift(anchor.replace(day=1), "M", int(turned))
    day = month and calendars.make(month.year, month.month, number)
    return Reading(DATE, day.isoformat()) if day else None


def _may_be_day(found: Found) -> bool:
    """Whether a number may stand for a day: not "the 17th hole" nor "birdies on the 12th"."""
    named = found.after[:1].isalnum() and found.after not in BEHIND_NUMBERED
    if named or found.before not in BEFORE_NUMBERED:
        return False
    sentence = found.context.sentence(found.first).of(found.tokens.text)
    return NUMBERED_IN_SPORT.isdisjoint(re.findall(r"\w+", sentence.lower()))


def _beside_month(found: Found, at: int) -> bool:
    """Whether another month stands beside: "February and March", "May to July"."""
    tokens = found.tokens
    return any(
        tokens.of(at + step).lower() in JOINTS
        and tokens.kinds[at + 2 * step : at + 2 * step + 1] in MONTHS
        for step in (-1, 1)
    )


def _is_month(found: Found, at: int) -> bool:
    """Whether "May", "March", "Jan" or "April" is the month, not a verb or a name."""
    form, before, after = (found.tokens.of(at + step) for step in (0, -1, 1))
    if form.isupper() and not (before.isupper() or after.isupper()):
        return False  # DEC, an office
    before = before.lower()
    kind = found.tokens.words[at].kind
    if at > found.first:
        return True
    if kind == SHORT_MONTH and after == "-" and found.tokens.of(at + 2).islower():
        return False  # Mar-a-Lago
    if kind == VERB_MONTH or (kind == SHORT_MONTH and after != "."):
        noun = after.islower() and after not in NO_NOUN
        attributive = kind == VERB_MONTH and before in NOUN_LEADS and noun
        if before in OF_A_PERSON and kind == VERB_MONTH and found.context.is_name(form):
            return False
        return before in BEFORE_MONTH or attributive or _beside_month(found, at)
    named = after[:1].isupper() and found.tokens.words[at + 1].kind == KINDS["Capital"]
    return not named or before in BEFORE_MONTH
