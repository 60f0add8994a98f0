"""Bytes as they are found → a draft of an article, or the reason why they are none.

1. The bytes become characters (`decode`), or are refused: binary, too big, empty.
2. The article is taken out of its wrapping: an HTML page, Markdown, a JSON record, plain text.
3. Its text is cleaned, but for a record that is to stay as it stands.
4. What it is called and when it was published comes from the wrapping, else from what the caller
   knows, else from the text's own words ("Published: 7 February 2025", a dateline); else unknown.

A title that is nowhere stays empty: the reader of sentences gives it one. Every error is an
ArticleError with a reason in one line.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any, cast

from bot.articles.characters import tidy_line
from bot.articles.clean import Cleaned, clean
from bot.articles.decode import declared_in, decode
from bot.articles.fragment import text_of
from bot.articles.languages import language_of
from bot.articles.published import dateline, parse_published
from bot.articles.urls import canonical, host_of
from bot.errors import ArticleError
from bot.model import Article

LARGEST = 16 * 1024 * 1024
"""Bytes of one document; more is no news article."""

LONGEST = 1_000_000
"""Characters of one article."""

FEWEST = 3
"""Words of one article (two characters of Chinese or Japanese script count as one)."""

_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
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


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way in: what cleaning took out of it, and the guid its feed gave it."""

    article: Article
    removed_lines: int = 0
    guid: str | None = None

    @property
    def subject(self) -> str:
        """What to call it."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document before it is read; `id` may be left to its URL or text.

    `published` is used when the document does not say; `outlet` and `title` likewise.
    """

    subject: str
    id: str = ""
    url: str | None = None
    title: str = ""
    outlet: str = ""
    published: datetime | None = None
    charset: str | None = None
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the wrapping of an article said."""

    title: str = ""
    text: str = ""
    url: str | None = None
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str | None = None
    cleaned: Cleaned | None = None
    untouched: bool = False


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
        size = len(data) // (1024 * 1024)
        raise ArticleError(
            f"It is {size} MB; an article has at most {LARGEST // (1024 * 1024)} MB.",
            subject=source.subject,
        )
    if not data.strip():
        raise ArticleError("It is empty.", subject=source.subject)
    declared = source.charset or (declared_in(data) if kind is Kind.HTML else None)
    return read_text(decode(data, subject=source.subject, declared=declared), kind, source)


def read_text(text: str, kind: Kind, source: Source) -> Draft:
    """The article in characters that were decoded."""
    if kind is Kind.HTML:
        found = _page(text, source)
    elif kind is Kind.FRAGMENT:
        found = _Found(text=text_of(text))
    elif kind is Kind.MARKDOWN:
        found = _markdown(text)
    else:
        found = _plain(text)
    return _draft(found, source)


def read_record(line: bytes, source: Source, *, as_it_stands: bool = False) -> Draft:
    """The article in one line of JSON: `{"id", "url", "title", "text", "published", "outlet"}`.

    `as_it_stands` leaves the text untouched, so that offsets into it stay true.
    """
    record = _object(line, source.subject)
    text = _string(record, "text", source.subject)
    name = record.get("id")
    if name is not None and (not isinstance(name, str | int) or isinstance(name, bool)):
        raise ArticleError('"id" must be text or a whole number.', subject=source.subject)
    url = _string(record, "url", source.subject, optional=True).strip()
    title = tidy_line(_string(record, "title", source.subject, optional=True))
    found = _Found(
        title=title,
        text=text,
        url=canonical(url) if url else None,
        outlet=tidy_line(_string(record, "outlet", source.subject, optional=True)),
        published=_moment(record.get("published"), source.subject),
        cleaned=Cleaned(_storable(text)) if as_it_stands else None,
        untouched=as_it_stands,
    )
    known = Source(subject=source.subject, id=str(name or "").strip(), published=source.published)
    return _draft(found, known)


# --- the wrappings --------------------------------------------------------------------------


def _page(text: str, source: Source) -> _Found:
    from bot.articles.pages import read_page  # trafilatura takes a second to import

    page = read_page(text, url=source.url)
    if page is None:
        raise ArticleError("No article was found on this page.", subject=source.subject)
    return _Found(
        title=tidy_line(page.title),
        text=page.text,
        url=page.url,
        outlet=tidy_line(page.outlet),
        byline=tidy_line(page.author),
        published=page.published,
        language=page.language,
    )


def _markdown(text: str) -> _Found:
    from bot.articles.markdown import read_markdown_page

    page = read_markdown_page(text)
    return _Found(
        title=tidy_line(page.title),
        text=page.text,
        url=page.fields.get("url") or page.fields.get("link"),
        outlet=page.fields.get("outlet") or page.fields.get("source") or "",
        byline=page.fields.get("author") or page.fields.get("byline") or "",
        published=parse_published(page.fields.get("date") or page.fields.get("published") or ""),
    )


def _plain(text: str) -> _Found:
    """A headline that stands above the text, an empty line between them, is its title."""
    cleaned = clean(text)
    headline = _HEADLINE.match(cleaned.text)
    if headline is None:
        return _Found(cleaned=cleaned)
    body = Cleaned(
        cleaned.text[headline.end() :], cleaned.removed, cleaned.byline, cleaned.published
    )
    return _Found(title=headline["title"], cleaned=body)


# --- the draft ------------------------------------------------------------------------------


def _draft(found: _Found, source: Source) -> Draft:
    title = source.title or found.title
    cleaned = found.cleaned or clean(found.text, title=title)
    if not found.untouched:
        _refuse_scraps(cleaned, source.subject)
    url = found.url or source.url
    own_words = cleaned.published or dateline(cleaned.text)
    article = Article(
        id=source.id or url or _name_for(source, cleaned.text),
        text=cleaned.text,
        title=title,
        url=url,
        outlet=found.outlet or source.outlet or host_of(url or ""),
        published=found.published or own_words or source.published,
        language=found.language or language_of(cleaned.text),
        byline=found.byline or cleaned.byline,
    )
    return Draft(article, len(cleaned.removed), source.guid)


def _refuse_scraps(cleaned: Cleaned, subject: str) -> None:
    """Refuse what is no article: nothing, a word or two, a whole book."""
    text = cleaned.text
    if not text:
        raise ArticleError("It holds no line that is part of an article.", subject=subject)
    words = len(_WORD.findall(text[:LONGEST])) + len(_WIDE.findall(text[:LONGEST])) // 2
    if words < FEWEST:
        plural = "s" if words > 1 else ""
        raise ArticleError(f"A text of {words} word{plural} is no article.", subject=subject)
    if len(text) > LONGEST:
        raise ArticleError(
            f"It has {len(text):,} characters; an article has at most {LONGEST:,}.", subject=subject
        )


def _name_for(source: Source, text: str) -> str:
    """A name that stays the same as long as the text does."""
    return f"{PurePath(source.subject).stem}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


# --- the fields of a record -----------------------------------------------------------------


def _object(line: bytes, subject: str) -> dict[str, Any]:
    if len(line) > LARGEST:
        raise ArticleError("The line is too long to be one article.", subject=subject)
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"Byte {error.start} is not UTF-8.", subject=subject) from None
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"Not JSON: {error}.", subject=subject) from None
    if not isinstance(record, dict):
        raise ArticleError("Not a JSON object.", subject=subject)
    return cast("dict[str, Any]", record)


def _string(record: dict[str, Any], key: str, subject: str, *, optional: bool = False) -> str:
    value = record.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str):
        raise ArticleError(f'"{key}" must be text.', subject=subject)
    return value


def _moment(value: object, subject: str) -> datetime | None:
    if value is None or value == "":
        return None
    moment = None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        moment = parse_published(str(value))
    if moment is None:
        raise ArticleError(
            f'"published" is {value!r:.60}; write it like 2025-02-07 or 2025-02-07T10:30:00Z.',
            subject=subject,
        )
    return moment


def _storable(text: str) -> str:
    """`text` with every lone surrogate replaced by U+FFFD: same length, same offsets."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
