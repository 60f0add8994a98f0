"""Whether two full names may be one person's. Pure.

1. They have one surname. What stands behind it (Jr., III) agrees, or one goes without.
2. The first names are equal, or one is short for the other (Bill, William), or its initial, or the
   other's second name (Ada Moss, Zoe Ada Moss).
3. The names between them begin with one letter, or one goes without.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

INITIALS = 3
"""So short a first name may be initials."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "md", "phd"})


def first_names(name: Sequence[str]) -> frozenset[str]:
    """The words with which other names of somebody called so may begin, in lower case."""
    given, surname, _ = _parted(name)
    first = given[0] if given else surname
    return _related(first) | {first[0]} if len(first) <= INITIALS else _related(first)


def may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, given by their words, may be one person's."""
    (one_given, one_surname, one_end), (given, surname, end) = _parted(one), _parted(other)
    if one_surname != surname or (one_end and end and one_end != end):
        return False
    if not one_given or not given:
        return True
    first, *middle = one_given
    second, *between = given
    if first in between or second in middle:
        return True
    initial = len(first) == 1 or len(second) == 1
    alike = first[0] == second[0] if initial else second in _related(first)
    return alike and (not middle or not between or middle[0][0] == between[0][0])


def _parted(name: Sequence[str]) -> tuple[list[str], str, str]:
    """Given names, surname, and what stands behind it, in lower case without full stops; initials
    at the head as one word (J. D., J.D., JD)."""
    *given, surname = (word.casefold().replace(".", "") or word for word in name)
    end = ""
    if given and surname in SUFFIXES:
        surname, end = given.pop(), surname
    initials = list(takewhile(lambda word: len(word) == 1, given))
    return ["".join(initials), *given[len(initials) :]] if initials else given, surname, end


def _related(first: str) -> frozenset[str]:
    return _short().get(first, frozenset()) | {first}


@cache
def _short() -> Mapping[str, frozenset[str]]:
    """By first name, those that are short for it, that it is short for, or that share one."""
    table = tomllib.loads(files("bot").joinpath("nicknames.toml").read_text("utf-8"))
    related: defaultdict[str, set[str]] = defaultdict(set)
    for name, nicknames in table.items():
        family = {name.casefold(), *nicknames.casefold().split()}
        for member in family:
            related[member] |= family
    return {name: frozenset(family) for name, family in related.items()}
