"""What the bot and the terminal both work on: the clock, the article base and the pipeline.

open_base ─► the article base, with the operator's names of people
open_pipeline ─► processes that read and a polite fetcher, under the pipeline
ingest, poll, migrate, ask_health ─► one errand each, then the end
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiohttp

from bot.errors import AttacheError, FeedError, SettingsError
from bot.feeds.fetch import Fetcher
from bot.feeds.opml import read_opml
from bot.health import Vital
from bot.intake import IngestReport
from bot.operator import follow_feeds, read_names
from bot.pipeline import Pipeline, PollReport, Progress
from bot.store.migrate import migrate as bring_up
from bot.store.sqlite import open_store, path_of
from bot.store.store import Store
from bot.workers import Workers, process_pool
from config.settings import Settings


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_base(settings: Settings) -> AsyncGenerator[Store]:
    """The article base that `settings` name, with the operator's names of people."""
    async with open_store(settings.database) as store:
        if settings.people_file is not None:
            await add_names(store, settings.people_file)
        yield store


@asynccontextmanager
async def open_pipeline(settings: Settings, store: Store) -> AsyncGenerator[Pipeline]:
    """The pipeline into `store`, its processes and its connections."""
    with closing(Workers(partial(process_pool, settings.workers))) as workers:
        async with Fetcher(
            contact=settings.contact, allow_private=settings.allow_private_addresses
        ) as fetcher:
            yield Pipeline(store, fetcher, workers)


async def add_names(store: Store, path: Path) -> None:
    """File further names of people from a TOML file."""
    try:
        text = await asyncio.to_thread(path.read_text, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    for alias, name in read_names(text, subject=str(path)).items():
        await store.add_aliases(name, [alias])


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


# --- one task, then the end -----------------------------------------------------------------


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


def migrate(settings: Settings) -> str:
    """Bring the article base up to date, and say what that took."""
    done = bring_up(path_of(settings.database))
    steps = ", ".join(done.applied) or "nothing to do"
    return f"{path_of(settings.database)}: version {done.after} ({steps})"


async def ask_health(settings: Settings) -> list[Vital]:
    """Ask the bot that runs with these settings."""
    if not settings.health_port:
        raise SettingsError("ATTACHE_HEALTH_PORT: 0 turns health off; name a port")
    url = f"http://{settings.health_host}:{settings.health_port}/healthz"
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return [Vital(**vital) for vital in (await answer.json())["vitals"]]
    except (aiohttp.ClientError, OSError) as error:
        raise AttacheError(f"No bot answers at {url}. Does attache run?", subject=url) from error
