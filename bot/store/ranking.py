"""Which article answers a query best, and where in its text. Pure.

BM25 over two fields (S. Robertson, H. Zaragoza, "The probabilistic relevance framework", 2009:
BM25F), plus a share for neighbouring terms and for people the query names; the newer of two equals
comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from math import log

from bot.model import Span
from bot.store.fulltext import Term
from bot.store.salience import frequency, length_norm
from bot.store.terms import terms

K1 = 1.2
PHRASE_WEIGHT = 0.25
EXACT_WEIGHT = 2.0
PERSON_WEIGHT = 0.8
EXACTNESS = 1.5
"""What a term of several words (4.2, hand bell) tells more than a single one as rare."""
FILED_SO = 2.0
"""How often an article counts as holding the day or outlet it was published on or by."""

# A full stop with what closes after it, or a line's end. Not after a short word with a capital
# ("Mr.", "St.", "U.S."): a passage that is a sentence too long is better than half a name.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.[\"'”’)\]]*(?=\s)"
    r"|[!?…][\"'”’)\]]*(?=\s)|[。！？][」』）]*|\n"
)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term of a query and how much it tells; `needles`: its forms as they stand among terms."""

    term: Term
    weight: float
    needles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        end = "" if self.term.prefix else " "
        object.__setattr__(self, "needles", tuple(f" {text}{end}" for text in self.term.texts))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as ranking sees it: its terms, and how many people of the query it names.

    `beside`: terms that it holds by its day or outlet, and how often that counts.
    """

    title: str
    body: str
    people: int = 0
    beside: Mapping[str, float] = field(default_factory=dict[str, float])


def idf(total: int, holding: int) -> float:
    """How much a term tells that `holding` of `total` documents hold."""
    return log(1 + (max(total, holding) - holding + 0.5) / (holding + 0.5))


def saturated(often: float) -> float:
    """How much a term counts that stands so often in an article: 1 for once, never 1 + K1."""
    return (K1 + 1) * often / (K1 + often)


def score(
    candidate: Candidate,
    wanted: Iterable[Weighted],
    phrases: Iterable[Weighted],
    *,
    person: float,
    average: float,
) -> float:
    """How well a candidate answers; `average` is the usual length of a body in characters."""
    title, body = f" {candidate.title} ", f" {candidate.body} "
    norm = length_norm(len(body), average)
    total = 0.0
    missing: set[str] = set()
    for item in wanted:
        often = _often(item.needles, title, body, norm) + candidate.beside.get(item.term.text, 0.0)
        total += item.weight * saturated(often)
        if not often:
            missing.add(item.term.text)
    for item in phrases:
        if missing.isdisjoint(item.term.text.split()):
            total += item.weight * saturated(_often(item.needles, title, body, norm))
    return total + person * min(candidate.people, 2) * PERSON_WEIGHT


def _often(needles: Iterable[str], title: str, body: str, norm: float) -> float:
    """How often a term stands in an article, by weight of field and length of body."""
    in_title = in_body = 0
    for needle in needles:
        in_title += title.count(needle)
        in_body += body.count(needle)
    return frequency(in_title, in_body, norm)


def passage(text: str, wanted: Iterable[Weighted]) -> Span:
    """The sentence that holds most of what was asked for; the first when none does."""
    told = [(item.needles, item.weight) for item in wanted]
    best, most = Span(0, 0), -1.0
    for span in sentences(text):
        held = f" {' '.join(terms(span.of(text)))} "
        found = sum(weight for forms, weight in told if any(form in held for form in forms))
        if found > most:
            best, most = span, found
    return best


def sentences(text: str) -> Iterator[Span]:
    """Stretches that end with a full stop or a line, without the space around them."""
    start = 0
    for end in chain((found.end() for found in _END.finditer(text)), (len(text),)):
        stretch = text[start:end]
        span = Span(end - len(stretch.lstrip()), start + len(stretch.rstrip()))
        if span.start < span.end:
            yield span
        start = end
