"""Topics a member would recognise: names, things and phrases as they stand in the article.

1. Names: runs of words written large inside sentences; headlines and headings are not read.
2. Phrases of two words that are said at least twice, none of them a stop word.
3. Things: words that are said often here and seldom in news at large.
4. Runs of Chinese characters or of katakana.
5. The weightiest are kept (often said, rare elsewhere, in the title), none that is part of another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from bot.analysis import lexicon
from bot.analysis.terms import rarity, stem_of
from bot.model import Person

KEPT = 12

LONGEST = 5
"""Words of a name at the most; a longer run is a heading."""

RARE = 4.0
"""Rarity from which a word says what an article is about: in fewer than 2 articles of 100."""

UNKNOWN = 7.5
"""Rarity of a word that is not among the common ones."""

PHRASE, THING = 0.8, 0.45
"""What phrases and things are worth beside names."""

_PROSE = re.compile(r"^.*[.!?…。！？][\"'”’»)\]」』]*\s*$", re.MULTILINE)
# A pattern that begins with one set of characters, and looks back only then, skips the rest fast.
_REST = r"[^\W_]*(?:[-'’&.][A-Za-z][^\W_]*)*"
_NAME = re.compile(
    rf"[A-Z](?<![^\W_].){_REST}"
    rf"(?:[ \t]of(?:[ \t]the)?(?=[ \t][A-Z]))?"  # Bank of the North
    rf"(?:[ \t](?:(?:de|la|al|van|von|bin|der|den)[ \t]){{0,2}}[A-Z]{_REST})*"
)
_INSIDE = re.compile(r"[\w,;:)][\"'“‘«(]?[ \t][\"'“‘«(]*$")
_SMALL = re.compile(r"[a-z](?<![\w'’-].)[a-z-]{2,}+(?:[ \t][a-z][a-z-]{2,}+)+")
_WORD = re.compile(r"[a-z](?<![\w'’-].)[a-z]{3,}+(?![\w'’-])")
_CJK = re.compile(r"[\u30a0-\u9fff]")
_JAPANESE = re.compile(r"[\u4e00-\u9fff々]{2,8}|[\u30a0-\u30ff]{3,12}")


def keywords(title: str, text: str, people: Sequence[Person] = ()) -> tuple[str, ...]:
    """Up to `KEPT` surface forms of the text, weightiest first; each is a substring of it."""
    prose = "\n".join(_PROSE.findall(text)) or text
    heading = title.casefold()
    scored = {
        phrase: _score(phrase, count) * (1.5 if phrase.casefold() in heading else 1.0)
        for phrase, count in _candidates(prose, heading).items()
    }
    for person in people:
        scored[person.name] = max(scored.get(person.name, 0.0), 6.0)
    ranked = sorted(scored, key=lambda phrase: (-scored[phrase], phrase))
    return _distinct(phrase for phrase in ranked if phrase in text)


def _candidates(prose: str, heading: str) -> Counter[str]:
    """What may be a topic, and how often it is said."""
    found, stop = _names(prose), lexicon.words("stopwords")
    runs = (pairwise(run.split()) for run in _SMALL.findall(prose))
    for (one, other), count in Counter(chain.from_iterable(runs)).items():
        if count > 1 and one not in stop and other not in stop:
            found[f"{one} {other}"] += count
    for word, count in Counter(_WORD.findall(prose)).items():
        often = count > 2 or (count > 1 and word in heading)
        if often and word not in stop and rarity(stem_of(word)) >= RARE:
            found[word] += count
    if _CJK.search(prose):
        found.update(_JAPANESE.findall(prose))
    return found


def _names(prose: str) -> Counter[str]:
    """Names; a word that is large only where it opens sentences is none."""
    found = Counter((match[0], _is_inside(prose, match.start())) for match in _NAME.finditer(prose))
    known = {word for name, inside in found if inside for word in name.split()}
    names = Counter[str]()
    for (name, inside), count in found.items():
        first, _, rest = name.partition(" ")
        common = not rest or rarity(stem_of(first.lower())) < UNKNOWN
        headless = first == "The" or (not inside and common and first not in known)
        bare = (rest if headless else name).removesuffix("'s").removesuffix("’s").rstrip(".-'’")
        if _is_name(bare):
            names[bare] += count
    return names


def _is_inside(prose: str, start: int) -> bool:
    return bool(_INSIDE.search(prose, max(0, start - 4), start))


def _is_name(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= LONGEST or len(name) < 3:
        return False
    shouted = name.isupper() and len(name) > 5
    return not shouted and any(
        word.lower().replace("’", "'") not in lexicon.words("stopwords")
        for word in words
        if word[0].isupper()
    )


def _score(phrase: str, count: int) -> float:
    words = phrase.lower().split()
    rare = sum(rarity(stem_of(word)) for word in words) / len(words) ** 0.5
    kind = 1.0 if not phrase[0].islower() else PHRASE if len(words) > 1 else THING
    return rare * count**0.7 * kind


def _distinct(ranked: Iterator[str]) -> tuple[str, ...]:
    """The first of them, none a part of another."""
    kept: list[str] = []
    for phrase in ranked:
        if len(kept) == KEPT:
            break
        if not any(phrase.lower() in one.lower() or one.lower() in phrase.lower() for one in kept):
            kept.append(phrase)
    return tuple(kept)
