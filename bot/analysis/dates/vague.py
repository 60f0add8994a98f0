"""Times that are no place on the calendar: now, recently, soon, the past, the future."""

from __future__ import annotations

from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import TOLD, cue_of
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE = TimexType.DATE
AFTER_PAST = frozenset(load("dates")["lists"]["after_past"])
NO_SOON = frozenset(("as", "after", "afterwards", "afterward", "thereafter"))
rules = Rules()


@rules("Now", "Current (?!Unit|Quarter|Fiscal)", "These Units")
def present(_: Found) -> Reading:
    """Now, currently, these days."""
    return Reading(DATE, "PRESENT_REF")


@rules("The Moment")
def moment(found: Found) -> Reading | None:
    """At the moment."""
    return Reading(DATE, "PRESENT_REF") if found.before == "at" else None


@rules("More? Recently")
def recently(found: Found) -> Reading | None:
    """Recently, more recently; but not "as recently as"."""
    told = (found.before, found.after) == ("as", "as")
    return None if told else Reading(DATE, "PAST_REF")


@rules("Soon")
def soon(found: Found) -> Reading | None:
    """Soon, but not "as soon as" nor "soon became"."""
    told = cue_of(found.after) in TOLD or cue_of(found.before) == "was"
    return None if told or found.after in NO_SOON else Reading(DATE, "FUTURE_REF")


@rules("The Past")
def past(found: Found) -> Reading | None:
    """In the past; but not "the past president"."""
    noun = found.after[:1].isalnum() and found.after not in AFTER_PAST
    return None if noun else Reading(DATE, "PAST_REF")


@rules("The Near? Future", "The Near Term", "Future Quarters")
def future(_: Found) -> Reading:
    """In the near future."""
    return Reading(DATE, "FUTURE_REF")
