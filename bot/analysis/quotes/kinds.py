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

import re
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
_CONTRACTION = re.compile(r"(?:(\w+)['’](?:m|ve|re|ll|d)|\w+n['’]t)")
_PARTICLE = re.compile(r"(?:a[a-z]|e[dlst]|bin|ul|d)[-'’][A-Z]")
"""Of a name: el-Amin, d'Arc."""


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
    for word in lexicon.words("shapes", "left_out"):
        table.pop(word, None)
    return table


_PLACES = ("countries", "regions", "cities", "beginnings", "abbreviations")
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
    speakers, grammar, places = map(lexicon.load, ("speakers", "grammar", "places"))
    capitals, titles, pronouns = speakers["capitals"], speakers["titles"], speakers["pronouns"]
    forms = verbs.forms()
    nouns: list[str] = [noun for group in speakers["nouns"].values() for noun in group]
    plurals = [f"{noun}s" for noun in (*nouns, *speakers["sources"])]
    yield from (("k", plurals), ("S", sorted(forms.bases)), ("V", sorted(forms.finite)))
    yield from (("G", sorted(forms.participles)), ("o", speakers["sources"]))
    yield from (("k", nouns), ("K", [noun.capitalize() for noun in nouns]))
    yield from ((kind, grammar[name]) for name, kind in _GRAMMAR.items())
    yield from (("t", ["to"]), ("y", ["according"]), ("l", speakers["particles"]))
    yield from (("C", capitals["calendar"]), ("n", capitals["groups"]))
    yield "n", places["peoples"].split()
    yield from (("L", places[name].split()) for name in _PLACES)
    yield "B", capitals["bodies"].split()
    yield from (("T", titles[group]) for group in ("male", "female", "any", "parts"))
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


def _joined(word: str) -> str:
    """The kind of "Secretary-General", "co-coach" and "Ex-Mayor"; of other words none."""
    first, hyphen, last = word.rpartition("-")
    kind = kinds().get(last, "") if hyphen else ""
    if kind == "T" and all(kinds().get(part) == "T" for part in first.split("-")):
        return "T"
    return kind if kind in ("k", "K", "T") and first.lower() in _parts("beginnings") else ""


def _by_shape(word: str) -> str:
    first = word[0]
    if first.isalpha():
        return _contracted(word) or (_dotted(word) if "." in word else shape(word))
    if first.isdigit():
        return "k" if word.endswith("-old") else "d"
    if first in "\n\r\u2028\u2029":
        return "¶"
    if first == "@":
        return "w"
    return "s" if word[1:] == "s" else _SIGNS.get(first, "~")


def _contracted(word: str) -> str | None:
    """The kind of "I've", "She'd" and "Don't"; `None` for a name with an apostrophe."""
    contraction = _CONTRACTION.fullmatch(word)
    if contraction is None:
        return None
    return kinds()[contraction[1].lower()] if contraction[1] else "X"


def _dotted(word: str) -> str:
    """Initials ("J.D."), a place ("U.S."), a time of day ("a.m.") or an address ("x.org")."""
    if word[1] != ".":
        return shape(word)
    if not word[0].isupper():
        return "A"
    return kinds().get(word.rstrip("."), "I")


@cache
def _parts(name: str) -> tuple[str, ...]:
    return tuple(lexicon.load("shapes")[name])


def shape(word: str) -> str:
    """The kind of a word that no list knows."""
    if any(map(str.isdigit, word)):
        return "w"
    if word[0].isupper():
        return "w" if word.endswith(_parts("compounds")) else _joined(word) or "N"
    if _PARTICLE.match(word):
        return "N"
    if kind := _joined(word):
        return kind
    if word.endswith(_parts("callings")) and len(word) > 6:
        return "k"
    if word.endswith("ed"):
        return "v"
    if word.endswith("ly"):
        return "A"
    return "g" if word.endswith("ing") else "w"
