"""Logistic regression by Newton's method: deterministic, for a few dozen weights."""

from __future__ import annotations

import math
from collections.abc import Sequence

Matrix = list[list[float]]


def sigmoid(score: float) -> float:
    """The logistic function, safe for any score."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def fit(
    rows: Sequence[Sequence[float]], labels: Sequence[float], *, ridge: float = 1.0, steps: int = 15
) -> list[float]:
    """The weights of `rows`' columns, then the bias."""
    width = len(rows[0]) + 1
    weights = [0.0] * width
    for _ in range(steps):
        gradient = [ridge * weight for weight in weights[:-1]] + [0.0]
        hessian: Matrix = [[0.0] * width for _ in range(width)]
        for row, label in zip(rows, labels, strict=True):
            full = (*row, 1.0)
            chance = sigmoid(sum(w * x for w, x in zip(weights, full, strict=True)))
            spread = chance * (1 - chance)
            for i, x in enumerate(full):
                gradient[i] += (chance - label) * x
                scaled = spread * x
                line = hessian[i]
                for j in range(i + 1):
                    line[j] += scaled * full[j]
        for i in range(width):
            hessian[i][i] += ridge
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        step = solve(hessian, gradient)
        weights = [weight - part for weight, part in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def solve(matrix: Matrix, right: Sequence[float]) -> list[float]:
    """`matrix` x = `right`, by elimination with pivots."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda i: abs(rows[i][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for i in range(at + 1, size):
            factor = rows[i][at] / rows[at][at]
            for j in range(at, size + 1):
                rows[i][j] -= factor * rows[at][j]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - rest) / rows[i][i]
    return found
