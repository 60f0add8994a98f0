"""An HTML fragment, as feeds carry it, → plain paragraphs (pure)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<[!?][^>]*>?", re.DOTALL)
"""Comments and declarations; of CDATA only the marks."""
_TAG = re.compile("<[A-Za-z/]")
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|fieldset|footer|h[1-6]|header|hr|li|main|[ou]l"
    "|p|pre|section|table|t[dhr]"
)
_SKIPPED = re.compile(
    "audio|button|canvas|figcaption|figure|form|iframe|nav|noscript|object|script|select|style|svg"
    "|template|textarea|video"
)


def text_of(fragment: str) -> str:
    """The text of `fragment`, a paragraph a line, without captions, scripts and forms.

    What is not closed is taken out before: HTMLParser looks for its end again and again.
    """
    seen = _UNSEEN.sub("", fragment)
    closed = seen.rfind(">") + 1
    reader = _Reader()
    reader.feed(seen[:closed] + _TAG.split(seen[closed:], 1)[0])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects text, a line break for every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's signature
        """Begin a block, or begin to skip."""
        if _SKIPPED.fullmatch(tag):
            self._skipping.append(tag)
        elif _BLOCK.fullmatch(tag):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or end skipping."""
        if tag in self._skipping:
            del self._skipping[self._skipping.index(tag) :]
        elif _BLOCK.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Text, unless it is skipped; its own line breaks mean nothing."""
        if not self._skipping:
            self.pieces.append(data.replace("\n", " "))
