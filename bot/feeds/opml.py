"""OPML, the list of feeds that readers exchange (pure).

The document is hostile: a document type, and with it every entity, is refused; the number of feeds
is bounded.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from bot.errors import FeedError
from bot.feeds.entry import address

MOST = 2000


class Outline(NamedTuple):
    """A feed as OPML names it."""

    url: str
    title: str = ""


def read_opml(data: bytes, *, subject: str = "OPML") -> list[Outline]:
    """The feeds in `data`, each once, in order; FeedError when it is no OPML."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.element
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise FeedError(f"This is no OPML: {error}.", subject=subject) from None
    return list(reader.found.values())


class _Reader:
    """Collects the outlines that name a feed."""

    def __init__(self) -> None:
        self.found: dict[str, Outline] = {}
        self._root = True

    def doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type, which OPML has not")

    def element(self, name: str, attributes: dict[str, str]) -> None:
        if self._root and name.lower() != "opml":
            raise ValueError(f"its root is <{name[:40]}>")
        self._root = False
        given = {key.lower(): value for key, value in attributes.items()}
        url = address(given.get("xmlurl"), "")
        title = " ".join((given.get("title") or given.get("text") or "").split())
        if name.lower() == "outline" and url and len(self.found) < MOST:
            self.found.setdefault(url, Outline(url, title))
