"""Weighed terms as vectors: length 1, cosine, sum."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

Vector = Mapping[str, float]


def unit(weights: Vector) -> dict[str, float]:
    """`weights` at length 1."""
    length = norm(weights) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def norm(weights: Vector) -> float:
    """The length of a vector."""
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def dot(one: Vector, other: Vector) -> float:
    """The inner product: the cosine of two vectors of length 1."""
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def total(weighed: Iterable[tuple[Vector, float]]) -> dict[str, float]:
    """The sum of vectors, each times its weight."""
    summed: defaultdict[str, float] = defaultdict(float)
    for vector, share in weighed:
        for term, weight in vector.items():
            summed[term] += share * weight
    return dict(summed)
