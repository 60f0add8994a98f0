"""One date of a timeline: which of its sentences tell most of it.

Two small linear models, learnt on journalists' timelines (`tests/eval/train_timelines.py`), whose
weights are data (`lexicon/timelines.toml`): how likely a word of a date's sentences is one that a
journalist would use of that date, and how well a sentence suits a timeline by its form. A sentence
is worth the likely words it adds for its length, times the worth of its form.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from operator import mul
from typing import NamedTuple

from bot.analysis import lexicon
from bot.analysis.standing import stands_alone
from bot.analysis.tellings import KINDS, Telling
from bot.analysis.terms import rarity

PATIENCE = 40
"""Words added to a sentence's length: the larger, the longer are the sentences chosen."""

FORM_POWER = 2.0
REPEATS = 0.5
"""Cosine from which two sentences of a timeline repeat each other."""


class Model(NamedTuple):
    """A linear model: a bias and the weight of each thing known."""

    bias: float
    weights: tuple[float, ...]

    def score(self, known: Sequence[float]) -> float:
        """What the model makes of it."""
        return self.bias + sum(map(mul, self.weights, known))


class Models(NamedTuple):
    """What is learnt: which words are told of a date, and which sentences suit a timeline."""

    words: Model
    sentences: Model

    @classmethod
    @cache
    def learnt(cls) -> Models:
        """Those of `lexicon/timelines.toml`."""
        data = lexicon.load("timelines")
        return cls(*(Model(data[of]["bias"], tuple(data[of]["weights"])) for of in cls._fields))


class Day:
    """The tellings of one date and how likely each of their words belongs in a timeline."""

    def __init__(
        self, tellings: Sequence[Telling], topic: Collection[str], common: Mapping[str, float]
    ) -> None:
        self.tellings = tellings
        self._topic, self._common = topic, common
        self.centre: defaultdict[str, float] = defaultdict(float)
        for telling in tellings:
            for term, weight in telling.vector.items():
                self.centre[term] += weight
        length = math.sqrt(sum(weight * weight for weight in self.centre.values())) or 1.0
        for term in self.centre:
            self.centre[term] /= length

    def words(self) -> dict[str, tuple[float, ...]]:
        """What is known of each word."""
        holding: defaultdict[str, set[str]] = defaultdict(set)
        by_kind: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        articles: defaultdict[str, set[str]] = defaultdict(set)
        for telling in self.tellings:
            name = telling.filed.article.id
            kinds = tuple(telling.kinds())
            articles[""].add(name)
            for kind in kinds:
                articles[kind].add(name)
            for term in telling.terms:
                holding[term].add(name)
                for kind in kinds:
                    by_kind[kind, term].add(name)
        count = len(articles[""]) or 1
        return {
            term: _word_features(
                term,
                len(names),
                len(names) / count,
                self._common.get(term, 0.0),
                term in self._topic,
                [(len(by_kind.get((kind, term), ())), len(articles[kind]) or 1) for kind in KINDS],
            )
            for term, names in holding.items()
        }

    def likely(self, model: Model) -> dict[str, float]:
        """How likely each word is one that a journalist would use of the date."""
        return {term: _sigmoid(model.score(known)) for term, known in self.words().items()}

    def forms(self, likely: Mapping[str, float]) -> list[tuple[float, ...]]:
        """What is known of each telling: its form, and how likely its words are."""
        most = sum(sorted(likely.values(), reverse=True)[:10]) or 1.0
        holding: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for telling in self.tellings:
            for pair in telling.pairs:
                holding[pair].add(telling.filed.article.id)
        found: list[tuple[float, ...]] = []
        for telling in self.tellings:
            chances = sorted((likely[term] for term in telling.terms), reverse=True)
            count = telling.terms.total()
            found.append(
                (
                    *telling.form(self.centre).values(),
                    sum(min(len(holding[pair]) - 1, 3) for pair in telling.pairs)
                    / (3 * len(telling.pairs) or 1),
                    3 * sum(chances) / (count or 1),
                    sum(chances) / most,
                    sum(chances[:8]) / most,
                    5 * sum(chances) / (count + 10),
                )
            )
        return found

    def choose(self, count: int, before: Sequence[Telling], models: Models) -> list[Telling]:
        """The `count` tellings that together tell most, none repeating another or `before`."""
        likely = self.likely(models.words)
        worths = [
            math.exp(FORM_POWER * models.sentences.score(form)) for form in self.forms(likely)
        ]
        return _cover(self._fit(), worths, likely, count, before)

    def ranked(self) -> list[Telling]:
        """All tellings, those nearest to what they have in common first."""
        return sorted(
            self.tellings,
            key=lambda telling: (
                not stands_alone(telling.text),
                -sum(weight * self.centre[term] for term, weight in telling.vector.items()),
                telling.filed.article.id,
            ),
        )

    def _fit(self) -> dict[int, Telling]:
        """The tellings to choose from: on the topic and of a sentence's length, where there are."""
        found = dict(enumerate(self.tellings))
        for fits in (_on_topic, _sized):
            found = {at: telling for at, telling in found.items() if fits(telling)} or found
        return found


def _on_topic(telling: Telling) -> bool:
    return telling.about > 0


def _sized(telling: Telling) -> bool:
    return 10 <= telling.words <= 60


def _cover(
    left: dict[int, Telling],
    worths: Sequence[float],
    worth_of: dict[str, float],
    count: int,
    before: Sequence[Telling],
) -> list[Telling]:
    """Greedily the tellings that add most worthy words for their length."""
    chosen: list[Telling] = []
    gained = length = 0.0
    while left and len(chosen) < count:
        gains = {at: sum(worth_of[term] for term in telling.terms) for at, telling in left.items()}
        at = max(
            left,
            key=lambda at: (
                (gained + gains[at]) / (length + left[at].terms.total() + PATIENCE) * worths[at],
                -at,
            ),
        )
        telling = left.pop(at)
        if any(telling.likeness(other) >= REPEATS for other in (*chosen, *before)):
            continue
        chosen.append(telling)
        gained, length = gained + gains[at], length + telling.terms.total()
        for term in telling.terms:
            worth_of[term] = 0.0
    return chosen


def _word_features(
    term: str,
    holding: int,
    share: float,
    common: float,
    topical: bool,
    kinds: Iterable[tuple[int, int]],
) -> tuple[float, ...]:
    many, rare = math.log(holding), rarity(term) / 8
    return (
        many,
        share,
        rare,
        math.log(100 * common + 1) / 4,
        math.log(share / max(common, 0.01)),
        float(topical),
        float(term[0].isdigit()),
        many * rare,
        share * rare,
        float(holding == 1),
        *(part for held, of in kinds for part in (math.log1p(held), held / of)),
    )


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
