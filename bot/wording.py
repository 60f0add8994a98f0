"""Wording that Discord and a terminal share: quotations in marks, and what to say of a question's
words, which stand nowhere, or found nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.model import Article
from bot.store.query import QUOTED, quoted
from bot.store.terms import SPACELESS, fold

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_HAS_SPACELESS = re.compile(f"[{SPACELESS}]")


def nowhere(query: str, articles: Sequence[Article]) -> str:
    """What to say of the quoted words that none of the articles holds word for word; else ''.

    Case, accents and punctuation do not count; an ellipsis may stand for what was left out, and a
    quotation that is split around who said it is one.
    """
    phrases = quoted(query)
    if not (phrases and articles):
        return ""
    texts = [
        _plain(f"{article.title} {article.text}") + _plain(" ".join(QUOTED.findall(article.text)))
        for article in articles
    ]
    missing = {
        f"“{' … '.join(phrase)}”": None
        for phrase in phrases
        if not any(all(_held(part, text) for part in phrase) for text in texts)
    }
    return f"none of these has {' or '.join(missing)} word for word" if missing else ""


def in_marks(words: Iterable[str]) -> str:
    """The parts of a quotation, each in marks: what stood between them is left out, and seen to be.

    A comma at the very end is that of the sentence it stood in.
    """
    *others, last = words
    return " … ".join(f"“{part}”" for part in (*others, last.removesuffix(",")))


def advice(query: str | None) -> str:
    """What to try where nothing was found: one word cannot be fewer."""
    words = len((query or "").split())
    return "Try fewer words." if words > 1 else "Try another word." if words else ""


def _held(phrase: str, text: str) -> bool:
    plain = _plain(phrase)
    return (plain.strip() if _HAS_SPACELESS.search(plain) else plain) in text


def _plain(text: str) -> str:
    """Folded words, a space around each."""
    return f" {_BETWEEN_WORDS.sub(' ', fold(text).replace(chr(39), '')).strip()} "
