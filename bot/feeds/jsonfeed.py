"""JSON Feed (jsonfeed.org, versions 1 and 1.1) → entries. The document is hostile, as any feed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

from bot.errors import FeedError
from bot.feeds.entry import MOST, Entry, ParsedFeed, address, line

_VERSION = re.compile(rb'"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')


def looks_like_json_feed(data: bytes) -> bool:
    """Whether the bytes are JSON that names the format."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.search(data) is not None


def parse_json_feed(data: bytes, *, url: str) -> ParsedFeed:
    """The feed in `data`, found at `url`; FeedError when it is no JSON."""
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FeedError("This JSON Feed is broken.", subject=url) from None
    items = _list(_object(read).get("items"))[:MOST]
    return ParsedFeed(line(_object(read).get("title")), tuple(_entries(items, url)))


def _entries(items: list[object], url: str) -> Iterator[Entry]:
    for item in map(_object, items):
        link = address(item.get("url"), url) or address(item.get("external_url"), url)
        title = line(item.get("title"))
        whole = _text(item.get("content_html")) or _paragraphs(_text(item.get("content_text")))
        writers = [*_list(item.get("authors")), item.get("author")]
        guid = line(item.get("id")) or link or title
        if guid:
            yield Entry(
                guid=guid,
                link=link,
                title=title,
                content=whole or _paragraphs(_text(item.get("summary"))),
                full=bool(whole),
                author=next(filter(None, (line(_object(one).get("name")) for one in writers)), ""),
                published=_moment(item.get("date_published")),
                updated=_moment(item.get("date_modified")),
            )


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _paragraphs(text: str) -> str:
    """Plain text as the HTML that entries hold."""
    return "".join(f"<p>{html.escape(one)}</p>" for one in text.splitlines() if one.strip())


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(value))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
