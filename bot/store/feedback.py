"""What the best answers have in common, taken as a part of the question. Pure.

Pseudo-relevance feedback (J. Xu, W. B. Croft, "Query expansion using local and global document
analysis", 1996): a term counts by how often the first few articles hold it, and the more, the
fewer of the others do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from bot.store import ranking
from bot.store.ranking import Candidate, Weighted
from bot.store.salience import frequency, length_norm

_FIRST = 8
_POOL = 60
_TERMS = 10
_SHARE = 0.4
"""What the learnt terms weigh together, beside 1 for all that was asked."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    """An article as counts of its terms."""

    title: Mapping[str, int]
    body: Mapping[str, int]
    norm: float

    @classmethod
    def of(cls, candidate: Candidate, average: float) -> _Counted:
        norm = length_norm(len(candidate.body), average)
        return cls(Counter(candidate.title.split()), Counter(candidate.body.split()), norm)

    def tells(self, term: str) -> float:
        """How much it tells of a term."""
        often = frequency(self.title.get(term, 0), self.body.get(term, 0), self.norm)
        return ranking.saturated(often)


def learnt(
    candidates: Sequence[Candidate],
    scores: Sequence[float],
    wanted: Sequence[Weighted],
    *,
    average: float,
) -> list[float]:
    """The scores with what the best of the candidates tell beyond the terms that were asked."""
    best = nlargest(_POOL, range(len(scores)), key=scores.__getitem__)
    counted = {place: _Counted.of(candidates[place], average) for place in best}
    asked = set(chain.from_iterable(text.split() for item in wanted for text in item.term.texts))
    first = [(counted[place], scores[place]) for place in best[:_FIRST]]
    terms = _in_common(first, counted.values(), asked)
    worth = _SHARE * sum(item.weight for item in wanted) / (sum(terms.values()) or 1.0)
    told = list(scores)
    for place, article in counted.items():
        told[place] += worth * sum(weight * article.tells(term) for term, weight in terms.items())
    return told


def _in_common(
    first: Sequence[tuple[_Counted, float]], pool: Collection[_Counted], asked: AbstractSet[str]
) -> dict[str, float]:
    """Terms that several of the first articles hold, and what each weighs."""
    holding = Counter(chain.from_iterable(article.body for article in pool))
    among_first = Counter(chain.from_iterable(article.body for article, _ in first))
    weights = {
        term: ranking.idf(len(pool), holding[term])
        * sum(score * article.tells(term) for article, score in first)
        for term, articles in among_first.items()
        if articles > 1 and len(term) >= _SHORTEST and term not in asked
    }
    return dict(nlargest(_TERMS, weights.items(), key=itemgetter(1)))
