"""Where sentences begin and end.

1. A line break always ends a sentence; no other sentence crosses a paragraph.
2. A quotation that is closed within its line is never cut inside, up to `LONGEST` characters:
   `"We came. We saw," he said.` is one sentence. A longer one, or one that is not closed, is cut
   like any other text.
3. Else a sentence ends with `.`, `!`, `?` or `…` and the closing marks after it, when white
   space and a word with a capital follow. It does not where the stop belongs to an abbreviation, an
   initial or a number, nor where the cue of a quotation follows (`"Why?" Ms. Moss asked.`).
4. `。`, `！` and `？` end one without white space behind them, except before a closing bracket.

Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.analysis import lexicon
from bot.model import Span

LONGEST = 600

_CLOSERS = re.compile("[\"'”’»“)\\]」』）]*")
# Both patterns begin with one set of characters: the search then skips the rest at full speed.
_INNER = r"[^“”\"\n]*+(?:(?<![,.!?])\"[^“”\n]*+)?+"  # but for “We won," she said. "At last.”
_QUOTATION = re.compile(
    rf"[“„«「\"](?:(?<=“)(?=[^“”\n]{{1,{LONGEST}}}”){_INNER}”"
    rf"|(?<=„)[^„“”\n]{{1,{LONGEST}}}[“”]"
    rf"|(?<=«)[^«»\n]{{1,{LONGEST}}}»"
    rf"|(?<=「)[^「」\n]{{1,{LONGEST}}}」"
    rf"|(?<=\")(?<![\w.,!?;:]\")(?=\S)[^\"\n]{{1,{LONGEST}}}(?<=\S)\")"
)
_STOP = re.compile("[.!?…。！？\n\r\u2028\u2029\x85]+")
_LINE = re.compile("[\n\r\u2028\u2029\x85]")
_WIDE = frozenset("。！？")
_BRACKETS = frozenset("」』）")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*$")
_NEXT = re.compile(r"[^\S\n]+(?P<open>[\"'“‘«„(\[—–-]*)\s?(?P<word>\w*)")
_CUE = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*,?\s+){1,5}(?:\w+ly\s+)?"
    r"(?P<verb>[a-z]+)(?P<last>[.,:;]|\s+(?:to|in|on|at|of|during|when|after|as)\b)?"
)
_NICKNAME = re.compile(r"\s[\"“‘'(]\w+[\"”’')]\s[A-Z]")
_CUE_VERBS = frozenset(
    {"said", "says", "asked", "asks", "added", "replied", "shouted", "wrote", "told", "tweeted"}
)


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without the white space around them."""
    return tuple(_trimmed(text, _ends(text)))


def first(text: str) -> Span | None:
    """The first sentence of `text`, without reading the rest; None where there is none."""
    return next(_trimmed(text, _ends(text)), None)


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[Span]:
    start = 0
    for end in ends:
        piece = text[start:end]
        inner = piece.strip()
        if inner:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(inner))
        start = end


def _ends(text: str) -> Iterator[int]:
    quotations = _QUOTATION.finditer(text)
    quotation = next(quotations, None)
    for stop in _STOP.finditer(text):
        start, end = stop.span()
        while quotation and quotation.end() < end:
            quotation = next(quotations, None)
        if _LINE.search(text, start, end):
            yield end
            continue
        behind = _CLOSERS.match(text, end)
        closed = behind.end() if behind else end
        if quotation and quotation.start() < start and closed < quotation.end():
            continue
        if text[end - 1] in _WIDE:
            if text[end : end + 1] not in _BRACKETS:
                yield end
        elif text[closed : closed + 1].isspace() and _ends_sentence(text, start, end, closed):
            yield closed
    yield len(text)


def _ends_sentence(text: str, start: int, end: int, closed: int) -> bool:
    """Whether the stop `start:end`, with closing marks up to `closed`, ends a sentence."""
    following = _NEXT.match(text, closed)
    if following is None or not (following["word"] or following["open"]):
        return True
    word = following["word"]
    if word[:1].islower():
        return False
    mark = text[start:end]
    if closed > end:
        return not _is_cue(text, closed, mark)
    if mark == ".":
        return _full_stop_ends(text, start, word, opened=bool(following["open"]))
    if mark[-1] in ".…":
        return word in _starters() or bool(following["open"])
    return True


def _is_cue(text: str, closed: int, mark: str) -> bool:
    """Whether who said it follows: after a full stop only when the sentence then ends."""
    cue = _CUE.match(text, closed, closed + 120)
    if cue is None or cue["verb"] not in _CUE_VERBS:
        return False
    return mark[-1] in "!?…" or cue["last"] in {".", ","}


def _full_stop_ends(text: str, at: int, word: str, *, opened: bool) -> bool:
    before = _WORD_BEFORE.search(text, max(0, at - 24), at)
    if before is None:
        return True
    abbreviation = before[0]
    if abbreviation in lexicon.words("abbreviations", "leading"):
        return False
    if abbreviation in lexicon.words("abbreviations", "before_number"):
        return not word[:1].isdigit()
    initial = len(abbreviation) == 1 and abbreviation.isupper()
    if initial and _NICKNAME.match(text, at + 1):
        return False
    if initial or "." in abbreviation or abbreviation in lexicon.words("abbreviations", "either"):
        return word in _starters() or opened
    return True


def _starters() -> frozenset[str]:
    return lexicon.words("abbreviations", "starters")
