"""An answer that takes long is announced first; a mistake is still told to the asker alone."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from simcord.env import Env

from bot.client import AttacheClient
from bot.errors import QuestionError
from cogs.replies import Reply, reply

pytestmark = pytest.mark.simcord(check_errors=False)


async def _late() -> Reply:
    await asyncio.sleep(0.01)
    return Reply(content="at last")


async def _late_mistake() -> Reply:
    await asyncio.sleep(0.01)
    raise QuestionError("ask otherwise")


@pytest.fixture
async def simcord_bot(parts: Any) -> AttacheClient:
    client = AttacheClient(parts)

    def add(name: str, work: Any, *, ephemeral: bool) -> None:
        @client.tree.command(name=name, description="Takes its time")
        async def command(interaction: discord.Interaction[AttacheClient]) -> None:
            await reply(interaction, work(), ephemeral=ephemeral, patience=0)

        assert command.name == name

    add("late", _late, ephemeral=False)
    add("late-alone", _late, ephemeral=True)
    add("late-mistake", _late_mistake, ephemeral=False)
    return client


@pytest.mark.parametrize(("name", "alone"), [("late", False), ("late-alone", True)])
async def test_a_late_answer_is_announced(simcord_env: Env, name: str, alone: bool) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    result = await guild.add_member(simcord_env.create_user("alice")).slash(channel, name)
    posts = [request.path for request in simcord_env.http_requests if "callback" in request.path]
    assert len(posts) == 1
    assert result.response is not None
    assert result.response.content == "at last"
    assert result.ephemeral is alone
    assert any(request.method == "PATCH" for request in simcord_env.http_requests)


async def test_a_late_mistake_is_told(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    result = await guild.add_member(simcord_env.create_user("alice")).slash(channel, "late-mistake")
    assert result.response is not None
    assert result.response.content == "ask otherwise"
