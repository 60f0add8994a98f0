"""Whether a sentence can be read on its own, without the one before it."""

from __future__ import annotations

import re

from bot.analysis import lexicon

SHORTEST = 5
"""Fewer words than this are a heading, a byline or an exclamation."""

LONGEST = 70
_OPENING = re.compile(r"[\"'“‘«„(\[—–\s-]*([^\W_]+(?:['’][^\W_]+)?)(?:[ ,]+([^\W_]+))?")
_QUOTED_WHOLE = re.compile(r"\s*[\"“«„「].*[\"”»“」][.,]?\s*$", re.DOTALL)
_CLOSED = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")


def stands_alone(sentence: str) -> bool:
    """Whether it neither leans on the sentence before it nor is a fragment or a bare quotation."""
    words = sentence.split()
    if not SHORTEST <= len(words) <= LONGEST and sentence.isascii():
        return False
    opening = _OPENING.match(sentence)
    if opening is None or not _CLOSED.search(sentence):
        return False
    if sentence[0] in "\"“«„「'‘" and _QUOTED_WHOLE.match(sentence):
        return False
    leaning = lexicon.words("leaning", "openings")
    first = opening[1].lower()
    return first not in leaning and f"{first} {(opening[2] or '').lower()}" not in leaning
