"""The whole house put together: the preview as `attache run` starts it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from discord import HTTPException

from bot import app
from bot.client import AttacheClient, Parts
from bot.errors import AttacheError, SettingsError, StoreError
from bot.model import Delivery, Schedule
from bot.preview import StandIn
from bot.preview.guild import GUILD_ID
from bot.store.lock import held
from bot.store.sqlite import open_store
from config.settings import Settings, load
from tests.bench.first_answer import asked

ARTICLES = 54


def settings(folder: Path, **changes: Any) -> Settings:
    """Those of a newcomer, on ports nobody uses."""
    ports: dict[str, Any] = {"preview_port": 0, "health_port": 0, "workers": 1}
    return load(None, data_dir=folder, **{**ports, **changes})


@contextmanager
def taken_port() -> Generator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


class Page(logging.Handler):
    """Hears from the log where the page is."""

    def __init__(self) -> None:
        super().__init__()
        self.url: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == "the preview is at %s" and isinstance(record.args, tuple):
            self.url.set_result(str(record.args[0]).rstrip("/"))


async def answer_on(page: Page) -> str:
    """The page's address, once a question asked there was answered."""
    url = await page.url
    async with aiohttp.ClientSession() as browser:
        await asked(browser, url)
    return url


@asynccontextmanager
async def previewing(wanted: Settings) -> AsyncGenerator[str]:
    """The preview, once it has answered a question, until SIGTERM; gives the page's address."""
    page, log = Page(), logging.getLogger("bot.app")
    log.addHandler(page)
    log.setLevel(logging.INFO)
    running, answered = asyncio.create_task(app.run(wanted)), asyncio.create_task(answer_on(page))
    try:
        await asyncio.wait({running, answered}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            answered.cancel()
            await running
        yield await answered
        os.kill(os.getpid(), signal.SIGTERM)
        await running
    finally:
        log.removeHandler(page)
        log.setLevel(logging.NOTSET)


async def test_a_newcomer_gets_an_answer_and_a_second_start_keeps_what_is_on_file(tmp_path: Path):
    for _ in range(2):
        async with (
            previewing(settings(tmp_path)) as url,
            aiohttp.ClientSession() as browser,
            browser.get(url) as page,
        ):
            assert page.status == 200
        async with open_store(tmp_path / "attache.db") as store:
            assert (await store.counts()).articles == ARTICLES
            (briefing,) = await store.schedules(guild_id=GUILD_ID, origin="preview")
            assert briefing.next_run is not None


async def test_a_fill_that_was_killed_is_done_again(tmp_path: Path):
    with (app.SAMPLE / "newsroom.jsonl").open("rb") as newsroom:
        (tmp_path / "part.jsonl").write_bytes(newsroom.readline())
    wanted = settings(tmp_path)
    async with app.open_base(wanted) as store, app.open_pipeline(wanted, store) as pipeline:
        await store.set_state(app.FILLING, "begun")
        await pipeline.ingest(tmp_path / "part.jsonl", now=app.clock())
        assert (await store.counts()).articles == 1
    async with previewing(wanted):
        pass
    async with open_store(tmp_path / "attache.db") as store:
        assert (await store.counts()).articles == ARTICLES


async def test_the_operators_feeds_and_briefings_are_brought_on_file(tmp_path: Path):
    wanted = settings(
        tmp_path,
        feeds="https://feeds.invalid/a",
        briefings="123456789012345678 07:30 Europe/London mon-fri economy",
    )
    async with previewing(wanted):
        pass
    async with open_store(tmp_path / "attache.db") as store:
        (feed,) = await store.feeds(guild_id=None)
        assert feed.url == "https://feeds.invalid/a"
        (briefing,) = await store.schedules(guild_id=None, origin="env")
        assert briefing.topic == "economy"
        assert briefing.next_run is not None


async def test_a_second_bot_on_the_same_base_is_told_what_to_do(tmp_path: Path):
    base = tmp_path / "attache.db"
    with held(base), pytest.raises(StoreError, match=r"Another .* on .*attache\.db.*--data DIR"):
        await app.run(settings(tmp_path))
    async with previewing(settings(tmp_path)):
        async with open_store(base) as store:
            assert (await store.counts()).articles == ARTICLES, "the terminal may ask beside it"
        with pytest.raises(StoreError), held(base):
            pass


@pytest.mark.parametrize("pause", [0.0, 0.2])
async def test_a_signal_while_it_still_starts_stops_it(tmp_path: Path, pause: float):
    starting = asyncio.create_task(app.run(settings(tmp_path)))
    await asyncio.sleep(pause)
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(20):
        await starting


@pytest.mark.parametrize("name", ["preview_port", "health_port"])
async def test_a_port_in_use_stops_the_start_with_its_setting(tmp_path: Path, name: str):
    with taken_port() as port, pytest.raises(SettingsError, match=f"ATTACHE_{name.upper()}"):
        await app.run(settings(tmp_path, **{name: port}))


async def no_post(_: Schedule) -> Delivery | None:
    return None


@asynccontextmanager
async def client_on(folder: Path) -> AsyncGenerator[tuple[StandIn, AttacheClient]]:
    """The production client before a stand-in Discord, not logged in."""
    wanted = settings(folder)
    async with (
        StandIn() as discord,
        app.open_base(wanted) as store,
        app.open_pipeline(wanted, store) as pipeline,
        AttacheClient(
            Parts(store, app.clock, pipeline, no_post), connector=discord.connector()
        ) as client,
    ):
        yield discord, client


async def test_a_token_that_is_refused_names_its_setting(tmp_path: Path):
    async with client_on(tmp_path) as (_, client):
        with pytest.raises(SettingsError, match="ATTACHE_DISCORD_TOKEN") as refused:
            await app.connected(client, "not-this-one")
    assert "not-this-one" not in str(refused.value)


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        (4004, SettingsError, "ATTACHE_DISCORD_TOKEN: Discord does not know"),
        (4011, AttacheError, "closed the connection.* 4011"),
    ],
)
async def test_a_connection_that_is_closed_for_good_says_why(
    tmp_path: Path, code: int, error: type[AttacheError], words: str
):
    async with client_on(tmp_path) as (discord, client):
        running = asyncio.create_task(app.connected(client, discord.token))
        await discord.until_ready()
        await discord.gateway.close(code)
        with pytest.raises(error, match=words):
            await running


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [(429, AttacheError, "too much from this address"), (400, HTTPException, "made to fail")],
)
async def test_a_ban_for_too_many_calls_is_told_from_a_bug(
    tmp_path: Path, status: int, error: type[Exception], words: str
):
    async with client_on(tmp_path) as (discord, client):
        discord.faults.next("GET", "/users/@me", status=status, via=False)
        with pytest.raises(error, match=words):
            await app.connected(client, discord.token)


async def test_it_waits_for_a_network(caplog: pytest.LogCaptureFixture) -> None:
    statuses = iter((503, 200))

    async def later(_: web.Request) -> web.Response:
        return web.Response(status=next(statuses))

    site = web.Application()
    site.add_routes([web.get("/", later)])
    runner = web.AppRunner(site)
    await runner.setup()
    with taken_port() as port:
        pass
    started = web.TCPSite(runner, "127.0.0.1", port)
    with caplog.at_level(logging.WARNING, "bot.app"):
        waiting = asyncio.create_task(app.reached(f"http://127.0.0.1:{port}/", (0.05,)))
        async with asyncio.timeout(5):
            await asyncio.wait([waiting], timeout=0.02)
            await started.start()
            await waiting
    await runner.cleanup()
    assert caplog.messages[0].startswith("Discord cannot be reached (Cannot connect to host")
    assert caplog.messages[-1].endswith("(503 Service Unavailable); trying again in 0.05 s")
