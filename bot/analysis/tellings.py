"""Sentences that tell of a date, as a timeline weighs them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from bot.analysis.terms import weight
from bot.model import Gist, Mentions

NEAR = 2
"""Days after a date in which the news of it is told; what is told later looks back."""

REPEATS, HELD = 0.5, 0.6
"""Cosine with a sentence told beside it, or share of the shorter one's terms, of one that repeats.

The share finds what another wording dilutes: "a pupil who travelled had the virus" twice. Half of
them is too little: "the mayor met" with other guests every week.
"""

TELLS = 3
"""With fewer terms a sentence is too little to be held by another."""

SHORT = 15
"""Fewer words than this tell little."""


class Telling:
    """A sentence that tells of a date, with what it is weighed by."""

    def __init__(self, mentions: Mentions, at: int) -> None:
        gist = Gist(mentions.forms[at], mentions.terms[at])
        self.at = at
        self.article = mentions.articles[at]
        self.on_topic = mentions.about[at]
        self.on_top, self.alone, self.words = gist.on_top, gist.alone, gist.words
        self._stems = gist.told.split()
        self.terms = dict.fromkeys(self._stems)
        self.length = len(self._stems)
        self.looks_back = gist.stated and mentions.lags[at] > NEAR
        self.worth = self._worth(gist, mentions.lags[at])

    def _worth(self, gist: Gist, lag: int) -> float:
        """How well it suits a timeline by when it was told and its form, whatever its words."""
        if lag < 0:
            worth = 0.8
        elif not gist.stated:
            worth = 1.1
        else:
            worth = 1.0 if self.looks_back else 1.2
        if gist.words < SHORT:
            worth *= 0.8
        return worth if gist.alone else 0.5 * worth

    @cached_property
    def vector(self) -> dict[str, float]:
        """Its terms as a tf-idf vector of length 1."""
        weights = {term: weight(term, count) for term, count in Counter(self._stems).items()}
        length = math.hypot(*weights.values()) or 1.0
        return {term: one / length for term, one in weights.items()}

    def likeness(self, other: Telling) -> float:
        """Cosine with another telling."""
        theirs = other.vector
        return sum([share * theirs[term] for term, share in self.vector.items() if term in theirs])

    def repeats(self, other: Telling) -> bool:
        """Whether one of the two tells little beyond the other."""
        shared = len(self.terms.keys() & other.terms.keys())
        shorter = min(len(self.terms), len(other.terms))
        held = shorter >= TELLS and shared >= HELD * shorter
        return held or self.likeness(other) >= REPEATS


class Said:
    """Tellings that are told, and how like the likest of them another one is."""

    def __init__(self) -> None:
        self._count = 0
        self._holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, telling: Telling) -> None:
        """Tell this, too."""
        for term, share in telling.vector.items():
            self._holding[term].append((self._count, share))
        self._count += 1

    def likeness(self, telling: Telling) -> float:
        """Its cosine with the likest one."""
        cosines = [0.0] * self._count
        for term, share in telling.vector.items():
            for one, theirs in self._holding.get(term, ()):
                cosines[one] += share * theirs
        return max(cosines, default=0.0)


def holding(tellings: Iterable[Telling]) -> tuple[Counter[str], int]:
    """How many of their articles hold each term, and how many articles they are."""
    by_article: dict[int, dict[str, None]] = {}
    for telling in tellings:
        known = by_article.get(telling.article)
        by_article[telling.article] = known | telling.terms if known else telling.terms
    return Counter(chain.from_iterable(by_article.values())), len(by_article)
