"""Whether a sentence can be read on its own, and where it begins to tell."""

from __future__ import annotations

import re

from bot.analysis import lexicon
from bot.model import Span

SHORTEST = 7
"""Fewer words than this are a heading, a byline or an exclamation."""

LONGEST = 70
LEAST_TOLD = 30
"""Characters of the shortest sentence that tells something; so many must follow a dateline."""

FARTHEST = 200
"""Characters in which a dateline has ended."""

_OPENING = re.compile(r"[\"'“‘«„(\[`—–\s-]*([^\W_]+(?:['’][^\W_]+)?)(?:[ ,]+([^\W_]+))?")
_QUOTED_WHOLE = re.compile(r"\s*(?:[\"“«„「]|``).*(?:[\"”»“」]|'')\s?[.,]?\s*$", re.DOTALL)
_CLOSED = re.compile(r"[.!?…。！？]\s?(?:[\"'”’»)\]」』]|'')*$")
_LABEL = re.compile(r"[A-Z][A-Z .,'’&-]{2,60} ?:")
_JAPANESE = re.compile(r"[\u3040-\u9fff]")
_OPEN, _CLOSE = r"(?:\(|-LRB-)", r"(?:\)|-RRB-)"
_PLACE = (
    r"[A-Z]{3,}+(?:[.' ]{1,2}[A-Z]++(?![a-z]))*+(?:\s?,\s[A-Z][a-z]+)?"
    r"(?:[ ,]+[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
)
_DATELINE = re.compile(
    rf".{{0,120}}?{_OPEN}[^()]{{2,30}}?{_CLOSE}\s*(?:--|[-–—])\s+(?=[A-Z\"“‘'`])"  # CAIRO (Wire) -
    rf"|{_PLACE}\s*(?:--|–|—|\s-)\s+(?=[A-Z\"“‘'`])"  # OSLO, Norway, May 3 --
    rf"|{_OPEN}[^()]{{3,60}}?{_CLOSE}\s*(?:--|[-–—:])?\s*"  # (Update 3 p.m.)
)
_STAMP = re.compile(
    r".{0,200}?\b\d{4}\s+\d{1,2}[.:]\d\d\s*(?:[ap]m\s*)?(?:GMT|UTC|BST|CES?T|[ECMP][SD]T)\s+"
    r"(?=[A-Z\"“‘'`])"
)


def stands_alone(sentence: str) -> bool:
    """Whether it neither leans on the sentence before it nor is a fragment or a bare quotation."""
    words = sentence.count(" ") + 1
    if not SHORTEST <= words <= LONGEST and not _JAPANESE.search(sentence):
        return False
    opening = _OPENING.match(sentence)
    if (
        opening is None
        or sentence[0].islower()
        or not _CLOSED.search(sentence)
        or _LABEL.match(sentence)
    ):
        return False
    if not sentence[0].isalnum() and _QUOTED_WHOLE.match(sentence):
        return False
    first, second = opening[1].lower().replace("’", "'"), (opening[2] or "").lower()
    if first in lexicon.words("leaning", "speakers"):
        return not sentence[0].isalnum()
    return not _leans(first, second)


def _leans(first: str, second: str) -> bool:
    """Whether the first two words of a sentence point back at what was said before."""
    both = f"{first} {second}"
    if both in lexicon.words("leaning", "times"):
        return False
    leaning = lexicon.words("leaning", "openings")
    return first in leaning or both in leaning or second in lexicon.words("leaning", "objects")


def told(text: str, sentence: Span) -> Span:
    """A sentence without the dateline or note in brackets that opens it."""
    dateline = _DATELINE.match(text, sentence.start, min(sentence.end, sentence.start + FARTHEST))
    if dateline and sentence.end - dateline.end() >= LEAST_TOLD:
        return Span(dateline.end(), sentence.end)
    return sentence


def unstamped(text: str, sentence: Span) -> Span:
    """A sentence without what a page prints above it: a headline and the time it was published."""
    stamp = _STAMP.match(text, sentence.start, sentence.end)
    if stamp and sentence.end - stamp.end() >= LEAST_TOLD:
        return Span(stamp.end(), sentence.end)
    return sentence
