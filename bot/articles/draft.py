"""What was found → a draft of an article, or the reason why it is none (pure).

What an article is called and when it was published is what its wrapping said, else what the text
says itself ("Published: 7 February 2025", a dateline), else what the caller knows; else unknown.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from bot.articles.clean import Cleaned, clean
from bot.articles.languages import language_of
from bot.articles.published import dateline
from bot.articles.urls import host_of
from bot.errors import ArticleError
from bot.model import Article

LONGEST = 1_000_000
"""Characters of one article."""

FEWEST = 3
"""Words of one article (two characters of Chinese or Japanese script count as one)."""

_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
class Found:
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


def draft_of(found: Found, source: Source) -> Draft:
    """The draft of an article; ArticleError when what was found is none."""
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
        raise too_long(text, subject)


def too_long(text: str, subject: str) -> ArticleError:
    """The refusal of a text that is longer than any article."""
    return ArticleError(
        f"It has {len(text):,} characters; an article has at most {LONGEST:,}.", subject=subject
    )


def _name_for(source: Source, text: str) -> str:
    """A name that stays the same as long as the text does."""
    return f"{PurePath(source.subject).stem}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
