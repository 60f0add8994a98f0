"""What summaries are compared with: lead, centroid, LexRank, and the best that sentences allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bot.analysis.terms import stems, vector
from bot.analysis.vectors import Vector, dot, total, unit
from tests.eval.rouge import rouge

REPEATS = 0.6
ALIKE = 0.1
"""Cosine from which two sentences are neighbours in LexRank's graph (Erkan and Radev 2004)."""
DAMPING, STEPS = 0.85, 30
LONGEST = 200
"""Sentences looked at: LexRank's time grows with the square."""

Choice = Callable[[Sequence[str], int], list[str]]


def lead(sentences: Sequence[str], count: int) -> list[str]:
    """The first sentences."""
    return list(sentences[:count])


def centroid(sentences: Sequence[str], count: int) -> list[str]:
    """Those nearest to the whole, half a point for the place at most, none twice."""
    vectors = _vectors(sentences)
    centre = unit(total((one, 1.0) for one in vectors))
    worth = [dot(one, centre) - 0.5 * at / len(vectors) for at, one in enumerate(vectors)]
    chosen: list[int] = []
    for at in sorted(range(len(vectors)), key=lambda at: -worth[at]):
        if len(chosen) < count and all(dot(vectors[at], vectors[one]) < REPEATS for one in chosen):
            chosen.append(at)
    return [sentences[at] for at in sorted(chosen)]


def lexrank(sentences: Sequence[str], count: int) -> list[str]:
    """Those that most are like, by random walk."""
    vectors = _vectors(sentences[:LONGEST])
    size = len(vectors)
    alike = [[at for at in range(size) if dot(one, vectors[at]) >= ALIKE] for one in vectors]
    rank = [1 / size] * size
    for _ in range(STEPS):
        fresh = [(1 - DAMPING) / size] * size
        for at, others in enumerate(alike):
            for other in others:
                fresh[other] += DAMPING * rank[at] / len(others)
        rank = fresh
    best = sorted(range(size), key=lambda at: -rank[at])[:count]
    return [sentences[at] for at in sorted(best)]


def oracle(sentences: Sequence[str], count: int, reference: str) -> list[str]:
    """Those that, added one after another, raise ROUGE-1 and ROUGE-2 most."""
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < count:
        tried = [
            (sum(rouge(" ".join(sentences[i] for i in sorted({*chosen, at})), [reference])), -at)
            for at in range(min(len(sentences), 60))
            if at not in chosen
        ]
        most, at = max(tried, default=(0.0, 0))
        if most <= best:
            break
        best = most
        chosen.append(-at)
    return [sentences[at] for at in sorted(chosen)]


def _vectors(sentences: Sequence[str]) -> list[Vector]:
    return [vector(Counter(stems(one)).items()) for one in sentences]
