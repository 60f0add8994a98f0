"""Which lines are not the article: fixed forms, kept as data in `boilerplate.toml` (pure)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.articles.addresses import is_address

_DATA = tomllib.loads(files("bot.articles").joinpath("boilerplate.toml").read_text("utf-8"))


class _Rule(NamedTuple):
    reason: str
    limit: int
    needs: tuple[str, ...]
    form: re.Pattern[str]


_RULES = tuple(
    _Rule(
        rule["reason"],
        rule["limit"],
        tuple(rule.get("needs", ("",))),
        re.compile("|".join(rule["patterns"]), re.IGNORECASE),
    )
    for rule in _DATA["rule"]
)
_BAR_REASON: str = _DATA["bar"]["reason"]
_BAR_WORDS = frozenset[str](_DATA["bar"]["words"])
_LONGEST_BAR = 300
_BAR_MARKS = re.compile(r"\s*[|·•/>»›,;&]+\s*|\s{2,}|\n")
_LONGEST = max(rule.limit for rule in _RULES)
_NO_LETTER = re.compile(r"[^\w]*")
_QUOTED = re.compile(r"[“「『«\"][^”」』»\"]{12,}[”」』»\"]")


def reason_against(line: str) -> str | None:
    """Why `line` is not part of an article; `None` when nothing speaks against it."""
    if _NO_LETTER.fullmatch(line):
        return None if set(line) & set("。…") else "rule of signs"
    return _reason_against(line) if len(line) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _reason_against(line: str) -> str | None:
    if is_address(line):
        return "address"
    if _is_bar(line):
        return _BAR_REASON
    if _QUOTED.search(line):
        return None
    low = line.lower()
    for reason, limit, needs, form in _RULES:
        fits = len(line) <= limit and any(need in low for need in needs)
        if fits and form.fullmatch(line):
            return reason
    return None


def _is_bar(line: str) -> bool:
    if len(line) > _LONGEST_BAR:
        return False
    whole = line.lower().strip(" |·•/>»›,;:&")
    if whole in _BAR_WORDS:
        return True
    items = [item for item in _BAR_MARKS.split(whole) if item]
    if len(items) < 2:
        items = whole.split()
    return len(items) > 1 and all(item in _BAR_WORDS for item in items)
