"""Which year a text tells of when it tells of one long past: histories, lives, backgrounds.

"In 1969 … On July 20 they landed" is of 1969, whatever the article's year. Such a telling begins
with a date whose year is named and lies two years back or more, and ends with anything of the
article's own time: "today", a bare weekday, "last month", a date of its year. How far it reaches
depends on what the text is:

1. Below the heading of a year gone by it reaches on until the article's own year is named.
2. So it does in a text that is all history: it has next to no sign of its own time, and is full of
   years, or of "was" and "had".
3. In news it reaches three sentences on from a full date, in the past tense, and to no day that
   may be one of the article's last weeks; to a month only just behind.
4. So it does, to a day within half a year, in a text without a date and without a "today".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.analysis.dates import calendars
from bot.analysis.dates.context import YEARS_BACK, Context
from bot.analysis.dates.grammar import Found
from bot.analysis.dates.patterns import compile_pattern
from bot.analysis.dates.tense import Tense, cues
from bot.analysis.dates.tokens import KINDS, Word

TURN = 7  # months that a month lies behind the one before it, when a new year has begun
FEW = 8  # times as many years of the past as signs of the present, in a text that is all history
RECENT = range(-60, 60)  # days ago
LAST = range(10)  # born in 1920, she died on Feb. 10
DAYS = 365
BESIDE, HALF_A_YEAR = 45, 183  # days
SENTENCES = 3
MONTHS_ON = 3
PRESENT = re.compile(
    compile_pattern(
        "(?:Weekday (?!Comma? (?:AnyMonth | Day | Ordinal)) | Today | Tomorrow | Yesterday"
        " | Tonight | Ago"
        " | (?<!The)(?:This | Last | Next) (?:Unit | Weekend | Season | AnyMonth | Weekday))"
    ).regex
)
YEAR = KINDS["Year"]
DENSE = 40  # tokens to a year of the past, at most, where the present tense tells history
WAS = frozenset(("was", "were", "had", "did"))
IS = frozenset(("is", "are", "has", "have", "will", "says"))


def year(found: Found, month: int, day: int | None = None) -> int | None:
    """The year of a month or a day named without one, in a telling of the past; else `None`."""
    context = found.context
    if context.anchor is None or not (context.past or found.first < context.headed):
        return None
    told = calendars.make(_told_year(context, month), month, day or 1, clamp=True)
    return told.year if told and _reaches(found, told, daily=bool(day)) else None


def year_beside(found: Found, month: int, day: int) -> int | None:
    """The year of a day in a text without a date of its own: that of a full date just before it."""
    context, anchor = found.context, found.context.anchor
    if anchor is None or not context.exact or len(PRESENT.findall(context.tokens.kinds)):
        return None
    away = context.place(found.first) - context.place(context.anchor_at)
    told = calendars.make(_told_year(context, month), month, day)
    if told is None or away > SENTENCES or not -HALF_A_YEAR < (told - anchor).days < HALF_A_YEAR:
        return None
    return None if context.tense(found.first, found.last) == Tense.FUTURE else told.year


def near_day(found: Found) -> date | None:
    """The day a time of day falls on: one named just before, or long ago; or the article's."""
    context = found.context
    away = context.place(found.first) - context.place(context.named_at)
    near = away <= (SENTENCES if context.past else 1)
    return context.named if context.named and (near or told_from(found)) else context.day


def told_from(found: Found) -> date | None:
    """The date last told of, when a text that is all history goes on from it."""
    context = found.context
    told = found.first < context.headed or (context.past and all_history(context))
    return context.anchor if told else None


def _told_year(context: Context, month: int) -> int:
    """The year of the date before, or the next when it ended and the month begins one."""
    anchor = context.anchor or date.min
    turned = context.precision != "Y" and anchor.month - month >= TURN
    return anchor.year + turned


def _reaches(found: Found, told: date, *, daily: bool) -> bool:
    """Whether the telling reaches to an expression that would then be of the day `told`."""
    context, today = found.context, found.context.day
    if today is None or told >= today:
        return False
    if found.first < context.headed:
        return not _is_to_come(found)
    if all_history(context):
        return not (daily and _is_recent(context, told, LAST)) and not _is_to_come(found)
    away = context.place(found.first) - context.place(context.anchor_at)
    if not context.exact or away > SENTENCES:
        return False
    if not daily and (away > 1 or not _goes_on(context, told)):
        return False
    if context.tense(found.first, found.last) == Tense.FUTURE:
        return False
    return not _is_recent(context, told, RECENT)


def _is_to_come(found: Found) -> bool:
    """Whether a "will" rules the date: a history ends with what will be held in its memory."""
    sentence = found.context.sentence(found.first)
    votes = cues(found.tokens, found.first, found.last, sentence)
    return any(cue.startswith("will") for cue in votes)


def _goes_on(context: Context, told: date) -> bool:
    """Whether a month is that of the day told of, or one of the next."""
    anchor = context.anchor or told
    return 0 <= (told.year - anchor.year) * 12 + told.month - anchor.month <= MONTHS_ON


def _is_recent(context: Context, told: date, window: range) -> bool:
    """Whether the day of that name lies about the article's own, and not beside the one told of."""
    today, anchor = context.day or told, context.anchor or told
    if context.tells("M") and abs((told - anchor).days) <= BESIDE:
        return False
    ago = (today.timetuple().tm_yday - told.timetuple().tm_yday) % DAYS
    return ago in window or ago - DAYS in window


def all_history(context: Context) -> bool:
    """Whether the text is full of years long past and of verbs in the past, and of little else."""
    if context.history is None:
        words, kinds = context.tokens.words, context.tokens.kinds
        signs = len(PRESENT.findall(kinds))
        old = _years_past(context) if kinds.count(YEAR) > FEW * signs else 0
        signs += kinds.count(YEAR) - old
        context.history = old > FEW * signs and (old * DENSE > len(words) or _is_told(words))
    return context.history


def _years_past(context: Context) -> int:
    """How many of the years that a text names are long past."""
    latest = context.day.year - YEARS_BACK if context.day else 0
    return sum(word.kind == YEAR and word.number <= latest for word in context.tokens.words)


def _is_told(words: Sequence[Word]) -> bool:
    """Whether the auxiliaries of a text are mostly in the past tense."""
    forms = Counter(word.form for word in words)
    past, present = (sum(forms[form] for form in group) for group in (WAS, IS))
    return past > 2 * present
