"""The turns of a transcript, which stand without quotation marks: "MOSS: We won."

A text holds one where three lines or more begin with a name in capitals and a colon, and at least
two names take turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.analysis.quotes.marks import Marked

_TURN = re.compile(
    r"^(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}):[ \t]+(?P<words>\S[^\n\r]*)", re.MULTILINE
)
_MARKS = frozenset("\"“”„«「'‘")


def turns(text: str) -> list[Marked]:
    """Each turn, its label included, as if it stood in marks."""
    found = [turn for turn in _TURN.finditer(text) if turn["words"][0] not in _MARKS]
    if len(found) < 3 or len({turn["name"] for turn in found}) < 2:
        return []
    return [Marked(turn.start(), turn.start(), turn.end(), turn.end()) for turn in found]


def merged(strings: Sequence[Marked], taken: Sequence[Marked]) -> list[Marked]:
    """The strings in marks that lie outside the turns, and the turns, in order."""
    if not taken:
        return list(strings)
    starts = {turn.opened: turn.closed for turn in taken}
    result, end = list[Marked](), 0
    for string in sorted([*strings, *taken], key=lambda mark: (mark.opened, -mark.closed)):
        if string.opened >= end:
            result.append(string)
            end = starts.get(string.opened, end)
    return result
