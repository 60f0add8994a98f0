"""Weekdays and the weekend: the article's own, the last one, or the next."""

from __future__ import annotations

from datetime import date, timedelta

from bot.analysis.dates import calendars
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import day_reading, month_in, year_of
from bot.analysis.dates.tense import Distance, Tense
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

BEFORE_ANY_DAY = frozenset(load("dates")["lists"]["before_any_day"])
BEFORE_NAMED_DAY = frozenset(load("dates")["lists"]["before_named_day"])
NO_NOUN = frozenset(load("dates")["lists"]["no_noun"])
NEAR = 60  # tokens
PAPERS = frozenset(load("dates")["lists"]["papers"])
MOST_WEEKS, SATURDAY, SUNDAY = 99, 6, 7
NEAREST = 62  # days
rules = Rules()


def bare_weekday(found: Found, today: date, number: int) -> date:
    """A weekday by itself: the article's own day, else the nearest one its tense points to.

    Of "Monday and Tuesday" the second follows the first.
    """
    left = found.context.joined_to(found.first)
    reach = 5 + (found.before in ("to", "through"))  # Monday to Saturday
    if left and found.context.exact and (number - left.isoweekday()) % 7 < reach:
        return calendars.weekday(left, number, 2)
    ahead = (number - today.isoweekday()) % 7
    if not ahead:
        return today
    distance = Distance("weekday", ahead, f"weekday {number}")
    future = found.context.tense(found.first, found.last, distance)
    return calendars.weekday(today, number, 1 if future == Tense.FUTURE else -1)


@rules(
    "(?:Earlier | Later | Part)? weekday:Weekday part:DayPart?",
    "(?:Early | Late | Mid) Hyphen? part:DayPart On? weekday:Weekday",
    "part:DayPart On weekday:Weekday",
)
def weekday(found: Found) -> Reading | None:
    """Friday, early Friday, Friday night."""
    today, number, part = found.context.day, found.integer("weekday"), found.code("part")
    if _is_paper(found) and not part:
        return None
    if part and found.text("part").istitle() and found.before == "this":
        return None  # This Morning on Monday
    if found.before in BEFORE_NAMED_DAY and found.tokens.of(found.first - 1).istitle():
        return None
    if found.before in BEFORE_ANY_DAY:
        return Reading(TimexType.DATE, f"XXXX-WXX-{number}")
    if anchor := _told_from(found):
        return day_reading(calendars.weekday(anchor, number, 1), part)
    return day_reading(today and bare_weekday(found, today, number), part)


def _told_from(found: Found) -> date | None:
    """The day named before, from which "the Thursday" is told: "he fell ill on the Thursday"."""
    context, noun = found.context, found.after[:1].isalpha() and found.after not in NO_NOUN
    the = found.before == "the" and found.tokens.of(found.first - 2).lower() in ("on", "by")
    near = context.exact and found.first - context.anchor_at < NEAR
    return context.anchor if the and near and not noun else None


def _is_paper(found: Found) -> bool:
    """Whether it names a newspaper: "the Sunday Times", "the Mail on Sunday"."""
    behind = found.tokens.of(found.last)
    if found.before == "on" and found.tokens.of(found.first - 2) == "Mail":
        return True
    if found.integer("weekday") == SUNDAY and found.before != "on" and behind in PAPERS:
        return True
    return found.before == "the" and behind[:1].isupper()


@rules(
    "which:(This Coming? | This Past | Last | Past | Next | Coming"
    " | The (?:Last | Previous | Following | Next | Past | Coming))"
    " Part? weekday:Weekday part:DayPart?",
)
def which_weekday(found: Found) -> Reading:
    """Last Friday, of the last week if this one had it; this Friday; next Friday, likewise.

    On a Sunday the week is not yet the last, and from Saturday "this Friday" is still to come.
    "The following Friday" is told from the day named before it.
    """
    today, number, offset = found.context.day, found.integer("weekday"), found.offset("which")
    the = found.word("which").kind == KINDS["The"]
    if the and found.context.exact:
        today = found.context.anchor or today
    if today is None:
        return day_reading(None, found.code("part"))
    weekend, ahead = today.isoweekday() > 5, number - today.isoweekday()
    if offset:
        passed = ahead < 0 and today.isoweekday() < SUNDAY
        skip = {KINDS["Next"]: 7 * (ahead > 0), KINDS["Last"]: -7 * passed}
        days = timedelta(skip.get(found.word("which").kind, 0))
        day = calendars.weekday(today, number, 2 * offset) + days
    elif ahead > 0 or (ahead and weekend):
        day = calendars.weekday(today, number, 2)
    else:
        day = bare_weekday(found, today, number)
    return day_reading(day, found.code("part"))


@rules("count:Cardinal weekday:Weekdays way:(Ago | From Now)")
def weekdays_ago(found: Found) -> Reading | None:
    """Two Sundays ago."""
    today, number, count = found.context.day, found.word("weekday").number, found.number("count")
    if not number or not count or count > MOST_WEEKS:
        return None
    back = found.word("way").kind == KINDS["Ago"]
    near = today and calendars.weekday(today, int(number), -2 if back else 2)
    weeks = (int(count) - 1) * (-1 if back else 1)
    return day_reading(near and calendars.shift(near, "W", weeks))


@rules("The? nth:(AnyOrdinal | Last) weekday:Weekday (?:In | Of) AnyMonth (?:Comma? year:Year)?")
def nth_weekday(found: Found) -> Reading | None:
    """The last Friday in August."""
    month, nth = month_in(found), int(found.number("nth") or -1)
    year = found.integer("year") if found.has("year") else year_of(found, month)
    if year is None:
        return day_reading(None)
    day = calendars.nth_weekday(year, month, found.integer("weekday"), nth)
    return day_reading(day) if day.month == month else None


@rules(
    "The? nth:(AnyOrdinal | Last) week:(Unit | Weekend) (?:In | Of) AnyMonth (?:Comma? year:Year)?"
)
def nth_week(found: Found) -> Reading | None:
    """The first week of March: that of its first day; the last weekend of May."""
    month, nth, unit = month_in(found), int(found.number("nth") or -1), found.code("week")
    if unit not in ("W", "WE"):
        return None
    year = found.integer("year") if found.has("year") else year_of(found, month)
    if year is None:
        return day_reading(None)
    number = SATURDAY if unit == "WE" else 1
    first = date(year, month, 1)
    if unit == "WE" or nth < 0:
        first = calendars.nth_weekday(year, month, number, nth)
    elif nth > 1:
        first += timedelta(weeks=min(nth, 5) - 1)
    return Reading(TimexType.DATE, calendars.name(first, unit)) if first.month == month else None


@rules(
    "weekday:AnyWeekday Comma? The? day:Ordinal (?!Of | AnyMonth | Unit)",
    "weekday:AnyWeekday Comma? month:Day Slash day:Day (?!Slash)",
)
def weekday_numbered(found: Found) -> Reading | None:
    """Friday the 13th, Monday 9/15: the nearest day that is both, else none."""
    today, number = found.context.day, found.integer("weekday")
    if today is None:
        return None
    month, day = found.integer("month") if found.has("month") else 0, found.integer("day")
    near = (today + timedelta(days) for away in range(NEAREST) for days in (away, -away))
    told = (one for one in near if (one.isoweekday(), one.day) == (number, day))
    return next((day_reading(one) for one in told if month in (0, one.month)), None)


@rules("weekday:Weekday part:DayPart? Of? which:(Last | Next | This) week:Unit")
def weekday_of_week(found: Found) -> Reading | None:
    """Friday of next week."""
    if found.code("week") != "W":
        return None
    today = found.context.day
    if today is None:
        return day_reading(None, found.code("part"))
    monday = today - timedelta(today.isoweekday() - 1 - 7 * found.offset("which"))
    return day_reading(monday + timedelta(found.integer("weekday") - 1), found.code("part"))


@rules("The Weekend")
def the_weekend(found: Found) -> Reading:
    """The weekend: the last one, or the coming one, by tense."""
    today = found.context.day
    if today is None:
        return Reading(TimexType.DATE, "")
    distance = Distance("weekday", (6 - today.isoweekday()) % 7, "weekend")
    future = found.context.tense(found.first, found.last, distance) == Tense.FUTURE
    day = today if future or today.isoweekday() > 5 else today - timedelta(7)
    return Reading(TimexType.DATE, calendars.name(day, "WE"))
