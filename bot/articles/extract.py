"""Bytes as they are found → a draft of an article, or the reason why they are none.

1. The bytes become characters (`decode`), or are refused: binary, too big, empty.
2. The article is taken out of its wrapping: an HTML page, a feed's fragment, Markdown, plain text.
3. Its text is cleaned (`clean`), and what is known of it put together (`draft`).

A title that is nowhere stays empty: the reader of sentences gives it one. Every error is an
ArticleError with a reason in one line. Records, one a line, are read by `record`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from bot.articles.characters import tidy_line
from bot.articles.clean import Cleaned, clean
from bot.articles.decode import declared_in, decode
from bot.articles.draft import LONGEST, Draft, Found, Source, draft_of, too_long
from bot.articles.fragment import text_of
from bot.articles.published import parse_published
from bot.errors import ArticleError

LARGEST = 16 * 1024 * 1024
"""Bytes of one document; more is no news article."""

_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEADLINE = re.compile(r"(?P<title>[^\n]{8,140})(?<![.!?。！？:,;…])\n\n(?=\S[^\n]{80})")


class Kind(StrEnum):
    """How an article is wrapped."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    FRAGMENT = "fragment"
    RECORDS = "records"


SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), Kind.TEXT),
    **dict.fromkeys((".md", ".markdown"), Kind.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.HTML),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.RECORDS),
}


def kind_of(name: str, head: bytes = b"") -> Kind:
    """The kind of a file by its name, else by its first bytes."""
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    if _HTML.match(head):
        return Kind.HTML
    return Kind.RECORDS if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else Kind.TEXT


def read_document(data: bytes, kind: Kind, source: Source) -> Draft:
    """The article in a document of one; ArticleError when it holds none."""
    if len(data) > LARGEST:
        most = LARGEST // (1024 * 1024)
        raise ArticleError(f"It is larger than {most} MB.", subject=source.subject)
    if not data.strip():
        raise ArticleError("It is empty.", subject=source.subject)
    declared = source.charset or (declared_in(data) if kind is Kind.HTML else None)
    return read_text(decode(data, subject=source.subject, declared=declared), kind, source)


def read_text(text: str, kind: Kind, source: Source) -> Draft:
    """The article in characters that were decoded."""
    if kind is not Kind.HTML and len(text) > 2 * LONGEST:
        raise too_long(text, source.subject)
    if kind is Kind.HTML:
        found = _page(text, source)
    elif kind is Kind.FRAGMENT:
        found = Found(text=text_of(text))
    elif kind is Kind.MARKDOWN:
        found = _markdown(text)
    else:
        found = _plain(text)
    return draft_of(found, source)


# --- the wrappings --------------------------------------------------------------------------


def _page(text: str, source: Source) -> Found:
    from bot.articles.pages import read_page  # trafilatura takes a second to import

    page = read_page(text, url=source.url)
    if page is None:
        raise ArticleError("No article was found on this page.", subject=source.subject)
    return Found(
        title=tidy_line(page.title),
        text=page.text,
        url=page.url,
        outlet=tidy_line(page.outlet),
        byline=tidy_line(page.author),
        published=page.published,
        language=page.language,
    )


def _markdown(text: str) -> Found:
    from bot.articles.markdown import read_markdown_page

    page = read_markdown_page(text)
    return Found(
        title=tidy_line(page.title),
        text=page.text,
        url=page.fields.get("url") or page.fields.get("link"),
        outlet=page.fields.get("outlet") or page.fields.get("source") or "",
        byline=page.fields.get("author") or page.fields.get("byline") or "",
        published=parse_published(page.fields.get("date") or page.fields.get("published") or ""),
    )


def _plain(text: str) -> Found:
    """A headline that stands above the text, an empty line between them, is its title."""
    cleaned = clean(text)
    headline = _HEADLINE.match(cleaned.text)
    if headline is None:
        return Found(cleaned=cleaned)
    body = Cleaned(
        cleaned.text[headline.end() :], cleaned.removed, cleaned.byline, cleaned.published
    )
    return Found(title=headline["title"], cleaned=body)
