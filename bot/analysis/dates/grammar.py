"""Rules: regular expressions over the classes of a text's tokens, each with what it means.

A rule is written with the names of classes and phrases: `day:Day Month Comma? year:Year` compiles
to an expression over class characters with the groups `day` and `year`. Every repetition is
bounded, so a text is read in linear time whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.analysis.dates.context import Context
from bot.analysis.dates.tokens import KINDS, Tokens, Word
from bot.model import TimexType

NAME = re.compile(r"(?:(?P<group>[a-z_]+):)?(?:(?P<open>\()|(?P<name>[A-Z]\w*))|\s+")

# Phrases: classes that stand together.
PHRASES = {
    "AnyMonth": "(?:Month | ShortMonth Dot? | VerbMonth)",
    "AnyWeekday": "(?:Weekday | ShortWeekday Dot?)",
    "Digits": "(?:Day | Number | Year)",
    "AnyNumber": "(?:NumberWord | Scale)",
    "Spelled": "(?:(?:A Scale | AnyNumber) (?:Hyphen? AnyNumber | And AnyNumber){0,5})",
    "Cardinal": "(?:Digits (?:Hyphen? Fraction)? | Digits Scale | Fraction"
    " | Spelled (?:And A Half | Fraction)?)",
    "Vague": "(?:A? Couple Of? | A? (?:Few | Several) | Several)",
    "AnyOrdinal": "(?:Ordinal | OrdinalName | NumberWord Hyphen OrdinalName)",
    "OrdinalName": "(?:First | OrdinalWord | Second)",
    "Roughly": "(?:Approximately | Up Or | At Most | No? (?:More | Less) Than)",
    "AnyUnit": "(?:Unit | Quarter | Half)",
    "AnyUnits": "(?:Units | Quarters | Weekend)",
    "Clocks": "(?:ClockUnit | ClockUnits | Second)",
    "Stretch": "(?:Unit | Units | Quarter | Quarters | ClockUnit | ClockUnits | Second)",
    "Part": "(?:(?:Early | Late | Mid) Hyphen?)",
    "Hour": "(?:Day | NumberWord)",
    "AnyHyphen": "(?:Hyphen | Dash)",
}


class Reading(NamedTuple):
    """What an expression means: type, TIMEX3 value; `first:last` when it is a part of the match."""

    type: TimexType
    value: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match in a text."""

    match: re.Match[str]
    tokens: Tokens
    context: Context

    @property
    def first(self) -> int:
        """The index of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """The index behind the last token."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The token before, in lower case; empty at the start of the text."""
        return self.tokens.of(self.first - 1).lower()

    @property
    def after(self) -> str:
        """The token behind, in lower case; empty at the end of the text."""
        return self.tokens.of(self.last).lower()

    def has(self, group: str) -> bool:
        """Whether the pattern has the group, and it took part."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def word(self, group: str) -> Word:
        """The word of the first token of a group."""
        return self.tokens.words[self.match.start(group)]

    def code(self, group: str) -> str:
        """The code of that word; empty when the group took no part."""
        return self.word(group).code if self.has(group) else ""

    def integer(self, group: str) -> int:
        """The number of that word, as it stands."""
        return int(self.word(group).number)

    def number(self, group: str) -> float | None:
        """The number a group spells out: "twenty-two", "2 1/2"; `None` for a vague one."""
        return numeral(self.words(group))

    def words(self, group: str) -> list[Word]:
        """The words of a group; none when it took no part."""
        return self.tokens.words[slice(*self.match.span(group))] if self.has(group) else []

    def offset(self, group: str) -> int:
        """What the words of a group count: -1 for "last" and "this past", 1 for "next", else 0."""
        return sum(int(word.number) for word in self.words(group))

    def text(self, group: str) -> str:
        """The characters of a group."""
        start, end = self.match.span(group)
        return self.tokens.text[self.tokens.starts[start] : self.tokens.ends[end - 1]]


Meaning = Callable[[Found], Reading | Sequence[Reading] | None]


class Rule(NamedTuple):
    """An expression over classes and what it means; `None` is a match that is no date after all."""

    pattern: re.Pattern[str]
    meaning: Meaning
    rank: int


class Rules:
    """A list of rules; of matches at one place the longest counts, then the rule named first."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __call__(self, *patterns: str) -> Callable[[Meaning], Meaning]:
        """Give `patterns` the meaning of the function decorated."""

        def add(meaning: Meaning) -> Meaning:
            for pattern in patterns:
                self._rules.append(Rule(compile_pattern(pattern), meaning, len(self._rules)))
            return meaning

        return add

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """`pattern` over class names as a regular expression over class characters."""
    return re.compile(_expand(pattern))


def _expand(pattern: str) -> str:
    def one(part: re.Match[str]) -> str:
        name = part["name"]
        if part["open"]:
            return f"(?P<{part['group']}>" if part["group"] else "("
        if not name:
            return ""
        inner = _expand(PHRASES[name]) if name in PHRASES else KINDS[name]
        return f"(?P<{part['group']}>{inner})" if part["group"] else inner

    return NAME.sub(one, pattern)


def scan(
    rules: Iterable[Rule], tokens: Tokens
) -> list[tuple[int, int, int, Meaning, re.Match[str]]]:
    """All matches of all rules: in text order, the longest first."""
    found = [
        (match.start(), -match.end(), rule.rank, rule.meaning, match)
        for rule in rules
        for match in rule.pattern.finditer(tokens.kinds)
    ]
    found.sort(key=lambda candidate: candidate[:3])
    return found


def numeral(words: Sequence[Word]) -> float | None:
    """The number that words spell out; `None` when none of them has one."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        number = 0.5 if word.kind == KINDS["Half"] else word.number
        if not number and not word.code.isdecimal():
            continue
        seen = True
        if number >= 100 and word.code == str(int(number)) and current and not number % 100:
            current *= number
        elif 0 < number < 100 and 20 > current >= 13 and number >= 10:
            current = current * 100 + number
        else:
            current += number
        if number in (1000, 1000000) and current >= number:
            total, current = total + current, 0.0
    return total + current if seen else None
