"""Quotation marks, paired.

Marks are paired within a paragraph by a stack:

1. Each mark opens or closes by its shape (`“ ”`, `« »`, `„ “`, `「 」`), unless what stands around
   it says the contrary; a straight mark goes by what stands around it alone.
2. Marks of one family close each other, so `“ … "` is a pair; what is nested belongs to the outer
   pair and is not returned.
3. A mark left open at the end of its paragraph holds until there if the next paragraph opens with a
   mark too (a quotation of several paragraphs); else it is a stray, and the pairs within it count.
4. Single marks count, too, in a text that has more quotations in them than in double ones. `’`
   between letters is an apostrophe, and so is one that ends a plural with a better mark to come. A
   text with two straight apostrophes in a row for a mark is left alone.

Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Marked(NamedTuple):
    """A string in marks: `start, end` without them, `opened, closed` with them."""

    opened: int
    start: int
    end: int
    closed: int
    runs_on: bool = False
    """Whether it goes on in the next paragraph, where a mark opens it again."""


class _Open(NamedTuple):
    family: str
    opened: int
    start: int
    found: int
    """How many pairs had been found when it opened."""


_DOUBLE = re.compile(r"[\"“”„‟«»「」『』＂]|‘‘|’’|[\n\r\u2028\u2029]+")
_SINGLE = re.compile(r"[‘’‹›]|(?<!')'(?!')|[\n\r\u2028\u2029]+")
_SINGLE_QUOTATION = re.compile(
    r"[‘'‹](?<![^\s(—–-].)(?=[\w“\"])[^\n‘]{1,300}?(?<![\s'])[’'›](?![\w'])"
)
_APOSTROPHE = re.compile(r"(?<=[sS])[’'] [a-z][^‘\n]{1,200}?[,.!?][’'](?!\w)|(?<=\w)[’'](?=\w)")
_FAMILY = {
    **dict.fromkeys(["‘‘", "’’", *'"“”„‟＂'], "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "hollow"),
    **dict.fromkeys("‘’'", "single"),
    **dict.fromkeys("‹›", "single angle"),
}
_OPENERS = frozenset(["‘‘", *"“„‟«「『‘‹"])
_CLOSERS = frozenset(["’’", *"”»」』’›"])
_FIXED = frozenset("「」『』")
_BEFORE_OPENER = frozenset("([{<—–-/:;=\"“‘'’«\u200b…")
_AFTER_CLOSER = frozenset(")]}>.,;:!?—–-/\"”’'…»")


def find(text: str) -> list[Marked]:
    """The outermost strings in quotation marks, in order."""
    found = list(_pairs(text, _DOUBLE))
    if "''" not in text and sum(1 for _ in _SINGLE_QUOTATION.finditer(text)) > len(found):
        return _outermost([*found, *_pairs(text, _SINGLE)])
    return found


def _outermost(strings: list[Marked]) -> list[Marked]:
    found: list[Marked] = []
    for string in sorted(strings, key=lambda string: (string.opened, -string.closed)):
        if not found or string.opened >= found[-1].closed:
            found.append(string)
    return found


def _pairs(text: str, pattern: re.Pattern[str]) -> Iterator[Marked]:
    stack: list[_Open] = []
    found: list[Marked] = []
    for mark in pattern.finditer(text):
        kind = mark[0]
        if kind[0] in "\n\r\u2028\u2029":
            yield from _paragraph(text, stack, found, mark)
            stack, found = [], []
        elif pattern is _SINGLE and _APOSTROPHE.match(text, mark.start()):
            continue
        elif _opens(text, mark, is_open=bool(stack) and stack[-1].family == _FAMILY[kind]):
            stack.append(_Open(_FAMILY[kind], mark.start(), mark.end(), len(found)))
        elif stack and stack[-1].family == _FAMILY[kind]:
            opened = stack.pop()
            del found[opened.found :]
            if opened.start < mark.start():
                found.append(Marked(opened.opened, opened.start, mark.start(), mark.end()))
    yield from _paragraph(text, stack, found, None)


def _paragraph(
    text: str, stack: list[_Open], found: list[Marked], end: re.Match[str] | None
) -> Iterator[Marked]:
    """What a paragraph holds when it ends, `stack` still open."""
    if (
        stack
        and end
        and _reopens(text, end.end(), stack[0].family)
        and stack[0].found == len(found)
    ):
        found.append(Marked(*stack[0][1:3], end.start(), end.start(), runs_on=True))
    yield from found


def _reopens(text: str, at: int, family: str) -> bool:
    while at < len(text) and text[at] in " \t\u00a0":
        at += 1
    mark = text[at : at + 1]
    return _FAMILY.get(mark) == family and mark not in _CLOSERS


def _opens(text: str, mark: re.Match[str], *, is_open: bool) -> bool:
    kind = mark[0]
    if kind in _FIXED:
        return kind in _OPENERS
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    may_open = (before.isspace() or before in _BEFORE_OPENER) and not (
        after.isspace() or after in ",.;:!?)"
    )
    may_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSER)
    if may_open != may_close:
        return may_open
    if kind in _OPENERS:
        return not (kind == "“" and is_open)
    return kind not in _CLOSERS and not is_open and not before.isdigit()
