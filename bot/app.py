"""The composition root: settings → store, http, pipeline, client, scheduler. The only clock.

open_base ─► the article base, with the operator's names of people
open_pipeline ─► processes that read and a polite fetcher, under the pipeline
run ─► both, the client, the ticks and the health pages, until a signal
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
import discord

import config
from bot import logs
from bot.client import COMMANDS_HASH, AttacheClient, DiscordSender, Parts
from bot.delivery import Deliverer
from bot.errors import AttacheError, SettingsError
from bot.feeds.fetch import Fetcher
from bot.feeds.opml import read_opml
from bot.health import Checkup, Vital, serving
from bot.intake import IngestReport
from bot.model import Delivery, Schedule
from bot.operator import follow_feeds, keep_schedules, read_names
from bot.pipeline import Pipeline, PollReport, Progress
from bot.preview import StandIn
from bot.scheduler import Pulse, Tick, ticking
from bot.store.migrate import migrate as bring_up
from bot.store.sqlite import open_store, path_of
from bot.store.store import Store
from bot.workers import Workers, process_pool
from config.settings import LogFormat, Settings

log = logging.getLogger(__name__)

SAMPLE = Path(config.__file__).parent / "sample"
DELIVER_EVERY, POLL_EVERY = 5.0, 30.0
STUCK = timedelta(minutes=5)
"""A tick that has not come to its end for so long hangs."""


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


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
        await follow_feeds(store, dict(_listed_feeds(settings.feeds)), clock())
        return await pipeline.poll_due(clock())


def migrate(settings: Settings) -> str:
    """Bring the article base up to date, and say what that took."""
    done = bring_up(path_of(settings.database))
    steps = ", ".join(done.applied) or "nothing to do"
    return f"{path_of(settings.database)}: version {done.after} ({steps})"


async def ask_health(settings: Settings) -> list[Vital]:
    """Ask the bot that runs with these settings."""
    url = f"http://{settings.health_host}:{settings.health_port}/healthz"
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return [Vital(**vital) for vital in (await answer.json())["vitals"]]
    except (aiohttp.ClientError, OSError) as error:
        raise AttacheError(f"No bot answers at {url}: {error}", subject=url) from error


# --- the parts ------------------------------------------------------------------------------


@asynccontextmanager
async def open_base(settings: Settings) -> AsyncGenerator[Store]:
    """The article base that `settings` name, with the operator's names of people."""
    async with open_store(settings.database) as store:
        if settings.people_file is not None:
            await _add_names(store, settings.people_file)
        yield store


@asynccontextmanager
async def open_pipeline(settings: Settings, store: Store) -> AsyncGenerator[Pipeline]:
    """The pipeline into `store`, its processes and its connections."""
    with closing(Workers(partial(process_pool, settings.workers))) as workers:
        async with Fetcher(
            contact=settings.contact, allow_private=settings.allow_private_addresses
        ) as fetcher:
            yield Pipeline(store, fetcher, workers)


def start(settings: Settings) -> None:
    """Run the bot until a signal, with a log."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    as_json = settings.log_format is LogFormat.JSON
    logs.configure(settings.log_level, as_json=as_json, secrets=[token])
    asyncio.run(run(settings))


async def run(settings: Settings) -> None:
    """Run the bot until a signal; without a token, the preview."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_base(settings))
        pipeline = await stack.enter_async_context(open_pipeline(settings, store))
        await _bring_on_file(settings, store)
        if settings.discord_token is not None:
            token, connector = settings.discord_token.get_secret_value(), None
        else:
            stand_in = await stack.enter_async_context(
                StandIn(page_host=settings.preview_host, page_port=settings.preview_port)
            )
            await _fill_preview(store, pipeline, stand_in)
            token, connector = stand_in.token, stand_in.connector()
            log.info("the preview is at %s", stand_in.page_url)
        await _serve(settings, store, pipeline, token, connector)


async def _serve(
    settings: Settings,
    store: Store,
    pipeline: Pipeline,
    token: str,
    connector: aiohttp.BaseConnector | None,
) -> None:
    async def deliver_now(schedule: Schedule) -> Delivery | None:
        return await deliverer.send_now(schedule, clock())

    parts = Parts(store, clock, pipeline, deliver_now, settings.owner_ids)
    client = AttacheClient(parts, connector=connector)
    deliverer = Deliverer(store, DiscordSender(client))

    async def deliver(now: datetime) -> None:
        if client.is_ready():
            await deliverer.tick(now)

    async def poll(now: datetime) -> None:
        await pipeline.poll_due(now)

    ticks = [
        Tick("deliver", DELIVER_EVERY, deliver),
        Tick("poll", POLL_EVERY, poll),
    ]
    async with client, ticking(ticks, clock) as pulse:
        checkup = Checkup(lambda: _vitals(client, pulse), store.counts)
        async with serving(checkup, settings.health_host, settings.health_port):
            await _until_signal(client.start(token))


async def _until_signal(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("stopping")
    except discord.LoginFailure as error:
        raise SettingsError(
            "ATTACHE_DISCORD_TOKEN: Discord does not know this token; "
            "copy it again from the developer portal"
        ) from error


async def _bring_on_file(settings: Settings, store: Store) -> None:
    now = clock()
    await follow_feeds(store, dict(_listed_feeds(settings.feeds)), now)
    wanted = [
        Schedule(
            id=0,
            channel_id=one.channel_id,
            at=one.when.at,
            zone=one.when.zone,
            days=one.when.days,
            topic=one.when.topic,
        )
        for one in settings.briefings
    ]
    await keep_schedules(store, wanted, origin="env", now=now)


def _listed_feeds(listed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one in listed:
        if one.startswith(("http://", "https://")):
            yield one, ""
        else:
            for outline in read_opml(Path(one).read_bytes(), subject=one):
                yield outline.url, outline.title


async def _fill_preview(store: Store, pipeline: Pipeline, stand_in: StandIn) -> None:
    """File the sample newsroom on the first start, and brief a channel within the minute."""
    now = clock()
    if (await store.counts()).articles == 0:
        await _add_names(store, SAMPLE / "people.toml")
        await pipeline.ingest(SAMPLE / "newsroom.jsonl", now=now)
    await store.set_state(COMMANDS_HASH, "")  # the stand-in has forgotten the commands
    soon = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    channel, guild = stand_in.channel("newsroom").id, stand_in.guild_id
    briefing = Schedule(id=0, channel_id=channel, at=soon.time(), zone="UTC", guild_id=guild)
    for wanted in ([], [briefing]):  # a new one at every start: the channel begins empty
        await keep_schedules(store, wanted, origin="preview", guild_id=guild, now=now)


async def _vitals(client: AttacheClient, pulse: Pulse) -> list[Vital]:
    now = clock()
    connected = client.is_ready() and not client.is_closed()
    vitals = [Vital("discord", connected, "connected" if connected else "not connected")]
    for name, beat in pulse.beats.items():
        fresh = now - beat < STUCK
        vitals.append(Vital(name, fresh, f"last came round at {beat:%H:%M:%S} UTC"))
    return vitals


async def _add_names(store: Store, path: Path) -> None:
    """File further names of people from a TOML file."""
    text = await asyncio.to_thread(path.read_text, encoding="utf-8")
    for alias, name in read_names(text, subject=str(path)).items():
        await store.add_aliases(name, [alias])
