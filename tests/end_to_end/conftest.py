"""One article base for the session; a bot of its own for each module."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.house import House, file_sample, house_on


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom on file; copy it, do not write to it."""
    database = tmp_path_factory.mktemp("newsroom") / "attache.db"
    asyncio.run(file_sample(database))
    return database


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    """The bot, connected to a stand-in Discord, on a copy of the newsroom."""
    database = Path(shutil.copy(filled, tmp_path_factory.mktemp("house")))
    async with house_on(database) as house:
        yield house
