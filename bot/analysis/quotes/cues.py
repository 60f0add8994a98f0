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


_PHRASE = "[NTBLnIlDkoswdgvciq]"
_ASIDE = r"(?:\([^)¶]{1,15}\),?)?(?:,?(?:[^Q¶.]|\.(?=,)){1,45}?,|-[^-¶.Q]{1,25}-)?"
_SAYS = r"(?:X[XA]*)?(?:V(?:[iA]{0,2}tS|uG)?|(?<=[XAEMkt])S)"
_AFTER = re.compile(
    rf",?A?(?:"
    rf"(?P<verb1>V)A?(?P<np1>[PE]|(?=[NTBLnIDkosd~]){_PHRASE}{{1,14}})(?=[^VX]|$)"
    rf"|c?(?P<np2>[PEM]|(?=[NTBLnIDkosdvw]){_PHRASE}{{1,14}}?){_ASIDE}(?:[AO]|,A+,)*(?P<verb2>{_SAYS})"
    rf"|(?P<verb3>yt)(?P<np3>[PEO]|{_PHRASE}{{1,14}})"
    rf"|(?P<verb4>-+)(?P<np4>[NTBLI][NTBLnIl]*)(?=[,.¶(]|$)"
    rf")"
)
_SUBJECT = re.compile(
    rf"(?P<np>[PEM]|(?=[NTBLnIDkosd])(?:{_PHRASE}){{0,13}}[NTBLnIkodwO]){_ASIDE}(?:[AO]|,A+,)*(?:X[XA]*)?$"
)
_ACCORDING = re.compile(rf"yt(?P<np>[PEO]|{_PHRASE}{{1,14}}){_ASIDE}[,:]?$")
_INVERTED = re.compile(rf"VA?(?P<np>[PE]|(?=[NTBLnIDkosd~]){_PHRASE}{{1,14}})(?=[^VX])")
_LABEL = re.compile(r"(?P<np>[NTBLnI]{1,6})(?:\([^)]{1,10}\))?:$")
_RELATIVE = re.compile(r"r[XA]*$")
_VERBS = re.compile(r"[VGS]")


def after(tokens: Tokens, quotation: int) -> Cue | None:
    """The cue that follows the quotation."""
    found = _AFTER.match(tokens.kinds, quotation + 1, min(len(tokens), quotation + 80))
    if found is None:
        return None
    group = next(number for number in "1234" if found[f"np{number}"])
    if not re.search("[NTBLIDkoPEMOs]", found[f"np{group}"]):
        return None
    return _cue(tokens, found.span(f"np{group}"), found.span(f"verb{group}"))


def before(tokens: Tokens, start: int, quotation: int) -> Cue | None:
    """The cue in the tokens `start:quotation`, which lead up to the quotation."""
    kinds = tokens.kinds[start:quotation]
    according = _ACCORDING.search(kinds)
    if according:
        first, last = according.span("np")
        return Cue(start + first, start + last, start + according.start(), start + first)
    label = _LABEL.match(kinds)
    if label:
        return Cue(start, start + label.end("np"), quotation - 1, quotation)
    inverted = _INVERTED.match(kinds)
    if inverted:
        first, last = inverted.span("np")
        return _cue(tokens, (start + first, start + last), (start, start + 1))
    best = None
    for verb in reversed([match.start() for match in _VERBS.finditer(kinds)]):
        cue = _at_verb(tokens, start, start + verb)
        if cue and not cue.weak and not _RELATIVE.search(kinds[:verb]):
            return cue
        best = best or cue
    return best


def _at_verb(tokens: Tokens, start: int, verb: int) -> Cue | None:
    """The cue whose verb is the token `verb`, its subject to the left of it."""
    kinds = tokens.kinds[start:verb]
    subject = _SUBJECT.search(kinds) if tokens.kinds[verb] != "G" else None
    if tokens.kinds[verb] == "S" and not re.search("[XAEMkt]$", kinds):
        return None
    if kinds.endswith("r") or kinds.endswith("rX"):
        head = kinds.rstrip("Xr").rstrip(",")
        subject = _SUBJECT.search(head) or subject
    if subject:
        first, last = subject.span("np")
        return _cue(tokens, (start + first, start + last), (verb, verb + 1))
    main = main_subject(tokens, start, verb)
    return main and _cue(tokens, main, (verb, verb + 1))


_OPENING = re.compile(r"[iugtGyA][^,¶.:]{0,40},")
_CLAUSE = re.compile(
    rf"[PE]|(?<![isc])(?=[NTBLnIDks])(?:(?!i){_PHRASE}){{0,12}}?[NTBLIk](?![NTBLIk])"
)


def main_subject(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase of the clause, past an introductory phrase."""
    kinds = tokens.kinds[start:end]
    opening = _OPENING.match(kinds)
    found = _CLAUSE.search(kinds, opening.end() if opening else 0) or _CLAUSE.search(kinds)
    return (start + found.start(), start + found.end()) if found else None


def _cue(tokens: Tokens, phrase: tuple[int, int], verb: tuple[int, int]) -> Cue:
    weak = tokens.word(verb[1] - 1) in verbs.weak_forms()
    return Cue(*phrase, *verb, weak=weak)
