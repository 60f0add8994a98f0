"""What a sentence needs of the text around it: whose words it is, and whom its surname means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.analysis import lexicon
from bot.model import Span

_OPENS = re.compile(
    r"([A-Z][\w’'-]{1,40}?)(?:['’]s)?\b(?! [A-Z]|, (?!meanwhile|however|though|too))"
)
_BEFORE = re.compile(r"\b[A-Z](?:[\w'’-]*|[a-z]{0,3}\.)$")
_LONGEST = 40
"""Characters of a name's part."""


def in_quotation(text: str, start: int) -> bool:
    """Whether a quotation that was opened in the same paragraph goes on at `start`."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def surnames(text: str, sentences: Iterable[Span]) -> dict[Span, str]:
    """The sentences that open with one name of somebody called more fully before, and that name."""
    opening = ((one, _OPENS.match(text, *one)) for one in sentences)
    return {one: name[1] for one, name in opening if name and _is_surname(text, one, name[1])}


def _is_surname(text: str, sentence: Span, name: str) -> bool:
    """Whether another name stands before `name` where it is first said, before the sentence."""
    stop = lexicon.words("stopwords")
    at = text.find(f" {name}", 0, sentence.start)
    before = _BEFORE.search(text, max(0, at - _LONGEST), at) if at > 0 else None
    return before is not None and before[0].lower() not in stop and name.lower() not in stop
