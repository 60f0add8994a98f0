"""Rules: patterns over the classes of a text's tokens, each with what it means.

Every repetition in a pattern is bounded, so a text is read in linear time whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from bot.analysis.dates.context import Context
from bot.analysis.dates.patterns import Needs, compile_pattern
from bot.analysis.dates.tokens import KINDS, Tokens, Word
from bot.model import TimexType


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
        return self.tokens.text[self.tokens.start(start) : self.tokens.end(end - 1)]


Meaning = Callable[[Found], Reading | Sequence[Reading] | None]


class Rule(NamedTuple):
    """An expression over classes and what it means; `None` is a match that is no date after all.

    `needs` are classes of which a text must hold one each, or the expression cannot match.
    """

    pattern: re.Pattern[str]
    meaning: Meaning
    needs: Needs


class Rules:
    """A list of rules; of matches at one place the longest counts, then the rule named first."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __call__(self, *patterns: str) -> Callable[[Meaning], Meaning]:
        """Give `patterns` the meaning of the function decorated."""

        def add(meaning: Meaning) -> Meaning:
            for pattern in patterns:
                regex, needs = compile_pattern(pattern)
                self._rules.append(Rule(re.compile(regex), meaning, needs))
            return meaning

        return add

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)


class Matches:
    """All matches of rules in a text, left to right; at one place the longest, then by rule."""

    def __init__(self, rules: Sequence[Rule], tokens: Tokens) -> None:
        self._rules, self._kinds, self._serial = rules, tokens.kinds, count()
        present = frozenset(tokens.kinds)
        # Start, end and rank decide; the serial number keeps matches from being compared.
        self._heap = [
            (match.start(), -match.end(), rank, next(self._serial), match)
            for rank, rule in enumerate(rules)
            if not any(need.isdisjoint(present) for need in rule.needs)
            for match in rule.pattern.finditer(tokens.kinds)
        ]
        self._heap.sort()

    def take(self, done: int) -> tuple[Rule, re.Match[str]] | None:
        """The next match from token `done` on.

        Of a match that begins before it and ends behind it, the rest is tried again.
        """
        while self._heap:
            start, end, rank, _, match = heappop(self._heap)
            rule = self._rules[rank]
            if start >= done:
                return rule, match
            if -end > done and (rest := rule.pattern.match(self._kinds, done)):
                heappush(self._heap, (done, -rest.end(), rank, next(self._serial), rest))
        return None


def numeral(words: Sequence[Word]) -> float | None:
    """The number that words spell out; `None` when none of them has one."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        number = 0.5 if word.kind == KINDS["Half"] else word.number
        if not number and not word.code.isdecimal():
            continue
        seen = True
        if word.kind == KINDS["Scale"]:
            current = (current or 1) * number
        elif 13 <= current < 20 and number >= 10:  # nineteen ninety
            current = current * 100 + number
        else:
            current += number
        if word.kind == KINDS["Scale"] and number >= 1000:
            total, current = total + current, 0.0
    return total + current if seen else None
