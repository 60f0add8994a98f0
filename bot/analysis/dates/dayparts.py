"""Parts of a day that no date names: tonight, this morning, overnight."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile

from bot.analysis.dates import past
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.months import day_reading
from bot.analysis.dates.tense import SUBJECTS, Tense, cue_of
from bot.analysis.lexicon import load, words

SMALL = "prepositions", "conjunctions", "subordinators", "relatives", "adverbs", "determiners"
BEFORE_NOUN = words("grammar", "prepositions", "determiners")
NO_NOUN = words("grammar", *SMALL, "auxiliaries") | SUBJECTS
LONG = 4  # letters of a word that "s" makes no plural of
NEAR, NOT = 8, frozenset(("not", "never", "unlikely"))
AT_NO_TIME = frozenset(load("dates")["lists"]["at_no_time"])
rules = Rules()


@rules(
    "(?:Earlier | Later | Early | Late)? Tonight",
    "(?:Earlier | Later | Early | Late)? This (?:Early | Late)? part:DayPart",
    "(?:Early | Late)? which:Last part:DayPart",
    "Mid Hyphen? part:DayPart",
)
def part_of_today(found: Found) -> Reading:
    """Tonight, later this morning, last night."""
    today = found.context.day
    return day_reading(
        today and today + timedelta(found.offset("which")), found.code("part") or "NI"
    )


@rules("which:Overnight")
def overnight(found: Found) -> Reading | None:
    """Last night, or the coming one: overnight. Before a noun, "overnight sailings", it is any."""
    today, after = found.context.day, found.tokens.of(found.last)
    if after.islower() and after not in NO_NOUN:
        plural = len(after) > LONG and after.endswith("s")
        if found.before in BEFORE_NOUN or plural or (_opens(found) and not cue_of(after)):
            return None
    ahead = found.context.tense(found.first, found.last) == Tense.FUTURE
    before = (found.tokens.of(found.first - back).lower() for back in range(1, NEAR))
    near = set(takewhile(lambda form: form != ".", before))
    if (ahead and not NOT.isdisjoint(near)) or not AT_NO_TIME.isdisjoint(near):
        return None  # it will not happen overnight
    return day_reading(today and today + timedelta(0 if ahead else found.offset("which")), "NI")


def _opens(found: Found) -> bool:
    """Whether it begins a sentence."""
    return found.context.sentence(found.first).start == found.tokens.start(found.first)


@rules("In The part:DayPart (?!Of | Lower | Capital)")
def in_the_part(found: Found) -> Reading:
    """In the morning: of the day named just before, else of the article's own."""
    day = past.near_day(found)
    return day_reading(day, found.code("part"), first=found.first + 1)
