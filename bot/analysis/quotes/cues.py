"""The words that say who spoke, next to a quotation.

`after` and `before` are patterns over the kinds of the words (see tokens.py). What they find is the
noun phrase of the speaker and the cue; whom the phrase names is for speakers.py.
"""

from __future__ import annotations

import re
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


# The parts. A noun phrase holds no mark and no verb of speech, and begins with no preposition.
_PHRASE = "(?:[NTBLnIlDkoswdgvciqC~]|(?<=k)t)"
_START = "(?=[NTBLnIDkosdvw~]|l+N)"
_PARENTHESIS = r"(?:\([^)¶]{1,15}\)(?:i[LNB]{1,3})?)?"  # (R-Ky.), (R) of Kentucky
_ASIDE = (
    rf"{_PARENTHESIS}(?:,(?:[^Q¶.]|\.(?=,)){{1,45}}?,"  # , who won in Ohio, R-Ky., and left,
    r"|-[^-¶.Q]{1,25}-"
    r"|,r[^Q¶.,]{1,20}?|,D[^Q¶.,]{1,14}?|,[NTBLI]+(?=V))?"  # , who won said; , the mayor said
)
_BETWEEN = "(?:[AOC]|,A+,)*"
_SAYS = r"(?:X[XA]*)?(?:V(?:[iA]{0,2}tS|uG)?|(?<=[XAEMkt])S)"  # said; has gone on to say; they say

# Behind a quotation. The number of the group is that of the alternative.
_AFTER = re.compile(
    rf",?A?(?:"
    rf"(?P<verb1>V)A?(?P<np1>[PE]|{_START}{_PHRASE}{{1,14}})(?=[^VX]|$)"  # said Ada Moss
    rf"|c?(?P<np2>[PEM](?={_BETWEEN}[VXS])|{_START}{_PHRASE}{{1,14}}?)"  # Ada Moss, 52, later said
    rf"{_ASIDE}{_BETWEEN}(?P<verb2>{_SAYS})"
    rf"|(?P<verb3>yt)(?P<np3>[PEO]|{_PHRASE}{{1,14}})"  # according to Ada Moss
    rf"|¶?(?P<verb4>-+)(?P<np4>[NTBLI][NTBLnIl]*)(?=[,.¶(]|$)"  # — Ada Moss
    rf"|(?<=¶Q)(?P<verb7>-+)(?P<np7>(?:[NBL]+s)?[TNBLk]*N[NI]+)(?=[iu(])"  # — Tarn's Ada Moss after
    rf"|(?P<verb5>v)(?P<np5>T*[NI]+)(?=[.,¶])"  # guffawed Ada Moss, a verb unknown
    rf"|(?P<np6>[PE]|{_START}[NTBLnIlDkosw]{{1,8}}?){_ASIDE}A?(?P<verb6>v)"  # Ada Moss guffawed
    rf")"
)
_ALTERNATIVES = "1234567"
# The clause goes on: "We won" in the end, Ada Moss said.
_TRAILING = re.compile(
    rf"[^Q¶.,:;VSG-][^Q¶.:;VSG-]{{0,14}}?,(?P<np>[PE]|{_START}{_PHRASE}{{1,8}}?)"
    rf"{_ASIDE}{_BETWEEN}(?P<verb>{_SAYS})(?=[.,¶itAD]|$)"
)
_QUOTED_BEHIND = re.compile("(?P<np>O|T*[NI]+)u(?P<verb>G)")  # quoted Ada Moss as saying
_TRAILING_SAID = re.compile(
    r"[^Q¶.,:;VSG-][^Q¶.:;VSG-]{0,14}?,(?P<verb>V)(?P<np>[PE]|T*[NI]+)(?=[.,¶(]|$)"
)
_HEADS = re.compile("[NTBLIDkoPEMOs]")

# Before a quotation; those with `$` end where it begins.
_ACCORDING = re.compile(rf"(?P<verb>yt)(?P<np>[PEO]|{_PHRASE}{{1,14}}){_ASIDE}[,:]$")
_LABEL = re.compile(r"(?:^|-)(?P<np>[NTBLnI]{1,6})(?:\([^)]{1,10}\))?(?P<verb>:)$")
_INVERTED = re.compile(  # said Ada Moss: but not "Asked about it, Moss said"
    rf"^(?P<verb>V)(?!.*[VS][,:r]{{0,2}}$)A?(?P<np>[PE]|{_START}{_PHRASE}{{1,14}})(?=[^VX])"
)
_SAID = re.compile(rf"[,c](?P<verb>V)(?P<np>[PE]|{_START}{_PHRASE}{{1,8}}),$")  # But, said Moss,
_PARENTHETIC = re.compile(r",(?P<np>P|[NTI]{1,5})(?:\([^)¶]{1,9}\),)?(?P<verb>V),")  # , she said,
_OWNED = re.compile(  # Ada Moss's warning that; her warning:
    rf"(?:(?P<np>{_START}{_PHRASE}{{0,7}}[NTBLI])s|(?P<pronoun>D))"
    r"[wnTdA]{0,4}(?P<noun>[woSV])[r,:X]{0,3}$"
)
_VERBS = re.compile("[VGS]")
_ADJACENT = re.compile("[AOi]{0,3}[,:]?")
_ADJECTIVE = re.compile("DA?$")
_RELATIVE = re.compile("r[XA]*$")
_BY = re.compile(rf"i(?P<np>{_PHRASE}{{1,14}})")
_WAS = re.compile("X[AX]*$")
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_HEARD = frozenset({"quoted", "heard", "overheard", "cited", "seen", "filmed", "recorded", "shown"})
"""Of "was heard saying" the subject is who speaks; of every other passive it is not."""
ASKS = frozenset(
    {"asked", "asks", "asking", "questioned", "questioning", "wondered", "inquired", "pressed"}
)
"""Who asks in one sentence is not who speaks in the next."""

# The subject of a verb, or of its clause.
_OF_NAME = re.compile("i(?P<np>T*[NI]+)A?$")
"""Who is seen "saying", not what is seen: "footage of Ada Moss saying"."""
_QUOTED = re.compile(rf"[VG](?P<np>O|[TNI]*[NI]){_ASIDE}u$")
"""Who is quoted "as saying"."""
_QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_DIRECT = re.compile(rf"(?P<np>[PEM]|{_START}{_PHRASE}{{0,13}}[NTBLnIkodwO]){_PARENTHESIS}$")
_CAUSED = re.compile("[VvGgw](?P<np>T*N[NI]*)t$")
_CAUSES = frozenset({"prompted", "prompting", "led", "leading", "forced", "forcing", "moved"})
"""Whose object speaks: "prompted Ada Moss to say"."""
_OBJECT = re.compile("(?:iw{1,2}|(?<=[NBL]),L)$")
"""No subject: "when asked about labels", "Ada Moss of Tarn, Kentucky said"."""
_ENCLOSED = re.compile(rf",(?P<np>T*N[NI]*){_PARENTHESIS}$")
_NAMED_FIRST = re.compile("(?:^|(?<=[.¶Q:]))(?P<np>T*N[NI]+T*),$")
"""Behind a name, several asides: "Ada Moss MP, a minister, speaking today,"."""
_CALLED = re.compile("k[NTI]*N[NI]$")
"""After a place, somebody all the same: "at Tarn Hall engineer Ada Moss"."""
_DATELINE = re.compile(r"[NBLIw,.]{1,6}(?:\([^)]{1,4}\))?-")
_OPENING = re.compile(r"[iugtGyA][^,¶.:]{0,40},")
_CLAUSE = re.compile(
    rf"[PE]|(?<![isct])D[wo]{{1,3}}(?=XX?[wvV])|(?<![isc]){_START}(?:(?!i){_PHRASE}){{0,12}}?[NTBLIk](?:s[wndNTBL]{{0,4}}k[NTI]*)?(?![NTBLIk])"
)


def after(tokens: Tokens, quotation: int) -> Cue | None:
    """The cue that follows the quotation."""
    end = min(len(tokens), quotation + 80)
    found = _AFTER.match(tokens.kinds, quotation + 1, end)
    if found is None:
        trailing = _TRAILING.match(tokens.kinds, quotation + 1, end) or _TRAILING_SAID.match(
            tokens.kinds, quotation + 1, end
        )
        return trailing and _cue(tokens, trailing.span("np"), trailing.span("verb"))
    number = next(number for number in _ALTERNATIVES if found[f"np{number}"])
    if not _HEADS.search(found[f"np{number}"]):
        return None
    verb = tokens.kinds.find("V", *found.span(f"verb{number}"))
    if verb >= 0 and _is_passive(tokens, found.end(f"np{number}"), verb):
        return Cue(verb, verb, verb, verb + 1)
    name = _QUOTED_BEHIND.match(tokens.kinds, verb + 1) if verb >= 0 else None
    if name and tokens.word(verb) in _QUOTES:
        return _cue(tokens, name.span("np"), name.span("verb"))
    return _cue(tokens, found.span(f"np{number}"), found.span(f"verb{number}"))


def before(tokens: Tokens, start: int, quotation: int) -> Cue | None:
    """The cue in the tokens `start:quotation`, which lead up to the quotation."""
    kinds = tokens.kinds[start:quotation]
    return (
        _matched(tokens, start, kinds, _ACCORDING, _LABEL, _INVERTED, _PARENTHETIC)
        or _owned(tokens, start, kinds)
        or _of_verbs(tokens, start, kinds)
        or _matched(tokens, start, kinds, _SAID)
    )


def _matched(tokens: Tokens, start: int, kinds: str, *patterns: re.Pattern[str]) -> Cue | None:
    """The cue that the first of the patterns finds."""
    found = next((found for pattern in patterns if (found := pattern.search(kinds))), None)
    if found is None:
        return None
    (first, last), (verb, end) = found.span("np"), found.span("verb")
    return _cue(tokens, (start + first, start + last), (start + verb, start + end))


def _of_verbs(tokens: Tokens, start: int, kinds: str) -> Cue | None:
    """The cue at the verb next to the quotation, else at the last that tells of words, else any."""
    best = None
    for verb in reversed([match.start() for match in _VERBS.finditer(kinds)]):
        if _ADJECTIVE.search(kinds, 0, verb) and kinds[verb + 1 : verb + 2] in ("w", "k", "o"):
            continue
        cue = _at_verb(tokens, start, start + verb)
        if cue and _ADJACENT.fullmatch(kinds, verb + 1):
            return cue
        if cue and not cue.weak and not _RELATIVE.search(kinds[:verb]):
            return cue
        best = best or cue
    return best


def _owned(tokens: Tokens, start: int, kinds: str) -> Cue | None:
    """The owner of words that are named: "Ada Moss's warning that"."""
    found = _OWNED.search(kinds)
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
    """The cue whose verb is the token `verb`.

    1. "They say", not "say"; 2. "was asked by Ada Moss", and "was asked" by nobody named; 3. the
    subject to the left; 4. the one of a verb before ("came and said"); 5. that of the clause.
    """
    kinds, kind, here = tokens.kinds[start:verb], tokens.kinds[verb], (verb, verb + 1)
    if kind == "S" and kinds[-1:] not in "XAEMkt":
        return None
    caused = _CAUSED.search(kinds) if kind == "S" else None
    if caused and tokens.word(start + caused.start()) in _CAUSES:
        return _cue(tokens, (start + caused.start("np"), start + caused.end("np")), here)
    if kind == "V" and _is_passive(tokens, start, verb):
        agent = _BY.match(tokens.kinds, verb + 1)
        by = agent and tokens.word(verb + 1) == "by"
        return _cue(tokens, agent.span("np"), here) if agent and by else Cue(verb, verb, *here)
    if kind == "G" and (name := _heard(tokens, start, kinds)):
        return _cue(tokens, name, here)
    if kind != "G" or kinds.rstrip("A")[-1:] in ("N", "I"):
        phrase = _subject(kinds)
        if phrase:
            return _cue(tokens, (start + phrase[0], start + phrase[1]), here)
    earlier = max(kinds.rfind("V"), kinds.rfind("S"))
    clause = kinds[earlier:].rstrip(",") if kind == "G" else kinds[earlier:]
    if earlier > 0 and not {"Q", ","} & set(clause):
        cue = _at_verb(tokens, start, start + earlier)
        if cue:
            return cue._replace(verb=verb, verb_end=verb + 1) if kinds[-1] in ",c" else cue
    main = main_subject(tokens, start, verb)
    return main and _cue(tokens, main, here)


def _heard(tokens: Tokens, start: int, kinds: str) -> tuple[int, int] | None:
    """Who is quoted "as saying", or seen: "footage of Ada Moss saying"."""
    found = _QUOTED.search(kinds)
    if found is None or tokens.word(start + found.start()) not in _QUOTES:
        found = _OF_NAME.search(kinds)
    return (start + found.start("np"), start + found.end("np")) if found else None


def _is_passive(tokens: Tokens, start: int, verb: int) -> bool:
    """Whether the verb, in its clause from `start`, tells of its object: "Ada Moss was told"."""
    return (
        _WAS.search(tokens.kinds, max(start, verb - 3), verb) is not None
        and any(word in _BE for word in tokens.words(max(start, verb - 3), verb))
        and tokens.word(verb) not in _HEARD
    )


def _subject(kinds: str) -> tuple[int, int] | None:
    """The noun phrase that ends where its verb begins, but for an aside."""
    end = len(kinds.rstrip("AOXC"))
    if kinds[:end].endswith("r"):
        end = len(kinds[: end - 1].rstrip(","))
    direct = _DIRECT.search(kinds, 0, end)
    if direct and _OBJECT.match(kinds, max(0, direct.start() - 1), end):
        direct = None
    if direct:
        relative = kinds.rfind("r", 0, direct.start())
        if relative > 0 and kinds[direct.start() - 1] in "SVGtv":
            direct = _DIRECT.search(kinds, 0, relative) or direct
        return direct.span("np")
    return _before_aside(kinds, end - 1) if kinds[end - 1 : end] in (",", "-") else None


def _before_aside(kinds: str, closed: int) -> tuple[int, int] | None:
    """The noun phrase before the aside that ends with the mark `closed`."""
    enclosed = _ENCLOSED.search(kinds, 0, closed)
    opening = _OPENING.match(kinds)
    if enclosed and opening and opening.end() - 1 == enclosed.start():
        return enclosed.span("np")
    opened = closed
    for _ in range(4):
        opened = kinds.rfind(kinds[closed], 0, opened)
        if opened <= 0:
            return None
        phrase = _DIRECT.search(kinds, 0, opened)
        if phrase is None or phrase["np"] in ("P", "E", "M", "d"):
            continue
        if kinds[phrase.start() - 1 : phrase.start()] != "i":
            named = _NAMED_FIRST.search(kinds, 0, phrase.start())
            return (named or phrase).span("np")
        if called := _CALLED.search(kinds, phrase.start() + 1, opened):
            return called.span()
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
