"""Other ways the words of a query may be written. Pure.

British and American spelling, words joined and apart, long and short names. Each is a guess: the
search looks only for those that are on file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.store.stem import stem
from bot.store.terms import spaceless, stop_words

_SHORTEST_PART = 3
_LONGEST_NAME = 3
_ENDING = re.compile(r"(?<=\w{3}[iy])[sz](?=(?:e[drs]?|ers|ing|ations?)$)")
_OTHER = {"s": "z", "z": "s"}


def variants(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each a term of the query, and another that may stand for it: one, or several with spaces."""
    for word in words:
        if not spaceless(word):
            yield from ((stem(word), stem(other)) for other in _spellings(word))
    for first, second in pairwise(words):
        if _grows_together(first, second):
            together = stem(first + second)
            yield from ((stem(word), together) for word in (first, second))
    yield from _names(words)


def joined(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Two neighbouring terms of the query, and the two as one word."""
    for first, second in pairwise(words):
        if all(word not in stop_words() and _may_join(word) for word in (first, second)):
            yield stem(first), stem(second), stem(first + second)


def apart(word: str) -> Iterator[tuple[str, str]]:
    """A word as two."""
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield stem(word[:place]), stem(word[place:])


@cache
def asking_words() -> frozenset[str]:
    """Words of a question that say nothing about its answer, stop words among them."""
    return stop_words() | frozenset(_lists()["asking"]["words"])


def _spellings(word: str) -> Iterator[str]:
    for british, american in _lists()["spellings"].items():
        for one, other in ((british, american), (american, british)):
            if word.startswith(one):
                yield other + word[len(one) :]
    if _ENDING.search(word):
        yield _ENDING.sub(lambda letter: _OTHER[letter[0]], word)


def _grows_together(first: str, second: str) -> bool:
    particles = _lists()["particles"]["words"]
    return (first in particles or second in particles) and _may_join(first) and _may_join(second)


def _may_join(word: str) -> bool:
    return word.isalpha() and not spaceless(word)


def _names(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    stems = [stem(word) for word in words]
    names = _same()
    for length in range(1, _LONGEST_NAME + 1):
        for start in range(len(stems) - length + 1):
            name = tuple(stems[start : start + length])
            for other in names.get(name, ()):
                yield from ((term, " ".join(other)) for term in name)


Name = tuple[str, ...]


@cache
def _same() -> Mapping[Name, list[Name]]:
    """Names as stems, each with the other names of the same thing."""
    found: dict[Name, list[Name]] = {}
    for group in _lists()["names"]["same"]:
        names = [tuple(stem(word) for word in name.split()) for name in group]
        found.update({name: [other for other in names if other != name] for name in names})
    return found


@cache
def _lists() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_suffix(".toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
