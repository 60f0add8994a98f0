"""An HTML page → the article on it, through trafilatura.

The date is what the page's metadata says. Only the day is known to trafilatura; the hour is taken
from the metadata itself where it names one. A page's own address is believed only when it stays on
the host it was fetched from, so that no page can pose as another outlet's.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import trafilatura
from trafilatura.settings import Document

from bot.articles.published import parse_published
from bot.articles.urls import canonical, host_of

for _chatty in ("trafilatura", "htmldate"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL)

_MOMENTS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time'"
    " or @name='article:published_time' or @name='datePublished' or @itemprop='datePublished'"
    " or @name='parsely-pub-date' or @name='date' or @name='dc.date' or @name='DC.date.issued'"
    " or @name='pubdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate or contains(@class,'publish')]/@datetime",
)
_JSON_MOMENT = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_BULLET = re.compile(r"^- ", re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_SAME_DAY = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, and the text of the article on it."""

    title: str
    text: str
    url: str | None
    outlet: str
    author: str
    published: datetime | None
    language: str | None


def read_page(source: str, *, url: str | None = None) -> Page | None:
    """The article on the page `source`; `None` when trafilatura finds none."""
    tree = cast("Any", trafilatura.load_html(source))  # lxml has no types
    if tree is None:
        return None
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(document, Document) or not document.text:
        return None
    address = _address(document.url, url)
    return Page(
        title=document.title or "",
        text=_BULLET.sub("", document.text),
        url=address,
        outlet=document.sitename or host_of(address or ""),
        author=document.author or "",
        published=_published(tree, document.date),
        language=_language(tree),
    )


def _address(claimed: str | None, fetched: str | None) -> str | None:
    if fetched is None:
        return canonical(claimed) if claimed else None
    same = claimed and host_of(claimed) == host_of(fetched)
    return canonical(claimed if same and claimed else fetched)


def _published(tree: Any, day: str | None) -> datetime | None:
    """The hour the page names for the day trafilatura found; else that day; else nothing."""
    found = parse_published(day) if day else None
    named: list[str] = [value for path in _MOMENTS for value in tree.xpath(path)]
    scripts: list[str] = tree.xpath("//script[@type='application/ld+json']/text()")
    named += [match for script in scripts for match in _JSON_MOMENT.findall(script)]
    for value in named:
        moment = parse_published(value)
        if moment and (found is None or abs(moment - found) < _SAME_DAY):
            return moment
    return found


def _language(tree: Any) -> str | None:
    match = _LANGUAGE.match(tree.get("lang") or "")
    return match[0].lower() if match else None
