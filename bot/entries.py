"""A feed's entries → documents: the whole text where the feed carries it, else the entry's page.

A feed is believed about its own site only. What it says of a page elsewhere is not read; that page
is fetched, so that nobody's feed can put words under another outlet's address.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.articles.draft import Source
from bot.articles.extract import Kind
from bot.articles.urls import canonical, masked
from bot.errors import FetchError
from bot.feeds.budget import domain_of
from bot.feeds.entry import Entry, ParsedFeed
from bot.feeds.fetch import Fetcher, Response
from bot.model import PUBLIC, Article, Feed
from bot.sources import Document
from bot.store.store import Store
from bot.workers import Refusal

WHOLE = 1500
"""Characters of HTML from which on an entry's content is taken for the whole text."""

TEASER = 120
"""Characters of HTML below which a summary is no article even when there is no page."""

PAGES, SECONDS = 60, 240.0
"""Pages fetched in one poll, and for how long; the rest is left to the next."""

_A_DAY = timedelta(days=1)
_FIRST_PAUSE = timedelta(minutes=30)


Page = tuple[str, int | None]
"""Its address, and the server (or operator) that asks for it."""


@dataclass(slots=True)
class _Try:
    """When a page may be asked for again, and what was waited before; `owed` by its site."""

    again: datetime
    pause: timedelta
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Pages that were asked for: one that gave no article is asked for later and later.

    Else the same dead pages would be fetched at every poll, and none of the newer ones.
    """

    _pages: dict[Page, _Try] = field(default_factory=dict[Page, _Try])

    def may(self, page: Page, now: datetime) -> bool:
        """Whether it may be asked for."""
        return page not in self._pages or self._pages[page].again <= now

    def note(self, page: Page, now: datetime) -> None:
        """It is asked for now; what nobody wanted for a day is forgotten."""
        for old in [one for one, tried in self._pages.items() if tried.again < now - _A_DAY]:
            del self._pages[old]
        pause = self._pages[page].pause * 2 if page in self._pages else _FIRST_PAUSE
        pause = min(pause, _A_DAY)
        self._pages[page] = _Try(now + pause, pause)

    def owe(self, page: Page) -> None:
        """Its site asked for patience: the feed is read whole until it is had, or long refused."""
        tried = self._pages[page]
        tried.owed = tried.pause < _A_DAY

    def owes(self, page: Page) -> bool:
        """Whether it is still to be had."""
        return page in self._pages and self._pages[page].owed


class Entries:
    """The entries of one feed that was just read."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        feed: Feed,
        found: ParsedFeed,
        *,
        found_at: str,
        asked: Asked,
    ) -> None:
        self._store, self._fetcher, self._asked = store, fetcher, asked
        self._feed, self._found = feed, found
        self._own = {domain_of(feed.url), domain_of(found_at)}
        self.left_out = 0
        """Entries whose page is left to the next poll."""

    async def documents(self, now: datetime) -> AsyncGenerator[Document | Refusal]:
        """What is to be read, oldest first; what is on file and brings no text is left out."""
        fetched, end = 0, time.monotonic() + SECONDS
        for entry in reversed(self._found.entries):
            source = self._source(entry, now)
            on_file = await self._on_file(source)
            source = self._dated(source, on_file, now)
            whole = self._content(entry, source, at_least=TEASER * 4 if entry.full else WHOLE)
            if whole is not None:
                yield whole
            elif entry.link is None:
                yield self._content(entry, source, at_least=TEASER) or Refusal(
                    source.subject, "The entry has neither a text nor a link."
                )
            elif on_file is None or not await self._is_seen(on_file):
                page = source.id, self._feed.guild_id  # three links may lead to one page
                if not self._asked.may(page, now):
                    self.left_out += self._asked.owes(page)
                    continue
                if fetched >= PAGES or time.monotonic() > end:
                    self.left_out += 1
                    continue
                fetched += 1
                self._asked.note(page, now)
                yield await self._page(entry.link, entry, source)

    def _source(self, entry: Entry, now: datetime) -> Source:
        url = canonical(entry.link) if entry.link else None
        published = entry.published or entry.updated
        if published is not None and published > now + _A_DAY:
            published = now
        return Source(
            subject=entry.link or entry.guid,
            id=url or f"{masked(self._feed.url)} {entry.guid}",
            url=url,
            title=entry.title,
            outlet=self._found.title,
            published=published,
            charset="utf-8",
            guid=f"{self._feed.url} {entry.guid}",
        )

    def _dated(self, source: Source, on_file: Article | None, now: datetime) -> Source:
        """An entry without a date was published when it turned up, unless that was before us."""
        if source.published is not None:
            return source
        if on_file is not None:
            return replace(source, published=on_file.published)
        return replace(source, published=now) if self._feed.baselined else source

    def _content(self, entry: Entry, source: Source, *, at_least: int) -> Document | None:
        """The text the feed carries, if it is long enough and about the feed's own site."""
        own = entry.link is None or domain_of(entry.link) in self._own
        if not own or len(entry.content) < at_least:
            return None
        return Document(entry.content.encode("utf-8", "replace"), Kind.FRAGMENT, source)

    async def _on_file(self, source: Source) -> Article | None:
        named = Article(id=source.id, text="", url=source.url, outlet=source.outlet)
        known = await self._store.known_as(named, guid=source.guid)
        return None if known is None else await self._store.article(known)

    async def _is_seen(self, on_file: Article) -> bool:
        """Whether those the feed is for see the article."""
        audience = PUBLIC if self._feed.guild_id is None else self._feed.guild_id
        return await self._store.article(on_file.id, audience=audience) is not None

    async def _page(self, link: str, entry: Entry, source: Source) -> Document | Refusal:
        teaser = self._content(entry, source, at_least=TEASER)
        try:
            response = await self._fetcher.fetch(link)
        except FetchError as error:
            page = source.id, self._feed.guild_id
            if error.retry_after is not None and teaser is None:
                self._asked.owe(page)
                self.left_out += self._asked.owes(page)
            return teaser or Refusal(source.subject, str(error))
        return page_document(response, source, otherwise=teaser)


def page_document(
    response: Response, source: Source, *, otherwise: Document | None = None
) -> Document:
    """A page that was fetched, under the address it was found at in the end."""
    url = canonical(response.url)
    found = replace(source, id=url, url=url, charset=response.charset)
    return Document(response.body, Kind.HTML, found, otherwise=otherwise)
