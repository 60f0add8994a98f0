"""The back ends that keep the store's contract: every test of it runs on each."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.store import sqlite
from bot.store.store import Store

Opener = Callable[[], AbstractAsyncContextManager[Store]]


@pytest.fixture(params=["sqlite"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens one and the same article base, as often as it is called."""
    assert request.param == "sqlite"
    return lambda: sqlite.open_store(tmp_path / "attache.db")


@pytest.fixture
async def store(opener: Opener) -> AsyncGenerator[Store]:
    async with opener() as opened:
        yield opened


@pytest.fixture
async def other(opener: Opener, store: Store) -> AsyncGenerator[Store]:
    """Another process's store on the same article base."""
    async with opener() as opened:
        yield opened
