"""Which dates a topic's articles tell most of, weighed without a text."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress, islice

from bot.model import Mentions

FOCUS, ASTRAY = 0.3, 0.05
"""The share of its dated sentences from which an article is on the topic; how much others count."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def weightiest(mentions: Mentions, count: int) -> list[str]:
    """The values of the dates most told of, each article counted once a date.

    Dates that a sentence about the topic tells come first, then days.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for counts, told in _by_article(mentions):
        for value, weight in told.items():
            total[value] += counts * weight
    on_topic = set(compress(mentions.dates, mentions.about))

    def rank(value: str) -> tuple[bool, bool, float, str]:
        return value not in on_topic, not DAY.fullmatch(value), -total[value], value

    return sorted(total, key=rank)[:count]


def _by_article(mentions: Mentions) -> Iterator[tuple[float, dict[str, float]]]:
    """How much an article counts, by how much of it is about the topic, and tells of its dates."""
    sentences = Counter(mentions.articles)
    of_topic = Counter(compress(mentions.articles, mentions.about))
    kinds = zip(mentions.lags, mentions.stated, mentions.about, strict=True)
    told = zip(mentions.dates, map(_Weights().__getitem__, kinds), strict=True)
    for article, length in sentences.items():
        most: dict[str, float] = {}
        for value, weight in islice(told, length):
            if weight > most.get(value, 0.0):
                most[value] = weight
        yield max(ASTRAY, min(1.0, of_topic[article] / (FOCUS * length))), most


class _Weights(dict[tuple[int, bool, bool], float]):
    """How much an article tells for a date by its lag, if it states it, and is about the topic."""

    def __missing__(self, kind: tuple[int, bool, bool]) -> float:
        lag, stated, about = kind
        if not stated:
            weight = 0.1
        elif lag > 0:
            weight = 1 + 0.3 * math.log1p(lag)
        else:
            weight = 0.5 if lag else 0.2
        self[kind] = weight if about else 0.3 * weight
        return self[kind]
