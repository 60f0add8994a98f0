"""Text → tokens, each with the class of its word.

The classes of a text are one string, a character a token: the grammar's rules are regular
expressions over that string, not over the text. It is several times shorter, and no rule has to
know about spaces, case or spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import count
from typing import NamedTuple

from bot.analysis.lexicon import load

TOKEN = re.compile(
    r"""
      [b-nq-zB-NQ-Z]\w*(?:['’](?:t|ll)\b)?                   # most words: no "a.m." begins so
    | \n[^\S\n]*\n\s*                                       # the end of a paragraph
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?![\w/-])             # 7/2/2025, 07.02.2025
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                          # 15:30
    | \d{4}[-–/]\d\d(?![\w–/-])                             # 2016-17, 2016-07
    | ['’`]?\d?\d?\d0['’]?s\b                               # 1990s, '90s
    | ['’`]\d\d(?!\w|['’]s)                                 # '98
    | \d/\d(?![\w/])                                        # 1/2
    | \d{1,2}(?=[aApP]\.?[mM]\b)                            # 5pm
    | \d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?!\w)
    | [aApP](?:[mM]\b|\.\s?[mM]\b\.?)(?!\w)
    | [oO]['’]clock\b
    | [^\W\d_]\w*(?:['’](?:t|ll)\b)?
    | \d\w*
    | \S
    """,
    re.VERBOSE,
)

FISCAL = re.compile(r"FY(\d{4}|\d\d)")
PUNCTUATION = {
    ",": "Comma", ".": "Dot", "-": "Hyphen", "–": "Hyphen", "—": "Dash", "/": "Slash",
    "$": "Money", "£": "Money", "€": "Money", "¥": "Money", "#": "Money", "%": "Percent",
    "'": "Apostrophe", "’": "Apostrophe", "(": "Open", ")": "Close", "½": "Fraction",
}  # fmt: skip
SHAPES = (
    "Break", "Iso", "Numeric", "Clock", "YearSpan", "Decade", "ShortYear", "Day", "Number", "Year",
    "Ordinal", "Meridiem", "QuarterName", "HalfName", "FiscalYear", "Holiday", "Capital", "Lower",
    "Unknown",
)  # fmt: skip


# Holidays by their name in lower case, with the rule that gives their day.
HOLIDAYS: dict[str, str] = load("holidays")["days"]


class Word(NamedTuple):
    """What a token is: the character of its class, the code its word stands for, its number."""

    kind: str
    code: str = ""
    number: float = 0


class Tokens:
    """The tokens of a text: `kinds` is the classes of `words`, a character each."""

    __slots__ = ("_matches", "kinds", "text", "words")

    def __init__(self, text: str) -> None:
        known = vocabulary()
        self.text = text
        self._matches = list(TOKEN.finditer(text))
        self.words = [known.get(match[0]) or _shape(match[0]) for match in self._matches]
        self.kinds = "".join([word.kind for word in self.words])

    def __len__(self) -> int:
        return len(self.words)

    def of(self, index: int) -> str:
        """The characters of token `index`; empty beyond the text."""
        return self._matches[index][0] if 0 <= index < len(self.words) else ""

    def start(self, index: int) -> int:
        """Where token `index` begins."""
        return self._matches[index].start()

    def end(self, index: int) -> int:
        """Where token `index` ends."""
        return self._matches[index].end()


# Every class by name, and the character that stands for it.
KINDS = dict(
    zip(
        dict.fromkeys([*load("dates")["words"], *PUNCTUATION.values(), *SHAPES]),
        map(chr, count(0x100)),
        strict=False,
    )
)


@cache
def vocabulary() -> dict[str, Word]:
    """Every spelling of every word of the lexicon."""
    lexicon, known = load("dates"), dict[str, Word]()
    cased = frozenset[str](lexicon["cased"])
    for name, table in lexicon["words"].items():
        for form, value in table.items():
            number = 0 if isinstance(value, str) else value
            word = Word(KINDS[name], str(value), number)
            for spelling in {form, form.capitalize(), form.upper()}:
                if spelling != form or form not in cased:
                    known[spelling] = word
    for phrase in HOLIDAYS:
        head = TOKEN.match(phrase)
        if head and head[0] not in known:
            known[head[0].capitalize()] = known[head[0].upper()] = Word(KINDS["Holiday"])
    known |= {mark: Word(KINDS[name]) for mark, name in PUNCTUATION.items() if mark not in known}
    for number in range(1, 5):
        known[f"Q{number}"] = known[f"{number}Q"] = Word(KINDS["QuarterName"], "Q", number)
    for number in (1, 2):
        known[f"H{number}"] = Word(KINDS["HalfName"], "H", number)
    return known


@lru_cache(maxsize=1 << 16)
def _shape(form: str) -> Word:
    """A word of no list, by its shape."""
    first = form[0]
    if first.isalpha():
        if form[0] in "aApP" and form.rstrip(".")[-1] in "mM" and len(form.replace(".", "")) <= 3:
            letters = form.replace(".", "").replace(" ", "").lower()
            if letters in ("am", "pm"):
                return Word(KINDS["Meridiem"], letters)
        if fiscal := FISCAL.fullmatch(form):
            return Word(KINDS["FiscalYear"], fiscal[1], int(fiscal[1]))
        return Word(KINDS["Capital" if first.isupper() else "Lower"])
    if first == "\n":
        return Word(KINDS["Break"])
    if len(form) > 1 and (first.isdecimal() or first in "'’`"):
        return _number(form)
    if first.isdecimal():
        return _integer(form)
    return Word(KINDS["Unknown"])


def _number(form: str) -> Word:
    """A token that begins with a digit or an apostrophe."""
    if form[-1] in "sS" and form[-2] in "0'’":
        return Word(KINDS["Decade"], form)
    if form[0] in "'’`":
        return Word(KINDS["ShortYear"], form, int(form[1:]))
    if form[-2:].lower() in ("st", "nd", "rd", "th") and form[:-2].isdecimal():
        return Word(KINDS["Ordinal"], form, int(form[:-2][-9:]))
    if form.isdecimal():
        return _integer(form)
    for name, shape in _SHAPED:
        if shape.fullmatch(form):
            return Word(KINDS[name], form)
    plain = form.replace(",", "")
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", plain):
        return Word(KINDS["Number"], form, float(plain))
    return Word(KINDS["Unknown"])


_SHAPED = (
    ("Iso", re.compile(r"\d{4}-\d\d-\d\d.*")),
    ("Numeric", re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}")),
    ("Clock", re.compile(r"\d{1,2}:\d\d(?::\d\d)?")),
    ("YearSpan", re.compile(r"\d{4}[-–/]\d\d")),
)


def _integer(form: str) -> Word:
    """Digits only: a day of the month, a year, or just a number."""
    if not form.isascii() or len(form) > 9:
        return Word(KINDS["Unknown"])
    number = int(form)
    if len(form) <= 2 and 1 <= number <= 31:
        return Word(KINDS["Day"], form, number)
    if len(form) == 4 and 1000 <= number <= 2199:
        return Word(KINDS["Year"], form, number)
    return Word(KINDS["Number"], form, number)
