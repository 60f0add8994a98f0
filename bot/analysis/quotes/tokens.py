"""The words outside quotation marks, each with its kind: one letter, so that a pattern over words
is a regular expression over letters.

    N  capitalised word     T  title           B  body ("Committee")    L  place
    n  people, party        I  initial, Jr.    l  particle ("van")      k  person noun ("mayor")
    o  source ("report")    P  he, she         E  they                  M  I, you, we, it
    D  determiner           s  possessive 's   V  reporting verb        G  "saying"    S  "say"
    X  auxiliary            A  adverb          v  word in -ed           g  word in -ing
    i  preposition          t  "to"            y  "according"           c  conjunction
    u  subordinator         r  relative        O  object pronoun        C  day, month
    d  number               w  other word      ~  other sign            ¶  line break
    Q  quotation in marks   q  marked string   , . : ; - ( )            as they are
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from bot.analysis import lexicon
from bot.analysis.quotes import verbs
from bot.analysis.quotes.marks import Marked
from bot.model import Span

FAR = 150
"""A sentence has no more words before a quotation than these; it keeps time linear."""

_TOKEN = re.compile(
    r"(?P<line>[\n\r\u2028\u2029]\s*)"
    r"|['’]s\b"
    r"|(?P<domain>[^\W\d_]{2,}(?:\.[a-z]{2,})+)"
    r"|(?P<dotted>[^\W\d_](?:\.[^\W\d_])+\.?)"
    r"|(?P<initial>[A-Z]\.)"
    r"|(?:Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Prof|Rev|Fr|Hon|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Atty|Amb|Jr|Sr|St|Brig|Pres|Supt)\."
    r"|(?P<word>[A-Z]\w+s['’](?=\s(?:[A-Z]|and\s[A-Z]))|[^\W\d_]+(?:[’'-](?!s\b)[^\W_]+)*|@\w+)"
    r"|(?P<number>\d[\w.,/-]*\w|\d)"
    r"|(?P<sign>\.{2,}|--+|[^\w\s])"
)
_SIGNS = {
    **dict.fromkeys(".!?", "."),
    **dict.fromkeys(",;", ","),
    **dict.fromkeys("-–—―", "-"),
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    ":": ":",
    "：": ":",
    "。": ".",
}
_IN_CONTEXT = (
    ("X", re.compile(r"(?<=[PEMr])s")),  # he's
    ("k", re.compile(r"(?:(?<=^)|(?<=[.¶QD]))K(?![NTI])|(?<=D)W")),  # Critics said; the Judge
    ("T", re.compile(r"[KW](?=[NTI])")),  # Judge Moss, Poet Ola Moss
    ("N", re.compile(r"[KW]")),  # Ada Cook, Mr. King
    ("o", re.compile(r"(?<=[Ds])[VS](?!O)")),  # the report
)


@cache
def kinds() -> dict[str, str]:
    """The kind of every word of the lexicons."""
    speakers, grammar = lexicon.load("speakers"), lexicon.load("grammar")
    table: dict[str, str] = {}

    def enter(kind: str, words: Sequence[str], *, capital: bool = True) -> None:
        for word in words:
            table[word] = kind
            if capital:
                table[word.capitalize()] = kind

    forms = verbs.forms()
    enter("S", sorted(forms.bases), capital=False)
    enter("V", sorted(forms.finite))
    enter("G", sorted(forms.participles))
    enter("o", speakers["sources"])
    for nouns in speakers["nouns"].values():
        enter("k", nouns, capital=False)
        enter("K", [noun.capitalize() for noun in nouns], capital=False)
    for names, kind in zip(("adverbs", "subordinators", "prepositions"), "Aui", strict=True):
        enter(kind, grammar[names])
    enter("c", grammar["conjunctions"])
    enter("X", grammar["auxiliaries"])
    enter("D", grammar["determiners"])
    enter("r", grammar["relatives"])
    enter("O", grammar["objects"])
    enter("t", ["to"])
    enter("y", ["according"])
    enter("l", speakers["particles"], capital=False)
    enter("C", speakers["capitals"]["calendar"], capital=False)
    enter("n", speakers["capitals"]["peoples"], capital=False)
    enter("L", speakers["capitals"]["places"], capital=False)
    enter("B", speakers["capitals"]["bodies"], capital=False)
    for titles in speakers["titles"].values():
        enter("T", titles, capital=False)
        enter("T", [f"{title}." for title in titles], capital=False)
    enter("W", speakers["titles"]["surnames"], capital=False)
    enter("I", [word + dot for word in speakers["suffixes"] for dot in ("", ".")], capital=False)
    enter("P", speakers["pronouns"]["male"] + speakers["pronouns"]["female"])
    enter("E", ["they"])
    enter("M", ["we", "you", "it", "i"])
    for name in ("state", "May", "Will", "Mark", "Bill", "Rose", "Grant", "Art"):
        table.pop(name, None)
    return table


_FULL_NAME = re.compile(r"N[NI]?[nLBKW](?![NBLnI])")
_HEAD = re.compile(r"(?:^|(?<=[.¶:]))N(?![NIBLTVXsl,q])")


@cache
def given_names() -> frozenset[str]:
    """Given names of either gender."""
    names = lexicon.load("given_names")
    return frozenset(" ".join(names[key] for key in ("male", "female", "either")).split())


class Tokens:
    """The words of one text in order; a string in quotation marks is one of them."""

    def __init__(self, text: str, marked: Sequence[Marked], sentences: Sequence[Span]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.marked: dict[int, Marked] = {}
        letters: list[str] = []
        place = 0
        for string in marked:
            letters += self._read(place, string.opened)
            self.marked[len(letters)] = string
            letters.append("Q" if _speaks(text, string) else "q")
            self.starts.append(string.opened)
            self.ends.append(string.closed)
            place = string.closed
        letters += self._read(place, len(text))
        self.kinds = "".join(self._surnames(letters))
        for kind, pattern in _IN_CONTEXT:
            self.kinds = pattern.sub(kind, self.kinds)
        self._sentences = sentences

    def _read(self, start: int, end: int) -> Iterator[str]:
        table = kinds()
        for token in _TOKEN.finditer(self.text, start, end):
            self.starts.append(token.start())
            self.ends.append(token.end())
            group = token.lastgroup
            word = token[0]
            if group in ("word", "domain"):
                yield table.get(word) or _shape(word)
            elif group is None:
                yield table.get(word, "s" if word[0] in "'’" else "T")
            elif group == "sign":
                yield _SIGNS.get(word[0], "~")
            elif group == "number":
                yield "k" if word.endswith("-old") else "d"
            else:
                yield "¶" if group == "line" else _dotted(word)

    def _surnames(self, letters: list[str]) -> list[str]:
        """A people or place that is somebody's surname ("Mark Cuban") is a name throughout; a word
        with a capital is none at the head of a sentence unless it is one elsewhere."""
        given, kinds = given_names(), "".join(letters)
        surnames = {
            self.word(found.end() - 1)
            for found in _FULL_NAME.finditer(kinds)
            if self.word(found.start()) in given
        }
        heads = [found.end() - 1 for found in _HEAD.finditer(kinds)]
        lone = {head for head in heads if self.word(head) not in given}
        if surnames or lone:
            names = {
                self.word(i) for i, kind in enumerate(letters) if kind == "N" and i not in lone
            }
            for index, kind in enumerate(letters):
                if kind in "nLBKW" and self.word(index) in surnames:
                    letters[index] = "N"
                elif index in lone and self.word(index) not in names:
                    letters[index] = "g" if self.word(index).endswith("ing") else "w"
        return letters

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, index: int) -> str:
        """The token as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def words(self, first: int, last: int) -> list[str]:
        """The tokens `first:last`."""
        return [self.word(index) for index in range(first, last)]

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


_COMPOUNDS = ("-based", "-led", "-backed", "-born", "-style", "-area", "-American", "-era")


def _speaks(text: str, string: Marked) -> bool:
    """Whether a string may be a quotation: not one to three words within a sentence."""
    words = text[string.start : string.end].strip()
    return (
        words.count(" ") > 2
        or words[-1:] in (*",.?!—-…’'",)
        or text[string.closed : string.closed + 1] == ","
    )


def _dotted(word: str) -> str:
    """Initials ("J.D."), a place ("U.S.") or a time of day ("a.m.")."""
    if not word[0].isupper():
        return "A"
    return "L" if word.rstrip(".") in {"U.S", "U.K", "U.N", "E.U", "U.S.A", "D.C"} else "I"


def _shape(word: str) -> str:
    if word[0].isupper() or word[0] == "@":
        return "w" if word.endswith(_COMPOUNDS) or word[0] == "@" else "N"
    if word.endswith("ed"):
        return "v"
    if word.endswith("ly"):
        return "A"
    return "g" if word.endswith("ing") else "w"
