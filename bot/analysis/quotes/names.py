"""Names where they stand in a text: runs of capitals, with the titles next to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.analysis import lexicon
from bot.analysis.quotes.tokens import Tokens
from bot.model import Span

_RUN = re.compile(
    r"[NTBLnI]"
    r"(?:[NTBLnI]|l+(?=[NBL])|q|(?<=T)-(?=T)|(?<=B)c(?=B)|(?<=N)c(?=N{0,2}B)|(?<=B)i(?=[NBL])|(?<=T)i(?=[BNL]+N))*"
)
_FIRST_LINE = re.compile("[^¶Q]+(?=¶)")
_LINE = re.compile("¶[^¶.,Q]{4,25}(?=¶)")
_BREAK = re.compile("Bi|[NBLn]T|(?<=[NBL])BN(?=N)|nN(?=N)")
_OFFICE = re.compile("[LnNBI]*T+i")
_SENIOR = re.compile("(?<=N)IN{0,2}T+$")
_BEFORE = re.compile(r"(?:(?<=[D,.¶Qcu(s])[wn]{1,2})?k{1,2}(?=,?$)")
_BEHIND = re.compile(r",D?(?P<title>[wndNBLIv]{0,5}[kT]+(?:i[iDNBLwsnkI]{1,7})?)(?=[,.¶]|$)")
_AND = re.compile(",?c")
_APPOSITION = re.compile(r",D?[wndNBLvo]{0,5}k(?!k)")


class Mention(NamedTuple):
    """A name where it stands: tokens `first:last`, of which `proper:last` are the bare name."""

    first: int
    proper: int
    last: int
    words: tuple[str, ...]


@cache
def genders() -> dict[str, str]:
    """`m` or `f` for a given name, a title or a noun, `e` for a given name borne by both."""
    given, speakers = lexicon.load("given_names"), lexicon.load("speakers")
    table = dict.fromkeys(given["male"].split(), "m") | dict.fromkeys(given["female"].split(), "f")
    table |= dict.fromkeys(given["either"].split(), "e")
    for gender in ("male", "female"):
        for word in (*speakers["titles"][gender], *speakers["nouns"][gender]):
            table |= {word: gender[0], f"{word}.": gender[0]}
    return table


def find(tokens: Tokens) -> Iterator[Mention]:
    """Every name in the text; of a headline, where all has capitals, given name and surname."""
    headlines = set(_headlines(tokens))
    for run in _RUN.finditer(tokens.kinds):
        first, end = run.span()
        if first in headlines:
            if mention := _in_headline(tokens, first, end):
                yield mention
            continue
        for piece in _pieces(tokens, first, end):
            if mention := _mention(tokens, *piece):
                yield mention


def _past_mark(tokens: Tokens, first: int, last: int) -> int:
    """Where a run goes on behind a mark opened before it: "his 'Second Class' Ada Moss"."""
    if tokens.word(first - 1) not in "'‘":
        return first
    closed = (index + 1 for index in range(first, last - 1) if tokens.word(index)[-1] in "'’")
    return next(closed, first)


def _pieces(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run, cut in "the Bank in Tarn", "in Tarn Mr. Moss" and "Tarn Rowing Club Ada Moss"."""
    for found in _BREAK.finditer(tokens.kinds, first, last):
        at = found.end() - 1
        word, begins = tokens.word(at), genders() if found[0] in ("BN", "nN") else _honorifics()
        if found[0] == "Bi":
            if word not in ("of", "for"):
                yield first, at
                first = at + 1
        elif word.rstrip(".") in begins:
            yield first, at
            first = at
    yield first, last


def _headlines(tokens: Tokens) -> Iterator[int]:
    """The tokens of the first line, and of others without a stop or a comma, where nearly all
    longer words have a capital."""
    first_line = _FIRST_LINE.match(tokens.kinds)
    for line in (*filter(None, [first_line]), *_LINE.finditer(tokens.kinds)):
        first, end = line.start() + (line is not first_line), line.end()
        words = [word for word in tokens.span(first, end).of(tokens.text).split() if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        if len(words) >= 4 and capitals >= 0.85 * len(words):
            yield from range(first, end)


def _in_headline(tokens: Tokens, first: int, last: int) -> Mention | None:
    found = next((i for i in range(first, last - 1) if tokens.word(i) in genders()), None)
    if found is None:
        return None
    end = found + (3 if tokens.kinds[found + 1] == "I" else 2)
    if tokens.kinds[end - 1] != "N" or end > last:
        return None
    return Mention(found, found, end, tuple(tokens.words(found, end)))


def _mention(tokens: Tokens, first: int, last: int) -> Mention | None:
    kinds = tokens.kinds
    if kinds[first:last] == "N" and not tokens.word(first).endswith("."):
        letter = len(tokens.word(first)) == 1  # the T of AT&T
        return None if letter else Mention(first, first, last, (tokens.word(first),))
    if kinds[last - 1] == "T" and (senior := _SENIOR.search(kinds, first, last)):
        last = senior.start()
    if kinds[first - 1 : first] == "~":
        first = _past_mark(tokens, first, last)
    while first < last and kinds[last - 1] in "nTl-c":
        if last - first > 1 and kinds[last - 1] == "n" and kinds[last - 2] in "NI":
            break
        last -= 1
    if first == last:
        return None
    proper = _proper(tokens, first, last)
    if proper == last:
        return None
    if last - proper > 2 and tokens.span(proper, last).of(tokens.text).isupper():
        return None
    words = tuple(tokens.word(index) for index in range(proper, last) if kinds[index] != "q")
    if not words or (len(words) == 1 and words[0].endswith(".")):
        return None
    return Mention(first, proper, last, words)


def _proper(tokens: Tokens, first: int, last: int) -> int:
    """Where titles end and the bare name begins."""
    kinds = tokens.kinds[first:last]
    if kinds[-1] == "B" and _is_body(tokens, first, last):
        return first
    proper = first + kinds.rfind("T") + 1
    if (office := _OFFICE.match(kinds)) and proper <= first + office.end():
        return _behind_office(tokens, first + office.end(), last)
    while proper < last - 1 and tokens.kinds[proper] in "n-":
        proper += 1
    if last - proper > 2 and "B" not in kinds and tokens.word(proper) not in genders():
        given = (i for i in range(proper + 1, last - 1) if tokens.word(i) in genders())
        proper = next(given, proper)
    return proper


def _behind_office(tokens: Tokens, place: int, last: int) -> int:
    """Where the name begins in "Archbishop of Tarn Ada Moss": nowhere in "MP for Moss Bay"."""
    given = (index for index in range(place, last - 1) if tokens.word(index) in genders())
    if found := next(given, None):
        return found
    return place + 1 if tokens.kinds[place] in "BL" else last


def _is_body(tokens: Tokens, first: int, last: int) -> bool:
    """ "Foreign Ministry" and "Saudi Press Agency", not "President Hall"."""
    parts = lexicon.load("speakers")["titles"]["parts"]
    return all(
        tokens.word(index) in parts for index in range(first, last) if tokens.kinds[index] == "T"
    )


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(lexicon.load("speakers")["titles"]["honorifics"])


def title(tokens: Tokens, mention: Mention) -> Span | None:
    """The title before a name ("Governor", "chief executive") or behind it ("a doctor,")."""
    first, proper = mention.first, mention.proper
    while first < proper and tokens.word(first).rstrip(".") in _honorifics():
        first += 1
    if first < proper:
        return tokens.span(first, proper)
    if is_called(tokens, mention):
        before = _BEFORE.search(tokens.kinds, max(0, mention.first - 5), mention.first)
        if before:
            return tokens.span(*before.span())
    behind = _BEHIND.match(tokens.kinds, mention.last)
    return tokens.span(*behind.span("title")) if behind else None


def is_office(title: str) -> bool:
    """Whether a title tells something alone: not "brother", of "her brother, Edmund Moss"."""
    return title.split()[-1].lower() not in lexicon.words("speakers", "kin")


def is_called(tokens: Tokens, mention: Mention) -> bool:
    """Whether a person's noun stands before: "the producer, Ola North"."""
    return tokens.kinds.endswith(("k", "k,"), 0, mention.first)


def apposition(tokens: Tokens, mention: Mention) -> int | None:
    """The noun of an apposition: the token "poet" in "Ada Moss, a poet from Tarn"."""
    found = _APPOSITION.match(tokens.kinds, mention.last)
    if found is None or (
        tokens.word(mention.last + 1) in ("his", "her", "their")
        and _AND.match(tokens.kinds, found.end())
    ):
        return None  # not in "Ada Moss, her husband and their son"
    return found.end() - 1
