"""One date of a timeline: which of its sentences tell most of it.

A small linear model, learnt on journalists' timelines (`tests/eval/train_timelines.py`), whose
weights are data (`lexicon/timelines.toml`), says how likely a word of a date's sentences is one
that a journalist would use of that date. Sentences are worth the likely words they add for their
length, and a date is told in no more of them than add enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import mul
from typing import NamedTuple

from bot.analysis import lexicon
from bot.analysis.tellings import Said, Telling, holding

PATIENCE = 60
"""Words added to the length of what is told: the larger, the longer are the sentences chosen."""

ENOUGH, SPARE = 0.3, 10
"""What a further sentence must add: so much of the first one's news, for its length and so many
words more."""

SAID = 0.8
"""Cosine from which a sentence repeats one of any date."""


class Model(NamedTuple):
    """A linear model: a bias and the weight of each thing known."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    @cache
    def learnt(cls) -> Model:
        """Which words are told of a date: that of `lexicon/timelines.toml`."""
        data = lexicon.load("timelines")["words"]
        return cls(data["bias"], tuple(data["weights"]))

    def chance(self, known: Sequence[float]) -> float:
        """How likely it is, from what is known."""
        return 1 / (1 + math.exp(-self.bias - sum(map(mul, self.weights, known))))


class Day:
    """The tellings of one date.

    `first` is the day, or the first one of a longer date, as an ordinal; `common` is the share of
    all articles that hold a term.
    """

    def __init__(
        self, first: int, tellings: Sequence[Telling], common: Mapping[str, float]
    ) -> None:
        self.first = first
        self.tellings = tellings
        self._common = common

    def words(self) -> dict[str, tuple[float, ...]]:
        """What is known of each word: how many articles tell it, in all and in which places."""
        every, _ = holding(self.tellings)
        later, _ = holding(telling for telling in self.tellings if telling.looks_back)
        top, tops = holding(telling for telling in self.tellings if telling.on_top)
        return {
            term: (
                math.log(count),
                math.log(100 * self._common.get(term, 0.0) + 1) / 4,
                math.log1p(later[term]),
                math.log1p(top[term]),
                top[term] / (tops or 1),
            )
            for term, count in every.items()
        }

    def choose(
        self, count: int, beside: Sequence[Telling], others: Said, model: Model
    ) -> list[Telling]:
        """At most `count` tellings that together tell most, and repeat nothing of earlier dates."""
        told = _Told({term: model.chance(known) for term, known in self.words().items()})
        worths = {telling: telling.worth for telling in self._fit()}
        while len(told.tellings) < count:
            richest = sorted(worths, key=lambda one: -worths[one] * told.richness_with(one))
            best = next((one for one in richest if not told.repeats(one, beside, others)), None)
            if best is None or told.news(best) < ENOUGH * told.first_news:
                break
            told.add(best)
            del worths[best]
        return told.tellings

    def ranked(self) -> list[Telling]:
        """All tellings, those nearest to what they have in common first."""
        centre: defaultdict[str, float] = defaultdict(float)
        for telling in self.tellings:
            for term, weight in telling.vector.items():
                centre[term] += weight
        return sorted(
            self.tellings,
            key=lambda telling: (
                not telling.alone,
                -sum(weight * centre[term] for term, weight in telling.vector.items()),
                telling.at,
            ),
        )

    def _fit(self) -> Sequence[Telling]:
        """The tellings to choose from: on the topic and of a sentence's length, where there are."""
        found = self.tellings
        for fits in (_on_topic, _sized):
            found = [telling for telling in found if fits(telling)] or found
        return found


class _Told:
    """What is told of a date so far; every likely word is news once."""

    def __init__(self, likely: dict[str, float]) -> None:
        self.tellings: list[Telling] = []
        self.first_news = 0.0
        self._likely = likely
        self._gained, self._length = 0.0, PATIENCE

    def richness_with(self, telling: Telling) -> float:
        """How rich in likely words it would be with this telling, for its length."""
        return (self._gained + self._gain(telling)) / (self._length + telling.length)

    def news(self, telling: Telling) -> float:
        """How much a telling adds for its length."""
        return self._gain(telling) / (telling.length + SPARE)

    def repeats(self, telling: Telling, beside: Iterable[Telling], others: Said) -> bool:
        """Whether it says again what is told, of this date, of those beside it or of others."""
        near = chain(self.tellings, beside)
        return any(telling.repeats(other) for other in near) or others.likeness(telling) >= SAID

    def add(self, telling: Telling) -> None:
        """Tell this, too."""
        self.first_news = self.first_news or self.news(telling)
        self._gained += self._gain(telling)
        self._length += telling.length
        self._likely.update(dict.fromkeys(telling.terms, 0.0))
        self.tellings.append(telling)

    def _gain(self, telling: Telling) -> float:
        return sum(map(self._likely.__getitem__, telling.terms))


def _on_topic(telling: Telling) -> bool:
    return telling.on_topic


def _sized(telling: Telling) -> bool:
    return 10 <= telling.words <= 60
