"""Whom "he" and "she" stand for.

Every "he" and "she" outside quotation marks is resolved in order, so that one can hand its person
on to the next. Candidates are the persons named within the last sentences whose gender may fit; the
weights are set by hand on some hundred pronouns (tests/eval/quotes.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bot.analysis.quotes.cues import ASKS
from bot.analysis.quotes.names import Mention, apposition, genders
from bot.analysis.quotes.people import Entity, People
from bot.analysis.quotes.tokens import Tokens

REACH, CROWD = 6, 60
"""Sentences, and names, looked back at."""
LONGEST_NAME = 8
"""Words, with the titles before it."""
AWAY = 1.6
"""What a sentence of distance costs."""
SUBJECT, SPEAKS, PRONOUN = 1.4, 0.5, 1.8
"""For the subject of a sentence, a name next to its verb, a pronoun read before."""
SOURCE = 1.9
"""For who has said the sentence that his name ends, rather than its subject."""
IN_PHRASE, POSSESSIVE, MODIFIER = -0.5, -0.5, -0.5
"""For "with Ada Moss", "Ada Moss's" and "the Moss campaign"."""
INTRODUCED = 1.4
"""For a full name with an apposition: who is introduced goes on to speak."""
ASKS_FIRST = -2.0
"""For who asks: somebody else answers."""
TELLS = frozenset({"told", "tells", "reminded", "informed", "assured", "warned"})
"""Whose object is no subject, and does not go on to speak."""
AGAIN, OFTEN = 0.15, 4
"""For each time it is named, so many times at most."""
GENDER = 0.3
NEAR, NAMED_BESIDE = 4, -1.0
"""For who is named in the quotation within so many words: few speak of themselves by name."""
UNSURE = -0.3
"""For a name of several words that nothing shows to be a person's; one word is no candidate."""
UNLIKELY = -2.0
"""For "he" and a given name that ends like a woman's."""
MARGIN = 0.3
"""What the best has to be better by than the next: a wrong name is worse than none."""

_CAPITAL = re.compile(r"\b[A-Z]\w+")
_OWNERS = frozenset({"his", "her", "His", "Her", "HIS", "HER", "him"})
_VERB = re.compile("[VXv]")
_PRONOUN = re.compile("[PD]|(?<=yt)O")
_DESCRIPTION = re.compile("D[wn]{0,2}k(?![kNTI])")
_MODIFIER = re.compile("[wn]{0,3}[ko]")
_SOMEBODY = re.compile(
    r"(?<![i,sXO])D[wndNBL]{0,3}k(?![kNTIsoS]|,(?!r))|(?P<clause>(?<=,)D[wndNBL]{0,3}k(?=A?[VXv]))"
)
"""A noun phrase, not an apposition; behind a comma one with its verb: "Shouting, one man left"."""
_ITS_VERB = re.compile("(?:,[^,¶.Q]{1,25},)?A?V")
_SAID_LAST = re.compile("A?VA?C?[.¶]")
_OF_WHOM = re.compile("X{0,2}A?[VSG]A?[ir]?")
"""From a pronoun to whom it does something: "has told", "said of", "said that"."""
_OPENING = re.compile("[vVgGui][^,.:¶Q]{1,40},")
"""Of a sentence: "Asked about it,", "When he came,"."""
_EXPLAINED = re.compile(",[dr]")
_OF_ITSELF = re.compile("A?VrP")
"""What the subject says of itself: "the chief insisted that he"."""
_TOLD = re.compile("VD?w{0,2}k?$")
_KIN = re.compile("D[w]{0,3}k$")


class _Candidate(NamedTuple):
    entity: Entity
    sentence: int
    weight: float
    kin: bool = False
    """Whether it is named as somebody's: "his brother Alan"."""


def _person(entity: Entity) -> bool:
    return entity.known or len(entity.words) > 1


class Pronouns:
    """The persons that the pronouns of one text stand for."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._people = people
        self._resolved: dict[int, Entity | None] = {}
        self._candidates: list[_Candidate] = []
        self._read()

    def resolve(self, token: int) -> Entity | None:
        """The person the pronoun at `token` stands for; nobody who has no name."""
        entity = self._resolved.get(token)
        return entity if entity and entity.names else None

    def nearest(self, token: int) -> Entity | None:
        """The only person named in the sentence of `token` and the one before it, else nobody."""
        here = self._tokens.sentence(token)
        end = bisect_right(self._candidates, here, key=lambda candidate: candidate.sentence)
        for since in (here, here - 1, here - 2):
            near = {
                id(candidate.entity): candidate.entity
                for candidate in self._candidates[max(0, end - CROWD) : end]
                if _person(candidate.entity) and candidate.sentence >= since
            }
            if near:
                return next(iter(near.values())) if len(near) == 1 else None
        return None

    def _read(self) -> None:
        candidates, people = self._candidates, self._people
        introduced: set[int] = set()
        names = {mention.first: mention for mention in people.mentions}
        pronouns = [
            found.start()
            for found in _PRONOUN.finditer(self._tokens.kinds)
            if found[0] == "P" or self._tokens.word(found.start()) in _OWNERS
        ]
        called = {**dict(self._somebody()), **dict(self._called())}
        for token in sorted({*names, *pronouns, *called}):
            sentence = self._tokens.sentence(token)
            if token in called:
                entity, weight = called[token]
                candidates.append(_Candidate(entity, sentence, weight))
                continue
            if token in names:
                entity = people.of[token]
                if not entity.body and not entity.place:
                    weight = self._weight(names[token])
                    if id(entity) not in introduced:
                        weight += INTRODUCED * self._introduces(names[token])
                    introduced.add(id(entity))
                    candidates.append(_Candidate(entity, sentence, weight, self._is_kin(token)))
                continue
            self._resolve(token, sentence)

    def _resolve(self, token: int, sentence: int) -> None:
        """Find whom a pronoun stands for; it tells the gender, "he" and "she" hand them on."""
        word = self._tokens.word(token).lower()
        gender = "f" if word in ("she", "her") else "m"
        entity = self._best(sentence, gender, self._named_beside(token), self._spoken_of(token))
        self._resolved[token] = entity
        if entity:
            entity.gender = entity.gender or gender
        if entity and word in ("he", "she"):
            self._candidates.append(_Candidate(entity, sentence, PRONOUN))

    def _called(self) -> Iterator[tuple[int, tuple[Entity, float]]]:
        """Those whom "the mayor" stands for."""
        for phrase in _DESCRIPTION.finditer(self._tokens.kinds):
            noun = phrase.end() - 1
            if self._tokens.word(phrase.start()).lower() == "the":
                entity = self._people.called(noun, noun)
                if entity and not entity.body:
                    yield phrase.start(), (entity, SUBJECT)

    def _somebody(self) -> Iterator[tuple[int, tuple[Entity, float]]]:
        """Those who have no name: "a woman", "another driver"."""
        for phrase in _SOMEBODY.finditer(self._tokens.kinds):
            noun = self._tokens.word(phrase.end() - 1)
            if noun in ("audience", "crowd"):
                continue
            gender = genders().get(noun, "")
            word = self._tokens.word(phrase.start()).lower()
            known = word == "the" and gender and phrase["clause"] is None
            behind = self._tokens.words(phrase.end(), phrase.end() + 1)
            tells = word == "the" and (
                not TELLS.isdisjoint(behind) or _OF_ITSELF.match(self._tokens.kinds, phrase.end())
            )
            if known or tells or word in ("a", "an", "one", "another"):
                entity = Entity((noun,), gender, known=True)
                yield phrase.start(), (entity, self._standing(*phrase.span()))

    def _weight(self, mention: Mention) -> float:
        kinds, first, last = self._tokens.kinds, mention.first, mention.last
        if _MODIFIER.match(kinds, last):
            return MODIFIER
        weight = self._standing(first, last)
        if kinds[first - 1 : first] == "i":
            weight += IN_PHRASE
        if kinds[last : last + 1] == "s":
            weight += POSSESSIVE
        return weight

    def _introduces(self, mention: Mention) -> bool:
        """Whether a full name is explained, "Ada Moss, 52," or "Ada Moss, a poet", of who is told
        nothing."""
        if len(mention.words) == 1 or self._is_told(mention.first):
            return False
        explained = _EXPLAINED.match(self._tokens.kinds, mention.last)
        return explained is not None or apposition(self._tokens, mention) is not None

    def _spoken_of(self, token: int) -> Entity | None:
        """Who is not the pronoun: "he told Moss", "she said Moss would"."""
        verb = _OF_WHOM.match(self._tokens.kinds, token + 1)
        if verb is None:
            return None
        named = self._people.mentions_within(verb.end(), verb.end() + LONGEST_NAME)
        return self._people.of[named[0].first] if named and named[0].first == verb.end() else None

    def _is_told(self, token: int) -> bool:
        """Whether it is the object of a verb before: "told Ada Moss", "told the pilot Ada Moss"."""
        verb = _TOLD.search(self._tokens.kinds, max(0, token - 5), token)
        return verb is not None and self._tokens.word(verb.start()) in TELLS

    def _is_kin(self, token: int) -> bool:
        """Whether somebody is named as another's: "his brother Alan" is not "he"."""
        found = _KIN.search(self._tokens.kinds, max(0, token - 5), token)
        return found is not None and self._tokens.word(found.start()).lower() in ("his", "her")

    def _standing(self, first: int, last: int) -> float:
        """What the place of a noun phrase in its sentence tells."""
        kinds = self._tokens.kinds
        weight = 0.0
        if kinds[first - 1 : first] == "," and _SAID_LAST.match(kinds, last):
            weight += SOURCE
        elif self._is_subject(first, last):
            weight += SUBJECT
        says = kinds[first - 1 : first] == "V" and self._tokens.word(first - 1) not in TELLS
        if says or kinds[last : last + 1] in ("V", "X", "v", "A"):
            weight += SPEAKS
        verb = _ITS_VERB.match(kinds, last)
        if verb and self._tokens.word(verb.end() - 1) in ASKS:
            weight += ASKS_FIRST
        return weight

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether no verb stands before it, but for those of a clause that opens the sentence;
        or it is one all the same: "said Moss,", ", with Moss"."""
        kinds, start = self._tokens.kinds, self._tokens.sentence_start(first)
        opening = _OPENING.match(kinds, start, first)
        if not _VERB.search(kinds, opening.end() if opening else start, first):
            return True
        if kinds.startswith(",i", first - 2):
            return self._tokens.word(first - 1) == "with"
        inverted = kinds.startswith((",V", "QV"), first - 2) and kinds[last : last + 1] in ",.¶("
        return inverted and self._tokens.word(first - 1) in ("said", "says")

    def _named_beside(self, token: int) -> set[str]:
        """The capitalised words of the quotations next to a pronoun."""
        kinds = self._tokens.kinds
        before, behind = (
            kinds.rfind("Q", max(0, token - NEAR), token),
            kinds.find("Q", token, token + NEAR),
        )
        return {
            word
            for quotation in (before, behind)
            if quotation >= 0
            for word in _CAPITAL.findall(
                self._tokens.text,
                self._tokens.starts[quotation],
                self._tokens.ends[quotation],
            )
        }

    def _best(
        self, sentence: int, gender: str, beside: set[str], spoken_of: Entity | None
    ) -> Entity | None:
        """The candidate that stands out, if one does."""
        scores: dict[int, float] = {}
        times: dict[int, int] = defaultdict(int)
        entities: dict[int, Entity] = {}
        for entity, place, weight, kin in reversed(self._candidates[-CROWD:]):
            distance = sentence - place
            if distance > REACH:
                break
            if (kin and not distance) or entity is spoken_of:
                continue
            if entity.gender in ("", gender) and _person(entity):
                key, score = id(entity), weight - AWAY * distance
                entities[key] = entity
                times[key] += 1
                if key not in scores or score > scores[key]:
                    scores[key] = score
        ranked = sorted(
            (score + _prior(entities[key], gender, beside) + AGAIN * min(times[key], OFTEN), key)
            for key, score in scores.items()
        )
        if not ranked or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < MARGIN):
            return None
        return entities[ranked[-1][1]]


def _prior(entity: Entity, gender: str, beside: set[str]) -> float:
    """How well a person fits a pronoun, wherever it is named; `beside` are quoted capitals."""
    prior = GENDER if entity.gender else 0.0
    if not beside.isdisjoint(entity.words):
        prior += NAMED_BESIDE
    if not entity.known:
        prior += UNSURE
    if gender == "m" and not entity.gender and entity.words[0].endswith(("a", "ine", "ette")):
        prior += UNLIKELY
    return prior
