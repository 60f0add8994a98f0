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

from bot.analysis.quotes.names import Mention
from bot.analysis.quotes.people import Entity, People
from bot.analysis.quotes.tokens import Tokens

REACH, CROWD = 6, 60
"""Sentences, and names, looked back at."""
AWAY = 1.6
"""What a sentence of distance costs."""
SUBJECT, SPEAKS, PRONOUN = 1.4, 0.5, 1.8
"""For the subject of a sentence, a name next to its verb, a pronoun read before."""
IN_PHRASE, POSSESSIVE, MODIFIER = -0.5, -0.5, -0.5
"""For "with Ada Moss", "Ada Moss's" and "the Moss campaign"."""
AGAIN, OFTEN = 0.15, 4
"""For each time it is named, so many times at most."""
GENDER = 0.3
UNSURE = -0.3
"""For a name of several words that nothing shows to be a person's; one word is no candidate."""
UNLIKELY = -2.0
"""For "he" and a given name that ends like a woman's."""
MARGIN = 0.3
"""What the best has to be better by than the next: a wrong name is worse than none."""

_PRONOUN = re.compile("[PD]")
_DESCRIPTION = re.compile("D[wn]{0,2}k(?![kNTI])")
_MODIFIER = re.compile("[wn]{0,3}[ko]")


class _Candidate(NamedTuple):
    entity: Entity
    sentence: int
    weight: float


def _person(entity: Entity) -> bool:
    return entity.known or len(entity.words) > 1


class Pronouns:
    """The persons that the pronouns of one text stand for."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._resolved: dict[int, Entity | None] = {}
        self._candidates: list[_Candidate] = []
        self._read(people)

    def resolve(self, token: int) -> Entity | None:
        """The person the pronoun at `token` stands for."""
        return self._resolved.get(token)

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

    def _read(self, people: People) -> None:
        candidates = self._candidates
        names = {mention.first: mention for mention in people.mentions}
        pronouns = [
            found.start()
            for found in _PRONOUN.finditer(self._tokens.kinds)
            if found[0] == "P" or self._tokens.word(found.start()).lower() in ("his", "her")
        ]
        called = dict(self._called(people))
        for token in sorted([*names, *pronouns, *called]):
            sentence = self._tokens.sentence(token)
            if token in called:
                candidates.append(_Candidate(called[token], sentence, SUBJECT))
                continue
            if token in names:
                entity = people.of[token]
                if not entity.body and not entity.place:
                    candidates.append(_Candidate(entity, sentence, self._weight(names[token])))
                continue
            word = self._tokens.word(token).lower()
            gender = "f" if word in ("she", "her") else "m"
            entity = self._best(candidates, sentence, gender)
            self._resolved[token] = entity
            if entity and word in ("he", "she"):
                entity.gender = entity.gender or gender
                candidates.append(_Candidate(entity, sentence, PRONOUN))

    def _called(self, people: People) -> Iterator[tuple[int, Entity]]:
        """Those whom "the mayor" stands for."""
        for phrase in _DESCRIPTION.finditer(self._tokens.kinds):
            noun = phrase.end() - 1
            if self._tokens.word(phrase.start()).lower() == "the":
                entity = people.called(self._tokens.word(noun), noun)
                if entity and not entity.body:
                    yield phrase.start(), entity

    def _weight(self, mention: Mention) -> float:
        kinds, first, last = self._tokens.kinds, mention.first, mention.last
        before = kinds[self._tokens.sentence_start(first) : first]
        if _MODIFIER.match(kinds, last):
            return MODIFIER
        weight = 0.0
        if not set(before) & set("VXv"):
            weight += SUBJECT
        if kinds[last : last + 1] in ("V", "X", "v", "A") or kinds[first - 1 : first] == "V":
            weight += SPEAKS
        if kinds[first - 1 : first] == "i":
            weight += IN_PHRASE
        if kinds[last : last + 1] == "s":
            weight += POSSESSIVE
        return weight

    def _best(self, candidates: list[_Candidate], sentence: int, gender: str) -> Entity | None:
        """The candidate that stands out, if one does."""
        scores: dict[int, float] = {}
        times: dict[int, int] = defaultdict(int)
        entities: dict[int, Entity] = {}
        for candidate in reversed(candidates[-CROWD:]):
            entity, distance = candidate.entity, sentence - candidate.sentence
            if distance > REACH:
                break
            if entity.gender in ("", gender) and _person(entity):
                key = id(entity)
                score = candidate.weight - AWAY * distance
                entities[key] = entity
                times[key] += 1
                scores[key] = max(scores.get(key, score), score)
        ranked = sorted(
            (score + _prior(entities[key], gender) + AGAIN * min(times[key], OFTEN), key)
            for key, score in scores.items()
        )
        if not ranked or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < MARGIN):
            return None
        return entities[ranked[-1][1]]


def _prior(entity: Entity, gender: str) -> float:
    """How well a person fits a pronoun, wherever it is named."""
    prior = GENDER if entity.gender else 0.0
    if not entity.known:
        prior += UNSURE
    if gender == "m" and not entity.gender and entity.words[0].endswith(("a", "ine", "ette")):
        prior += UNLIKELY
    return prior
