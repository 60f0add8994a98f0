"""Text to the terms it is found by: folded, stemmed, stop words dropped, CJK in bigrams. Pure.

A run of a script written without spaces becomes its overlapping pairs of characters, and its last
character alone: so every pair is a term, every longer string a phrase of pairs, and every single
character the beginning of some term (石破茂 → 石破 破茂 茂).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.store.stem import stem

# Kana (without the middle dot), Han, Hangul; Thai, Lao, Burmese, Khmer.
SPACELESS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_TOKEN = re.compile(f"[{SPACELESS}]+|[^\\W_{SPACELESS}]+")
_SPACELESS_START = re.compile(f"[{SPACELESS}]")
_MARKS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_HYPHENED = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+\b")
_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3})")


def fold(text: str) -> str:
    """Text without case, accents and compatibility forms; kana keep their voicing marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", plain)).translate(_APOSTROPHES)


def words(text: str) -> Iterator[str]:
    """Folded words; a run without spaces is one word."""
    folded = fold(text)
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded).replace("'", "")
    folded = _INITIALS.sub(lambda initials: initials[0].replace(".", "") + " ", folded)
    folded = _DIGIT_COMMA.sub("", folded)
    return (found[0] for found in _TOKEN.finditer(folded))


def spaceless(word: str) -> bool:
    """Whether a word is written in a script without spaces."""
    return bool(_SPACELESS_START.match(word))


def terms(text: str) -> Iterator[str]:
    """The terms a text is filed under, in order; then its hyphened words as one (by-election)."""
    yield from _terms(text)
    yield from compounds(text)


def compounds(text: str) -> Iterator[str]:
    """Hyphened words written together."""
    if "-" in text:
        yield from (stem(fold(found[0]).replace("-", "")) for found in _HYPHENED.finditer(text))


def _terms(text: str) -> Iterator[str]:
    stops = stop_words()
    for word in words(text):
        if spaceless(word):
            yield from bigrams(word)
            yield word[-1]
        elif word not in stops:
            yield stem(word)


def bigrams(run: str) -> Iterator[str]:
    """The overlapping pairs of characters."""
    return (first + second for first, second in pairwise(run))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a text is about."""
    path = Path(__file__).with_name("stopwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
