"""One line of JSON → a draft: `{"id", "url", "title", "text", "published", "outlet"}` (pure)."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any, cast

from bot.articles.characters import tidy_line
from bot.articles.clean import Cleaned
from bot.articles.draft import LONGEST, Draft, Found, Source, draft_of, too_long
from bot.articles.published import parse_published
from bot.articles.urls import canonical
from bot.errors import ArticleError

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one record."""


def read_record(line: bytes, source: Source, *, as_it_stands: bool = False) -> Draft:
    """The article in one line of JSON: `{"id", "url", "title", "text", "published", "outlet"}`.

    `as_it_stands` leaves the text untouched, so that offsets into it stay true.
    """
    record = _object(line, source.subject)
    text = _string(record, "text", source.subject)
    name = record.get("id")
    if name is not None and (not isinstance(name, str | int) or isinstance(name, bool)):
        raise ArticleError('"id" must be text or a whole number.', subject=source.subject)
    if len(text) > 2 * LONGEST and not as_it_stands:
        raise too_long(text, source.subject)
    url = _string(record, "url", source.subject, optional=True).strip()
    title = tidy_line(_string(record, "title", source.subject, optional=True))
    found = Found(
        title=title,
        text=text,
        url=canonical(url) if url else None,
        outlet=tidy_line(_string(record, "outlet", source.subject, optional=True)),
        published=_moment(record.get("published"), source.subject),
        cleaned=Cleaned(_storable(text)) if as_it_stands else None,
        untouched=as_it_stands,
    )
    known = Source(subject=source.subject, id=str(name or "").strip(), published=source.published)
    return draft_of(found, known)


def _object(line: bytes, subject: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
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
