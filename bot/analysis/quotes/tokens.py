"""The words outside quotation marks, each with its kind: one letter, so that a pattern over words
is a regular expression over letters; `kinds.py` lists the letters. A string in marks is one word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from bot.analysis.quotes.kinds import abbreviations, given_names, kinds, shape
from bot.analysis.quotes.marks import Marked
from bot.analysis.terms import share, stem_of
from bot.model import Span

FAR = 150
"""A sentence has no more words before a quotation than these; it keeps time linear."""

COMMON = 0.0005
"""In so large a share of articles stands a word that is no name at the head of a sentence."""

_TOKEN = re.compile(
    r"([A-Za-z]++(?![\w.'’-])"  # most words; the rest is slower
    r"|(?:[A-Z]-)?[^\W\d_](?:\.[^\W\d_](?!\w))+\.?"  # U.S., a.m., D-N.Y.
    r"|[A-Z]-(?:St|Ft|Mt)\."  # R-St. Paul
    r"|[^\W\d_]++(?:\d[\w-]*"  # H5N1
    r"|(?:\.[a-z]{2,})+(?!\w)|(?:[’'-](?!s\b)[^\W_]+)*"  # example.org, well-known
    r"(?:(?<=s)['’](?=\s(?:[A-Z]|and\s[A-Z])))?)"  # Teachers' Union
    r"|\d[\w.,/-]*\w|['’]s\b|@\w+|[\n\r\u2028\u2029]\s*|\.{2,}|--+|\w|[^\w\s])"
)
_IN_CONTEXT = (
    ("X", re.compile(r"s(?<=[PEMr]s)")),  # he's
    (
        "k",
        re.compile(r"[KW](?:(?<=^K)(?![NTI])|(?<=[.¶QD]K)(?![NTI])|(?<=DW))"),
    ),  # Critics said; the Judge
    ("N", re.compile(r"[KW](?<=[NI].)(?=I)")),  # Ada M. Cook Jr.
    ("T", re.compile(r"[KW](?=[NTI])")),  # Judge Moss, Poet Ola Moss
    ("N", re.compile(r"[KWC](?:(?<=[KW])|(?<=TC))")),  # Ada Cook, Mr. King
    ("o", re.compile(r"[VS](?<=[Ds].)(?!O)")),  # the report
    ("w", re.compile(r"S(?<=wS)(?=N)")),  # defensive end Karl Lunt
)


_NAMED_AS_A_MONTH = re.compile("(?<![iwdLC])C(?=N)")
"""April Moss, Jan Moss; not "in April Moss"."""
_FULL_NAME = re.compile(
    r"(?:N[NI]?[nLKWVGAXo]|(?<![ND])N(?P<second>N)?I?B)(?![NBLnI]|(?<=V)(?:[:,]?Q|[PEMD]))"
)
"""Ada Moss French, Ada Lee Banks; "Ada Moss Show" is no person, as Moss is no given name."""
_NAME = re.compile("N")
_BEFORE_CLAUSE = re.compile(r"i(?=T*[NI]+(?:\([^)]{1,9}\))?A?[VX])")
_CLAUSES = frozenset({"after", "before", "until", "since"})
_OTHER_CAPITAL = re.compile("[nLBKWVGAXo]")
_HEAD = re.compile(r"(?:^|(?<=[.¶:Q]))N(?![NIBLTs])")


class Tokens:
    """The words of one text in order; a string in quotation marks is one of them."""

    def __init__(self, text: str, marked: Sequence[Marked], sentences: Sequence[Span]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._words: list[str] = []
        self.marked: dict[int, Marked] = {}
        letters: list[str] = []
        place = 0
        for string in marked:
            letters += self._read(place, string.opened)
            self.marked[len(letters)] = string
            letters.append("Q" if _speaks(text, string) else "q")
            self.starts.append(string.opened)
            self.ends.append(string.closed)
            self._words.append(text[string.opened : string.closed])
            place = string.closed
        letters += self._read(place, len(text))
        self.kinds = "".join(self._surnames(letters))
        for kind, pattern in _IN_CONTEXT:
            self.kinds = pattern.sub(kind, self.kinds)
        self.kinds = _BEFORE_CLAUSE.sub(self._subordinator, self.kinds)
        self._sentences = sentences

    def _read(self, start: int, end: int) -> list[str]:
        """The kinds of the words of `start:end`; a full stop belongs to an abbreviation."""
        table, text, abbreviated = kinds(), self.text, abbreviations()
        pieces = _TOKEN.split(text[start:end])  # gap, word, gap, …, word, gap
        places = list(accumulate(map(len, pieces), initial=start))
        words, starts, ends = pieces[1::2], places[1:-1:2], places[2:-1:2]
        letters = list(map(table.__getitem__, words))
        stops = {
            index
            for index, word in enumerate(words)
            if word == "." and words[index - 1] in abbreviated and ends[index - 1] == starts[index]
        }
        for stop in stops:
            ends[stop - 1] = ends[stop]
            if len(words[stop - 1]) == 1:
                letters[stop - 1] = "I"
            words[stop - 1] += "."
        if stops:
            kept = [index for index in range(len(words)) if index not in stops]
            starts, ends = [starts[index] for index in kept], [ends[index] for index in kept]
            words, letters = [words[index] for index in kept], [letters[index] for index in kept]
        self._words += words
        self.starts += starts
        self.ends += ends
        return letters

    def _surnames(self, letters: list[str]) -> list[str]:
        """A people or place that is somebody's surname ("Ada French") is a name throughout; a word
        with a capital is none at the head of a sentence unless it is one elsewhere."""
        given = given_names()
        for found in _NAMED_AS_A_MONTH.finditer("".join(letters)):
            if self.word(found.start()) in given:
                letters[found.start()] = "N"
        kinds = "".join(letters)
        surnames = {
            self.word(found.end() - 1)
            for found in _FULL_NAME.finditer(kinds)
            if self.word(found.start()) in given
            and (found["second"] is None or self.word(found.start() + 1) in given)
            and self.word(found.end() - 1)[0].isupper()
        }
        heads = [found.end() - 1 for found in _HEAD.finditer(kinds)]
        lone = {head for head in heads if self._no_name(head, kinds)}
        names = {
            self.word(found.start()) for found in _NAME.finditer(kinds) if found.start() not in lone
        }
        for head in lone:
            if self.word(head) not in names:
                letters[head] = shape(self.word(head).lower())
        for found in _OTHER_CAPITAL.finditer(kinds) if surnames else ():
            if self.word(found.start()) in surnames:
                letters[found.start()] = "N"
        return letters

    def _subordinator(self, preposition: re.Match[str]) -> str:
        """Whether "after" leads a clause: "after Ada Moss said", not "of Ada Moss said"."""
        return "u" if self.word(preposition.start()).lower() in _CLAUSES else "i"

    def _no_name(self, head: int, kinds: str) -> bool:
        """ "Moss said" begins with a name; "Firefighters said", "Evidence showed" and "Hours
        later" do not."""
        word = self.word(head)
        if word in given_names():
            return False
        behind = kinds[head + 1 : head + 3].removeprefix("A")[:1]
        if behind == "," and word.endswith("ly"):
            return True
        unnamed = behind not in (*"VXl,q",) or (word.endswith("s") and behind in "VX")
        return is_common(word) or (unnamed and kinds[head - 1 : head] != "Q")

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, index: int) -> str:
        """The token as it stands in the text."""
        return self._words[index]

    def words(self, first: int, last: int) -> list[str]:
        """The tokens `first:last`."""
        return self._words[first:last]

    def span(self, first: int, last: int) -> Span:
        """Where the tokens `first:last` stand."""
        return Span(self.starts[first], self.ends[last - 1])

    @cached_property
    def _sentence_tokens(self) -> list[int]:
        return [bisect_left(self.starts, sentence.start) for sentence in self._sentences]

    def sentence(self, index: int) -> int:
        """The number of the sentence a token stands in."""
        return max(0, bisect_right(self._sentence_tokens, index) - 1)

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence of the token `index`, at most `FAR` before it."""
        starts = self._sentence_tokens
        place = bisect_right(starts, index) - 1
        return max(starts[place] if place >= 0 else 0, index - FAR)


def is_common(word: str) -> bool:
    """Whether it is a word of everyday English."""
    stem = stem_of(word.lower())
    return not stem or share(stem) > COMMON


def _speaks(text: str, string: Marked) -> bool:
    """Whether a string may be a quotation: not one to three words within a sentence."""
    words = text[string.start : string.end].strip()
    return (
        words.count(" ") > 2
        or words[-1:] in (*",.?!—-…’'",)
        or text[string.closed : string.closed + 1] == ","
    )
