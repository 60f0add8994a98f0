"""Paragraphs that were broken into lines of one width are put together again (pure).

A break came from wrapping when the next word would not have fitted into the line. A paragraph is
joined only when that holds for every one of its breaks and most of them are inside a sentence, so
that verse, lists and one-sentence lines stay as they are.
"""

from __future__ import annotations

from itertools import pairwise

NARROWEST, WIDEST = 50, 100
_ENDS = '.!?:;…。！？"”’»)」'


def unwrap(text: str) -> str:
    """`text` with its hard-wrapped paragraphs on one line each."""
    return "\n\n".join(_joined(block) for block in text.split("\n\n"))


def _joined(block: str) -> str:
    lines = block.split("\n")
    return " ".join(lines) if len(lines) > 2 and _wrapped(lines) else block


def _wrapped(lines: list[str]) -> bool:
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return False
    full = all(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines)
    )
    inside = sum(not line.endswith(tuple(_ENDS)) for line in lines[:-1])
    return full and inside * 2 >= len(lines) - 1
