"""What else a topic is called: words that stand in most articles on it, and seldom elsewhere.

Who asks for one word (a place, a virus) means the sentences, too, that say it with another.

1. Candidates are words of many of the topic's articles, and relatives of its own words (Haiti,
   Haitian) of some of them.
2. Relatives come first, then the words most over-represented against the article base, which news
   at large steadies: a small base may hold nothing but the topic.
3. The fewer words were asked, the more are taken; but none that many of the other articles hold,
   too, unless much of the base is on the topic.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.analysis.terms import share, stems

WORDS = 4
"""How many words tell of a topic, those asked among them."""

MANY, SOME = 0.4, 0.1
"""The shares of a topic's articles that hold a candidate, and a relative."""

PRIOR = 1_000
"""Articles of news at large that are counted to the base."""

RARER = 3
"""How many times as common in the topic's articles as in the others a word must be."""

APART = 3
"""How many times as large as the topic the base must be, for its others to be of other topics."""

_ROOT = 4
_WORD = re.compile(r"(?=.*[^bcdfghjklmnpqrstvwxz])[^\W\d_]{3,}")
"""No number, no mark or abbreviation without a vowel (bbc)."""


def candidates(topic: str, articles: Sequence[Iterable[tuple[str, int]]]) -> dict[str, float]:
    """Words that may tell of the topic, with the share of its articles (their terms) that do."""
    own = frozenset(stems(topic))
    holding = Counter(term for terms in articles for term in {term.lower() for term, _ in terms})
    return {
        term: count / len(articles)
        for term, count in holding.items()
        if term not in own
        and _WORD.fullmatch(term)
        and count >= (SOME if _related(term, own) else MANY) * len(articles)
    }


def kin(
    topic: str, shares: Mapping[str, float], found: int, total: int, frequencies: Mapping[str, int]
) -> list[str]:
    """The best candidates.

    `found` of the base's `total` articles are on the topic; `frequencies` say how many of all hold
    each word.
    """
    own = frozenset(stems(topic))
    held = {
        term: frequencies.get(term, 0) + frequencies.get(term.capitalize(), 0) for term in shares
    }

    def worth(term: str) -> float:
        elsewhere = (held[term] + PRIOR * share(term)) / (total + PRIOR)
        return shares[term] * math.log(shares[term] / elsewhere)

    def told_of_others(term: str) -> bool:
        others = held[term] - shares[term] * found
        return total >= APART * found and RARER * others > shares[term] * (total - found)

    ranked = sorted(shares, key=lambda term: (not _related(term, own), -worth(term), term))
    best = ranked[: max(0, WORDS - len(own))]
    return [term for term in best if not told_of_others(term)]


def _related(term: str, own: Iterable[str]) -> bool:
    """Whether one is the beginning of the other."""
    return any(
        min(len(term), len(word)) >= _ROOT and (term.startswith(word) or word.startswith(term))
        for word in own
    )
