"""What people are called, made comparable. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model import Person
from bot.names import SUFFIXES
from bot.store.terms import spaceless, words

LAST = "\U0010ffff"
"""Follows every continuation of a prefix: `prefix <= key < prefix + LAST`."""


@dataclass(frozen=True, slots=True)
class Name:
    """One thing a person is called: kind is name, alias, surname, title or operator."""

    kind: str
    name: str
    key: str


def key_of(name: str) -> str:
    """A name without case, accents, punctuation; without spaces where its script has none."""
    parts = list(words(name))
    if parts and all(spaceless(part) for part in parts):
        return "".join(parts)
    return " ".join(parts)


def name_words(key: str) -> Iterator[str]:
    """The words somebody may begin to type."""
    return iter(key.split())


def begins_a_name(key: str) -> bool:
    """Whether a key may be told as the beginning of a name without spaces."""
    return len(key) > 1 and spaceless(key)


def surname_of(key: str) -> str | None:
    """The last word of a full name; none of a single word."""
    parts = key.split()
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return parts[-1] if len(parts) > 1 else None


def names_of(person: Person) -> list[Name]:
    """Everything a person is called, each once; a surname only where it is no alias already."""
    key = key_of(person.name)
    names = [Name("name", person.name, key)]
    names += _distinct("alias", (alias for alias in person.aliases if alias != person.name))
    known = {name.key for name in names}
    for surname in dict.fromkeys((surname_of(key), _hyphenated(person.name))):
        if surname and surname not in known:
            names.append(Name("surname", surname, surname))
    names += _distinct("title", person.titles)
    return names


def _hyphenated(name: str) -> str | None:
    """The key of a surname of two parts, Lee-Marsh, which are two words of a key."""
    last = name.split()[-1:]
    return key_of(last[0]) if last and "-" in last[0] else None


def _distinct(kind: str, names: Iterable[str]) -> list[Name]:
    found = {name: Name(kind, name, key_of(name)) for name in names}
    return [name for name in found.values() if name.key]
