"""Rules: patterns over the classes of a text's tokens, each with what it means.

Every repetition in a pattern is bounded, so a text is read in linear time whatever it holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple, TypeVar

from bot.analysis.dates.context import Context
from bot.analysis.dates.patterns import Compiled, compile_pattern
from bot.analysis.dates.tokens import KINDS, Tokens, Word
from bot.model import TimexType

LONGEST_CHAIN = 40
"""Tokens of a chain that is remembered."""

UNCOUNTED = frozenset((KINDS["Few"], KINDS["Several"]))

ELSE = "\0"
"""Any token that stands behind a chain and is no part of it."""


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
        words = self.words(group)
        return None if any(word.kind in UNCOUNTED for word in words) else numeral(words)

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
M = TypeVar("M", bound=Meaning)


class Rule(NamedTuple):
    """An expression over classes and what it means; `None` is a match that is no date after all."""

    pattern: re.Pattern[str]
    meaning: Meaning
    known: Compiled

    def within(self, chain: str) -> Iterator[tuple[int, int]]:
        """Where it matches, as the start and the end."""
        if not any(need.isdisjoint(chain) for need in self.known.needs):
            for match in self.pattern.finditer(chain):
                yield match.span()


class Rules:
    """A list of rules; of matches at one place the longest counts, then the rule named first."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __call__(self, *patterns: str) -> Callable[[M], M]:
        """Give `patterns` the meaning of the function decorated."""

        def add(meaning: M) -> M:
            for pattern in patterns:
                known = compile_pattern(pattern)
                self._rules.append(Rule(re.compile(known.regex), meaning, known))
            return meaning

        return add

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)


Place = tuple[int, int, int]
"""Start, end (negative: the longest first) and rank of a rule's match: their order decides."""


class Grammar:
    """Many rules in the order of their rank.

    A match is a chain of tokens of which each may stand beside the next in some rule. A text is
    cut where that ends, into chains of a few tokens; most come again and again, so what was found
    in a chain is remembered.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._chain = re.compile(_chain(rule.known for rule in self.rules))
        self._remembered = lru_cache(maxsize=1 << 14)(self._within)

    def places(self, kinds: str) -> Iterator[Place]:
        """Where the rules match, in order."""
        for chain in self._chain.finditer(kinds):
            start, end = chain.span()
            within = self._remembered if end - start <= LONGEST_CHAIN else self._within
            for first, last, rank in within(chain[0] if end == len(kinds) else chain[0] + ELSE):
                yield first + start, last - start, rank

    def _within(self, chain: str) -> tuple[Place, ...]:
        return tuple(
            sorted(
                (first, -last, rank)
                for rank, rule in enumerate(self.rules)
                for first, last in rule.within(chain)
            )
        )


def _chain(known: Iterable[Compiled]) -> str:
    """The regular expression of a chain: of two tokens or more, or of one that is a match alone."""
    alone, behind = set[str](), defaultdict[str, set[str]](set)
    for one in known:
        alone |= one.firsts & one.lasts
        for left, right in one.links:
            behind[left].add(right)
    links = (f"{left}(?=[{''.join(sorted(right))}])" for left, right in sorted(behind.items()))
    return "|".join((f"(?:{'|'.join(links)})++.", *sorted(alone)))


class Matches:
    """All matches of a grammar in a text, left to right; at one place the longest, then by rank."""

    def __init__(self, grammar: Grammar, tokens: Tokens) -> None:
        self._rules, self._kinds = grammar.rules, tokens.kinds
        self._heap = list(grammar.places(tokens.kinds))  # in order, and so a heap

    def take(self, done: int) -> tuple[Rule, re.Match[str]] | None:
        """The next match from token `done` on.

        Of a match that begins before it and ends behind it, the rest may hold another.
        """
        while self._heap:
            start, end, rank = heappop(self._heap)
            rule = self._rules[rank]
            if start >= done:
                if match := rule.pattern.match(self._kinds, start):
                    return rule, match
            elif (
                -end > done
                and (rest := rule.pattern.search(self._kinds, done, -end))
                and (match := rule.pattern.match(self._kinds, rest.start()))
            ):
                heappush(self._heap, (match.start(), -match.end(), rank))
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
