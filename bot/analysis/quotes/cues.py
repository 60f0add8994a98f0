"""The words that say who spoke, next to a quotation.

`after` and `before` are patterns over the kinds of the words (see tokens.py). What they find is the
noun phrase of the speaker and the cue; whom the phrase names is for speakers.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from bot.analysis.quotes import verbs
from bot.analysis.quotes.tokens import Tokens


class Cue(NamedTuple):
    """Tokens `first:last` are the speaker's noun phrase, `verb:verb_end` the cue."""

    first: int
    last: int
    verb: int
    verb_end: int
    weak: bool = False


_PHRASE = "[NTBLnIlDkoswdgvciqC~]"
_START = "(?=[NTBLnIDkosdvw~])"
_PARENTHESIS = r"(?:\([^)¶]{1,15}\))?"
_ASIDE = (
    rf"{_PARENTHESIS}(?:,(?:[^Q¶.]|\.(?=,)){{1,45}}?,|-[^-¶.Q]{{1,25}}-|,r[^Q¶.,]{{1,20}}?"
    r"|,[NTBLI]+(?=V)|,D[^Q¶.,]{1,14}?)?"
)
_BETWEEN = "(?:[AOC]|,A+,)*"
_SAYS = r"(?:X[XA]*)?(?:V(?:[iA]{0,2}tS|uG)?|(?<=[XAEMkt])S)"
_AFTER = re.compile(
    rf",?A?(?:"
    rf"(?P<verb1>V)A?(?P<np1>[PE]|{_START}{_PHRASE}{{1,14}})(?=[^VX]|$)"
    rf"|c?(?P<np2>[PEM](?={_BETWEEN}[VXS])|{_START}{_PHRASE}{{1,14}}?)"
    rf"{_ASIDE}{_BETWEEN}(?P<verb2>{_SAYS})"
    rf"|(?P<verb3>yt)(?P<np3>[PEO]|{_PHRASE}{{1,14}})"
    rf"|¶?(?P<verb4>-+)(?P<np4>[NTBLI][NTBLnIl]*)(?=[,.¶(]|$)"
    rf"|(?P<verb6>v)(?P<np6>T*[NI]+)(?=[.,¶])"
    rf"|(?P<np5>[PE]|{_START}[NTBLnIlDkosw]{{1,8}}?){_ASIDE}A?(?P<verb5>v)"
    rf")"
)
_TRAILING = re.compile(
    rf"[^Q¶.,:;VSG-][^Q¶.:;VSG-]{{0,14}}?,(?P<np>[PE]|{_START}{_PHRASE}{{1,8}}?)"
    rf"{_ASIDE}{_BETWEEN}(?P<verb>{_SAYS})(?=[.,¶itAD]|$)"
)
_DIRECT = re.compile(rf"(?P<np>[PEM]|{_START}{_PHRASE}{{0,13}}[NTBLnIkodwO]){_PARENTHESIS}$")
_ACCORDING = re.compile(rf"yt(?P<np>[PEO]|{_PHRASE}{{1,14}}){_ASIDE}[,:]$")
_INVERTED = re.compile(rf"VA?(?P<np>[PE]|{_START}{_PHRASE}{{1,14}})(?=[^VX])")
_LABEL = re.compile(r"(?:^|-)(?P<np>[NTBLnI]{1,6})(?:\([^)]{1,10}\))?:$")
_BY = re.compile(rf"i(?P<np>{_PHRASE}{{1,14}})")
_WAS = re.compile("X[AX]*$")
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_PASSIVE = frozenset({"asked", "told", "informed", "reminded", "advised", "warned", "urged"})
_BEHIND = re.compile(
    r"\s*(?:With (?:those|these) words,?|(?:Those|These) (?:were|are) the words of"
    r"|So (?:said|says|wrote)"
    r"|(?:That|This) (?:quotation|quote|remark|comment|line|statement|message|warning|plea)"
    r" (?:is |was |came |comes )?(?:from|by))\s+"
)
_NOUN = re.compile(
    rf"(?:(?P<np>{_START}{_PHRASE}{{0,7}}[NTBLI])s|(?P<pronoun>D))[wnTdA]{{0,4}}(?P<noun>[woSV])[r,:X]{{0,3}}$"
)
_VERBS = re.compile(r"[VGS]")
_ADJACENT = re.compile(r"[AOi]{0,3}[,:]?")
_RELATIVE = re.compile(r"r[XA]*$")
_ENCLOSED = re.compile(rf",(?P<np>T*N[NI]*){_PARENTHESIS}$")
_DATELINE = re.compile(r"[NBLI,.]{1,6}(?:\([^)]{1,4}\))?-")
_OPENING = re.compile(r"[iugtGyA][^,¶.:]{0,40},")
_CLAUSE = re.compile(rf"[PE]|(?<![isc]){_START}(?:(?!i){_PHRASE}){{0,12}}?[NTBLIk](?![NTBLIk])")
ASKS = frozenset({"asked", "asks", "questioned", "wondered", "inquired", "pressed"})
"""Who asks in one sentence is not who speaks in the next."""
_NAME = re.compile("[NTBLnIl]+")
_HEADS = re.compile("[NTBLIDkoPEMOs]")


def after(tokens: Tokens, quotation: int) -> Cue | None:
    """The cue that follows the quotation."""
    end = min(len(tokens), quotation + 80)
    found = _AFTER.match(tokens.kinds, quotation + 1, end) or _TRAILING.match(
        tokens.kinds, quotation + 1, end
    )
    if found is None:
        return None
    if found.re is _TRAILING:
        return _cue(tokens, found.span("np"), found.span("verb"))
    group = next(number for number in "123456" if found[f"np{number}"])
    if not _HEADS.search(found[f"np{group}"]):
        return None
    return _cue(tokens, found.span(f"np{group}"), found.span(f"verb{group}"))


def behind(tokens: Tokens, quotation: int) -> tuple[int, int] | None:
    """The speaker in a sentence that follows: "With those words Ada Moss left"."""
    opening = _BEHIND.match(tokens.text, tokens.ends[quotation])
    if opening is None:
        return None
    first = bisect_left(tokens.starts, opening.end())
    phrase = _NAME.match(tokens.kinds, first)
    return phrase.span() if phrase else None


def before(tokens: Tokens, start: int, quotation: int) -> Cue | None:
    """The cue in the tokens `start:quotation`, which lead up to the quotation."""
    kinds = tokens.kinds[start:quotation]
    for pattern in (_ACCORDING, _LABEL):
        found = pattern.search(kinds)
        if found:
            first, last = start + found.start("np"), start + found.end("np")
            verb = (start + found.start(), first) if pattern is _ACCORDING else (last, quotation)
            return _cue(tokens, (first, last), verb)
    inverted = _INVERTED.match(kinds)
    if inverted:
        first, last = inverted.span("np")
        return _cue(tokens, (start + first, start + last), (start, start + 1))
    noun = _by_noun(tokens, start, kinds)
    if noun:
        return noun
    best = None
    for verb in reversed([match.start() for match in _VERBS.finditer(kinds)]):
        cue = _at_verb(tokens, start, start + verb)
        if cue and _ADJACENT.fullmatch(kinds, verb + 1):
            return cue
        if cue and not cue.weak and not _RELATIVE.search(kinds[:verb]):
            return cue
        best = best or cue
    return best


def _by_noun(tokens: Tokens, start: int, kinds: str) -> Cue | None:
    """The owner of words that are named: "Ada Moss's warning that"."""
    found = _NOUN.search(kinds)
    if found is None:
        return None
    noun = start + found.start("noun")
    if tokens.word(noun) not in verbs.nouns():
        return None
    if found["np"]:
        first, last = found.span("np")
        return Cue(start + first, start + last, noun, noun + 1)
    owner = start + found.start("pronoun")
    if tokens.word(owner).lower() not in ("his", "her"):
        return None
    return Cue(owner, owner + 1, noun, noun + 1)


def _at_verb(tokens: Tokens, start: int, verb: int) -> Cue | None:
    """The cue whose verb is the token `verb`, its subject to the left of it."""
    kinds = tokens.kinds[start:verb]
    if tokens.kinds[verb] == "S" and kinds[-1:] not in "XAEMkt":
        return None
    if kinds.endswith("X") and tokens.word(verb + 1) == "by":
        agent = _BY.match(tokens.kinds, verb + 1)
        if agent:
            return _cue(tokens, agent.span("np"), (verb, verb + 1))
    if _WAS.search(kinds) and tokens.word(verb) in _PASSIVE and _is_be(tokens, verb):
        return Cue(verb, verb, verb, verb + 1)
    phrase = None
    if tokens.kinds[verb] != "G" or kinds.rstrip("A")[-1:] in ("N", "I"):
        phrase = _subject(kinds)
    if phrase is None:
        earlier = max(kinds.rfind("V"), kinds.rfind("S"))
        clause = kinds[earlier:].rstrip(",") if tokens.kinds[verb] == "G" else kinds[earlier:]
        if earlier > 0 and not {"Q", ","} & set(clause):
            cue = _at_verb(tokens, start, start + earlier)
            new = kinds[-1:] in (",", "c")
            return cue._replace(verb=verb, verb_end=verb + 1) if cue and new else cue
        main = main_subject(tokens, start, verb)
        return main and _cue(tokens, main, (verb, verb + 1))
    return _cue(tokens, (start + phrase[0], start + phrase[1]), (verb, verb + 1))


def _is_be(tokens: Tokens, verb: int) -> bool:
    return any(tokens.word(index) in _BE for index in range(max(0, verb - 3), verb))


def _subject(kinds: str) -> tuple[int, int] | None:
    """The noun phrase that ends where its verb begins, but for an aside."""
    end = len(kinds.rstrip("AOXC"))
    if kinds[:end].endswith("r"):
        end = len(kinds[: end - 1].rstrip(","))
    direct = _DIRECT.search(kinds, 0, end)
    if direct:
        relative = kinds.rfind("r", 0, direct.start())
        if relative > 0 and kinds[direct.start() - 1] in "SVGtv":
            direct = _DIRECT.search(kinds, 0, relative) or direct
        return direct.span("np")
    if kinds[end - 1 : end] not in (",", "-"):
        return None
    mark = kinds[end - 1]
    opened = end - 1
    enclosed = _ENCLOSED.search(kinds, 0, opened)
    if enclosed and _OPENING.match(kinds):
        return enclosed.span("np")
    for _ in range(4):
        opened = kinds.rfind(mark, 0, opened)
        if opened <= 0:
            return None
        phrase = _DIRECT.search(kinds, 0, opened)
        if (
            phrase
            and phrase["np"] not in ("P", "E", "M")
            and kinds[phrase.start() - 1 : phrase.start()] != "i"
        ):
            return phrase.span("np")
    return None


def main_subject(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase of the clause, past an introductory phrase."""
    kinds = tokens.kinds[start:end]
    dateline = _DATELINE.match(kinds)
    clause = dateline.end() if dateline else 0
    opening = _OPENING.match(kinds, clause)
    found = _CLAUSE.search(kinds, opening.end() if opening else clause) or _CLAUSE.search(kinds)
    return (start + found.start(), start + found.end()) if found else None


def _cue(tokens: Tokens, phrase: tuple[int, int], verb: tuple[int, int]) -> Cue:
    weak = tokens.word(verb[1] - 1) in verbs.weak_forms()
    return Cue(*phrase, *verb, weak=weak)
