"""Sentences cut from an article that tell what it says: lead-aware, in the order of the text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.analysis.standing import stands_alone
from bot.analysis.terms import rarity, stems
from bot.model import Span

LOOKED_AT = 60
"""How many sentences from the top are weighed: news says late what matters little."""

REDUNDANT = 0.5


def summarise(title: str, text: str, sentences: Sequence[Span], count: int) -> tuple[Span, ...]:
    """Up to `count` of `sentences`, in the order of the text."""
    looked_at = sentences[:LOOKED_AT]
    bags = [frozenset(stems(span.of(text))) for span in looked_at]
    centre = _centre(bags, stems(title))
    ranked = sorted(
        range(len(looked_at)),
        key=lambda at: -_score(at, looked_at[at].of(text), bags[at], centre),
    )
    chosen = _varied(ranked, bags, count)
    return tuple(looked_at[at] for at in sorted(chosen))


def summarise_group(
    articles: Sequence[tuple[str, str, Sequence[Span]]], count: int
) -> tuple[tuple[int, Span], ...]:
    """Sentences for a story told by several articles `(title, text, sentences)`.

    Each choice is the index of its article and the span in that article's text.
    """
    places = [
        (index, at, span)
        for index, (_, _, sentences) in enumerate(articles)
        for at, span in enumerate(sentences[:LOOKED_AT])
    ]
    texts = [span.of(articles[index][1]) for index, _, span in places]
    bags = [frozenset(stems(text)) for text in texts]
    centre = _centre(bags, [stem for title, _, _ in articles for stem in stems(title)])
    ranked = sorted(
        range(len(places)),
        key=lambda n: -_score(places[n][1], texts[n], bags[n], centre),
    )
    return tuple((places[n][0], places[n][2]) for n in sorted(_varied(ranked, bags, count)))


def _centre(bags: Sequence[frozenset[str]], heading: Iterable[str]) -> dict[str, float]:
    """What the article is about: its terms, those of the head weightier."""
    counts: defaultdict[str, float] = defaultdict(float)
    for at, bag in enumerate(bags):
        for term in bag:
            counts[term] += 1 / (1 + at / 10)
    for term in heading:
        counts[term] += 1
    return {term: math.log1p(count) * rarity(term) for term, count in counts.items()}


def _score(at: int, sentence: str, bag: frozenset[str], centre: Mapping[str, float]) -> float:
    if not bag:
        return -2.0 - at
    relevance = sum(centre[term] for term in bag) / (len(bag) + 8)
    score = relevance * (1 + 2 / (1 + at))
    return score if stands_alone(sentence) else score - 50


def _varied(ranked: Sequence[int], bags: Sequence[frozenset[str]], count: int) -> list[int]:
    """The best of the ranked that do not repeat one another; then whatever is left."""
    chosen: list[int] = []
    for at in ranked:
        if len(chosen) == count:
            return chosen
        if all(_overlap(bags[at], bags[other]) < REDUNDANT for other in chosen):
            chosen.append(at)
    return chosen


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
