"""Sentences cut from an article that tell what it says, in the order of the text.

1. Datelines are cut off; sentences that cannot be read on their own stand last.
2. For one article, a sentence is worth its place near the top, its likeness to the whole (cosine of
   tf-idf, the title and the top weightier) and its length.
3. For a story, that sentence is added which brings the summary as a whole nearest to what the
   articles have in common (centroid optimisation: Gholipour Ghalandari 2017).
4. No sentence is taken that repeats one already taken.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.analysis.standing import stands_alone, told
from bot.analysis.terms import rarity, stems
from bot.model import Span

LOOKED_AT = 20
"""How many sentences from the top are weighed: news says late what matters little."""

GROUP_LOOKED_AT = 8
MOST_WEIGHED = 240
"""How many sentences of a story are weighed at most."""

REPEATS = 0.6
"""Cosine from which a sentence repeats another."""

TOP_SHARE = 0.6
"""How much of a sentence's worth is its place; the rest is its likeness to the whole."""

FADING = 4.0
"""Over how many sentences the worth of the place falls to a third."""

FULL_LENGTH = 28
"""From so many words on, a sentence is long enough to tell the news."""

LENGTH_POWER = 0.4
GROUP_LENGTH_POWER = 0.6
QUOTED = 0.6
"""What is left of the worth of a sentence that opens with a quotation: news is told first."""

LEANING = 10.0
"""What a sentence loses that cannot be read on its own: more than it can gain."""

_QUOTES = ('"', "“", "«", "„", "「", "``", "'", "‘")

Vector = Mapping[str, float]
Telling = tuple[str, str, Sequence[Span]]


class Candidate(NamedTuple):
    """A sentence that may be taken: of which article, where, and what it says."""

    article: int
    place: int
    span: Span
    words: int
    alone: bool
    quoted: bool
    terms: Counter[str]

    @classmethod
    def of(cls, text: str, sentence: Span, *, article: int = 0, place: int) -> Candidate:
        """The candidate that a sentence is, its dateline cut off."""
        span = told(text, sentence)
        content = span.of(text)
        return cls(
            article,
            place,
            span,
            content.count(" ") + 1,
            stands_alone(content),
            content.startswith(_QUOTES),
            Counter(stems(content)),
        )

    def form(self, power: float) -> float:
        """From 0 to 1 by its number of words, less for a quotation."""
        length = (min(self.words, FULL_LENGTH) / FULL_LENGTH) ** power
        return length * QUOTED if self.quoted else length


def summarise(title: str, text: str, sentences: Sequence[Span], count: int) -> tuple[Span, ...]:
    """Up to `count` of `sentences`, in the order of the text."""
    candidates = [
        Candidate.of(text, sentence, place=place)
        for place, sentence in enumerate(sentences[:LOOKED_AT])
    ]
    vectors = [_unit(_weights(candidate.terms)) for candidate in candidates]
    centre = _centre((vector, 1 + 2 / (1 + at)) for at, vector in enumerate(vectors))
    for term, weight in _weights(Counter(stems(title))).items():
        centre[term] = centre.get(term, 0.0) + weight / 4
    centre = _unit(centre)

    def worth(at: int) -> float:
        candidate = candidates[at]
        place = TOP_SHARE * math.exp(-candidate.place / FADING)
        whole = place + (1 - TOP_SHARE) * _dot(vectors[at], centre)
        leaning = 0.0 if candidate.alone else LEANING
        return whole * candidate.form(LENGTH_POWER) - leaning

    chosen: list[int] = []
    for at in sorted(range(len(candidates)), key=worth, reverse=True):
        if len(chosen) == count:
            break
        if not _repeats(vectors[at], [vectors[other] for other in chosen]):
            chosen.append(at)
    return tuple(candidates[at].span for at in sorted(chosen))


def summarise_group(articles: Sequence[Telling], count: int) -> tuple[tuple[int, Span], ...]:
    """Sentences for a story told by several articles `(title, text, sentences)`.

    Each choice is the index of its article and the span in that article's text; the one that tells
    most comes first.
    """
    candidates = _of_group(articles)
    telling = Counter(
        term for _, term in {(one.article, term) for one in candidates for term in one.terms}
    )
    vectors = [
        _unit(
            {
                term: weight**0.6 * math.sqrt(telling[term] / len(articles))
                for term, weight in _weights(one.terms).items()
            }
        )
        for one in candidates
    ]
    some_alone = any(one.alone for one in candidates)
    worths = [
        one.form(GROUP_LENGTH_POWER) * (1 + 0.3 / (1 + one.place))
        if one.alone or not some_alone
        else 0.0
        for one in candidates
    ]
    centre = _unit(
        _centre(
            (vector, 1 + 0.3 / (1 + one.place))
            for vector, one in zip(vectors, candidates, strict=True)
        )
    )
    chosen: list[int] = []
    summary: dict[str, float] = {}
    while len(chosen) < count:
        best = _nearest(centre, summary, vectors, worths, chosen)
        if best is None:
            break
        chosen.append(best)
        for term, weight in vectors[best].items():
            summary[term] = summary.get(term, 0.0) + weight
    return tuple((candidates[at].article, candidates[at].span) for at in chosen)


def _of_group(articles: Sequence[Telling]) -> list[Candidate]:
    """The sentences that say what a story is about, those nearest to the top first."""
    candidates = [
        Candidate.of(text, sentence, article=article, place=place)
        for article, (_, text, sentences) in enumerate(articles)
        for place, sentence in enumerate(sentences[:GROUP_LOOKED_AT])
    ]
    candidates.sort(key=lambda one: one.place)
    return candidates[:MOST_WEIGHED]


def _nearest(
    centre: Vector,
    summary: Vector,
    vectors: Sequence[Vector],
    worths: Sequence[float],
    chosen: Sequence[int],
) -> int | None:
    """The candidate that, added to the summary, brings it nearest to the centre."""
    reached = _dot(summary, centre)
    length = sum(weight * weight for weight in summary.values())
    best, most = None, 0.0
    for at, vector in enumerate(vectors):
        if not worths[at] or at in chosen or _repeats(vector, [vectors[other] for other in chosen]):
            continue
        longer = length + 1 + 2 * _dot(vector, summary)
        worth = (reached + _dot(vector, centre)) / math.sqrt(longer) * worths[at]
        if worth > most or best is None:
            best, most = at, worth
    return best


def _weights(counts: Mapping[str, int]) -> dict[str, float]:
    return {term: (1 + math.log(count)) * rarity(term) for term, count in counts.items()}


def _centre(weighed: Iterable[tuple[Vector, float]]) -> dict[str, float]:
    centre: defaultdict[str, float] = defaultdict(float)
    for vector, share in weighed:
        for term, weight in vector.items():
            centre[term] += share * weight
    return centre


def _repeats(vector: Vector, chosen: Iterable[Vector]) -> bool:
    return any(_dot(vector, other) >= REPEATS for other in chosen)


def _unit(weights: Vector) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _dot(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())
