"""Names in a text, and whom they name.

1. A run of capitals is a name; what stands before its last title is title, and bodies and places
   are no persons.
2. A name of several words opens an entry, or joins the one that has its surname and a first name
   that may be the same (equal, an initial, a short form).
3. A name of one word stands for the entry that bears it as surname (else as first name): of several
   the one whose gender fits its title, then the one most often named in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from bot.analysis import lexicon
from bot.analysis.quotes.tokens import Tokens
from bot.model import Person

_RUN = re.compile(
    r"(?:T+i(?=[BNL]+N)[BL]?)?[NTBLnI](?:[NTBLnI]|l+(?=[NBL])|q|(?<=T)-(?=T)|(?<=B)c(?=B)|(?<=B)i(?=[NBL]))*"
)
_LINK = re.compile("Bi")
_APPOSITION = re.compile(r",D?[wndNBLv]{0,5}k(?!k)")


@dataclass(slots=True)
class Entity:
    """Somebody or something that bears a name in this text."""

    words: list[str]
    gender: str = ""
    body: bool = False
    place: bool = False
    known: bool = False
    """Whether anything shows it to be a person: a title, a given name, speech."""
    callings: set[str] = field(default_factory=set[str])
    """What the text calls it: the nouns of its titles and appositions."""
    full: int = 0
    names: dict[str, int] = field(default_factory=dict[str, int])
    titles: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def name(self) -> str:
        """The fullest name in the text."""
        return " ".join(self.words)

    @property
    def person(self) -> Person:
        """What is told of it outside."""
        aliases = sorted(set(self.names) - {self.name})
        return Person(self.name, tuple(aliases), tuple(sorted(self.titles)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: tokens `first:last`, of which `proper:last` are the bare name."""

    first: int
    proper: int
    last: int
    words: tuple[str, ...]
    title: str


def _last(mention: Mention) -> int:
    return mention.last


@cache
def genders() -> dict[str, str]:
    """`m` or `f` for a given name or a title, `e` for a given name borne by both."""
    given, titles = lexicon.load("given_names"), lexicon.load("speakers")["titles"]
    table = dict.fromkeys(given["male"].split(), "m") | dict.fromkeys(given["female"].split(), "f")
    table |= dict.fromkeys(given["either"].split(), "e")
    for gender in ("male", "female"):
        for title in titles[gender]:
            table |= {title: gender[0], f"{title}.": gender[0]}
    return table


def mentions(tokens: Tokens) -> Iterator[Mention]:
    """Every name in the text."""
    for run in _RUN.finditer(tokens.kinds):
        first = run.start()
        for link in _LINK.finditer(tokens.kinds, first, run.end()):
            if tokens.word(link.end() - 1) not in ("of", "for"):
                if mention := _mention(tokens, first, link.end() - 1):
                    yield mention
                first = link.end()
        if mention := _mention(tokens, first, run.end()):
            yield mention


def _mention(tokens: Tokens, first: int, last: int) -> Mention | None:
    kinds = tokens.kinds[first:last]
    while last > first and kinds and kinds[-1] in "nTl-c":
        if kinds[-1] in "nT" and len(kinds) > 1 and kinds[-2] in "NI" and kinds[-1] == "n":
            break
        last, kinds = last - 1, kinds[:-1]
    if not kinds:
        return None
    proper = first + kinds.rfind("T") + 1
    if re.match("T+i", kinds):
        proper = max(proper, first + kinds.index("i") + 2)
    while proper < last - 1 and tokens.kinds[proper] in "n-":
        proper += 1
    if last - proper > 2 and "B" not in kinds:
        given = [i for i in range(proper + 1, last - 1) if tokens.word(i) in genders()]
        if given and tokens.word(proper) not in genders():
            proper = given[0]
    if last - proper > 2 and tokens.span(proper, last).of(tokens.text).isupper():
        return None
    words = tuple(tokens.word(index) for index in range(proper, last) if tokens.kinds[index] != "q")
    title = " ".join(tokens.words(first, proper)) if proper > first else ""
    return Mention(first, proper, last, words, title) if words else None


class People:
    """Who is named in a text, and by which of its words."""

    def __init__(self, tokens: Tokens) -> None:
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = list(mentions(tokens))
        self.of: dict[int, Entity] = {}
        """The entity of a mention, by the mention's first token."""
        self._by_surname: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._tokens = tokens
        for mention in self.mentions:
            if len(mention.words) > 1:
                self._file(mention, self._full(mention))
        for mention in self.mentions:
            if len(mention.words) == 1:
                self._file(mention, self._single(mention))

    def mentions_within(self, first: int, last: int) -> list[Mention]:
        """The names that end within the tokens `first:last`."""
        start = bisect_right(self.mentions, first, key=_last)
        return self.mentions[start : bisect_right(self.mentions, last, start, key=_last)]

    def called(self, noun: str) -> Entity | None:
        """The one person whom the text calls that ("the poet")."""
        bearers = [entity for entity in self.entities if noun in entity.callings]
        return bearers[0] if len(bearers) == 1 else None

    def labelled(self, label: str) -> Entity | None:
        """Whom "MOSS" stands for in a transcript."""
        surname = label.split()[-1].casefold()
        bearers = [e for e in self.entities if e.words[-1].casefold() == surname and not e.body]
        return max(bearers, key=lambda entity: entity.full, default=None)

    def _file(self, mention: Mention, entity: Entity) -> None:
        self.of[mention.first] = entity
        name = " ".join(mention.words)
        entity.names[name] = entity.names.get(name, 0) + 1
        kinds = self._tokens.kinds
        if kinds[mention.last : mention.last + 1] == "V" and kinds[mention.last - 1] != "L":
            entity.known = True
            entity.place &= kinds[mention.first - 1 : mention.first] == "i"
        entity.callings.update(self._callings(mention))
        title = mention.title
        if title:
            entity.titles[title] = entity.titles.get(title, 0) + 1
            entity.known = True
            for word in title.split():
                entity.gender = entity.gender or genders().get(word, "").replace("e", "")

    def _callings(self, mention: Mention) -> Iterator[str]:
        """The nouns in "poet Ada Moss" and "Ada Moss, a poet from Tarn,"."""
        tokens, kinds = self._tokens, self._tokens.kinds
        for index in range(mention.first, mention.proper):
            if kinds[index] == "T":
                yield tokens.word(index).rstrip(".").lower()
        if "B" in kinds[mention.proper : mention.last]:
            yield mention.words[-1].lower()
        if kinds[mention.first - 1 : mention.first] == "k":
            yield tokens.word(mention.first - 1)
        apposition = _APPOSITION.match(kinds, mention.last)
        if apposition:
            yield tokens.word(apposition.end() - 1)

    def _full(self, mention: Mention) -> Entity:
        words = _without_suffix(mention.words)
        for entity in self._by_surname[words[-1]]:
            if _compatible(words, _without_suffix(entity.words)):
                entity.full += 1
                if len(mention.words) > len(entity.words):
                    entity.words = list(mention.words)
                return entity
        entity = self._new(mention)
        entity.full = 1
        first = genders().get(words[0], "")
        entity.known = bool(first) and not entity.body
        entity.gender = first if first != "e" else ""
        self._by_surname[words[-1]].append(entity)
        if not entity.body and not entity.place:
            self._by_first[words[0]].append(entity)
        return entity

    def _single(self, mention: Mention) -> Entity:
        word = mention.words[0]
        gender = next((g for w in mention.title.split() if (g := genders().get(w, ""))), "")
        bearers = [e for e in self._by_surname[word] if not gender or e.gender in ("", gender)]
        bearers = bearers or [] if mention.title else bearers or self._by_first[word]
        if bearers:
            return max(bearers, key=lambda entity: entity.full)
        entity = self._new(mention)
        entity.gender = genders().get(word, "").replace("e", "")
        entity.known = word in genders()
        self._by_surname[word].append(entity)
        return entity

    def _located(self, mention: Mention) -> bool:
        """Whether it is where something is: "in Moss Bay", "Moss Bay, Ohio"."""
        before = self._tokens.word(mention.first - 1) if mention.first else ""
        behind = self._tokens.kinds[mention.last : mention.last + 2]
        return before in ("in", "at", "near", "on") or behind == ",L"

    def _new(self, mention: Mention) -> Entity:
        kinds = self._tokens.kinds[mention.proper : mention.last]
        entity = Entity(list(mention.words))
        entity.body = "B" in kinds or (
            len(kinds) == 1 and mention.words[0].isupper() and len(mention.words[0]) > 1
        )
        entity.place = (
            not entity.body
            and mention.words[0] not in genders()
            and ("L" in (kinds[-1], kinds[0]) or self._located(mention))
        )
        self.entities.append(entity)
        return entity


def _without_suffix(words: Iterable[str]) -> tuple[str, ...]:
    suffixes = lexicon.load("speakers")["suffixes"]
    bare = tuple(word for word in words if word.rstrip(".") not in suffixes)
    return bare or tuple(words)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with one surname may be one person's."""
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    short = lexicon.load("given_names")["short"]
    return (
        first == second
        or (len(first) == 1 and second.startswith(first))
        or (len(second) == 1 and first.startswith(second))
        or short.get(first, first) == short.get(second, second)
        or first in other[1:-1]
        or second in one[1:-1]
    )
