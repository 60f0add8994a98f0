"""Whom the noun phrase of a cue names."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.analysis.quotes.names import Entity, Mention, People
from bot.analysis.quotes.pronouns import Pronouns
from bot.analysis.quotes.tokens import Tokens


class Speaker(NamedTuple):
    """Tokens `first:last` mention the speaker, who is `entity` where that is known."""

    first: int
    last: int
    entity: Entity | None
    mention: Mention | None = None


class Speakers:
    """Reads noun phrases against the people of one text."""

    def __init__(self, tokens: Tokens, people: People, pronouns: Pronouns) -> None:
        self._tokens = tokens
        self._people = people
        self._pronouns = pronouns

    def read(self, first: int, last: int) -> Speaker:
        """Who the noun phrase `first:last` is."""
        kinds = self._tokens.kinds
        if kinds[first] in "PEMO":
            return Speaker(first, last, self._pronouns.resolve(first))
        name = self._head_name(first, last) or self._apposition(last)
        if name:
            entity = self._people.of[name.first]
            return Speaker(first, max(last, name.last), entity, name)
        return Speaker(first, last, self._nominal(first, last))

    def labelled(self, label: str) -> Speaker:
        """The speaker of a transcript's label."""
        return Speaker(0, 0, self._people.labelled(label))

    def _head_name(self, first: int, last: int) -> Mention | None:
        """The name that is the head of the phrase, not one that belongs to its modifiers."""
        kinds = self._tokens.kinds
        possessive = kinds.rfind("s", first, last - 1)
        if possessive > first:
            first = possessive + 1
        names = [m for m in self._people.mention_within(first, last)]
        if not names:
            return None
        final = names[-1]
        in_phrase = re.search("i[Dd]?[knwov]*$", kinds[first : final.first])
        if final.last == last and not (in_phrase and kinds[final.first - 1] in "iDdn"):
            return final
        head = names[0]
        if kinds[head.last : head.last + 1] == "i" or head.last == last:
            return head if not re.search("i[Dd]?$", kinds[first : head.first]) else None
        return None

    def _apposition(self, last: int) -> Mention | None:
        """ "The mayor, Ada Moss, said"."""
        if self._tokens.kinds[last : last + 1] != ",":
            return None
        return next(
            (
                name
                for name in self._people.mention_within(last + 1, last + 8)
                if name.first == last + 1 and len(name.words) > 1
            ),
            None,
        )

    def _nominal(self, first: int, last: int) -> Entity | None:
        """ "The president": the one person the text gives that title, else nobody."""
        return None
