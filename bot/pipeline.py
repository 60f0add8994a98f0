"""From a feed, a page or a file to articles on file.

    path ──► sources ──► documents ─┐
    URL ───► fetch ────► document ──┼─► intake: draft ─► read ─► story ─► store
    feed ──► fetch ─► parse ─► entries: the whole text, or the page it links to
             └─► due: when to poll next

Everything that keeps a processor busy runs in the workers; this half only waits.

The first poll of a feed is a baseline: its entries are filed like any others, but one without a
date stays undated, so that a briefing, which tells what was published of late, does not tell it as
news. On every later poll an entry without a date was published when it turned up.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot import sources
from bot.analysis import analyse
from bot.articles.draft import Source
from bot.articles.extract import Kind, kind_of
from bot.articles.urls import canonical, masked
from bot.entries import Asked, Entries, page_document
from bot.errors import FeedError, FetchError, StoreError
from bot.feeds import due
from bot.feeds.entry import ParsedFeed
from bot.feeds.fetch import Fetcher, Response
from bot.feeds.parse import discover, looks_like_feed, parse
from bot.intake import IngestReport, Intake
from bot.model import Feed
from bot.reading import Analyse
from bot.sources import Batch, Document
from bot.store.store import Store
from bot.workers import Refusal, Workers

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Feeds polled side by side."""

CHUNK = 8
"""Entries of a feed that are gathered before they are read."""

Progress = Callable[[int, int], None]
"""Hears how many bytes are done, and of how many (0: nobody knows)."""


@dataclass(slots=True)
class PollReport:
    """What a poll brought; `feed` is as it was saved after it."""

    feed: Feed
    articles: IngestReport = field(default_factory=IngestReport)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _FeedBytes:
    """What was found at a feed's address, to be parsed elsewhere."""

    subject: str
    data: bytes
    content_type: str

    def parse(self) -> ParsedFeed:
        return parse(self.data, url=self.subject, content_type=self.content_type)


class Pipeline:
    """Takes in files, pages and feeds."""

    def __init__(
        self, store: Store, fetcher: Fetcher, workers: Workers, *, analyser: Analyse = analyse
    ) -> None:
        self._store, self._fetcher, self._workers = store, fetcher, workers
        self._intake = Intake(store, workers, analyser=analyser)
        self._asked = Asked()

    async def ingest(
        self,
        source: str | Path,
        *,
        now: datetime,
        published: datetime | None = None,
        guild_id: int | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> IngestReport:
        """Take in a file, a folder, a URL (a page or a feed), or `-` for standard input.

        `published` is for texts that do not say when they were.
        """
        if _is_url(source):
            return await self._ingest_url(str(source), now, published, guild_id)
        total = await asyncio.to_thread(sources.size_of, source)
        return await self._intake.take(
            sources.batched(sources.walk(source, published=published)),
            now=now,
            guild_id=guild_id,
            progress=lambda done: progress(done, total),
        )

    async def poll_due(self, now: datetime) -> list[PollReport]:
        """Poll every feed whose time has come."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def polled(feed: Feed) -> PollReport:
            async with gate:
                return await self.poll(feed, now)

        feeds = await self._store.due_feeds(now)
        reports = await asyncio.gather(*map(polled, feeds), return_exceptions=True)
        for report in reports:
            if isinstance(report, BaseException):
                raise report  # a bug, or a store that cannot be written: all polls have ended now
        return [report for report in reports if isinstance(report, PollReport)]

    async def poll(self, feed: Feed, now: datetime) -> PollReport:
        """Ask a feed for news; what was learned about it is saved, whatever happens.

        1. Before: to ask again later, as after a failure. So two processes do not ask at once, a
           feed that takes us down is not asked again at every start, and a full disk fails here.
        2. Nothing new (304): only when to ask again.
        3. Entries: filed first, and only then is the feed's state saved; when the process dies in
           between, the next poll finds them on file.
        4. A failure: the reason, and to ask again later the more often it failed.
        """
        later = due.after_failure(feed.url, now, failures=feed.failures + 1)
        await self._store.save_feed(replace(feed, next_poll=later))
        try:
            report = await self._poll(feed, now)
        except (FetchError, FeedError) as error:
            wait = error.retry_after if isinstance(error, FetchError) else None
            report = _failed(feed, now, str(error), wait)
        except StoreError:
            raise  # no fault of the feed
        except Exception as error:
            log.exception("polling %s failed", feed.url)
            report = _failed(feed, now, f"{type(error).__name__}: {error}", None)
        await self._store.save_feed(report.feed)
        return report

    async def probe(self, url: str) -> Feed:
        """Read a feed once: the address it was found at and its title, nothing filed.

        The address of a page leads to the first feed the page links to. FetchError or FeedError
        says why there is none.
        """
        response = await self._fetcher.fetch(url)
        if not looks_like_feed(response.body):
            linked = await asyncio.to_thread(discover, response.body, url=response.url)
            if linked:
                response = await self._fetcher.fetch(linked[0])
        found = await self._parsed(response)
        return Feed(id=0, url=response.url, title=found.title)

    async def _poll(self, feed: Feed, now: datetime) -> PollReport:
        response = await self._fetcher.fetch(
            feed.address, etag=feed.etag, last_modified=feed.last_modified
        )
        moved = None if response.lasting_url == feed.url else response.lasting_url
        well = replace(feed, last_success=now, failures=0, last_error=None, moved_to=moved)
        if response.not_modified:
            again = due.after_success(feed.url, now, max_age=response.max_age)
            return PollReport(replace(well, next_poll=again))
        found = await self._parsed(response)
        entries = self._entries(feed, found, response.url)
        report = await self._take_entries(entries, now, feed.guild_id)
        return PollReport(
            replace(
                well,
                title=feed.title or found.title,
                etag=None if entries.left_out else response.etag,
                last_modified=None if entries.left_out else response.last_modified,
                next_poll=due.after_success(feed.url, now, max_age=response.max_age, ttl=found.ttl),
                baselined=feed.baselined or not entries.left_out,
            ),
            report,
        )

    def _entries(self, feed: Feed, found: ParsedFeed, found_at: str) -> Entries:
        return Entries(
            self._store, self._fetcher, feed, found, found_at=found_at, asked=self._asked
        )

    async def _take_entries(
        self, entries: Entries, now: datetime, guild_id: int | None
    ) -> IngestReport:
        report = IngestReport()
        async for chunk in _chunks(entries.documents(now)):
            report.add(await self._intake.take([chunk], now=now, guild_id=guild_id))
        return report

    async def _ingest_url(
        self, url: str, now: datetime, published: datetime | None, guild_id: int | None
    ) -> IngestReport:
        try:
            response = await self._fetcher.fetch(url)
            if looks_like_feed(response.body):
                found = await self._parsed(response)
                feed = Feed(id=0, url=response.url, guild_id=guild_id)
                entries = self._entries(feed, found, response.url)
                return await self._take_entries(entries, now, guild_id)
        except (FetchError, FeedError) as error:
            return IngestReport(refused=[Refusal(url, str(error))])
        document = _document(response, Source(url, published=published))
        return await self._intake.take([[document]], now=now, guild_id=guild_id)

    async def _parsed(self, response: Response) -> ParsedFeed:
        found = _FeedBytes(response.url, response.body, response.content_type)
        (result,) = await self._workers.each(_FeedBytes.parse, [found])
        if isinstance(result, Refusal):
            raise FeedError(result.reason, subject=result.subject)
        return result


def _is_url(source: str | Path) -> bool:
    """Whether it is an address, of whatever kind: the fetcher says which it takes."""
    return (
        isinstance(source, str)
        and re.match(r"[a-z][a-z\d+.-]+://", source, re.IGNORECASE) is not None
    )


def _document(response: Response, source: Source) -> Document:
    """What was found at an address: plain text when the server says so, else a page."""
    if response.content_type != "text/plain":
        return page_document(response, source)
    url = canonical(response.url)
    kind = kind_of(url, response.body[:4096])
    kind = Kind.TEXT if kind is Kind.RECORDS else kind
    return Document(response.body, kind, replace(source, url=url, charset=response.charset))


def _failed(feed: Feed, now: datetime, error: str, retry_after: float | None) -> PollReport:
    failures = feed.failures + 1
    again = due.after_failure(feed.url, now, failures=failures, retry_after=retry_after)
    feed = replace(  # a new address that fails is given up for the one we were given
        feed, failures=failures, last_error=masked(error), next_poll=again, moved_to=None
    )
    return PollReport(feed, error=error)


async def _chunks(documents: AsyncIterator[Document | Refusal]) -> AsyncIterator[Batch]:
    chunk: list[Document | Refusal] = []
    async for document in documents:
        chunk.append(document)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
