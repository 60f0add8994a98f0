"""The tense of the clause a date stands in, from the verbs around it.

A logistic model: every cue near the date votes by its class, its side and its distance. The weights
are learnt (tests/eval/train_tense.py) and lie in lexicon/tense_weights.toml; the words of a class in
lexicon/tense.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import cache

from bot.analysis.dates.tokens import Tokens
from bot.analysis.lexicon import load

REACH = 16


class Tense(IntEnum):
    """Which way a date without a year, or a bare weekday, points."""

    PAST = -1
    FUTURE = 1


@cache
def _cues() -> dict[str, str]:
    """The class of every cue word."""
    return {word: cue for cue, forms in load("tense").items() for word in forms}


@cache
def _weights() -> dict[str, float]:
    return load("tense_weights")["weights"]


def nearness(kind: str, ahead: int) -> str:
    """The vote of a date's distance: a `weekday` some days ahead, a `day` or `month` some months."""
    return f"{kind}{ahead}"


def tense(tokens: Tokens, first: int, last: int, start: int, end: int, near: str = "") -> Tense:
    """The tense of the clause around tokens `first:last` in the sentence at characters `start:end`.

    `near` is the vote of `nearness`, where the distance is known.
    """
    weights = _weights()
    score = weights["bias"] + weights.get(near, 0.0)
    for cue in cues(tokens, first, last, start, end):
        score += weights.get(cue, 0.0)
    return Tense.FUTURE if score > 0 else Tense.PAST


def cues(tokens: Tokens, first: int, last: int, start: int, end: int) -> Iterator[str]:
    """The votes: `will-1` is a "will" just before the date, `was+2` a "was" some words behind it."""
    known = _cues()
    seen: set[str] = set()
    for step in range(1, REACH):
        near = 1 if step < 4 else 2 if step < 9 else 3
        before, after = first - step, last - 1 + step
        if before >= 0 and tokens.starts[before] >= start:
            word = tokens.of(before).lower()
            if cue := known.get(word) or _suffix(word):
                name = f"{cue}-{near}"
                if name not in seen:
                    seen.add(name)
                    yield name
        if after < len(tokens.starts) and tokens.ends[after] <= end:
            word = tokens.of(after).lower()
            if cue := known.get(word) or _suffix(word):
                name = f"{cue}+{near}"
                if name not in seen:
                    seen.add(name)
                    yield name


def _suffix(word: str) -> str:
    """The class of a verb of no list, by its ending."""
    if len(word) > 3 and word.endswith("ed"):
        return "ed"
    return "will" if word.endswith(("'ll", "’ll")) else ""
