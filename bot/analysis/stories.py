"""Which story an article joins: one pass, against the candidates the store gives.

An online single pass over tf-idf centroids (Allan et al., TDT): an article joins the story whose
centroid is most like it, when it is like enough and near enough in time; else it opens a new one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.analysis.terms import share
from bot.model import StoryMember

WINDOW = timedelta(hours=72)
"""How far apart in time two articles of one story may be."""

THRESHOLD = 0.2
PRIOR = 2000
"""How many articles' worth the background's document frequencies count."""


def assign(
    terms: Sequence[tuple[str, int]],
    published: datetime | None,
    candidates: Sequence[StoryMember],
    total: int,
    frequencies: Mapping[str, int],
) -> int | None:
    """The story an article joins, `None` for a new one.

    `total` articles are on file, of which `frequencies[term]` hold a term.
    """
    rarity = Rarity(total, frequencies)
    article = rarity.vector(terms)
    stories: defaultdict[int, list[dict[str, float]]] = defaultdict(list)
    for member in candidates:
        if _near(published, member.published):
            stories[member.story_id].append(rarity.vector(member.terms))
    best = max(
        ((_likeness(article, members), -story) for story, members in stories.items()),
        default=(0.0, 0),
    )
    return -best[1] if best[0] >= THRESHOLD else None


class Rarity:
    """Inverse document frequencies: the base's own, steadied by those of news at large."""

    def __init__(self, total: int, frequencies: Mapping[str, int]) -> None:
        self._total = total + PRIOR
        self._frequencies = frequencies

    def __getitem__(self, term: str) -> float:
        held = self._frequencies.get(term, 0) + PRIOR * share(term)
        return math.log(self._total / held)

    def vector(self, terms: Sequence[tuple[str, int]]) -> dict[str, float]:
        """Terms as a tf-idf vector of length 1."""
        weights = {term: (1 + math.log(count)) * self[term] for term, count in terms}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def _near(published: datetime | None, other: datetime | None) -> bool:
    return published is None or other is None or abs(published - other) <= WINDOW


def _likeness(article: Mapping[str, float], members: Sequence[Mapping[str, float]]) -> float:
    """Cosine of the article with the members' centroid."""
    centroid: defaultdict[str, float] = defaultdict(float)
    for member in members:
        for term, weight in member.items():
            centroid[term] += weight
    length = math.sqrt(sum(weight * weight for weight in centroid.values())) or 1.0
    return sum(weight * centroid.get(term, 0.0) for term, weight in article.items()) / length
