"""Alignment ROUGE of timelines, "align+ m:1" (Martschat and Markert 2017), and date F1.

Every date of one timeline is aligned with the date of the other that is nearest in time and words;
what two aligned dates share counts less the further they lie apart. Stop words do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bot.analysis.lexicon import words
from tests.eval.rouge import tokens

Timeline = Mapping[date, Sequence[str]]
Counts = Counter[tuple[str, ...]]
"""Words, or neighbouring ones, with their counts."""


class Score(NamedTuple):
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Told(NamedTuple):
    """What is told of one date."""

    all: Counts
    ones: Counts
    twos: Counts

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Told:
        """The words of a date's sentences."""
        found = [word for sentence in sentences for word in tokens(sentence)]
        stop = words("stopwords", "articles", "pronouns", "determiners", "prepositions")
        stop |= words("stopwords", "conjunctions", "auxiliaries", "contractions", "adverbs")
        content = [word for word in found if word not in stop]
        return cls(
            Counter((word,) for word in found),
            Counter((word,) for word in content),
            Counter[tuple[str, ...]](pairwise(content)),
        )


def compare(found: Timeline, gold: Timeline) -> tuple[Score, Score, Score]:
    """Alignment ROUGE-1, alignment ROUGE-2 and the dates."""
    told = {day: Told.of(sentences) for day, sentences in found.items()}
    wanted = {day: Told.of(sentences) for day, sentences in gold.items()}
    costs = {
        (day, other): (1 - _nearness(day, other)) * (1 - _likeness(one.all, two.all))
        for day, one in told.items()
        for other, two in wanted.items()
    }
    forward = [(day, min(wanted, key=lambda other: costs[day, other])) for day in told]
    back = [(min(told, key=lambda day: costs[day, other]), other) for other in wanted]
    shared = found.keys() & gold.keys()
    return (
        Score(
            _share(forward, [(told[a].ones, wanted[b].ones) for a, b in forward], of=0),
            _share(back, [(told[a].ones, wanted[b].ones) for a, b in back], of=1),
        ),
        Score(
            _share(forward, [(told[a].twos, wanted[b].twos) for a, b in forward], of=0),
            _share(back, [(told[a].twos, wanted[b].twos) for a, b in back], of=1),
        ),
        Score(len(shared) / (len(found) or 1), len(shared) / len(gold)),
    )


def mean(scores: Sequence[Score]) -> Score:
    """The mean precision and the mean recall of several timelines."""
    count = len(scores)
    return Score(
        sum(score.precision for score in scores) / count,
        sum(score.recall for score in scores) / count,
    )


def _share(
    days: Sequence[tuple[date, date]], counts: Sequence[tuple[Counts, Counts]], *, of: int
) -> float:
    """What the aligned dates share, of all that side `of` tells."""
    held = sum(_nearness(*pair) * _overlap(*both) for pair, both in zip(days, counts, strict=True))
    return held / (sum(both[of].total() for both in counts) or 1)


def _nearness(day: date, other: date) -> float:
    return 1 / (abs((day - other).days) + 1)


def _likeness(one: Counts, other: Counts) -> float:
    return 2 * _overlap(one, other) / ((one.total() + other.total()) or 1)


def _overlap(one: Counts, other: Counts) -> int:
    return sum(min(count, other[word]) for word, count in one.items() if word in other)
