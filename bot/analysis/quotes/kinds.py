"""The kind of a word: one letter.

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

from collections.abc import Iterator, Sequence
from functools import cache

from bot.analysis import lexicon
from bot.analysis.quotes import verbs

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
_COMPOUNDS = ("-based", "-led", "-backed", "-born", "-style", "-area", "-American", "-era")
_LEFT_OUT = ("state", "May", "Will", "Mark", "Bill", "Rose", "Grant", "Art")
"""Names and nouns that the lists would take for something else."""


class Kinds(dict[str, str]):
    """The kind of every word: from the lexicons, else by its shape, which it remembers a while."""

    ROOM, LENGTH = 50_000, 40

    def __missing__(self, word: str) -> str:
        kind = _by_shape(word)
        if len(self) < self.ROOM and len(word) < self.LENGTH:
            self[word] = kind
        return kind


@cache
def kinds() -> Kinds:
    """The kinds of words; where lists disagree, the later one counts."""
    table = Kinds()
    for kind, words in _lists():
        for word in words:
            table[word] = kind
            if kind in "VGoAuicXDrOtyPEM":
                table[word.capitalize()] = kind
    for word in _LEFT_OUT:
        table.pop(word, None)
    return table


_GRAMMAR = {
    "adverbs": "A",
    "subordinators": "u",
    "prepositions": "i",
    "conjunctions": "c",
    "auxiliaries": "X",
    "determiners": "D",
    "relatives": "r",
    "objects": "O",
}


def _lists() -> Iterator[tuple[str, Sequence[str]]]:
    """The kinds and their words, as the lexicons have them."""
    speakers, grammar = lexicon.load("speakers"), lexicon.load("grammar")
    capitals, titles, pronouns = speakers["capitals"], speakers["titles"], speakers["pronouns"]
    forms = verbs.forms()
    nouns: list[str] = [noun for group in speakers["nouns"].values() for noun in group]
    yield from (("S", sorted(forms.bases)), ("V", sorted(forms.finite)))
    yield from (("G", sorted(forms.participles)), ("o", speakers["sources"]))
    yield from (("k", nouns), ("K", [noun.capitalize() for noun in nouns]))
    yield from ((kind, grammar[name]) for name, kind in _GRAMMAR.items())
    yield from (("t", ["to"]), ("y", ["according"]), ("l", speakers["particles"]))
    yield from (("C", capitals["calendar"]), ("n", capitals["peoples"]))
    yield from (("L", capitals["places"]), ("B", capitals["bodies"]))
    yield from (("T", titles[gender]) for gender in ("male", "female", "any"))
    yield from (("W", titles["surnames"]), ("I", speakers["suffixes"]))
    yield from (("P", pronouns["male"] + pronouns["female"]), ("E", pronouns["plural"]))
    yield "M", pronouns["other"]


@cache
def abbreviations() -> frozenset[str]:
    """What carries a full stop within a name: Mr, Jr, initials."""
    capitals = map(chr, range(ord("A"), ord("Z") + 1))
    return lexicon.words("abbreviations", "leading") | {"Jr", "Sr", "Del", *capitals}


@cache
def given_names() -> frozenset[str]:
    """Given names of either gender."""
    names = lexicon.load("given_names")
    return frozenset(" ".join(names[key] for key in ("male", "female", "either")).split())


def _by_shape(word: str) -> str:
    first = word[0]
    if first.isalpha():
        return _dotted(word) if "." in word else _shape(word)
    if first.isdigit():
        return "k" if word.endswith("-old") else "d"
    if first in "\n\r\u2028\u2029":
        return "¶"
    if first == "@":
        return "w"
    return "s" if word[1:] == "s" else _SIGNS.get(first, "~")


def _dotted(word: str) -> str:
    """Initials ("J.D."), a place ("U.S."), a time of day ("a.m.") or an address ("x.org")."""
    if word[1] != ".":
        return _shape(word)
    if not word[0].isupper():
        return "A"
    return "L" if word.rstrip(".") in {"U.S", "U.K", "U.N", "E.U", "U.S.A", "D.C"} else "I"


def _shape(word: str) -> str:
    if word[0].isupper() or word[0] == "@":
        return "w" if word.endswith(_COMPOUNDS) else "N"
    if word.endswith("ed"):
        return "v"
    if word.endswith("ly"):
        return "A"
    return "g" if word.endswith("ing") else "w"
