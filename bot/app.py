"""The composition root of the bot: base and pipeline, client, ticks, health, until a signal.

with a token     ─► Discord
without a token  ─► the stand-in Discord, filled with the sample newsroom
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from itertools import chain, repeat
from os import strerror
from pathlib import Path

import aiohttp
import discord

import config
from bot import logs
from bot.base import add_names, clock, open_base
from bot.client import COMMANDS_HASH, AttacheClient, DiscordSender, Parts
from bot.delivery import Deliverer
from bot.desk import listed_feeds, open_pipeline
from bot.errors import AttacheError, SettingsError
from bot.health import Checkup, Vital, serving
from bot.model import Schedule
from bot.operator import follow_feeds, keep_schedules
from bot.pipeline import Pipeline
from bot.preview import StandIn
from bot.scheduler import Pulse, Tick, ticking
from bot.store.lock import held
from bot.store.sqlite import path_of
from bot.store.store import Store
from config.settings import LogFormat, Settings

log = logging.getLogger(__name__)

SAMPLE = Path(config.__file__).parent / "sample"
FILLING = "preview.filling"
DELIVER_EVERY, POLL_EVERY, TIDY_EVERY = 5.0, 30.0, 6 * 3600.0
DISCORD = "https://discord.com/api/v10/gateway"
REFUSED = (
    "ATTACHE_DISCORD_TOKEN: Discord does not know this token; "
    "copy it again from the developer portal"
)
AUTHENTICATION_FAILED = 4004
"""The code with which Discord's gateway closes on a token that was reset."""
PAUSES = (5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds between two tries to reach Discord at the start; the last one again and again."""
STUCK = {
    "deliver": timedelta(minutes=5),
    "poll": timedelta(hours=1),  # many slow sites take their time
    "tidy": timedelta(days=1),
}
"""A tick that has not come to its end for so long hangs."""


def start(settings: Settings) -> None:
    """Run the bot until a signal, with a log."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    as_json = settings.log_format is LogFormat.JSON
    logs.configure(settings.log_level, as_json=as_json, secrets=[token])
    asyncio.run(run(settings))


async def run(settings: Settings) -> None:
    """Run the bot until a signal; without a token, the preview."""
    loop, life = asyncio.get_running_loop(), asyncio.create_task(_live(settings))
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, life.cancel)
    try:
        await life
    except asyncio.CancelledError:
        log.info("stopped")


async def _live(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_base(settings))
        stack.enter_context(held(path_of(settings.database)))
        pipeline = await stack.enter_async_context(open_pipeline(settings, store))
        await _bring_on_file(settings, store)
        if settings.discord_token is not None:
            token, connector = settings.discord_token.get_secret_value(), None
        else:
            stand_in = await _stand_in(settings, stack)
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
    parts = Parts(
        store=store,
        now=clock,
        pipeline=pipeline,
        deliver_now=lambda schedule: deliverer.send_now(schedule, clock()),
        owner_ids=settings.owner_ids,
    )
    client = AttacheClient(parts, connector=connector)
    deliverer = Deliverer(store, DiscordSender(client))
    ticks = [
        Tick("deliver", DELIVER_EVERY, partial(_deliver, client, deliverer)),
        Tick("poll", POLL_EVERY, pipeline.poll_due),
        Tick("tidy", TIDY_EVERY, store.tidy),
    ]
    async with client, ticking(ticks, clock) as pulse:
        checkup = Checkup(lambda: _vitals(client, pulse), store.counts)
        async with serving(checkup, settings.health_host, settings.health_port):
            spare_the_loaded()
            if connector is None:
                await reached(DISCORD)
            await connected(client, token)


async def _deliver(client: AttacheClient, deliverer: Deliverer, now: datetime) -> None:
    if client.is_ready():
        await deliverer.tick(now)


def spare_the_loaded() -> None:
    """Keep the garbage collector off what is loaded by now: walking it stops the loop for 60 ms."""
    gc.collect()
    gc.freeze()


async def connected(client: AttacheClient, token: str) -> None:
    """Stay connected until the client is closed, or Discord will have no more of it."""
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise SettingsError(REFUSED) from error
    except discord.ConnectionClosed as error:
        if error.code == AUTHENTICATION_FAILED:
            raise SettingsError(REFUSED) from error
        raise AttacheError(f"Discord closed the connection: {error}", subject=DISCORD) from error
    except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
        raise AttacheError(f"Discord cannot be reached: {error}", subject=DISCORD) from error
    except discord.HTTPException as error:
        if error.status != HTTPStatus.TOO_MANY_REQUESTS:
            raise
        raise AttacheError(
            "Discord has heard too much from this address; start again in an hour", subject=DISCORD
        ) from error


async def reached(url: str, pauses: Sequence[float] = PAUSES) -> None:
    """Wait until a server answers, as a machine that just started may wait for its network."""
    limit = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=limit) as session:
        for pause in chain(pauses, repeat(pauses[-1])):
            try:
                async with session.get(url) as answer:
                    if answer.status < 500:
                        return
                    trouble = f"{answer.status} {answer.reason}"
            except (aiohttp.ClientError, TimeoutError) as error:
                trouble = str(error) or "no answer in time"
            log.warning("Discord cannot be reached (%s); trying again in %g s", trouble, pause)
            await asyncio.sleep(pause)


async def _bring_on_file(settings: Settings, store: Store) -> None:
    now = clock()
    await follow_feeds(store, dict(listed_feeds(settings.feeds)), now)
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


async def _stand_in(settings: Settings, stack: AsyncExitStack) -> StandIn:
    host, port = settings.preview_host, settings.preview_port
    try:
        return await stack.enter_async_context(StandIn(page_host=host, page_port=port))
    except OSError as error:
        raise SettingsError(
            f"ATTACHE_PREVIEW_HOST, ATTACHE_PREVIEW_PORT: {host}:{port} cannot be used "
            f"({strerror(error.errno or 0)}); name another port, or 0 for any that is free"
        ) from error


async def _fill_preview(store: Store, pipeline: Pipeline, stand_in: StandIn) -> None:
    """File the sample newsroom on the first start, and brief a channel within the minute."""
    now = clock()
    if await store.state(FILLING) or (await store.counts()).articles == 0:
        await store.set_state(FILLING, "begun")  # a fill that is killed is done again
        await add_names(store, SAMPLE / "people.toml")
        await pipeline.ingest(SAMPLE / "newsroom.jsonl", now=now)
        await store.set_state(FILLING, "")
    await store.set_state(COMMANDS_HASH, "")  # the stand-in has forgotten the commands
    soon = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    channel, guild = stand_in.channel("newsroom").id, stand_in.guild_id
    briefing = Schedule(id=0, channel_id=channel, at=soon.time(), zone="UTC", guild_id=guild)
    for wanted in ([], [briefing]):  # a new one at every start: the channel begins empty
        await keep_schedules(store, wanted, origin="preview", guild_id=guild, now=now)


async def _vitals(client: AttacheClient, pulse: Pulse) -> list[Vital]:
    now = clock()
    words = "connected" if client.connected else "not connected"
    vitals = [Vital("discord", client.connected, words)]
    for name, beat in pulse.beats.items():
        fresh = abs(now - beat) < STUCK[name]  # a clock may be put back
        vitals.append(Vital(name, fresh, f"last came round at {beat:%H:%M:%S} UTC"))
    return vitals
