"""Dates told from another day: the article's own, or the last one the text named."""

from __future__ import annotations

from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.explicit import season_near, year_of
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import Tense, nearness
from bot.analysis.dates.tokens import KINDS
from bot.model import TimexType

QUOTES = ("“", '"', "'", "‘", "`")
DATE, TIME, DURATION = TimexType.DATE, TimexType.TIME, TimexType.DURATION
rules = Rules()


def _with_part(day: date | None, part: str) -> Reading:
    """A day, or a part of it."""
    if day is None:
        return Reading(TIME if part else DATE, "")
    if not part:
        return Reading(DATE, day.isoformat())
    return Reading(TIME, f"{day.isoformat()}T{part}")


@rules(
    "(?:Early | Late | Earlier | Later)? day:(Today | Tomorrow | Yesterday) part:DayPart?",
    "Mid Hyphen? part:DayPart day:(Today | Tomorrow | Yesterday)",
    "The Unit other:(Before | After) day:(Yesterday | Tomorrow) part:DayPart?",
)
def named_day(found: Found) -> Reading:
    """Today, yesterday morning, the day after tomorrow."""
    offset = found.integer("day")
    if "other" in found.match.re.groupindex:
        offset *= 2
    today = found.context.day
    return _with_part(today and today + timedelta(offset), found.code("part"))


@rules("The which:(Next | Following | Same | Previous) part:DayPart", "That part:DayPart")
def anchored_part(found: Found) -> Reading | None:
    """The next morning, that night: of the day the text last named."""
    context = found.context
    if context.anchor is None or not context.exact:
        return None
    offset = found.integer("which") if "which" in found.match.re.groupindex else 0
    return _with_part(context.anchor + timedelta(offset), found.code("part"))


@rules(
    "Tonight",
    "(?:Early | Late | Earlier | Later)? This (?:Early | Late)? part:DayPart",
    "(?:Early | Late)? last:Last part:DayPart",
    "Mid Hyphen? part:DayPart",
)
def tonight(found: Found) -> Reading | None:
    """Tonight, this morning, last night."""
    groups = found.match.re.groupindex
    today = found.context.day
    part = found.code("part") if "part" in groups else "NI"
    back = 1 if "last" in groups else 0
    return _with_part(today and today - timedelta(back), part)


@rules(
    "(?:Earlier | Later | Part)? weekday:Weekday part:DayPart?",
    "(?:Early | Late)? AnyHyphen weekday:Weekday part:DayPart?",
    "which:(This Coming? | Last | Past | This Past | Next | Coming | The (?:Last | Previous | Following | Next | Past | Coming))"
    " Part? weekday:Weekday part:DayPart?",
    "weekday:Weekday which:(Last | Next | This) week:Unit",
    "weekday:Weekday part:DayPart which:(Last | Next | This) week:Unit",
    "(?:Early | Late | Mid) Hyphen? part:DayPart (?:On)? weekday:Weekday",
)
def weekday(found: Found) -> Reading | None:
    """Friday, Friday night, last Friday, Friday of next week."""
    groups, today = found.match.re.groupindex, found.context.day
    part = found.code("part") if "part" in groups else ""
    first = found.first + 1 if found.tokens.of(found.first) == "-" else found.first
    if today is None:
        return Reading(TIME if part else DATE, "", first)
    number = found.integer("weekday")
    if "week" in groups:
        monday = today - timedelta(today.isoweekday() - 1)
        offset = found.word("which").number
        return _with_part(monday + timedelta(7 * offset + number - 1), part)
    if "which" in groups:
        day = _which_weekday(found, today, number)
    else:
        day = bare_weekday(found, today, number)
    reading = _with_part(day, part)
    return reading._replace(first=first)


def _which_weekday(found: Found, today: date, number: int) -> date:
    """Last, next or this Friday."""
    words = found.tokens.words[slice(*found.match.span("which"))]
    kinds = "".join(word.kind for word in words)
    the = kinds.startswith(KINDS["The"]) and found.context.anchor is not None
    base = found.context.anchor if the and found.context.anchor else today
    if any(KINDS[name] in kinds for name in ("Last", "Past", "Previous")):
        return calendars.weekday(base, number, -2)
    if any(KINDS[name] in kinds for name in ("Next", "Coming", "Following")):
        return calendars.weekday(base, number, 2)
    return bare_weekday(found, today, number)


def bare_weekday(found: Found, today: date, number: int) -> date:
    """A weekday by itself: the article's own day, else the nearest one the tense points to."""
    if number == today.isoweekday():
        return today
    near = nearness("weekday", (number - today.isoweekday()) % 7)
    future = found.context.tense(found.first, found.last, near) == Tense.FUTURE
    return calendars.weekday(today, number, 1 if future else -1)


@rules(
    "(?:Earlier | Later | Sometime | Part)? which:(This (?:Past | Coming)? | Last | Next | Coming | Past)"
    " unit:(Unit | Quarter | Weekend) (?!Units)",
    "(?:Earlier | Later) In which:The unit:(Unit)",
    "The Edge Of which:(This | Last | Next) unit:(Unit | Quarter | Weekend)",
    "The Edge Of which:The unit:(Unit | Quarter | Weekend)",
    "The which:(Previous | Following) unit:(Unit | Quarter | Weekend)",
    "The which:Current Fiscal? unit:(Unit | Quarter)",
    "The which:(Same | Last | Next) unit:(Unit | Quarter)",
    "(?:Earlier | Later)? (?:The Same | That Same?) unit:(Unit | Quarter)",
    "The Fiscal? which:Latest Fiscal? unit:(Quarter | Unit | Period)",
)
def this_unit(found: Found) -> Reading | None:
    """This week, last year, the following month, the end of next year."""
    groups = found.match.re.groupindex
    unit, today = found.code("unit"), found.context.day
    which = found.tokens.words[slice(*found.match.span("which"))] if "which" in groups else []
    kinds = "".join(word.kind for word in which)
    anchored = any(KINDS[name] in kinds for name in ("Previous", "Following", "Same")) or (
        "which" not in groups and found.tokens.of(found.last - 2).lower() in ("that", "same")
    )
    base = found.context.anchor if anchored else today
    if found.tokens.of(found.last - 1)[0].isupper() and found.tokens.of(found.first - 1) in QUOTES:
        return None
    if base is None or (anchored and unit in "DW" and not found.context.exact):
        return None if anchored else Reading(DATE, "")
    offset = sum(int(word.number) for word in which if word.kind not in (KINDS["Past"],))
    if KINDS["Past"] in kinds and KINDS["This"] not in kinds:
        offset = -1
    if found.tokens.words[found.first].kind == KINDS["The"] and kinds in (
        KINDS["Last"],
        KINDS["Next"],
    ):
        if unit in "QD" and kinds == KINDS["Next"]:
            pass
        elif unit == "D":
            return None
    if KINDS["Latest"] in kinds:
        offset = -1
        if unit in ("Q", "") and found.context.quarter:
            return Reading(DATE, min(found.context.quarter, calendars.relative(base, "Q", -1)))
    if unit == "W" and base.year and False:
        return None
    if not unit:
        return None
    return Reading(
        DATE,
        calendars.relative(base, "W" if unit == "WE" else unit, offset)
        + ("-WE" if unit == "WE" else ""),
    )


@rules(
    "which:(This (?:Past | Coming)? | Last | Next | Past | Coming | The (?:Following | Previous)) Part?"
    " season:(Season | AnyMonth) (?!Dot? Day|Ordinal|Comma? Year)",
    "season:(Season | AnyMonth) Of? which:(Last | Next | This | That | The (?:Following | Previous)) year:Unit",
)
def last_season(found: Found) -> Reading | None:
    """Last May, this fall, January last year."""
    groups, today = found.match.re.groupindex, found.context.day
    if today is None:
        return Reading(DATE, "")
    which = found.tokens.words[slice(*found.match.span("which"))]
    kinds = [word.kind for word in which]
    offset = sum(int(word.number) for word in which)
    word = found.word("season")
    month = int(word.number) if word.code.isdecimal() else 0
    if "year" in groups:
        base = today
        if KINDS["That"] in kinds or KINDS["The"] in kinds:
            base = found.context.anchor or today
        year = base.year + offset
    elif not month:
        return Reading(DATE, _season(today, word.code, offset, found))
    elif offset < 0:
        year = today.year if month < today.month else today.year - 1
    elif offset > 0:
        year = today.year if month > today.month else today.year + 1
    else:
        year = today.year
    return Reading(DATE, f"{year:04}-{month:02}" if month else f"{year:04}-{word.code}")


def _season(today: date, code: str, offset: int, found: Found) -> str:
    """Last, next or this season."""
    now = calendars.SEASON_OF_MONTH[today.month - 1]
    order = ("WI", "SP", "SU", "FA")
    year = today.year
    if not offset:
        return f"{year:04}-{code}"
    if offset < 0:
        year -= order.index(code) >= order.index(now)
    else:
        year += order.index(code) <= order.index(now)
    return f"{year:04}-{code}"


@rules(
    "Roughly? count:(A | Cardinal | Vague) Hyphen? (?:Trading)? unit:(Stretch | Weekend)"
    " (?:Or (?:So | Cardinal))? direction:(Ago | Earlier | Later | From Now | Hence | Before | After)",
    "unit:(Unit | Units) direction:(Ago | Earlier)",
    "count:Cardinal Hyphen unit:Unit Hyphen direction:Ago",
)
def ago(found: Found) -> Reading | None:
    """Two weeks ago; a year earlier; three days later."""
    unit, word = found.code("unit"), found.word("direction")
    groups = found.match.re.groupindex
    clock = found.word("unit").kind in (KINDS["ClockUnit"], KINDS["ClockUnits"], KINDS["Second"])
    last = found.last
    count = found.number("count") if "count" in groups else None
    if count is None and "count" in groups and found.text("count").lower() in ("a", "an"):
        count = 1
    if found.word("direction").kind in (
        KINDS["Before"],
        KINDS["After"],
        KINDS["Later"],
        KINDS["Earlier"],
    ):
        if not (word.kind == KINDS["Earlier"] and unit in "YQ"):
            return None
        base = found.context.anchor or found.context.day
        base = found.context.day
    else:
        base = found.context.day
    sign = int(word.number) or (1 if word.kind == KINDS["From"] else -1)
    if base is None:
        return Reading(DATE, "")
    if count is None or clock:
        if clock:
            return None
        return Reading(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "E":
        count, unit = count * 10, "Y"
    elif unit == "C":
        count, unit = count * 100, "Y"
    if count != int(count):
        return (
            Reading(DATE, calendars.relative(base, "M", round(sign * count * 12)))
            if unit == "Y"
            else None
        )
    if unit == "Y" and count == 1 and found.context.quarter and _near_quarter(found):
        year, quarter = found.context.quarter.split("-")
        return Reading(DATE, f"{int(year) - 1:04}-{quarter}", last=last)
    return Reading(DATE, calendars.relative(base, unit, int(sign * count)), last=last)


def _near_quarter(found: Found) -> bool:
    return found.first - found.context.quarter_at < 60


@rules(
    "(?:The? year:Unit Hyphen direction:(Ago | Earlier) period:((?:OrdinalName)? (?:Quarter | Period))?)",
)
def year_ago(found: Found) -> Reading | None:
    """The year-ago quarter, the year-earlier period."""
    if found.code("year") != "Y":
        return None
    first = found.first
    if not found.has("period") and found.tokens.of(first).lower() == "the":
        first += 1
    today = found.context.day
    if today is None:
        return Reading(DATE, "", first)
    if found.context.quarter and (_near_quarter(found) or found.has("period")):
        year, quarter = found.context.quarter.split("-")
        return Reading(DATE, f"{int(year) - 1:04}-{quarter}", first)
    return Reading(DATE, f"{today.year - 1:04}", first)


@rules("The Weekend", "The Quarter")
def the_unit(found: Found) -> Reading | None:
    """The weekend; the quarter, where one was named."""
    word, today = found.tokens.words[found.first + 1], found.context.day
    if word.code == "Q":
        return Reading(DATE, found.context.quarter) if found.context.quarter else None
    if today is None:
        return Reading(DATE, "")
    future = found.context.tense(found.first, found.last) == Tense.FUTURE
    day = today if future or today.isoweekday() > 5 else today - timedelta(7)
    return Reading(DATE, calendars.name(day, "WE"))


@rules("lead:(For | In | Of | During)? The (?:Fiscal | More)? unit:Unit plus:Plus?")
def the_year(found: Found) -> Reading | None:
    """The year ended March 31; for the full year; sales of the year."""
    if found.code("unit") != "Y":
        return None
    first = found.first + found.has("lead")
    if found.has("plus"):
        return Reading(DURATION, "P1Y", first, found.last - 1)
    after = found.tokens.of(found.last).lower()
    lead = found.tokens.of(found.first).lower()
    if lead not in ("for", "throughout", "of") or after in (
        "of",
        "that",
        "-",
        "before",
        "after",
        "when",
    ):
        return None
    today = found.context.day
    return Reading(DATE, f"{today.year:04}" if today else "", first)


@rules("unit:Unit (?:Hyphen | Apostrophe Lower)? Edge")
def year_end(found: Found) -> Reading | None:
    """Year-end, the year's end."""
    if found.code("unit") != "Y" or found.tokens.of(found.last - 1).lower() != "end":
        return None
    today = found.context.day
    return Reading(DATE, f"{today.year:04}" if today else "")
