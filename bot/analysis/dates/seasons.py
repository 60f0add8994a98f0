"""Seasons, and the months that "last" and "next" stand before.

The year of a season is that of its end: the winter of 1994 began in December 1993.
"""

from __future__ import annotations

from datetime import date

from bot.analysis.dates import calendars, past
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import BEFORE_MONTH
from bot.analysis.dates.tense import TOLD, Distance, Tense, cue_of, leaning
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE = TimexType.DATE
BEHIND_DATE = frozenset(load("dates")["lists"]["behind_date"])
BEFORE_FALL = frozenset(("in", "by", "until", "since", "during"))
BEFORE_BARE = BEFORE_FALL - {"in", "during"}  # "in summer" is any summer
# Before "that December" where it begins a sentence.
OPENERS = frozenset((".", ""))
NEAR, SPRING = 40, 3  # tokens; a month
FAR, CLEARLY = 4, 3  # months; log-odds
ORDER = ("WI", "SP", "SU", "FA")
rules = Rules()


def _now(today: date) -> tuple[int, int]:
    """The season of a day, by its place in the year, and the year it belongs to."""
    return today.month % 12 // 3, today.year + (today.month == 12)


@rules(
    "The? Part? season:Season (?:Of (?:The Unit)?)?"
    " year:(Year | ShortYear | NumberWord NumberWord (?:Hyphen? NumberWord)?)",
    "The? Part? season:Season Of? year:YearSpan",
    "The? Part? season:Season Of? first:Year Hyphen year:Year",
)
def season_year(found: Found) -> Reading | None:
    """The summer of 1994, spring 2012, winter 2016-17."""
    if found.word("year").kind == KINDS["YearSpan"]:
        first, last = int(found.text("year")[:4]), int(found.text("year")[5:])
        number = first + ((last - first) % 100 == 1)
    else:
        number = int(found.number("year") or 0)
    if found.has("first") and found.integer("first") + 1 != number:
        return None
    if found.word("year").kind == KINDS["ShortYear"]:
        number = calendars.full_year(number, found.context.day)
    return Reading(DATE, f"{number:04}-{found.code('season')}") if number > 999 else None


@rules(
    "The Part? season:Season (?!Of|Capital)", "Part season:Season", "bare:Season (?!Lower|Capital)"
)
def season(found: Found) -> Reading | None:
    """The summer; early summer; by summer: the nearest on the side its tense points to."""
    today, bare = found.context.day, found.has("bare")
    code = found.code("bare" if bare else "season")
    if bare and found.before not in BEFORE_BARE:
        return None
    if found.tokens.of(found.last - 1) == "fall" and found.before not in BEFORE_FALL:  # of what?
        return None
    if today is None:
        return Reading(DATE, "")
    if told := _year_told(found, code):
        return Reading(DATE, f"{told:04}-{code}")
    now, year = _now(today)
    ahead = (3 * ORDER.index(code) - today.month) % 12
    distance = Distance("month", ahead, code)
    future = found.context.tense(found.first, found.last, distance) == Tense.FUTURE
    if ORDER.index(code) < now:
        year += future
    elif ORDER.index(code) > now:
        year -= not future
    return Reading(DATE, f"{year:04}-{code}")


def _year_told(found: Found, code: str) -> int | None:
    """The year of a season in a telling of the past; a winter is of the year it ends in."""
    if code != "WI":
        return past.year(found, 3 * ORDER.index(code))
    told, anchor = past.year(found, 12), found.context.anchor
    return told and told + (anchor is not None and anchor.month > SPRING)


@rules(
    "which:(This (?:Past | Coming)? | Last | Next | Past | Coming | The (?:Following | Previous))"
    " Part? season:(Season | AnyMonth) (?!Dot? Day|Ordinal|Comma? Year)",
)
def which_season(found: Found) -> Reading:
    """Last May, this fall, next spring."""
    offset, word = found.offset("which"), found.word("season")
    today = _told_from(found, offset) or found.context.day
    if today is None:
        return Reading(DATE, "")
    if word.number:
        place, now, year, name = int(word.number), today.month, today.year, f"{int(word.number):02}"
    else:
        place, name = ORDER.index(word.code), word.code
        now, year = _now(today)
    if offset < 0:
        year -= place >= now
    elif offset > 0:
        year += place <= now
    else:
        year = today.year if today.month == 12 and name in ORDER[1:] else year
        year += _years_off(found, int(word.number) or 3 * place, today)
    return Reading(DATE, f"{year:04}-{name}")


def _years_off(found: Found, month: int, today: date) -> int:
    """Whether "this" is of another year: "opened this summer", said in January, is of the last."""
    if found.word("which").kind != KINDS["This"] or not month:
        return 0
    context, ahead = found.context, month - today.month
    leans = leaning(context.tokens, found.first, found.last, context.sentence(found.first), None)
    told = cue_of(context.tokens.of(found.first - 1)) in TOLD
    if ahead > FAR and told and leans < -CLEARLY:
        return -1
    begun = found.before in ("from", "since")
    return int(ahead < -FAR and leans > CLEARLY and not begun)


def _told_from(found: Found, offset: int) -> date | None:
    """The date before, from which "the following spring" is told; of a year, the end beside it."""
    context = found.context
    anchor = context.anchor if found.first - context.anchor_at < NEAR else past.told_from(found)
    if anchor is None or found.word("which").kind != KINDS["The"]:
        return None
    ends = context.precision == "Y" and offset > 0
    return date(anchor.year, 12, 31) if ends else anchor


@rules("That season:Season")
def that_season(found: Found) -> Reading | None:
    """That winter: the one at the date named before it, or behind it."""
    anchor, code = found.context.anchor, found.code("season")
    if anchor is None or found.first - found.context.anchor_at > NEAR:
        return None
    behind = code == "WI" and anchor.month > SPRING
    return Reading(DATE, f"{anchor.year + behind:04}-{code}")


@rules("That Part? month:AnyMonth (?!Dot? Day)")
def that_month(found: Found) -> Reading | None:
    """That December: of the year named before it; but not "said that December"."""
    anchor = found.context.anchor
    clause = found.after[:1].isalnum() and found.after not in BEHIND_DATE
    if anchor is None or found.first - found.context.anchor_at > NEAR:
        return None
    if clause and found.before.strip() not in OPENERS:
        return None
    month = int(found.word("month").number)
    behind = found.context.precision != "Y" and anchor.month > month
    return Reading(DATE, f"{anchor.year + behind:04}-{month:02}")


@rules(
    "Part? season:(Season | AnyMonth) Of?"
    " which:(Last | Next | This | That | The (?:Following | Previous | Same)) unit:Unit"
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
