"""From strings in marks to quotations with their speakers.

1. Strings in marks that run on over paragraphs are one.
2. The cue of a string: behind it, where it ends with a comma, `?` or `!`; before it in its sentence.
3. A string without a cue goes on with the one before it in the same paragraph; else its speaker is
   the subject of the sentence before it, else the speaker of the paragraph before it.
4. A string without cue or speaker is a quotation only if it reads like a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.analysis.quotes import cues, marks
from bot.analysis.quotes.cues import Cue
from bot.analysis.quotes.names import People
from bot.analysis.quotes.pronouns import Pronouns
from bot.analysis.quotes.speakers import Speaker, Speakers
from bot.analysis.quotes.tokens import Tokens
from bot.model import Person, Quote, Span


@dataclass(slots=True)
class _Found:
    """A quotation being read: its strings by token, its cue, its speaker."""

    strings: list[int]
    cue: Cue | None = None
    speaker: Speaker | None = None
    tokens: list[int] = field(default_factory=list[int])


def read(text: str, sentences: Sequence[Span]) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotations of `text` in order, and the people it names."""
    strings = marks.find(text)
    tokens = Tokens(text, strings, sentences)
    people = People(tokens)
    pronouns = Pronouns(tokens, people)
    reader = _Reader(tokens, Speakers(tokens, people, pronouns))
    quotes = tuple(_quote(text, tokens, found, sentences) for found in reader.quotations())
    persons = tuple(
        Person(
            entity.name,
            tuple(sorted(set(entity.names) - {entity.name})),
            tuple(sorted(entity.titles)),
        )
        for entity in people.entities
        if entity.known and not entity.body
    )
    return quotes, persons


_LABEL = re.compile(r"\s*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}):\s+")
_IN_CLAUSE = re.compile("[isDnNBLowkT]$|[^¶.,:Q]c$")


class _Reader:
    def __init__(self, tokens: Tokens, speakers: Speakers) -> None:
        self._tokens = tokens
        self._speakers = speakers

    def quotations(self) -> list[_Found]:
        found: list[_Found] = []
        for group in self._groups():
            quotation = self._attribute(group, found[-1] if found else None)
            if quotation is None:
                continue
            if found and self._joins(found[-1], quotation):
                found[-1].strings += quotation.strings
            else:
                found.append(quotation)
        return found

    def _groups(self) -> list[list[int]]:
        groups: list[list[int]] = []
        runs_on = False
        for token, string in self._tokens.marked.items():
            if runs_on and not _LABEL.match(self._tokens.text, string.start, string.end):
                groups[-1].append(token)
            else:
                groups.append([token])
            runs_on = string.runs_on
        return groups

    def _attribute(self, group: list[int], previous: _Found | None) -> _Found | None:
        tokens = self._tokens
        first, last = group[0], group[-1]
        words = self._words(group)
        final = tokens.text[tokens.marked[last].end - 1]
        if label := self._label(first):
            return label
        if self._is_title(first, words):
            return None
        cue = None
        follows = tokens.kinds[last + 1 : last + 2]
        if (
            final in ",?!—-"
            or (follows and follows in ",-y")
            or (final not in ".…" and not words[0][:1].islower())
        ):
            cue = cues.after(tokens, last)
        elif final in ".…":
            cue = cues.after(tokens, last)
            if cue and tokens.kinds[
                max(cue.last, cue.verb_end) : max(cue.last, cue.verb_end) + 1
            ] not in (".", "¶", ""):
                cue = None
        if cue is None:
            cue = self._before(first)
        if cue:
            adjacent = cue.first > last or cue.verb_end >= first - 1
            if len(words) < 4 and cue.first < first and (cue.weak or cue.verb_end < first - 8):
                return None
            if len(words) < 3 and not (final in ",.?!" or follows == "," or adjacent):
                return None
            return _Found(group, cue, self._speakers.read(cue.first, cue.last))
        if (
            len(words) < 5
            or not (words[0][:1].isupper() or words[0][:1] in "[….")
            or final not in ".,?!…—-"
        ):
            return None
        if self._lead(first) and tokens.kinds[tokens.sentence_start(first) : first]:
            return None
        return _Found(group, None, self._inherited(first, previous))

    def _label(self, first: int) -> _Found | None:
        """ "MOSS: We won": who speaks is within the marks, as in a transcript."""
        string = self._tokens.marked[first]
        label = _LABEL.match(self._tokens.text, string.start, string.end)
        if label is None:
            return None
        self._tokens.marked[first] = string._replace(start=label.end())
        if label.end() >= string.end:
            return None
        return _Found([first], None, self._speakers.labelled(first, label["name"]))

    def _is_title(self, first: int, words: list[str]) -> bool:
        """Whether the string names a work: capitals throughout, within a clause."""
        if not _IN_CLAUSE.search(self._tokens.kinds[max(0, first - 2) : first]):
            return False
        return all(word[:1].isupper() or len(word) < 5 for word in words) and words[-1][:1].isupper()

    def _continues(self, previous: _Found, first: int) -> bool:
        between = self._tokens.kinds[previous.strings[-1] + 1 : first]
        return "¶" not in between and between.count(".") <= 1 and between[-1:] in ("", ".")

    def _words(self, group: list[int]) -> list[str]:
        string = self._tokens.marked[group[0]]
        return self._tokens.text[string.start : string.end].split() or [""]

    def _lead(self, quotation: int) -> bool:
        return self._tokens.kinds[quotation - 1 : quotation] not in ("", "¶", ".", "Q")

    def _before(self, quotation: int) -> Cue | None:
        kinds = self._tokens.kinds
        end = quotation
        if kinds[max(0, quotation - 2) : quotation] in (":¶", ",¶"):
            end = quotation - 1
        start = self._tokens.sentence_start(max(0, end - 1 if end < quotation else quotation))
        return cues.before(self._tokens, start, end) if start < end else None

    def _inherited(self, quotation: int, previous: _Found | None) -> Speaker | None:
        """Who goes on speaking, or was spoken of in the sentence before."""
        tokens = self._tokens
        before = max(0, quotation - 1)
        if tokens.kinds[before : before + 1] == "¶":
            before = max(0, before - 1)
        start = tokens.sentence_start(before)
        if previous and previous.strings[-1] >= start:
            return previous.speaker
        subject = cues.main_subject(tokens, start, quotation)
        return self._speakers.read(*subject) if subject else None

    def _joins(self, earlier: _Found, later: _Found) -> bool:
        """Whether `later` is the rest of a quotation that is split around its cue."""
        between = self._tokens.kinds[earlier.strings[-1] + 1 : later.strings[0]]
        if later.cue:
            return bool(earlier.cue) and earlier.cue.verb == later.cue.verb
        return (
            "¶" not in between
            and between.count(".") <= 1
            and later.speaker is earlier.speaker is not None
        )


def _quote(text: str, tokens: Tokens, found: _Found, sentences: Sequence[Span]) -> Quote:
    segments: list[Span] = []
    for token in found.strings:
        string = tokens.marked[token]
        piece = string_of(text, string.start, string.end)
        if piece:
            segments.append(piece)
    starts = [sentence.start for sentence in sentences]
    first = sentences[max(0, bisect_right(starts, segments[0].start) - 1)]
    last = sentences[max(0, bisect_right(starts, segments[-1].start) - 1)]
    speaker = found.speaker
    return Quote(
        tuple(segments),
        Span(first.start, max(last.end, segments[-1].end)),
        speaker.entity.name if speaker and speaker.entity else None,
        tokens.span(speaker.first, speaker.last) if speaker and speaker.last > speaker.first else None,
        tokens.span(found.cue.verb, found.cue.verb_end) if found.cue else None,
    )


def string_of(text: str, start: int, end: int) -> Span | None:
    """The span without white space around it."""
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    first = start + len(piece) - len(piece.lstrip())
    return Span(first, first + len(inner))
