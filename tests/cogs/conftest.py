"""The real bot on a real article base, in a Discord in memory."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

from bot.client import AttacheClient, Parts
from bot.errors import FeedError
from bot.model import Delivery, Feed, Schedule
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.cogs.newsroom import NOW, fill


@dataclass
class Outside:
    """What lies beyond the commands: feeds to probe, and a post that is asked for."""

    feeds: dict[str, Feed] = field(default_factory=dict[str, Feed])
    asked: list[Schedule] = field(default_factory=list[Schedule])
    delivery: Delivery | Exception | None = None

    async def probe(self, url: str) -> Feed:
        if url not in self.feeds:
            raise FeedError("This is no feed: a web page.", subject=url)
        return self.feeds[url]

    async def deliver_now(self, schedule: Schedule) -> Delivery | None:
        self.asked.append(schedule)
        if isinstance(self.delivery, Exception):
            raise self.delivery
        return self.delivery


@dataclass(frozen=True)
class Room:
    """A server with a channel, a member and an admin."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    admin: MemberActor
    store: Store
    outside: Outside


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[Store]:
    async with open_store(tmp_path / "articles.db") as store:
        await fill(store, speeches=12)
        yield store


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def parts(store: Store, outside: Outside) -> Parts:
    return Parts(store, lambda: NOW, outside, outside.deliver_now)


@pytest.fixture
async def simcord_bot(parts: Parts) -> AttacheClient:
    return AttacheClient(parts)


@pytest.fixture
def room(simcord_env: Env, store: Store, outside: Outside) -> Room:
    guild = simcord_env.create_guild()
    admins = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return Room(
        env=simcord_env,
        guild=guild,
        channel=guild.create_text_channel("news"),
        alice=guild.add_member(simcord_env.create_user("alice")),
        admin=guild.add_member(simcord_env.create_user("admin"), roles=[admins]),
        store=store,
        outside=outside,
    )
