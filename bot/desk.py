"""The desk where articles come in: the pipeline into a base, its processes and its connections.

open_pipeline ─► processes that read and a polite fetcher, under the pipeline
ingest, poll ─► one errand each, then the end
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.base import clock, open_base
from bot.errors import FeedError, SettingsError
from bot.feeds.fetch import Fetcher
from bot.feeds.opml import read_opml
from bot.intake import IngestReport
from bot.operator import follow_feeds
from bot.pipeline import Pipeline, PollReport, Progress
from bot.store.store import Store
from bot.workers import Workers, process_pool
from config.settings import Settings


@asynccontextmanager
async def open_pipeline(settings: Settings, store: Store) -> AsyncGenerator[Pipeline]:
    """The pipeline into `store`, its processes and its connections."""
    with closing(Workers(partial(process_pool, settings.workers))) as workers:
        async with Fetcher(
            contact=settings.contact, allow_private=settings.allow_private_addresses
        ) as fetcher:
            yield Pipeline(store, fetcher, workers)


def listed_feeds(listed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Address and title of every feed in the settings, those of OPML files one by one."""
    for one in listed:
        if one.startswith(("http://", "https://")):
            yield one, ""
        else:
            try:
                outlines = read_opml(Path(one).read_bytes(), subject=one)
            except FeedError as error:
                raise SettingsError(f"ATTACHE_FEEDS: {one}: {error}") from error
            yield from ((outline.url, outline.title) for outline in outlines)


async def ingest(
    settings: Settings,
    sources: Sequence[str],
    *,
    published: datetime | None,
    progress: Callable[[str], Progress],
) -> IngestReport:
    """File articles from files, folders and addresses."""
    total = IngestReport()
    async with open_base(settings) as store, open_pipeline(settings, store) as pipeline:
        for source in sources:
            watch = progress(source)
            total.add(
                await pipeline.ingest(source, published=published, now=clock(), progress=watch)
            )
    return total


async def poll(settings: Settings) -> list[PollReport]:
    """Poll the operator's and the servers' feeds that are due."""
    async with open_base(settings) as store, open_pipeline(settings, store) as pipeline:
        await follow_feeds(store, dict(listed_feeds(settings.feeds)), clock())
        return await pipeline.poll_due(clock())
