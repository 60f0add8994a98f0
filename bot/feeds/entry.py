"""What a feed says, whatever its format: plain values, in bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

MOST = 500
"""Entries kept of one feed, the first ones: feeds put the newest first."""

LONGEST = 2000
"""Characters of a title, link or name; content is bounded by what was fetched."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; `content` is HTML and says whether it is `full` or a summary."""

    guid: str
    link: str | None = None
    title: str = ""
    content: str = ""
    full: bool = False
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed: its title, how many minutes it asks to be left alone, its entries."""

    title: str
    entries: tuple[Entry, ...] = ()
    ttl: float | None = None


def address(value: object, url: str) -> str | None:
    """An absolute http(s) address, or nothing; a relative one is one of `url`."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return None
    try:
        link = urljoin(url, value.strip())
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in {"http", "https"} and parts.hostname else None


def line(value: object) -> str:
    """A value on one line, markup taken out, in bounds."""
    text = str(value) if isinstance(value, str | int) else ""
    if "<" in text:
        text = re.sub(r"<[^<>]{0,500}>", "", text)
    return _SPACE.sub(" ", text).strip()[:LONGEST]
