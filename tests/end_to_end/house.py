"""The whole bot in one process: the production client against the stand-in Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.analysis import analyse
from bot.base import add_names
from bot.client import AttacheClient, DiscordSender, Parts
from bot.delivery import Deliverer
from bot.errors import FeedError
from bot.intake import Intake
from bot.model import Article, Delivery, Feed, Schedule
from bot.preview import StandIn, Timing
from bot.reading import titled
from bot.sources import batched, walk
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.workers import Workers
from tests.preview.openapi import assert_valid

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
NOW = datetime(2026, 3, 16, 6, 0, tzinfo=UTC)
"""The morning after the last article of the sample newsroom."""
USUAL = Timing(answer=10.0)
"""Patient, for a machine that is busy with other things; Discord's three seconds have own tests."""


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class KnownFeeds:
    """Stands for the web: two feeds, and nothing else."""

    async def probe(self, url: str) -> Feed:
        if not url.startswith("https://feeds.example/"):
            raise FeedError("That address is no feed.", subject=url)
        return Feed(id=0, url=url, title=f"Feed {url.rpartition('/')[2]}")


@dataclass(frozen=True)
class House:
    """A running bot with all that a test can reach."""

    discord: StandIn
    store: Store
    client: AttacheClient
    deliverer: Deliverer
    clock: Clock

    @property
    def newsroom(self) -> int:
        """The channel people ask in."""
        return self.discord.channel("newsroom").id


@asynccontextmanager
async def running(discord: StandIn, store: Store, clock: Clock) -> AsyncGenerator[House]:
    """The bot, connected; two seconds of waiting for more servers are left out."""

    async def deliver_now(schedule: Schedule) -> Delivery | None:
        return await deliverer.send_now(schedule, clock())

    parts = Parts(store, clock, KnownFeeds(), deliver_now)
    client = AttacheClient(parts, connector=discord.connector())
    deliverer = Deliverer(store, DiscordSender(client))
    async with client:
        life = asyncio.create_task(client.start(discord.token))
        connected = asyncio.create_task(discord.gateway.ready.wait())
        await asyncio.wait({life, connected}, return_when=asyncio.FIRST_COMPLETED)
        if life.done():
            await life
        yield House(discord, store, client, deliverer, clock)
    await life
    await asyncio.sleep(0)  # what closing told, in tasks of its own, may begin


@asynccontextmanager
async def house_on(database: Path, timing: Timing = USUAL) -> AsyncGenerator[House]:
    """A stand-in Discord and the bot on an article base; what the bot sent is checked after."""
    async with StandIn(timing=timing) as discord, open_store(database) as store:
        async with running(discord, store, Clock()) as house:
            yield house
        assert_valid(discord.requests)
        assert not discord.pings


async def file_sample(database: Path) -> None:
    """Take the sample newsroom in, as `attache ingest` does."""
    with Workers(one_thread, width=1) as workers:
        async with open_store(database) as store:
            intake = Intake(store, workers)
            report = await intake.take(batched(walk(SAMPLE / "newsroom.jsonl")), now=NOW)
            assert not report.refused
            await add_names(store, SAMPLE / "people.toml")


async def file_articles(
    store: Store, articles: Iterable[Article], *, guild_id: int | None = None
) -> None:
    """Read articles and put them on file as they are."""
    for article in map(titled, articles):
        await store.put(article, analyse(article), now=NOW, guild_id=guild_id)


def one_thread() -> Executor:
    return ThreadPoolExecutor(1)
