"""Which dates a topic's articles tell most of, weighed without a text."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import compress

from bot.model import Mentions

FOCUS, ASTRAY = 0.3, 0.05
"""The share of its dated sentences from which an article is on the topic; how much others count."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def weightiest(articles: Iterable[Mentions], count: int) -> list[str]:
    """The values of the dates most told of, each article counted once a date.

    Dates that a sentence about the topic tells come first, then days.
    """
    weights, total, on_topic = _Weights(), defaultdict[str, float](float), set[str]()
    for told in articles:
        most: dict[str, float] = {}
        kinds = zip(told.lags, told.stated, told.about, strict=True)
        for value, kind in zip(told.dates, kinds, strict=True):
            weight = weights[kind]
            if weight > most.get(value, 0.0):
                most[value] = weight
        on_topic.update(compress(told.dates, told.about))
        counts = max(ASTRAY, min(1.0, sum(told.about) / (FOCUS * len(told.about) or 1)))
        for value, weight in most.items():
            total[value] += counts * weight

    def rank(value: str) -> tuple[bool, bool, float, str]:
        return value not in on_topic, not _DAY.fullmatch(value), -total[value], value

    return sorted(total, key=rank)[:count]


class _Weights(dict[tuple[int, int, bool], float]):
    """How much an article tells for a date by its lag, if it states it, and is about the topic."""

    def __missing__(self, kind: tuple[int, int, bool]) -> float:
        lag, stated, about = kind
        if not stated:
            weight = 0.1
        elif lag > 0:
            weight = 1 + 0.3 * math.log1p(lag)
        else:
            weight = 0.5 if lag else 0.2
        self[kind] = weight if about else 0.3 * weight
        return self[kind]
