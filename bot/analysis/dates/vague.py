"""Times that are no place on the calendar: now, recently, soon, the past, the future."""

from __future__ import annotations

from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.model import TimexType

DATE = TimexType.DATE
rules = Rules()


@rules("Now", "Current (?!Unit)", "These Units", "The Moment")
def present(found: Found) -> Reading | None:
    """Now, currently."""
    before = found.tokens.of(found.first - 1).lower()
    if found.tokens.of(found.last - 1).lower() == "moment" and before != "at":
        return None
    return Reading(DATE, "PRESENT_REF")


@rules("Recently", "More Recently")
def past(found: Found) -> Reading:
    """Recently."""
    return Reading(DATE, "PAST_REF")


@rules("Soon")
def soon(found: Found) -> Reading | None:
    """Soon, but not "as soon as" and "sooner"."""
    if found.tokens.of(found.last).lower() in ("as", "after"):
        return None
    return Reading(DATE, "FUTURE_REF")


@rules("The Past", "The Near? Future", "The Near Term", "Coming Units", "Future Quarters")
def past_future(found: Found) -> Reading | None:
    """In the past, in the near future."""
    after = found.tokens.of(found.last)
    past = found.tokens.of(found.last - 1).lower() == "past"
    if past and (
        after[:1].isalnum()
        and after
        not in (
            "and",
            "or",
            "but",
            "has",
            "had",
            "as",
            "when",
            "they",
            "that",
            "he",
            "she",
            "it",
            "we",
        )
    ):
        return None
    return Reading(DATE, "PAST_REF" if past else "FUTURE_REF")
