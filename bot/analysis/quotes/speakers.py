"""Whom the noun phrase of a cue names."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.analysis.quotes import cues, names
from bot.analysis.quotes.names import Mention
from bot.analysis.quotes.people import Entity, People
from bot.analysis.quotes.pronouns import Pronouns
from bot.analysis.quotes.tokens import Tokens
from bot.model import Span

_PAPER_AND_NAME = re.compile("[^i]i[NLB]+kN[NI]+")
"""Voice of Tarn Bay reporter Ada Moss."""
_NAME_AND_PHRASE = re.compile("(?P<head>[^ic]*[NI])i[^q]*$")
_PHRASE = re.compile("(?P<head>k)?[it][Dd]?[knwovLBs]*$")
_JOINT = re.compile("[NTLIBDwkn]*[NI],?c[wkDLBnT]*N[NI]*")
"""Ada Moss and Karl Lunt: neither alone."""
_TITLE_BEHIND = re.compile("T*N[NI]+(?=T+$)")
"""Ada Moss MP."""
_CALLING = re.compile(",[wno]{0,2}k(?=i)")
LONGEST = 8
"""Words of a name with its titles."""
_NOUN = re.compile("D(?:w?T{1,3}(?![kowNI])|[wndNBLk]{0,3}[kow](?![kowT]))")


class Speaker(NamedTuple):
    """Who speaks: the fullest name if known, where it is mentioned, and with what title."""

    name: str | None
    mention: Span | None
    title: Span | None = None


class Speakers:
    """Reads noun phrases against the people of one text."""

    def __init__(self, tokens: Tokens, people: People, pronouns: Pronouns) -> None:
        self._tokens = tokens
        self._people = people
        self._pronouns = pronouns

    def read(self, first: int, last: int) -> Speaker:
        """Who the noun phrase `first:last` is."""
        name = None
        owner = last == first + 1 and self._tokens.kinds[first] == "D"
        if self._tokens.kinds[first] == "M":
            entity = self._body(first)
        elif owner or self._tokens.kinds[first] in "PEO":
            entity = self._pronouns.resolve(first)
        elif name := (
            self._head_name(first, last) or self._apposition(last) or self._apposed(first)
        ):
            entity = self._people.of[name.first]
            entity.known, last = True, max(last, name.last)
        else:
            entity = self._described(first, last)
        span = self._tokens.span(first, last)
        if entity is None:
            return Speaker(None, span)
        own = names.title(self._tokens, name) if name else None
        if own and not names.is_office(own.of(self._tokens.text)):
            own = None
        return Speaker(entity.name, span, own or entity.title)

    def _body(self, pronoun: int) -> Entity | None:
        """What "it" stands for: the only body of the sentence before, if that is its subject."""
        tokens, people = self._tokens, self._people
        end = tokens.sentence_start(pronoun)
        if tokens.word(pronoun).lower() != "it" or not end:
            return None
        if tokens.kinds[end - 1] == "Q":  # of several sentences
            end = tokens.sentence_start(end - 1)
        start = tokens.sentence_start(max(0, end - 1 - tokens.kinds.endswith("¶", 0, end)))
        subject = cues.main_subject(tokens, start, end)
        bodies = {
            id(entity): name
            for name in people.mentions_within(start, end)
            if (entity := people.of[name.first]).body and not entity.place
        }
        if subject is None or len(bodies) != 1:
            return None
        (name,) = bodies.values()
        return people.of[name.first] if name in people.mentions_within(*subject) else None

    def _described(self, first: int, last: int) -> Entity | None:
        """Whom "the poet" or "the 52-year-old" means."""
        words = self._tokens.words(first, last)
        noun = _NOUN.match(self._tokens.kinds, first, last)
        if noun is None or words[0].lower() != "the":
            return None
        if self._tokens.word(noun.end() - 1).endswith("-old"):
            return self._pronouns.nearest(first)
        return self._people.called(noun.end() - 1, first)

    def labelled(self, label: Span) -> Speaker:
        """The speaker of a transcript's label."""
        word = label.of(self._tokens.text)
        entity = self._people.labelled(word)
        if entity is None:
            return Speaker(word.title(), label)
        return Speaker(entity.name, label, entity.title)

    def _head_name(self, first: int, last: int) -> Mention | None:
        """The name that is the head of the phrase, not one that belongs to its modifiers."""
        kinds = self._tokens.kinds
        phrase = _NAME_AND_PHRASE.match(kinds[first:last])
        if phrase and not _PAPER_AND_NAME.fullmatch(kinds, first, last):
            last = first + phrase.end("head")
        elif titled := _TITLE_BEHIND.match(kinds, first, last):
            last = titled.end()
        possessive = kinds.rfind("s", first, last - 1)
        if possessive > first:
            first = possessive + 1
        names = self._people.mentions_within(first, last)
        if not names:
            return None
        final = names[-1]
        if _JOINT.fullmatch(kinds, first, last) and not self._people.of[final.first].body:
            return None
        if final.last == last and not self._in_phrase(first, final.first):
            modifies = kinds[final.first - 1] == "D" and kinds[last : last + 1] in ("w", "o", "k")
            return None if modifies else final
        head = names[0]
        leads = kinds[head.last : head.last + 1] == "i" and not self._in_phrase(first, head.first)
        return head if leads else None

    def _in_phrase(self, first: int, name: int) -> bool:
        """Whether it belongs to a phrase: "the wife of Ada Moss", "an aide to Mayor Moss"."""
        phrase = _PHRASE.search(self._tokens.kinds, first, name)
        if phrase is None:
            return False
        serves = phrase["head"] and self._tokens.word(phrase.end("head")) in ("for", "to")
        return bool(serves) or self._tokens.kinds[name - 1] in "itDdn"

    def _apposed(self, first: int) -> Mention | None:
        """The name in "Ada Moss, manager for Tarn said", where a comma is left out."""
        calling = _CALLING.match(self._tokens.kinds, first - 1)
        if calling is None or self._tokens.word(calling.end() - 1).endswith("s"):
            return None
        names = self._people.mentions_within(first - LONGEST, first - 1)
        return names[-1] if names and names[-1].last == first - 1 else None

    def _apposition(self, last: int) -> Mention | None:
        """The name in "the mayor, Ada Moss, said"."""
        if self._tokens.kinds[last : last + 1] != ",":
            return None
        names = self._people.mentions_within(last + 1, last + 8)
        name = names[0] if names else None
        near = name and set(self._tokens.kinds[last + 1 : name.first]) <= {"w", "n", "k"}
        return name if name and near and len(name.words) > 1 else None
