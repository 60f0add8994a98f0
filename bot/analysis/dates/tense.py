"""The tense of the clause a date stands in, from the verbs around it."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from bot.analysis.dates.tokens import Tokens
from bot.analysis.lexicon import words

REACH = 14


class Tense(IntEnum):
    """Which way a date without a year, or a bare weekday, points."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@cache
def _verbs() -> dict[str, float]:
    """Weight of a verb form: towards the future, or (negative) the past."""
    weights = dict.fromkeys(words("tense", "past"), -1.0)
    weights |= dict.fromkeys(words("tense", "planned"), 0.6)
    return weights | dict.fromkeys(words("tense", "future"), 2.0)


def tense(tokens: Tokens, first: int, last: int, start: int, end: int) -> Tense:
    """The tense of the clause around tokens `first:last` in the sentence at characters `start:end`.

    Verbs count by their distance; those before the date, where English puts them, count more.
    """
    score, weights = 0.0, _verbs()
    for step in range(1, REACH):
        before, after = first - step, last - 1 + step
        if before >= 0 and tokens.starts[before] >= start:
            score += _weight(tokens.of(before), weights) / (step + 2)
        if after < len(tokens.starts) and tokens.ends[after] <= end:
            score += _weight(tokens.of(after), weights) / (step + 5)
    if score > 0.02:
        return Tense.FUTURE
    return Tense.PAST if score < 0 else Tense.UNKNOWN


def _weight(form: str, weights: dict[str, float]) -> float:
    word = form.lower()
    if word in weights:
        return weights[word]
    return -0.8 if word.endswith("ed") and len(word) > 3 else 0.0
