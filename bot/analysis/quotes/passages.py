"""What a string in quotation marks looks like, before anything is known of who said it."""

from __future__ import annotations

import re
from functools import cached_property

from bot.analysis import lexicon
from bot.analysis.quotes.tokens import Tokens
from bot.model import Span

_LABEL = re.compile(r"\s*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}):\s+(?=\S)")
STOPPED = 5
"""So many words make a sentence of what stands before a stop."""
_NESTED_CLOSERS = " \t\u00a0'’\"”)]"
_IN_CLAUSE = re.compile("[isDnNBLowkTvgX]$|[^¶.,:Q]c$")
_CALLED = frozenset({"entitled", "titled", "headlined"})


class Passage:
    """A string in marks, or the strings of one that runs on over paragraphs."""

    def __init__(self, tokens: Tokens, strings: list[int]) -> None:
        self._tokens = tokens
        self.strings = strings
        self.first, self.last = strings[0], strings[-1]
        opened, closed = tokens.marked[self.first], tokens.marked[self.last]
        label = _LABEL.match(tokens.text, opened.start, opened.end)
        self.label = Span(*label.span("name")) if label else None
        self._starts = label.end() if label else opened.start
        self.words = tokens.text[self._starts : opened.end].split()
        self.final = self._final(tokens.text[closed.start : closed.end], closed.closed)

    def _final(self, inside: str, closed: int) -> str:
        """The last sign; of a long string, as many write it, the stop behind the mark."""
        last = inside.rstrip(_NESTED_CLOSERS)[-1:]
        behind = self._tokens.text[closed : closed + 1]
        outside = last.isalnum() and behind in (".", ",") and len(self.words) >= STOPPED
        return behind if outside else last

    @property
    def segments(self) -> list[Span]:
        """The strings without marks and outer white space."""
        text = self._tokens.text
        starts = {self.first: self._starts}
        spans: list[Span] = []
        for token in self.strings:
            string = self._tokens.marked[token]
            start = starts.get(token, string.start)
            piece = text[start : string.end]
            start += len(piece) - len(piece.lstrip())
            if piece.strip():
                spans.append(Span(start, start + len(piece.strip())))
        return spans

    @cached_property
    def capital(self) -> bool:
        """Whether it begins as a sentence does."""
        return self.words[0].lstrip("'‘[(….“\"")[:1].isupper() or self.words[0][:1] in "…."

    @cached_property
    def named(self) -> bool:
        """Whether it has capitals throughout, as the title of a work has."""
        return (
            self.capital
            and self.final not in ("!", "?")
            and self.words[-1][:1].isupper()
            and all(word[:1].isupper() or len(word) < 5 for word in self.words)
        )

    @property
    def title(self) -> bool:
        """Whether it is the title of a work: called so, or with capitals throughout and within a
        clause, behind what it is ("her film, …") or told something (a programme)."""
        before = self._tokens.kinds[max(0, self.first - 2) : self.first]
        words = self._tokens.words(max(0, self.first - 2), self.first)
        if words and words[-1] in _CALLED:
            return True
        return self.named and (
            _IN_CLAUSE.search(before) is not None
            or not lexicon.words("speakers", "works").isdisjoint(words)
            or words[-1:] == ["told"]
        )

    @property
    def noise(self) -> bool:
        """Whether it is a remark in brackets, as "(Laughter)"."""
        return self.words[0][0] in "([" and self.words[-1].rstrip(".")[-1:] in (")", "]")

    @property
    def whole(self) -> bool:
        """Whether it reads like a sentence of its own."""
        return self.capital and self.final != "" and self.final in ".,?!…—-"


def passages(tokens: Tokens) -> list[Passage]:
    """The strings in marks, those joined that run on over paragraphs."""
    groups: list[list[int]] = []
    runs_on = False
    for token, string in tokens.marked.items():
        if tokens.kinds[token] != "Q":
            continue
        behind = tokens.kinds[groups[-1][-1] + 1 : token] if runs_on else ""
        if behind == "¶" and not _LABEL.match(tokens.text, string.start, string.end):
            groups[-1].append(token)
        elif string.start < string.end and not tokens.text[string.start : string.end].isspace():
            groups.append([token])
        runs_on = string.runs_on
    return [Passage(tokens, group) for group in groups]
