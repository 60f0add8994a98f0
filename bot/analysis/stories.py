"""Which story an article joins: one pass, against the candidates the store gives.

1. The candidates nearest to the article are kept, and those too far from it in time are not.
2. Each of their stories is compared with it: cosine of tf-idf centroids (all terms, names,
   numbers), the one member most like it, and whether the years they tell of agree.
3. A logistic model, learnt on look-alike happenings (`tests/eval/train_stories.py`), says how
   likely they tell of one happening. The likeliest story is joined, when it is likely enough; any
   other to which the article belongs beyond doubt is the same story, told apart until now.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.analysis import lexicon
from bot.analysis.terms import is_name, share
from bot.analysis.vectors import Vector, dot, norm, total, unit
from bot.model import StoryMember

WINDOW = timedelta(hours=64)
"""How far apart in time two articles of one story may be: Friday evening to Monday morning."""

THRESHOLD = 0.3
"""How likely it must be that two tell of one happening."""

SURE = 0.9
"""How likely it must be that an article belongs to a further story: then the two are one."""

NEAREST = 40
"""How many candidates are compared in full."""

PRIOR = 2000
"""How many articles' worth the background's document frequencies count."""

_YEAR = re.compile(r"(?:19|20)\d\d")

Terms = Sequence[tuple[str, int]]


class Likeness(NamedTuple):
    """How alike an article and a story are; each from 0 to 1."""

    terms: float
    names: float
    numbers: float
    both_numbers: float
    member: float
    years_agree: float
    years_differ: float


def assign(
    terms: Terms,
    published: datetime | None,
    candidates: Sequence[StoryMember],
    total: int,
    frequencies: Mapping[str, int],
) -> tuple[int, ...]:
    """The stories an article belongs to, the oldest first: none opens one, several become one.

    `total` articles are on file, of which `frequencies[term]` hold a term.
    """
    compared = compare(terms, published, candidates, Rarity(total, frequencies))
    weights = lexicon.load("stories")["weights"]
    return belonging((story, probability(likeness, weights)) for story, likeness in compared)


def belonging(stories: Iterable[tuple[int, float]]) -> tuple[int, ...]:
    """The likeliest story and all that are sure beside it, by their chances; the oldest first."""
    ranked = sorted(stories, key=lambda one: (-one[1], one[0]))
    likeliest = [story for story, chance in ranked[:1] if chance >= THRESHOLD]
    return tuple(sorted(likeliest + [story for story, chance in ranked[1:] if chance >= SURE]))


def compare(
    terms: Terms,
    published: datetime | None,
    candidates: Sequence[StoryMember],
    rarity: Rarity,
) -> list[tuple[int, Likeness]]:
    """The stories of the nearest candidates, each with how alike the article is to it."""
    article = Facets.of(terms, rarity)
    near = [member for member in candidates if _near(published, member.published)]
    if len(near) > NEAREST:
        near.sort(key=lambda member: -_shared(article.terms, member.terms))
        near = near[:NEAREST]
    stories: defaultdict[int, list[Facets]] = defaultdict(list)
    for member in near:
        stories[member.story_id].append(Facets.of(member.terms, rarity))
    return [(story, _likeness(article, members)) for story, members in stories.items()]


def probability(likeness: Likeness, weights: Mapping[str, float]) -> float:
    """How likely an article and a story tell of one happening."""
    score = weights["bias"] + sum(
        weights[name] * value for name, value in zip(Likeness._fields, likeness, strict=True)
    )
    return 1 / (1 + math.exp(-score))


class Rarity(dict[str, float]):
    """Inverse document frequencies: the base's own, steadied by those of news at large."""

    def __init__(self, total: int, frequencies: Mapping[str, int]) -> None:
        super().__init__()
        self._total = total + PRIOR + 1
        self._frequencies = frequencies

    def __missing__(self, term: str) -> float:
        held = self._frequencies.get(term, 0) + PRIOR * share(term) + 0.5
        self[term] = rarity = max(0.0, math.log(self._total / held))
        return rarity


class Facets(NamedTuple):
    """An article as it is compared: tf-idf vectors of length 1, and the years it tells of."""

    terms: Vector
    names: Vector
    numbers: Vector
    years: frozenset[str]

    @classmethod
    def of(cls, terms: Terms, rarity: Rarity) -> Facets:
        """The facets of an article's terms."""
        weights = {term: (1 + math.log(count)) * rarity[term] for term, count in terms}
        numbers = {term: weight for term, weight in weights.items() if term[0].isdigit()}
        return cls(
            unit({term.lower(): weight for term, weight in weights.items()}),
            unit({term: weight for term, weight in weights.items() if is_name(term)}),
            unit(numbers),
            frozenset(filter(_YEAR.fullmatch, numbers)),
        )


def _near(published: datetime | None, other: datetime | None) -> bool:
    return published is None or other is None or abs(published - other) <= WINDOW


def _shared(article: Vector, terms: Terms) -> float:
    return sum(article.get(term.lower(), 0.0) for term, _ in terms)


def _likeness(article: Facets, members: Sequence[Facets]) -> Likeness:
    years = frozenset[str]().union(*(member.years for member in members))
    both_dated = bool(years and article.years)
    return Likeness(
        terms=_to_centroid(article.terms, [member.terms for member in members]),
        names=_to_centroid(article.names, [member.names for member in members]),
        numbers=_to_centroid(article.numbers, [member.numbers for member in members]),
        both_numbers=float(bool(article.numbers) and any(member.numbers for member in members)),
        member=max(dot(article.terms, member.terms) for member in members),
        years_agree=float(bool(years & article.years)),
        years_differ=float(both_dated and not years & article.years),
    )


def _to_centroid(article: Vector, members: Iterable[Vector]) -> float:
    """Cosine of the article with the members' centroid."""
    centroid = total((member, 1.0) for member in members)
    return dot(article, centroid) / (norm(centroid) or 1.0)
