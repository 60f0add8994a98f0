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
    r"(?:(?P<open>\((?:\?(?:[:=!]|<[=!]))?)|(?P<name>[A-Z]\w*)|(?P<end>\$))"
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
    " | Spelled (?:Hyphen? And Hyphen? A Hyphen? Half | Fraction)?)",
    "Vague": "(?:A? Couple Of? | A? (?:Few | Several) Scale?)",
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
    """A regular expression over classes, and what can be known of its matches without a search."""

    regex: str = ""
    needs: Needs = ()
    """A text must hold one class at least of each set, or the expression cannot match."""
    firsts: frozenset[str] = frozenset()
    """The classes with which a match may begin; those a look around it may begin with, too."""
    lasts: frozenset[str] = frozenset()
    """The classes with which it may end."""
    links: frozenset[str] = frozenset()
    """Two classes each, which may stand side by side in a match or in a look around it."""
    empty: bool = True
    """Whether it may match nothing at all."""

    def then(self, other: Compiled) -> Compiled:
        """One after the other."""
        return Compiled(
            self.regex + other.regex,
            self.needs + other.needs,
            self.firsts | other.firsts if self.empty else self.firsts,
            self.lasts | other.lasts if other.empty else other.lasts,
            self.links | other.links | _links(self.lasts, other.firsts),
            self.empty and other.empty,
        )

    def otherwise(self, other: Compiled) -> Compiled:
        """One or the other: it needs one class of the smallest set of each."""
        least = (min(one.needs, key=len, default=frozenset[str]()) for one in (self, other))
        return Compiled(
            f"{self.regex}|{other.regex}",
            (frozenset[str]().union(*least),) if self.needs and other.needs else (),
            self.firsts | other.firsts,
            self.lasts | other.lasts,
            self.links | other.links,
            self.empty or other.empty,
        )

    def repeated(self, mark: str) -> Compiled:
        """With a mark of repetition behind it, or none."""
        links = self.links if mark in ("", "?") else self.links | _links(self.lasts, self.firsts)
        found = self._replace(regex=self.regex + mark, links=links)
        return found._replace(needs=(), empty=True) if mark.startswith(("?", "{0")) else found

    def within(self, bracket: str) -> Compiled:
        """In a bracket, whose opening is given. What a bracket looks at is no part of the match."""
        found = self._replace(regex=f"{bracket}{self.regex})")
        if bracket in ("(?=", "(?!"):
            return found._replace(needs=(), empty=True, lasts=frozenset[str]())
        return found._replace(needs=(), empty=True) if bracket in ("(?<=", "(?<!") else found


def _links(lasts: frozenset[str], firsts: frozenset[str]) -> frozenset[str]:
    return frozenset(last + first for last in lasts for first in firsts)


def compile_pattern(pattern: str) -> Compiled:
    """`pattern` as a regular expression over the characters of `Tokens.kinds`."""
    compiled, at = _either(pattern, 0)
    if at != len(pattern):
        raise ValueError(f"{pattern!r} is no pattern from {pattern[at:]!r} on")
    return compiled


def _either(pattern: str, at: int) -> tuple[Compiled, int]:
    """Sequences with `|` between them, up to a closing bracket or the end."""
    compiled, at = _sequence(pattern, at)
    while pattern.startswith("|", at):
        branch, at = _sequence(pattern, at + 1)
        compiled = compiled.otherwise(branch)
    return compiled, at


def _sequence(pattern: str, at: int) -> tuple[Compiled, int]:
    """Pieces one after the other."""
    compiled = Compiled()
    while piece := PIECE.match(pattern, at):
        inner, at = _inside(pattern, piece)
        repeat = REPEAT.match(pattern, at)
        at = repeat.end() if repeat else at
        compiled = compiled.then(inner.repeated(repeat[1] if repeat else ""))
    return compiled, _past_space(pattern, at)


def _inside(pattern: str, piece: re.Match[str]) -> tuple[Compiled, int]:
    """What a piece stands for: a name, or a bracket."""
    if piece["end"]:
        return Compiled("$"), piece.end()
    bracket = f"(?P<{piece['group']}>" if piece["group"] else piece["open"]
    if piece["name"]:
        inner, at = _named(piece["name"]), piece.end()
        return (inner.within(bracket) if bracket else inner), at
    inner, at = _either(pattern, piece.end())
    if not pattern.startswith(")", at):
        raise ValueError(f"{pattern!r} lacks a closing bracket")
    return inner.within(bracket), at + 1


def _named(name: str) -> Compiled:
    if name in PHRASES:
        return compile_pattern(PHRASES[name])
    kind = frozenset(KINDS[name])
    return Compiled(KINDS[name], (kind,), kind, kind, empty=False)


def _past_space(pattern: str, at: int) -> int:
    space = SPACE.match(pattern, at)
    return space.end() if space else at
