"""The stem of an English word, by M. F. Porter, "An algorithm for suffix stripping", 1980."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Protocol


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802, the library's name


LONGEST = 64
"""Bytes of a word; FTS5's porter tokenizer leaves longer ones as they are, too."""
_LOCK = Lock()


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer  # with thirty languages: loaded by those alone who stem

    return snowballstemmer.stemmer("porter")  # pyright: ignore[reportUnknownMemberType] - no types


def stem(word: str) -> str:
    """The stem of a word in lower case; what is not plain English letters stays as it is."""
    return _stem(word) if 2 < len(word) <= LONGEST else word


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    if not (word.isascii() and word.isalpha()):
        return word
    with _LOCK:  # a stemmer keeps its word in itself
        return _stemmer().stemWord(word)
