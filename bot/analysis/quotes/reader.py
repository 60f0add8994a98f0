"""From strings in marks to quotations with their speakers.

1. A label within the marks names the speaker ("MOSS: We won").
2. The title of a work is no quotation.
3. The cue of a string stands behind it, or before it in its sentence.
4. A string without one goes on with the quotation before it in its paragraph.
5. Else it is a quotation only if it reads like a sentence, and stands alone. Its speaker is the one
   of whom the sentence before it tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.analysis.quotes import below, capitals, cues, japanese, marks, transcripts, verbs
from bot.analysis.quotes.cues import Cue
from bot.analysis.quotes.passages import Passage, passages
from bot.analysis.quotes.people import People
from bot.analysis.quotes.pronouns import Pronouns
from bot.analysis.quotes.speakers import Speaker, Speakers
from bot.analysis.quotes.tokens import Tokens
from bot.model import Person, Quote, Span

LONG = 12
"""So many words in marks are a quotation, though nobody knows whose."""

_LEAD = re.compile("(?:[AGgc][,:]?)?")
"""Nothing, or "Then," and "Adding:"."""

_SPOKE = re.compile(r"[^Q]*V[AO]?\.$")
"""A sentence that ends with its verb: "Ada Moss laughed." """


@dataclass(slots=True)
class _Attributed:
    """Passages of one speaker that make one quotation."""

    passages: list[Passage]
    cue: Cue | None = None
    speaker: Speaker | None = None

    @property
    def last(self) -> int:
        return self.passages[-1].last


def read(text: str, sentences: Sequence[Span]) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotations of `text` in order, and the people it names."""
    marked = marks.find(text)
    if japanese.is_japanese(text):
        return japanese.read(text, marked, sentences)
    marked = transcripts.merged(marked, transcripts.turns(text))
    tokens = Tokens(capitals.restored(text), marked, sentences)
    people = People(tokens)
    reader = _Reader(tokens, Speakers(tokens, people, Pronouns(tokens, people)))
    starts = [sentence.start for sentence in sentences]
    quotes = tuple(_quote(tokens, found, sentences, starts) for found in reader.quotations())
    speakers = {quote.speaker for quote in quotes}
    return (
        quotes,
        tuple(
            entity.person
            for entity in people.entities
            if entity.is_person or entity.name in speakers
        ),
    )


class _Reader:
    def __init__(self, tokens: Tokens, speakers: Speakers) -> None:
        self._tokens = tokens
        self._speakers = speakers

    def quotations(self) -> list[_Attributed]:
        """Every quotation, one that is split around its cue as one."""
        found: list[_Attributed] = []
        for passage in passages(self._tokens):
            previous = found[-1] if found else None
            attributed = self._attribute(passage, previous)
            if attributed is previous and previous:
                previous.passages.append(passage)
            elif attributed:
                found.append(attributed)
        return found

    def _attribute(self, passage: Passage, previous: _Attributed | None) -> _Attributed | None:
        """The quotation the passage is, or goes on with; `None` when it is none."""
        if passage.label:
            return _Attributed([passage], None, self._speakers.labelled(passage.label))
        if passage.title or passage.noise:
            return None
        follows = passage.whole or (passage.capital and len(passage.words) >= LONG)
        goes_on = previous is not None and follows and self._goes_on(previous, passage)
        if goes_on and passage.final in ".…" and not self._cue_before(passage):
            return previous
        cue = self._cue(passage)
        if previous and self._resumes(previous, passage) and not (cue and cue.verb > passage.last):
            return previous
        if cue:
            if previous and previous.cue and previous.cue.verb == cue.verb:
                return previous
            if not _convinces(cue, passage, self._tokens.kinds[passage.first - 1 : passage.first]):
                return None
            unnamed = cue.first == cue.last
            speaker = None if unnamed else self._speakers.read(cue.first, cue.last)
            return _Attributed([passage], cue, speaker)
        if goes_on:
            return previous
        if passage.whole and self._alone(passage):
            return _Attributed([passage], None, self._told_of_before(passage, previous))
        return _Attributed([passage]) if len(passage.words) >= LONG else None

    def _cue(self, passage: Passage) -> Cue | None:
        """The cue behind, but for `?"` and `!"` with a cue that leads up to them."""
        lead = self._tokens.kinds[passage.first - 1 : passage.first]
        if lead == "r" or (passage.final in "?!.…" and lead in (",", ":")):
            cue = self._cue_before(passage)
            if cue:
                return cue
        return self._cue_behind(passage) or self._cue_before(passage)

    def _cue_behind(self, passage: Passage) -> Cue | None:
        cue = cues.after(self._tokens, passage.last)
        if cue is None or passage.final in ("", *",?!—-"):
            return cue
        follows = self._tokens.kinds[passage.last + 1]
        if passage.final in ".…":
            end = max(cue.last, cue.verb_end)
            return (
                cue
                if self._tokens.kinds[cue.verb] == "-"
                or self._tokens.kinds[end : end + 1] in (".", "¶", "")
                else None
            )
        return cue if follows in ",-y" or (passage.capital and not passage.named) else None

    def _cue_before(self, passage: Passage) -> Cue | None:
        """The cue that leads up to the passage, also at the end of the line above it."""
        kinds, end = self._tokens.kinds, passage.first
        if kinds[max(0, end - 2) : end] in (":¶", ",¶"):
            end -= 1
        if _SPOKE.match(kinds, self._tokens.sentence_start(max(0, end - 1)), end):
            end -= 1
        start = self._tokens.sentence_start(end if end == passage.first else end - 1)
        return cues.before(self._tokens, start, end) if start < end else None

    def _resumes(self, previous: _Attributed, passage: Passage) -> bool:
        """Whether nothing but the cue of a quotation and a comma stands before the passage."""
        between = self._tokens.kinds[previous.last + 1 : passage.first]
        return (
            previous.cue is not None
            and previous.cue.verb > previous.last
            and between.endswith(",")
            and between.count("V") + between.count("G") == 1
            and not {".", "¶"} & set(between)
        )

    def _goes_on(self, previous: _Attributed, passage: Passage) -> bool:
        """Whether the passage is the sentence after that of the quotation, in its paragraph."""
        tokens = self._tokens
        between = tokens.kinds[previous.last + 1 : passage.first]
        if "¶" in between:
            return False
        here = tokens.sentence(passage.first)
        lead = tokens.kinds[tokens.sentence_start(passage.first) : passage.first]
        return not between or (
            _LEAD.fullmatch(lead) is not None and here - tokens.sentence(previous.last) <= 1
        )

    def _alone(self, passage: Passage) -> bool:
        """Whether it stands as a sentence of its own; a short one only behind a colon."""
        lead = self._tokens.kinds[passage.first - 1 : passage.first]
        issued = lead == "," and self._tokens.word(passage.first - 2) in verbs.nouns()
        if lead == ":" or issued:
            return len(passage.words) >= 3
        starts = self._tokens.sentence_start(passage.first) == passage.first
        return starts and len(passage.words) >= 5

    def _told_of_before(self, passage: Passage, previous: _Attributed | None) -> Speaker | None:
        """Who goes on speaking, or is spoken of in the sentence behind or before."""
        tokens = self._tokens
        if named := below.behind(tokens, passage.last):
            return self._speakers.read(*named)
        if passage.final == "," and tokens.kinds[passage.last + 1 : passage.last + 2] not in "¶Q":
            return None
        before = max(0, passage.first - 1)
        if tokens.kinds[before] == "¶":
            before = max(0, before - 1)
        start = tokens.sentence_start(before)
        if previous and previous.last >= start:
            return previous.speaker
        cue = cues.before(tokens, start, passage.first)
        if cue and tokens.word(cue.verb_end - 1) not in cues.ASKS:
            speaker = self._speakers.read(cue.first, cue.last)
            if speaker.name:
                return speaker
        subject = cues.main_subject(tokens, start, passage.first)
        return self._speakers.read(*subject) if subject else None


def _convinces(cue: Cue, passage: Passage, lead: str) -> bool:
    """Whether the cue makes the string a quotation; `lead` is the kind of the word before it."""
    if cue.first == cue.last and not passage.capital:
        return False
    if cue.first > passage.last:
        return len(passage.words) >= 3 or passage.final in (*",.?!",)
    if passage.named and len(passage.words) > 1:
        return lead in (",", ":", "G") and passage.first - cue.verb_end <= 3
    if passage.whole and (lead in (*",:r",) or passage.first - cue.verb_end <= (lead == ".")):
        return True
    return len(passage.words) >= (3 if not passage.capital else 6 if cue.weak else 4)


def _quote(
    tokens: Tokens, found: _Attributed, sentences: Sequence[Span], starts: list[int]
) -> Quote:
    segments = [segment for passage in found.passages for segment in passage.segments]
    first = max(0, bisect_right(starts, segments[0].start) - 1)
    last = max(0, bisect_right(starts, segments[-1].start) - 1)
    speaker, cue = found.speaker, found.cue
    return Quote(
        tuple(segments),
        Span(sentences[first].start, max(sentences[last].end, segments[-1].end)),
        speaker.name if speaker else None,
        speaker.mention if speaker else None,
        tokens.span(cue.verb, cue.verb_end) if cue else None,
        speaker.title if speaker else None,
    )
