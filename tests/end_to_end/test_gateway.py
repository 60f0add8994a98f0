"""The connection to Discord fails while somebody asks."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.preview import Answer, Timing
from tests.end_to_end.house import House, house_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATIENT = Timing(answer=20.0)
"""Discord waits longer here: discord.py may take its time to come back."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    database = Path(shutil.copy(filled, tmp_path_factory.mktemp("house")))
    async with house_on(database, PATIENT) as house:
        yield house


async def ask(house: House) -> Answer:
    return await house.discord.invoke("/quote", speaker="Maren Tolvik", within=20)


@pytest.mark.parametrize("mishap", ["closed", "cut", "asked to reconnect"])
async def test_a_question_asked_meanwhile_is_answered_after_the_resume(house: House, mishap: str):
    gateway = house.discord.gateway
    resumed, identified = gateway.resumed, gateway.identified
    question = asyncio.create_task(ask(house))
    await asyncio.sleep(0)
    if mishap == "closed":
        await gateway.close(4000)
    elif mishap == "cut":
        gateway.abort()
    else:
        gateway.reconnect()
    assert "Maren Tolvik" in (await question).text
    await asyncio.wait_for(gateway.ready.wait(), 10)
    assert "Maren Tolvik" in (await ask(house)).text
    assert gateway.resumed == resumed + 1
    assert gateway.identified == identified


async def test_it_knows_that_it_is_not_connected_while_it_reconnects(house: House):
    client = house.client
    lost = asyncio.create_task(client.wait_for("disconnect", timeout=20))
    back = asyncio.create_task(client.wait_for("resumed", timeout=20))
    assert client.connected
    await asyncio.sleep(0)
    house.discord.gateway.abort()
    await lost
    assert not client.connected
    await back
    assert client.connected


async def at_once(shard_id: int | None, *, initial: bool = False) -> None:
    """discord.py leaves Discord five seconds before it logs in anew; the stand-in needs none."""


async def test_with_a_new_session_questions_are_answered_again(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(house.client, "before_identify_hook", at_once)
    gateway = house.discord.gateway
    identified, calls = gateway.identified, len(house.discord.requests)
    back = asyncio.Event()
    gateway.watchers.append(lambda online: back.set() if online else None)
    gateway.invalid_session(resumable=False)
    await asyncio.wait_for(back.wait(), 20)
    assert gateway.identified == identified + 1
    assert "Maren Tolvik" in (await ask(house)).text
    assert not [call for call in house.discord.requests[calls:] if call.method == "PUT"]
