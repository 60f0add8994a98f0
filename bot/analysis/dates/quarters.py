"""Quarters, halves and seasons. "A year earlier" is told from the quarter named last."""

from __future__ import annotations

from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import BEFORE_MONTH, full_year
from bot.analysis.dates.tense import Distance, Tense
from bot.analysis.dates.tokens import KINDS
from bot.model import TimexType

DATE = TimexType.DATE
SEASONS = ("WI", "SP", "SU", "FA")
NEAR = 90  # tokens: how long a quarter is remembered
rules = Rules()


@rules(
    "The? (?:Fiscal Hyphen?)? nth:AnyOrdinal Hyphen? unit:(Quarter | Half)"
    " (?:(?:Of Fiscal? | Comma)? (?:The Unit)? year:Year)?",
    "nth:QuarterName (?:Of? Fiscal? year:Year)?",
    "The year:Year (?:Fiscal Hyphen?)? nth:AnyOrdinal Hyphen? unit:(Quarter | Half)",
    "year:Year nth:QuarterName",
    "which:(Last | This | Next) Unit Apostrophe Lower nth:AnyOrdinal unit:(Quarter | Half)",
    "The nth:AnyOrdinal unit:(Quarter | Half) Of which:(The | This | Last | Next) Unit",
    "The nth:Last unit:Half Of year:Year",
)
def quarter(found: Found) -> Reading | None:
    """The third quarter; Q3 2019; the first half of 1990; next year's first quarter."""
    unit = found.code("unit") or "Q"
    number = 2 if found.code("nth") == "-1" else int(found.number("nth") or 0)
    if not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    the = found.tokens.of(found.first).lower() == "the"
    attributive = found.tokens.of(found.last - 2) == "-"
    first = found.first + (the and attributive)
    today = found.context.day
    if found.has("year"):
        year = found.integer("year")
    elif today is None:
        return Reading(DATE, "", first)
    elif found.has("which"):
        year = today.year + found.integer("which")
    elif unit == "H" and the and not attributive:  # of a match, of a book
        return None
    else:
        year = _year(found, today, unit, number)
    value = f"{year:04}-{unit}{number}"
    told = found.context.tense(found.first, found.last) == Tense.PAST
    if unit == "Q" and told and (today is None or year >= today.year - 1):
        found.context.quarter, found.context.quarter_at = value, found.first
    return Reading(DATE, value, first)


def _year(found: Found, today: date, unit: str, number: int) -> int:
    """The year of a quarter or half named without one: the nearest, by tense."""
    now = (today.month - 1) // calendars.MONTHS[unit] + 1
    future = found.context.tense(found.first, found.last) == Tense.FUTURE
    if number <= now:
        return today.year + (future and now - number >= 3)
    return today.year - (number - now >= 2 and not future)


@rules(
    "The year:Year (?:Quarter | Period)",
    "which:(Last | This | Next) Unit Apostrophe Lower Fiscal? (?:Quarter | Period)",
)
def quarter_of_year(found: Found) -> Reading | None:
    """The 1988 quarter, last year's quarter: the one the text speaks of, in that year."""
    today, quarter = found.context.day, found.context.quarter
    if found.has("year"):
        year = found.integer("year")
    elif today is None:
        return Reading(DATE, "")
    else:
        year = today.year + found.integer("which")
    return Reading(DATE, f"{year:04}-{quarter[5:]}" if quarter else f"{year:04}")


@rules(
    "The (?:Same | Latest) (?:Quarter | Period) (?:Last Unit | A Unit (?:Ago | Earlier | Before))",
    "The Quarter A Unit (?:Ago | Earlier | Before)",
)
def same_quarter(found: Found) -> Reading:
    """The same period last year."""
    today = found.context.day
    return Reading(DATE, year_before(found, today, quarterly=True) if today else "")


@rules("The Quarter", "The Latest Fiscal? (?:Quarter | Period)")
def the_quarter(found: Found) -> Reading | None:
    """The quarter, the latest quarter: the one the text speaks of, if it has passed."""
    today, named = found.context.day, found.context.quarter
    if today is None:
        return Reading(DATE, "")
    if found.last - found.first == 2:
        return Reading(DATE, named) if named else None
    before = calendars.relative(today, "Q", -1)
    return Reading(DATE, named or before)


@rules("The? year:Unit Hyphen (?:Ago | Earlier) period:(OrdinalName? (?:Quarter | Period))?")
def year_ago(found: Found) -> Reading | None:
    """The year-ago quarter, year-earlier results."""
    if found.code("year") != "Y":
        return None
    the = found.tokens.of(found.first).lower() == "the"
    first = found.first + (the and not found.has("period"))
    if found.context.day is None:
        return Reading(DATE, "", first)
    told = found.has("period") or near_quarter(found)
    return Reading(DATE, year_before(found, found.context.day, quarterly=told), first)


def near_quarter(found: Found) -> bool:
    """Whether a quarter was named shortly before."""
    return bool(found.context.quarter) and found.first - found.context.quarter_at < NEAR


def year_before(found: Found, today: date, *, quarterly: bool) -> str:
    """A year before the article's; before the quarter it speaks of, when it speaks `quarterly`."""
    if quarterly and found.context.quarter:
        year, _, quarter = found.context.quarter.partition("-")
        return f"{int(year) - 1:04}-{quarter}"
    return f"{today.year - 1:04}"


@rules(
    "The? Part? season:Season (?:Of (?:The Unit)?)?"
    " year:(Year | ShortYear | NumberWord NumberWord (?:Hyphen? NumberWord)?)",
    "The? Part? season:Season year:YearSpan",
)
def season_year(found: Found) -> Reading | None:
    """The summer of 1994, spring 2012, winter 2016-17."""
    if found.word("year").kind == KINDS["YearSpan"]:
        return Reading(DATE, f"{found.text('year')[:4]}-{found.code('season')}")
    number = int(found.number("year") or 0)
    if found.word("year").kind == KINDS["ShortYear"]:
        number = full_year(number, found.context.day)
    return Reading(DATE, f"{number:04}-{found.code('season')}") if number > 999 else None


@rules("The Part? season:Season (?!Of|Capital)", "Part season:Season")
def season(found: Found) -> Reading | None:
    """The summer; early summer: the nearest on the side its tense points to."""
    code, today = found.code("season"), found.context.day
    if found.text("season") == "fall":  # "the fall" of what?
        return None
    if today is None:
        return Reading(DATE, "")
    now = calendars.SEASON_OF_MONTH[today.month - 1]
    ahead = SEASONS.index(code) - SEASONS.index(now)
    future = found.context.tense(found.first, found.last) == Tense.FUTURE
    year = today.year
    if ahead:
        year += future if ahead < 0 else future - 1
    return Reading(DATE, f"{year:04}-{code}")


@rules(
    "which:(This (?:Past | Coming)? | Last | Next | Past | Coming | The (?:Following | Previous))"
    " Part? season:(Season | AnyMonth) (?!Dot? Day|Ordinal|Comma? Year)",
)
def which_season(found: Found) -> Reading:
    """Last May, this fall, next spring."""
    today, word = found.context.day, found.word("season")
    if today is None:
        return Reading(DATE, "")
    offset = found.offset("which")
    if word.number:
        passed, coming = word.number < today.month, word.number > today.month
        value = f"-{int(word.number):02}"
    else:
        now = SEASONS.index(calendars.SEASON_OF_MONTH[today.month - 1])
        passed, coming = SEASONS.index(word.code) < now, SEASONS.index(word.code) > now
        value = f"-{word.code}"
    year = today.year
    if offset < 0:
        year -= not passed
    elif offset > 0:
        year += not coming
    return Reading(DATE, f"{year:04}{value}")


@rules(
    "Part? season:(Season | AnyMonth) Of?"
    " which:(Last | Next | This | That | The (?:Following | Previous)) unit:Unit"
)
def season_of_year(found: Found) -> Reading | None:
    """January last year, spring of next year, March of that year."""
    today, word = found.context.day, found.word("season")
    if found.code("unit") != "Y":
        return None
    if found.text("season") == "fall" and found.before not in BEFORE_MONTH:
        return None
    anchored = found.word("which").kind in (KINDS["That"], KINDS["The"])
    base = (found.context.anchor or today) if anchored else today
    if base is None:
        return Reading(DATE, "")
    year = base.year + found.offset("which")
    return Reading(
        DATE, f"{year:04}-{int(word.number):02}" if word.number else f"{year:04}-{word.code}"
    )


@rules("The Weekend")
def the_weekend(found: Found) -> Reading:
    """The weekend: the last one, or the coming one, by tense."""
    today = found.context.day
    if today is None:
        return Reading(DATE, "")
    distance = Distance("weekday", (6 - today.isoweekday()) % 7)
    future = found.context.tense(found.first, found.last, distance) == Tense.FUTURE
    day = today if future or today.isoweekday() > 5 else today - timedelta(7)
    return Reading(DATE, calendars.name(day, "WE"))
