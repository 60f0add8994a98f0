from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.delivery.channel import START, file_article


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[Store]:
    async with open_store(tmp_path / "attache.db") as store:
        await file_article(store, "first", START - timedelta(hours=1))
        yield store
