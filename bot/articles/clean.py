"""Plain text → the article: what is not part of it goes, and is counted (pure).

1. Characters and white space are made safe, hard-wrapped paragraphs joined.
2. Lines that are not the article go: postal addresses, calls to subscribe, links to more, share
   bars, cookie notes, captions, copyright lines, navigation, lines that were there before. Bylines
   and date lines go as well, and are kept as what they tell.
3. An address glued to the head of the first paragraph is cut off it.

Whole lines go; no word of a sentence is changed, no quotation mark is touched. Repeated until
nothing changes, so cleaning twice is cleaning once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.articles.addresses import glued
from bot.articles.boilerplate import reason_against
from bot.articles.bylines import byline
from bot.articles.characters import tidy, tidy_line
from bot.articles.published import date_line
from bot.articles.wrapping import unwrap

PARAGRAPH = 60
"""A line this long, in characters, that ends like a sentence is a paragraph of the article."""

REPEATED = 40
"""A sentence this long does not stand in an article twice; a shorter one may ("All right.")."""

_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»」』)\]]*$")
_STOPS = ".!?…"
_PULLED = re.compile(r"[“\"«「『](?P<words>[^“”\"«»「」『』]{8,400})[”\"»」』]")
_CREDIT = re.compile(r"(?:additional\s+)?(?:reporting|writing|editing)\s+by\b", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")


class Removed(NamedTuple):
    """A line that went, and why."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's text, what was taken out of it, and what those lines told."""

    text: str
    removed: tuple[Removed, ...] = ()
    byline: str = ""
    published: datetime | None = None

    @property
    def reasons(self) -> Counter[str]:
        """How many lines went for which reason."""
        return Counter(removed.reason for removed in self.removed)


def clean(text: str, *, title: str = "") -> Cleaned:
    """The article in `text`; a line above it that repeats `title` goes."""
    text = tidy(text)
    sweep = _Sweep(tidy_line(title))
    while True:
        swept = tidy(sweep.over(unwrap(text)))
        if swept == text:
            return Cleaned(text, tuple(sweep.removed), sweep.byline, sweep.published)
        text = swept


class _Sweep:
    """One walk after the other over the lines of a text, collecting what goes."""

    def __init__(self, title: str) -> None:
        self._title = title.casefold().rstrip(_STOPS)
        self.removed: list[Removed] = []
        self.byline = ""
        self.published: datetime | None = None

    def over(self, text: str) -> str:
        """`text` without the lines that are not the article."""
        self._above, self._seen = True, set[str]()
        lines = text.split("\n")
        self._paragraphs = "\n".join(line for line in lines if not _PULLED.fullmatch(line))
        return "\n".join(kept for line in lines if (kept := self._kept(line)) is not None)

    def _kept(self, line: str) -> str | None:
        if not line:
            return line
        reason = self._reason(line)
        if reason:
            self.removed.append(Removed(line, reason))
            return None
        if self._above and len(line) >= PARAGRAPH and _SENTENCE_END.search(line):
            self._above = False
            return self._unglued(line)
        return line

    def _reason(self, line: str) -> str | None:
        repeated = line in self._seen
        if len(line) >= (REPEATED if _SENTENCE_END.search(line) else REPEATED // 2):
            self._seen.add(line)
        # A date first: 2024-03-04 could be a telephone number too.
        reason = self._dated(line) or reason_against(line) or self._told(line)
        if reason is None and repeated:
            reason = "repeated line"
        return reason or self._echo(line)

    def _told(self, line: str) -> str | None:
        """Why a line goes that tells who wrote the article or when."""
        parts = _PARTS.split(line) if self._above and len(line) <= 200 else [line]
        reasons = [self._told_by(part) or reason_against(part) for part in parts if part]
        return reasons[0] if reasons and all(reasons) else self._told_by(line)

    def _dated(self, part: str) -> str | None:
        moment = date_line(part, labelled=not self._above)
        self.published = self.published or moment
        return None if moment is None else "date line"

    def _told_by(self, part: str) -> str | None:
        if dated := self._dated(part):
            return dated
        who = byline(part) if self._above or _CREDIT.match(part) else None
        if who is not None:
            self.byline = self.byline or who
            return "byline"
        return None

    def _echo(self, line: str) -> str | None:
        """Why a line goes that only says again what the article says."""
        if self._above and line.casefold().rstrip(_STOPS) == self._title:
            return "title"
        pulled = _PULLED.fullmatch(line)
        if pulled and (words := pulled["words"].rstrip(".,!?")) and words in self._paragraphs:
            return "pull quote"
        return None

    def _unglued(self, line: str) -> str:
        cut = glued(line)
        if cut:
            self.removed.append(Removed(line[:cut].strip(), "address"))
        return line[cut:].lstrip()
