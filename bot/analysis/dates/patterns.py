"""The language rules are written in: regular expressions whose letters are classes of words.

`day:Day Month Comma? (?:Of | The) year:Year` means what it says: names of classes (tokens.KINDS)
and of phrases (PHRASES), `name:` before a name or a bracket for a group, and the marks of `re`.
Spaces mean nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.analysis.dates.tokens import KINDS

PIECE = re.compile(
    r"\s*(?:(?P<group>[a-z_]+):)?"
    r"(?:(?P<open>\((?P<kind>\?(?:[:=!]|<[=!]))?)|(?P<name>[A-Z]\w*)|(?P<end>\$))"
)
REPEAT = re.compile(r"\s*([?]|\{\d+,\d+\})")
SPACE = re.compile(r"\s*")

# Phrases: classes that stand together.
PHRASES = {
    "AnyMonth": "(?:Month | ShortMonth Dot? | VerbMonth)",
    "AnyWeekday": "(?:Weekday | ShortWeekday Dot?)",
    "Digits": "(?:Day | Number | Year)",
    "AnyNumber": "(?:NumberWord | Scale)",
    "Scaled": "(?:(?:A | Half Hyphen? A?) Scale | AnyNumber)",
    "Spelled": "(?:Scaled (?:Hyphen? AnyNumber | And AnyNumber){0,5})",
    "Cardinal": "(?:Digits (?:Hyphen? Fraction)? | Digits Scale | Fraction"
    " | Spelled (?:And A Half | Fraction)?)",
    "Vague": "(?:A? Couple Of? | A? (?:Few | Several) | Several)",
    "OrdinalName": "(?:First | OrdinalWord | Second)",
    "AnyOrdinal": "(?:Ordinal | OrdinalName | NumberWord Hyphen OrdinalName)",
    "Roughly": "(?:Approximately | Up Or | At Most | No? (?:More | Less) Than)",
    "AnyUnits": "(?:Units | Quarters | Weekend)",
    "Clocks": "(?:ClockUnit | ClockUnits | Second)",
    "Stretch": "(?:Unit | Units | Quarter | Quarters | ClockUnit | ClockUnits | Second)",
    "Part": "(?:(?:Early | Late | Mid) Hyphen?)",
    "Hour": "(?:Day | NumberWord)",
    "AnyHyphen": "(?:Hyphen | Dash)",
}

Needs = tuple[frozenset[str], ...]


class Compiled(NamedTuple):
    """A regular expression; and what it needs: a text must hold one class at least of each set."""

    regex: str
    needs: Needs


def compile_pattern(pattern: str) -> Compiled:
    """`pattern` as a regular expression over the characters of `Tokens.kinds`."""
    compiled, at = _either(pattern, 0)
    if at != len(pattern):
        raise ValueError(f"{pattern!r} is no pattern from {pattern[at:]!r} on")
    return compiled


def _either(pattern: str, at: int) -> tuple[Compiled, int]:
    """Sequences with `|` between them, up to a closing bracket or the end."""
    branches: list[Compiled] = []
    while True:
        branch, at = _sequence(pattern, at)
        branches.append(branch)
        if not pattern.startswith("|", at):
            break
        at += 1
    regex = "|".join(branch.regex for branch in branches)
    if len(branches) == 1:
        return branches[0], at
    if not all(branch.needs for branch in branches):
        return Compiled(regex, ()), at
    # Of each branch the set with the fewest classes: one of them all must be there.
    least = (min(branch.needs, key=len) for branch in branches)
    return Compiled(regex, (frozenset[str]().union(*least),)), at


def _sequence(pattern: str, at: int) -> tuple[Compiled, int]:
    """Pieces one after the other."""
    regex, needs = "", list[frozenset[str]]()
    while piece := PIECE.match(pattern, at):
        inner, at = _inside(pattern, piece)
        repeat = REPEAT.match(pattern, at)
        at = repeat.end() if repeat else at
        mark = repeat[1] if repeat else ""
        regex += inner.regex + mark
        if not mark.startswith(("?", "{0")):
            needs += inner.needs
    return Compiled(regex, tuple(needs)), _past_space(pattern, at)


def _inside(pattern: str, piece: re.Match[str]) -> tuple[Compiled, int]:
    """What a piece stands for: a name, or a bracket."""
    if piece["end"]:
        return Compiled("$", ()), piece.end()
    if piece["name"]:
        inner, at = _named(piece["name"]), piece.end()
    else:
        inner, at = _either(pattern, piece.end())
        if not pattern.startswith(")", at):
            raise ValueError(f"{pattern!r} lacks a closing bracket")
        at += 1
    if piece["group"]:
        return Compiled(f"(?P<{piece['group']}>{inner.regex})", inner.needs), at
    if piece["open"]:
        looks = (piece["kind"] or "") not in ("", "?:")  # around, at what is no part of the match
        return Compiled(f"{piece['open']}{inner.regex})", () if looks else inner.needs), at
    return inner, at


def _named(name: str) -> Compiled:
    if name in PHRASES:
        return compile_pattern(PHRASES[name])
    return Compiled(KINDS[name], (frozenset(KINDS[name]),))


def _past_space(pattern: str, at: int) -> int:
    space = SPACE.match(pattern, at)
    return space.end() if space else at
