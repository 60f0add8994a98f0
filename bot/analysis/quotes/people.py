"""Whom the names of a text name.

1. A name of several words opens an entry, or joins the one that has its surname and a first name
   that may be the same (equal, an initial, a short form).
2. A name of one word stands for the entry that bears it as surname (else as first name): of several
   the one whose gender fits its title, then the one most often named in full.
3. The name in another script that stands in brackets behind a name is an alias: Ada Moss (アダ).
4. Bodies and places are no persons. A person is who bears a title or a given name, or speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bot.analysis import lexicon
from bot.analysis.quotes import names
from bot.analysis.quotes.names import Mention, genders
from bot.analysis.quotes.tokens import Tokens
from bot.model import Person, Span
from bot.names import SUFFIXES, may_be_one

_OTHER_SCRIPT = re.compile(r"\s?[(（](?P<name>[^\W\d_A-Za-z\u00c0-\u024f]{2,12})[)）]")
_KIN = re.compile("Dw{0,2}k$")
_OWNERS = {"his": "m", "her": "f"}
LONGEST_TITLE = 5
"""So many words at most: "Former Deputy Prime Minister"."""
NAMESAKES = 50
"""So many of one surname are told apart; it keeps time linear."""


@dataclass(slots=True)
class Entity:
    """Somebody or something that bears a name in this text."""

    words: tuple[str, ...]
    gender: str = ""
    body: bool = False
    place: bool = False
    kin: bool = False
    """Whether it is somebody's brother or wife, which is no title."""
    known: bool = False
    """Whether anything shows it to be a person: a title, a given name, speech."""
    full: list[int] = field(default_factory=list[int])
    """The tokens where it is named in full."""
    names: set[str] = field(default_factory=set[str])
    titles: dict[str, Span] = field(default_factory=dict[str, Span])

    @property
    def name(self) -> str:
        """The fullest name in the text."""
        return " ".join(self.words)

    @property
    def is_person(self) -> bool:
        """Whether it belongs to the people of the article."""
        named = len(self.words) > 1 or bool(self.titles) or self.kin
        return self.known and named and not self.body and not self.place

    @property
    def title(self) -> Span | None:
        """The first title the text gives it."""
        return next(iter(self.titles.values()), None)

    @property
    def person(self) -> Person:
        """What is told of it outside."""
        return Person(self.name, tuple(sorted(self.names - {self.name})), tuple(self.titles))


class People:
    """Who is named in a text, and by which of its words."""

    def __init__(self, tokens: Tokens) -> None:
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = list(names.find(tokens))
        self.of: dict[int, Entity] = {}
        """The entity of a mention, by the mention's first token."""
        self._tokens = tokens
        self._called: dict[str, dict[int, tuple[int, Entity]]] = defaultdict(dict)
        """By noun, who is called that, and from which token on."""
        self._by_surname: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._kin: tuple[Entity, str, int] | None = None
        """Who was last named by a first name as his or hers, with the owner's gender: "Her son"."""
        for mention in self.mentions:
            if len(mention.words) > 1:
                self._file(mention, self._full(mention))
        for mention in self.mentions:
            if len(mention.words) == 1:
                self._file(mention, self._relative(mention) or self._single(mention))
                if tokens.kinds[mention.first - 1 : mention.first] == "k":
                    self._remember(mention)

    def mentions_within(self, first: int, last: int) -> list[Mention]:
        """The names that end within the tokens `first:last`."""
        start = bisect_right(self.mentions, first, key=_last)
        return self.mentions[start : bisect_right(self.mentions, last, start, key=_last)]

    def called(self, noun: int, token: int) -> Entity | None:
        """The one person whom the text has called so before the token: "the former poet" was
        introduced so, or as a poet."""
        for calling in dict.fromkeys((self._calling(noun), self._tokens.word(noun).lower())):
            bearers = self._called.get(calling, {}).values()
            before = list(islice((entity for first, entity in bearers if first < token), 2))
            if before:
                return before[0] if len(before) == 1 else None
        return None

    def labelled(self, label: str) -> Entity | None:
        """Whom "MOSS" stands for in a transcript."""
        surname = label.split()[-1].casefold()
        bearers = [e for e in self.entities if e.words[-1].casefold() == surname and not e.body]
        return max(bearers, key=_times_in_full, default=None)

    def _file(self, mention: Mention, entity: Entity) -> None:
        kinds = self._tokens.kinds
        self.of[mention.first] = entity
        entity.names.add(" ".join(mention.words))
        if other := _OTHER_SCRIPT.match(self._tokens.text, self._tokens.ends[mention.last - 1]):
            entity.names.add(other["name"])
        if not entity.known and self._located(mention):
            entity.place = True
        if kinds.startswith(("V", "AV"), mention.last) and kinds[mention.last - 1] != "L":
            entity.known = True
            entity.place &= kinds[mention.first - 1 : mention.first] == "i"
        apposition = names.apposition(self._tokens, mention)
        for noun in self._callings(mention, apposition):
            self._called[noun].setdefault(id(entity), (mention.first, entity))
        entity.gender = self._noun_gender(mention, apposition) or entity.gender
        if not entity.known and len(mention.words) > 1:
            entity.known = apposition is not None or names.is_called(self._tokens, mention)
        title = names.title(self._tokens, mention)
        if title and not entity.body:
            words = title.of(self._tokens.text)
            if names.is_office(words):
                entity.titles.setdefault(words, title)
            else:
                entity.kin = True
        if mention.proper > mention.first:
            entity.known = True
            entity.gender = entity.gender or self._title_gender(mention)

    def _title_gender(self, mention: Mention) -> str:
        """The gender a title tells; "Virginia Gov. Terry Moss" has none."""
        tokens, titles = self._tokens, range(mention.first, mention.proper)
        words = (tokens.word(index) for index in titles if tokens.kinds[index] == "T")
        return next((gender for word in words if (gender := genders().get(word, ""))), "")

    def _noun_gender(self, mention: Mention, apposition: int | None) -> str:
        """The gender of the noun in "his sister Ola" and "Ola Moss, an actress"."""
        tokens, first = self._tokens, mention.first
        if apposition is not None and (gender := genders().get(tokens.word(apposition), "")):
            return gender
        if not names.is_called(tokens, mention):
            return ""
        return genders().get(tokens.word(first - 1 - (tokens.kinds[first - 1] == ",")), "")

    def _callings(self, mention: Mention, apposition: int | None) -> Iterator[str]:
        """The nouns in "poet Ada Moss", "the poet, Ada Moss," and "Ada Moss, a poet from Tarn,"."""
        kinds = self._tokens.kinds
        for index in range(mention.first, mention.proper):
            if kinds[index] == "T" and self._tokens.word(index).lower() not in _lessening():
                yield self._calling(index)
        if "B" in kinds[mention.proper : mention.last]:
            yield mention.words[-1].lower()
        before = mention.first - 1
        enclosed = kinds[before : mention.first] == "," == kinds[mention.last : mention.last + 1]
        before -= enclosed
        if kinds[before : before + 1] == "k":
            yield self._calling(before)
        if apposition is not None:
            yield self._calling(apposition)

    def _calling(self, noun: int) -> str:
        """ "mayor", and "former mayor" of one whom "the mayor" does not mean."""
        word = self._tokens.word(noun).rstrip(".").lower()
        for index in range(noun - 1, max(noun - LONGEST_TITLE, 0) - 1, -1):
            before = self._tokens.word(index).lower()
            if before in _lessening():
                return f"{before} {word}"
            if self._tokens.kinds[index] not in "TLNB":
                break
        return word

    def _full(self, mention: Mention) -> Entity:
        words = _without_suffix(mention.words)
        for entity in self._by_surname[words[-1]][-NAMESAKES:]:
            if entity.words == mention.words or may_be_one(mention.words, entity.words):
                entity.full.append(mention.first)
                if len(mention.words) > len(entity.words):
                    entity.words = mention.words
                return entity
        entity = self._new(mention)
        entity.full.append(mention.first)
        first = genders().get(words[0], "")
        entity.known = bool(first)
        entity.gender = first.replace("e", "")
        self._by_surname[words[-1]].append(entity)
        if not entity.body and not entity.place:
            self._by_first[words[0]].append(entity)
        return entity

    def _remember(self, mention: Mention) -> None:
        tokens, first = self._tokens, mention.first
        if kin := _KIN.search(tokens.kinds, max(0, first - 5), first):
            owner = _OWNERS.get(tokens.word(kin.start()).lower(), "")
            self._kin = (self.of[first], owner, tokens.sentence(first))

    def _relative(self, mention: Mention) -> Entity | None:
        """Whom "Mr. Moss" means right behind "Her son Karl": not her but him, named by both."""
        if self._kin is None or mention.proper == mention.first:
            return None
        kin, owner, sentence = self._kin
        gender, word = self._title_gender(mention), mention.words[0]
        near = self._tokens.sentence(mention.first) - sentence <= 2
        hers = any(e.gender in ("", owner) for e in self._by_surname[word][-NAMESAKES:])
        if not (near and hers and owner and gender == kin.gender != owner and len(kin.words) == 1):
            return None
        kin.words = (*kin.words, word)
        self._by_surname[word].append(kin)
        return kin

    def _single(self, mention: Mention) -> Entity:
        word = mention.words[0]
        gender = self._title_gender(mention)
        kin = self._by_surname[word][-NAMESAKES:]
        bearers = [entity for entity in kin if not gender or entity.gender in ("", gender)]
        if not bearers and self._is_familiar(mention):
            bearers = self._by_first[word][-NAMESAKES:]
        if bearers:
            return _likeliest(bearers, mention.first)
        entity = self._new(mention)
        entity.gender = genders().get(word, "").replace("e", "")
        entity.known = word in genders()
        self._by_surname[word].append(entity)
        return entity

    def _is_familiar(self, mention: Mention) -> bool:
        """Whether a first name is all that can be expected: "Ada", "Sir Ada"."""
        familiar: list[str] = lexicon.load("speakers")["titles"]["familiar"]
        titles = self._tokens.words(mention.first, mention.proper)
        return all(title in familiar for title in titles)

    def _new(self, mention: Mention) -> Entity:
        kinds, word = self._tokens.kinds[mention.proper : mention.last], mention.words[0]
        body = "B" in kinds or self._is_thing(mention)
        located = "L" in (kinds[-1], kinds[0]) or self._located(mention)
        town = kinds == "L" and self._located(mention)  # "in Orlando"
        named = (word in genders() and not town) or names.is_called(self._tokens, mention)
        entity = Entity(mention.words, body=body, place=located and not named)
        self.entities.append(entity)
        return entity

    def _is_thing(self, mention: Mention) -> bool:
        """ "WHO", "Tarn TV" and "its Spring Ball" are nobody."""
        words, behind = mention.words, self._tokens.kinds[mention.last : mention.last + 1]
        if words[0] in genders() or mention.first < mention.proper:
            return False
        before = self._tokens.word(mention.first - 1).lower() if mention.first else ""
        return (len(words[-1]) > 1 and words[-1].isupper()) or (
            before in ("the", "its", "their") and behind not in (*"wok",)
        )

    def _located(self, mention: Mention) -> bool:
        """Whether it is where something is: "in Moss Bay", "Moss Bay, Ohio"."""
        before = self._tokens.word(mention.first - 1) if mention.first else ""
        behind = self._tokens.kinds[mention.last : mention.last + 2]
        owned = before == "on" and behind[:1] == "s"  # "on Ada Moss's face"
        return (before in ("in", "at", "near", "on") and not owned) or behind == ",L"


def _lessening() -> frozenset[str]:
    return lexicon.words("grammar", "lessening")


def _last(mention: Mention) -> int:
    return mention.last


def _times_in_full(entity: Entity) -> int:
    return len(entity.full)


def _likeliest(bearers: list[Entity], token: int) -> Entity:
    """Who is most often named in full; of equals, who was last before the token."""

    def likelihood(entity: Entity) -> tuple[bool, int, int]:
        before = bisect_left(entity.full, token)
        return not entity.body, len(entity.full), entity.full[before - 1] if before else -1

    return max(bearers, key=likelihood) if len(bearers) > 1 else bearers[0]


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1].rstrip(".").lower() in SUFFIXES else words
