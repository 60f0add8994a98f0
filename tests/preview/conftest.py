from collections.abc import AsyncIterator

import pytest

from bot.preview import StandIn
from tests.preview.demo import DemoBot, running


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn() as here:
        yield here


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[DemoBot]:
    async with running(standin) as client:
        yield client
