"""A text all in capitals, written as others are; its offsets stay.

A common word gets small letters, but at the head of a sentence; every other is taken for a name.
"""

from __future__ import annotations

import re

from bot.analysis.quotes.kinds import given_names, kinds
from bot.analysis.quotes.tokens import is_common

_SMALL = re.compile(r"(?:[^a-z]*[a-z]){40}")
"""So many small letters show at a glance that a text is written as others are."""
_SHARE = 0.05
"""So small a share of small letters is next to none: "McGRAW"."""
_WORD = re.compile(
    r"(?P<head>(?:^|[.!?:]\s+|[\"“‘(\n])\s*)?(?<!\w)(?P<word>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]*)(?!\w)"
)
_UNKNOWN = frozenset("wNvgA")
"""The kinds of words that no list knows: "A" may come from the shape alone."""


def restored(text: str) -> str:
    """`text`, with small letters if it has next to none."""
    if _SMALL.match(text):
        return text
    small = sum(map(str.islower, text))
    return text if small > _SHARE * sum(map(str.isalpha, text)) else _WORD.sub(_restored, text)


def _restored(found: re.Match[str]) -> str:
    head, word = found["head"] or "", found["word"]
    small, name = word.lower(), "-".join(map(str.capitalize, word.split("-")))
    if kinds()[word] in "TBLIM":  # MP, USA, J, I
        return head + word
    common = is_common(small) or (kinds()[small] not in _UNKNOWN and name not in given_names())
    return head + (name if head or not common or kinds()[name] in "CLn" else small)
