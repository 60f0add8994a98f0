"""ROUGE-1 and ROUGE-2 (Lin 2004): stemmed, all words, F1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_PORTER = snowballstemmer.stemmer("porter")  # pyright: ignore[reportUnknownMemberType], untyped


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    stem: str = _PORTER.stemWord(word)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return stem  # pyright: ignore[reportUnknownVariableType]


def tokens(text: str) -> list[str]:
    """The stemmed words of a text."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def rouge(summary: str, references: Iterable[str]) -> tuple[float, float]:
    """Mean ROUGE-1 and ROUGE-2 F1 of a summary over its references."""
    own = tokens(summary)
    scores = [(_f1(own, words), _f1(_twos(own), _twos(words))) for words in map(tokens, references)]
    return (
        sum(one for one, _ in scores) / len(scores),
        sum(two for _, two in scores) / len(scores),
    )


def _twos(words: list[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def _f1(
    summary: list[str] | list[tuple[str, str]], reference: list[str] | list[tuple[str, str]]
) -> float:
    shared = (Counter(summary) & Counter(reference)).total()
    return 2 * shared / ((len(summary) + len(reference)) or 1)
