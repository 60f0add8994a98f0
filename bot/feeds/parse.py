"""Feed bytes → entries: JSON Feed, and through feedparser RSS, Atom and what is taken for them.

The bytes are hostile: feedparser is given bytes in memory only (it would fetch a URL and open a
path), a document type declaration is refused before it can define entities, and of what comes out
only plain values in bounds are kept. Entry HTML stays HTML; whoever shows it must clean it.
"""

from __future__ import annotations

import calendar
import io
import re
import time
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, cast

import feedparser

from bot.errors import FeedError
from bot.feeds.entry import MOST, Entry, ParsedFeed, address, line
from bot.feeds.jsonfeed import looks_like_json_feed, parse_json_feed

_HEAD = 1 << 18
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DECLARED = re.compile(rb"<!\[[^>]*>?")
"""`<![if !mso]>`, of which HTMLParser knows few."""
_FEEDS = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    "application/feed+json",
)


def parse(data: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """The feed in `data`, found at `url`; FeedError says what the bytes are instead."""
    if looks_like_json_feed(data):
        return parse_json_feed(data, url=url)
    _refuse_what_is_none(data, url)
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    reader = cast("Any", feedparser)  # it has no types
    parsed: dict[str, Any] = reader.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=True
    )
    if not parsed.get("version") and not parsed.get("entries"):
        raise FeedError("There is no feed at this address.", subject=url)
    about = cast("dict[str, Any]", parsed.get("feed") or {})
    entries = (_entry(raw, url) for raw in parsed["entries"][:MOST])
    return ParsedFeed(
        title=line(about.get("title")),
        entries=tuple(entry for entry in entries if entry is not None),
        ttl=_number(about.get("ttl")),
    )


def looks_like_feed(data: bytes) -> bool:
    """Whether the bytes begin like RSS or Atom, or are a JSON Feed."""
    return _FEED.search(data[:4096]) is not None or looks_like_json_feed(data)


def discover(data: bytes, *, url: str) -> list[str]:
    """The feeds an HTML page links to, in its order."""
    reader = _LinkReader(url)
    reader.feed(_DECLARED.sub(b"", data[:_HEAD]).decode("utf-8", "replace"))
    return list(dict.fromkeys(reader.found))


class _LinkReader(HTMLParser):
    """Collects the feeds of a page."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a link to a feed."""
        given = {name: (value or "").strip() for name, value in attrs}
        is_feed = "alternate" in given.get("rel", "").lower() and given.get("type", "") in _FEEDS
        link = address(given.get("href"), self._url) if tag == "link" and is_feed else None
        if link:
            self.found.append(link)


def _refuse_what_is_none(data: bytes, url: str) -> None:
    if not data.strip():
        raise FeedError("There is nothing at this address.", subject=url)
    if _ENTITIES.search(data[: 1 << 16]):
        raise FeedError("The feed defines its own entities; such feeds are refused.", subject=url)
    if _HTML.search(data[:4096]) and not looks_like_feed(data):
        feeds = discover(data, url=url)
        if not feeds:
            raise FeedError("This is an HTML page without a feed.", subject=url)
        are = "feed is" if len(feeds) == 1 else "feeds are"
        raise FeedError(f"This is an HTML page; its {are} {', '.join(feeds[:5])}", subject=url)


def _entry(raw: dict[str, Any], url: str) -> Entry | None:
    link = address(raw.get("link"), url)
    title = line(raw.get("title"))
    plain = dict(raw.items())  # its own get() takes one date for the other
    bodies = [str(body.get("value") or "") for body in raw.get("content") or ()]
    summary = str(raw.get("summary") or "")
    content = max([*bodies, summary], key=len)
    guid = line(raw.get("id")) or link or title
    if not guid:
        return None
    return Entry(
        guid=guid,
        link=link,
        title=title,
        content=content,
        full=bool(bodies) and content is not summary,
        author=line(raw.get("author")),
        published=_moment(plain.get("published_parsed")),
        updated=_moment(plain.get("updated_parsed")),
    )


def _number(value: object) -> float | None:
    text = str(value).strip() if value is not None else ""
    return float(text) if text.isdecimal() and len(text) < 8 else None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
