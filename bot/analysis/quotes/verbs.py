"""The forms of reporting verbs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.analysis import lexicon


class Forms(NamedTuple):
    """Finite forms (said, says), participles (saying) and bases (say)."""

    finite: frozenset[str]
    participles: frozenset[str]
    bases: frozenset[str]


@cache
def forms() -> Forms:
    """Every form of every reporting verb."""
    inflected = [inflect(entry) for entry in lexicon.load("reporting")["speech"]]
    return Forms(
        frozenset(form for entry in inflected for form in (third(entry[0]), entry[1], *entry[3:])),
        frozenset(entry[2] for entry in inflected),
        frozenset(entry[0] for entry in inflected),
    )


@cache
def weak_forms() -> frozenset[str]:
    """Every form of the verbs that often tell of no words."""
    weak = set(lexicon.load("reporting")["weak"])
    entries = [inflect(entry) for entry in lexicon.load("reporting")["speech"]]
    return frozenset(
        form for entry in entries if entry[0] in weak for form in (third(entry[0]), *entry)
    )


@cache
def nouns() -> frozenset[str]:
    """What words are called: a remark, a warning."""
    return frozenset(lexicon.load("reporting")["nouns"])


def inflect(entry: str) -> tuple[str, ...]:
    """`base`, its past, its -ing form and where it has one its past participle."""
    base, *given = entry.split()
    stem = base.removesuffix("e")
    past = f"{base[:-1]}ied" if re.search("[^aeiou]y$", base) else f"{stem}ed"
    regular = (past, f"{base if base.endswith('ee') else stem}ing")
    return (base, *given, *regular[len(given) :])


def third(base: str) -> str:
    """The third person of the present."""
    if re.search("[^aeiou]y$", base):
        return f"{base[:-1]}ies"
    if base in ("go", "do") or base.endswith(("s", "sh", "ch", "x", "z")):
        return f"{base}es"
    return f"{base}s"
