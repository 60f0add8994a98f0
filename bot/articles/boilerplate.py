"""Which lines are not the article: fixed forms, kept as data in `boilerplate.toml` (pure)."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

from bot.articles.addresses import is_address

_DATA = tomllib.loads(files("bot.articles").joinpath("boilerplate.toml").read_text("utf-8"))


class _Rule(NamedTuple):
    reason: str
    limit: int
    form: re.Pattern[str]


_RULES = tuple(
    _Rule(rule["reason"], rule["limit"], re.compile("|".join(rule["patterns"]), re.IGNORECASE))
    for rule in _DATA["rule"]
)
_BAR_REASON: str = _DATA["bar"]["reason"]
_BAR_WORDS = frozenset[str](_DATA["bar"]["words"])
_BAR_MARKS = re.compile(r"\s*[|·•/>»›,;&]+\s*|\s{2,}|\n")
_LONGEST = max(rule.limit for rule in _RULES)
_NO_LETTER = re.compile(r"[^\w]*")
_QUOTED = re.compile(r"[“「『«\"][^”」』»\"]{12,}[”」』»\"]")


def reason_against(line: str) -> str | None:
    """Why `line` is not part of an article; `None` when nothing speaks against it."""
    if _NO_LETTER.fullmatch(line):
        return None if set(line) & set("。…") else "rule of signs"
    if len(line) > _LONGEST:
        return None
    if is_address(line):
        return "address"
    if _is_bar(line):
        return _BAR_REASON
    if _QUOTED.search(line):
        return None
    return next(
        (rule.reason for rule in _RULES if len(line) <= rule.limit and rule.form.fullmatch(line)),
        None,
    )


def _is_bar(line: str) -> bool:
    whole = line.lower().strip(" |·•/>»›,;:&")
    if whole in _BAR_WORDS:
        return True
    items = [item for item in _BAR_MARKS.split(whole) if item]
    if len(items) < 2:
        items = whole.split()
    return len(items) > 1 and all(item in _BAR_WORDS for item in items)
