"""Text → tokens, each with the class of its word.

The classes of a text are one string, a character a token: the grammar's rules are regular
expressions over that string, not over the text. It is several times shorter, and no rule has to
know about spaces, case or spelling.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, count
from typing import NamedTuple

from bot.analysis.lexicon import load

TOKEN = re.compile(
    r"""
      (?:[b-nq-zB-NQ-Z]\w*|[aApP]\w\w+|[oO]\w+)(?:['’](?:t|ll)\b)?  # most words: no "a.m."
    | [^\w\s'’`]                                            # most marks
    | \n\s*                                                 # the end of a line
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?![\w/-])             # 7/2/2025, 07.02.2025
    | \d{1,2}(?:[.:]\d\d)?(?=[aApP]\.?[mM]\b)              # 5pm, 7.15pm
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                          # 15:30
    | \d{4}[-–/]\d\d(?![\w–/-])                             # 2016-17, 2016-07
    | ['’`]?\d?\d?\d0['’]?s\b|(?:1[5-9]|20)\d0['’]?S\b    # 1990s, '90s, THE 1990S
    | ['’`]\d\d(?!\w|['’]s)                                 # '98
    | (?:1/[24]|3/4)(?![\w/])                              # 1/2; but 6/5 is a day
    | \d+(?:[.,]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH)?(?!\w)
    | [aApP](?:[mM]\b|\.\s?[mM]\b\.?)(?!\w)
    | [oO]['’]clock\b
    | [^\W\d_]\w*(?:['’](?:t|ll)\b)?
    | \d\w*
    | \S
    """,
    re.VERBOSE,
)
SPACED = re.compile(rf"(?:{TOKEN.pattern})[^\S\n]*", re.VERBOSE)
"""A token and the space behind it: of a text, only what it begins with lies outside of them."""

LONGEST = 40  # characters of a token that tell its class; no longer ones are remembered
REMEMBERED = 1 << 16  # forms of tokens
PUNCTUATION = {
    ",": "Comma", ".": "Dot", "-": "Hyphen", "–": "Hyphen", "—": "Dash", "/": "Slash",
    "$": "Money", "£": "Money", "€": "Money", "¥": "Money", "#": "Money", "%": "Percent",
    "'": "Apostrophe", "’": "Apostrophe", "(": "Open", ")": "Close", "½": "Fraction",
}  # fmt: skip
# Classes by shape, where no list has the word: the first that fits. A group is the word's code.
SHAPED = tuple(
    (name, re.compile(shape, re.ASCII | re.DOTALL))
    for name, shape in {
        "Break": r"\n.*",
        "Meridiem": r"([aApP])\.?\s?[mM]\.?",
        "FiscalYear": r"FY(\d{4}|\d\d)",
        "Iso": r"\d{4}-\d\d-\d\d.*",
        "Numeric": r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}",
        "Clock": r"\d{1,2}:\d\d(?::\d\d)?",
        "YearSpan": r"\d{4}[-–/]\d\d",
        "Decade": r"['’`]?\d{0,3}0['’]?s|\d{3}0['’]?S",
        "ShortYear": r"['’`](\d\d)",
        "Ordinal": r"(\d{1,9})(?:st|nd|rd|th|ST|ND|RD|TH|(?<=[23])d)",
        "Day": r"0?[1-9]|[12]\d|3[01]",
        "Year": r"1\d{3}|2[01]\d\d",
        "Number": r"\d{1,9}(?:\.\d{1,9})?|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,9})?",
    }.items()
)
NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)
BY_NAME = {"QuarterName": ("Q", "1234"), "HalfName": ("H", "12")}  # Q3, 3Q
MONTHS = ("ShortMonth", "VerbMonth")
OTHERS = ("LowMonth", "Holiday", "Capital", "Lower", "Unknown")


# Holidays by their name in lower case, with the rule that gives their day.
HOLIDAYS: dict[str, str] = load("holidays")["days"]


class Word(NamedTuple):
    """What a token is: the character of its class, the code its word stands for, its number."""

    kind: str
    code: str = ""
    number: float = 0
    form: str = ""
    """The token as it stands in the text."""


class Tokens:
    """The tokens of a text: `kinds` is the classes of `words`, a character each."""

    __slots__ = ("_starts", "kinds", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        spaced: list[str] = SPACED.findall(text)
        lengths = list(map(len, spaced))
        self._starts = list(accumulate(lengths, initial=len(text) - sum(lengths)))
        self.words = list(map(_words().__getitem__, spaced))
        self.kinds = "".join([word.kind for word in self.words])

    def __len__(self) -> int:
        return len(self.words)

    def of(self, index: int) -> str:
        """The characters of token `index`; empty beyond the text."""
        return self.words[index].form if 0 <= index < len(self.words) else ""

    def start(self, index: int) -> int:
        """Where token `index` begins."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """Where token `index` ends."""
        return self._starts[index] + len(self.words[index].form)


# Every class by name, and the character that stands for it.
KINDS = dict(
    zip(
        dict.fromkeys(
            [*load("dates")["words"], *PUNCTUATION.values(), *BY_NAME, *OTHERS]
            + [name for name, _ in SHAPED]
        ),
        map(chr, count(0x100)),
        strict=False,
    )
)
CAPITAL, LOWER, UNKNOWN = (Word(KINDS[name]) for name in ("Capital", "Lower", "Unknown"))


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
            if form in cased and name in MONTHS:
                known[form] = word._replace(kind=KINDS["LowMonth"])
    for phrase in HOLIDAYS:
        head = TOKEN.match(phrase)
        if head and head[0] not in known:
            known[head[0].capitalize()] = known[head[0].upper()] = Word(KINDS["Holiday"])
    known |= {mark: Word(KINDS[name]) for mark, name in PUNCTUATION.items() if mark not in known}
    for name, (letter, digits) in BY_NAME.items():
        for digit in digits:
            word = Word(KINDS[name], letter, int(digit))
            known[letter + digit] = known[digit + letter] = word
    return known


class _Words(dict[str, Word]):
    """The words of tokens with the space behind them, once each; a full memory is emptied."""

    def __missing__(self, spaced: str) -> Word:
        form = spaced.rstrip() or spaced  # the end of a line is nothing else
        word = (vocabulary().get(form) or _shape(form[:LONGEST]))._replace(form=form)
        if len(spaced) <= LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[spaced] = word
        return word


@cache
def _words() -> _Words:
    return _Words()


def _shape(form: str) -> Word:
    """A word of no list, by its shape; its number, when its code is one."""
    if form.isalpha() and len(form) > 2:
        return CAPITAL if form[0].isupper() else LOWER
    for name, shape in SHAPED:
        if match := shape.fullmatch(form):
            code = match[1] if shape.groups else form
            plain = code.replace(",", "")
            return Word(KINDS[name], code, float(plain) if NUMBER.fullmatch(plain) else 0)
    if not form[0].isalpha():
        return UNKNOWN
    return CAPITAL if form[0].isupper() else LOWER
