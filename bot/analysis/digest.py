"""Sentences that tell a story which several articles tell.

1. As in a summary (`summary.Sentence`), but only those sentences that can be read on their own, as
   long as there is one.
2. That sentence is added which brings the digest as a whole nearest to what the articles have in
   common (centroid optimisation: Gholipour Ghalandari 2017): a term counts by how many articles
   hold it, a sentence by its length.
3. No sentence is taken that repeats one already taken.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bot.analysis.summary import QUOTED, Sentence
from bot.analysis.terms import weight
from bot.analysis.vectors import Vector, dot, norm, total, unit
from bot.model import Span

LOOKED_AT = 8
"""How many sentences from the top of each article are weighed."""

MOST_WEIGHED = 240
"""How many sentences of a story are weighed at most."""

REPEATS = 0.4
"""A sentence repeats another when the shorter of the two shares so many of its terms."""

FULL_LENGTH = 28
"""From so many words on, a sentence is long enough to tell the news."""

LENGTH_POWER = 0.6
IDF_POWER = 0.6
TOP = 0.3
"""How much more the first sentence of an article counts than one far below."""

Telling = tuple[str, Sequence[Span]]


class Candidate(NamedTuple):
    """A sentence that may be taken: of which article, how near to its top, and what it says."""

    article: int
    place: int
    sentence: Sentence

    @property
    def top(self) -> float:
        """How much more it counts for standing near the top."""
        return 1 + TOP / (1 + self.place)

    @property
    def worth(self) -> float:
        """What it is worth whatever its words."""
        length = min(self.sentence.words, FULL_LENGTH) / FULL_LENGTH
        return self.top * length**LENGTH_POWER * (QUOTED if self.sentence.quoted else 1.0)

    def repeats(self, other: Candidate) -> bool:
        """Whether one of the two says little that the other does not."""
        own, theirs = set(self.sentence.stems), set(other.sentence.stems)
        return len(own & theirs) >= REPEATS * min(len(own), len(theirs))


def digest(articles: Sequence[Telling], count: int) -> tuple[tuple[int, Span], ...]:
    """Up to `count` sentences of articles `(text, sentences)`.

    Each is the index of its article and the span in that article's text; the one that tells most
    comes first.
    """
    candidates = _candidates(articles)
    vectors = _vectors(candidates, len(articles))
    centre = unit(total((vectors[at], one.top) for at, one in enumerate(candidates)))
    some_alone = any(one.sentence.alone for one in candidates)
    left = [at for at, one in enumerate(candidates) if one.sentence.alone or not some_alone]
    chosen: list[int] = []
    while left and len(chosen) < count:
        said = total((vectors[at], 1.0) for at in chosen)
        reached = [_nearness(said, vectors[at], centre) * candidates[at].worth for at in left]
        best = left[reached.index(max(reached))]
        chosen.append(best)
        left = [at for at in left if not candidates[at].repeats(candidates[best])]
    return tuple((candidates[at].article, candidates[at].sentence.span) for at in chosen)


def _nearness(said: Vector, more: Vector, centre: Vector) -> float:
    """Cosine of what is said, with `more`, and the centre."""
    longer = total([(said, 1.0), (more, 1.0)])
    return dot(longer, centre) / (norm(longer) or 1.0)


def _candidates(articles: Sequence[Telling]) -> list[Candidate]:
    """The sentences that say what a story is about, those nearest to the top first."""
    found = [
        Candidate(article, place, Sentence.of(text, sentence))
        for article, (text, sentences) in enumerate(articles)
        for place, sentence in enumerate(sentences[:LOOKED_AT])
    ]
    found.sort(key=lambda one: one.place)
    return found[:MOST_WEIGHED]


def _vectors(candidates: Sequence[Candidate], articles: int) -> list[Vector]:
    """What each sentence says, weighed by how many of the articles say it."""
    counted = [Counter(one.sentence.stems) for one in candidates]
    telling = Counter(
        term
        for _, term in {
            (one.article, term)
            for one, terms in zip(candidates, counted, strict=True)
            for term in terms
        }
    )
    return [
        unit(
            {
                term: weight(term, count) ** IDF_POWER * math.sqrt(telling[term] / articles)
                for term, count in terms.items()
            }
        )
        for terms in counted
    ]
