"""Topics a member would recognise: names and phrases as they stand in the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.analysis import lexicon
from bot.analysis.terms import rarity, stem_of
from bot.model import Person

KEPT = 12

_NAME = re.compile(
    r"(?<![\w.])[A-Z][\w'’-]*"
    r"(?:[ \t](?:(?:of|the|de|la|al|van|von|bin|for)[ \t]){0,2}[A-Z][\w'’-]*){0,4}"
)
_PHRASE = re.compile(r"(?<![\w'’-])[a-z][a-z-]{2,}(?:[ \t][a-z][a-z-]{2,}){1,2}(?![\w'’-])")
_JAPANESE = re.compile(r"[\u4e00-\u9fff々]{2,8}|[\u30a0-\u30ff]{3,12}")


def keywords(title: str, text: str, people: Sequence[Person] = ()) -> tuple[str, ...]:
    """Up to `KEPT` surface forms of the text, weightiest first; each is a substring of it."""
    counts = Counter(_candidates(text))
    heading = title.casefold()
    scored = {
        phrase: _score(phrase, count, heading) for phrase, count in counts.items() if phrase in text
    }
    for person in people:
        if person.name in text:
            scored[person.name] = max(scored.get(person.name, 0.0), 6.0)
    return _distinct(sorted(scored, key=lambda phrase: (-scored[phrase], phrase)))


def _candidates(text: str) -> list[str]:
    stop = lexicon.words("stopwords")
    found = [name for name in _NAME.findall(text) if name.lower() not in stop and len(name) > 2]
    found = [_trimmed(name) for name in found]
    found += [
        phrase
        for phrase in _PHRASE.findall(text)
        if not any(word in stop for word in phrase.split())
    ]
    return [*filter(None, found), *_JAPANESE.findall(text)]


def _trimmed(name: str) -> str:
    """A name without a stop word that a sentence began with, nor a possessive."""
    first, _, rest = name.partition(" ")
    if first.lower() in lexicon.words("stopwords"):
        name = rest
    return name.removesuffix("'s").removesuffix("’s").strip(" -'’")


def _score(phrase: str, count: int, heading: str) -> float:
    words = phrase.lower().split()
    rare = sum(rarity(stem_of(word)) for word in words) / len(words) ** 0.5
    name = phrase[0].isupper() or not phrase.isascii()
    if not name and count < 2:
        return 0.1 * rare
    return rare * (count**0.7) * (1.5 if phrase.casefold() in heading else 1.0)


def _distinct(ranked: Sequence[str]) -> tuple[str, ...]:
    """The first of them, none a part of another."""
    kept: list[str] = []
    for phrase in ranked:
        if len(kept) == KEPT:
            break
        if not any(phrase in other or other in phrase for other in kept):
            kept.append(phrase)
    return tuple(kept)
