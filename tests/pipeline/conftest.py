"""A pipeline into a base, and a site to read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feeds.budget import Budget
from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.workers import Workers
from tests.pipeline.site import Site, threads


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "base.db") as opened:
        yield opened


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    found = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", found.answer)
    async with TestServer(app) as server:
        found.url = str(server.make_url("/")).rstrip("/")
        yield found


@pytest.fixture
async def pipeline(store: Store) -> AsyncIterator[Pipeline]:
    with Workers(threads) as workers:
        async with Fetcher(allow_private=True, budget=Budget(pause=0)) as fetcher:
            yield Pipeline(store, fetcher, workers)
