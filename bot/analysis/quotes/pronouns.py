"""Whom "he" and "she" stand for.

Every "he" and "she" outside quotation marks is resolved in order, so that one can hand its person on
to the next. Candidates are the persons named within the last sentences; what counts is in `_score`.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.analysis.quotes.names import Entity, People
from bot.analysis.quotes.tokens import Tokens

REACH = 6


class _Candidate(NamedTuple):
    entity: Entity
    token: int
    sentence: int
    weight: float


class Pronouns:
    """The persons that the pronouns of one text stand for."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._resolved: dict[int, Entity | None] = {}
        self._read(people)

    def resolve(self, token: int) -> Entity | None:
        """The person the pronoun at `token` stands for."""
        return self._resolved.get(token)

    def _read(self, people: People) -> None:
        kinds = self._tokens.kinds
        candidates: list[_Candidate] = []
        names = [(mention.first, mention) for mention in people.mentions]
        pronouns = [(index, None) for index, kind in enumerate(kinds) if kind == "P"]
        for token, mention in sorted(names + pronouns, key=lambda item: item[0]):
            sentence = self._tokens.sentence(token)
            if mention is None:
                gender = "f" if self._tokens.word(token).lower() == "she" else "m"
                entity = self._best(candidates, sentence, gender)
                self._resolved[token] = entity
                if entity:
                    entity.gender = entity.gender or gender
                    candidates.append(_Candidate(entity, token, sentence, 1.5))
            else:
                entity = people.of[mention.first]
                if not entity.body and not entity.place:
                    weight = self._weight(mention.first, mention.last)
                    candidates.append(_Candidate(entity, token, sentence, weight))

    def _weight(self, first: int, last: int) -> float:
        kinds = self._tokens.kinds
        weight = 0.0
        start = self._tokens.sentence_start(first)
        before = kinds[start:first]
        if kinds[last : last + 1] in ("V", "X", "v", "A"):
            weight += 1.0
        if not set(before) & set("VXv"):
            weight += 1.0
        if kinds[first - 1 : first] == "i":
            weight -= 0.7
        if kinds[last : last + 1] == "s":
            weight -= 0.7
        return weight

    def _best(self, candidates: list[_Candidate], sentence: int, gender: str) -> Entity | None:
        scores: dict[int, float] = {}
        entities: dict[int, Entity] = {}
        for candidate in reversed(candidates):
            distance = sentence - candidate.sentence
            if distance > REACH:
                break
            entity = candidate.entity
            if entity.gender not in ("", gender):
                continue
            score = candidate.weight - 1.0 * distance + (0.3 if entity.gender else 0)
            if not entity.known:
                score -= 0.3 if len(entity.words) > 1 else 1.5
            key = id(entity)
            entities[key] = entity
            scores[key] = max(scores.get(key, -99.0), score) + 0.15
        if not scores:
            return None
        best = max(scores, key=lambda key: scores[key])
        return entities[best]
