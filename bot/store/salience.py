"""Which terms an article is about: the small first tier of the index. Pure.

Most articles that hold a common word only mention it. Those about it are few, so all of them, of
any year, are looked at for a query of common words alone (tiered indexes: C. D. Manning et al.,
"Introduction to Information Retrieval", 2008, 7.2.1).
"""

from __future__ import annotations

from collections import Counter

B = 0.8
MARKED_B = 0.6
"""Less for marks: an article of one line is not about each of its words."""
TITLE_WEIGHT = 2.0
SALIENT = 3.0
"""Once in the title and once in the text, or as often in the text alone."""

_USUAL = 2000.0
_MARK = "\ue000"


def frequency(in_title: int, in_body: int, norm: float) -> float:
    """How often a term stands in an article, by weight of field and length of body."""
    return TITLE_WEIGHT * in_title + in_body / norm


def length_norm(length: int, average: float, b: float = B) -> float:
    """What a body of so many characters divides its counts by."""
    return 1 - b + b * length / average


def marked(term: str) -> str:
    """The term under which those articles are filed that are about `term`."""
    return _MARK + term


def salient(title: str, body: str) -> str:
    """The marked terms of an article, given as its terms with spaces between."""
    norm = length_norm(len(body), _USUAL, MARKED_B)
    in_title, in_body = Counter(title.split()), Counter(body.split())
    return " ".join(
        marked(term)
        for term in dict.fromkeys((*in_title, *in_body))
        if frequency(in_title[term], in_body[term], norm) >= SALIENT
    )
