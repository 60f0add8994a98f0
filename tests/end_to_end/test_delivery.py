"""A briefing through a Discord that fails: one post, or a failure on record, and never two."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.delivery import LEASE
from bot.model import Article, Delivery, DeliveryState, Schedule
from bot.store.sqlite import open_store
from tests.end_to_end.house import NOW, House, file_articles, house_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

DUE = NOW + timedelta(hours=1)
NEWS = Article(
    "met",
    "The harbour council met at noon in the old town hall of Varnholm.",
    "The council met",
    published=NOW - timedelta(hours=2),
)
SEND = ("POST", "/channels/*/messages")
LOOK = ("GET", "/channels/*/messages")

ONE_POST: list[list[tuple[tuple[str, str], dict[str, Any]]]] = [
    [(SEND, {"status": 429, "retry_after": 0.01})],
    [(SEND, {"status": 429, "retry_after": 30, "via": False})],
    [(SEND, {"status": 500})],
    [(SEND, {"status": 503, "times": 3})],
    [(SEND, {"drop": "before"})],
    [(SEND, {"drop": "after"})],
    [(SEND, {"drop": "after"}), (LOOK, {"status": 503, "times": 2})],
    [(SEND, {"drop": "before", "times": 2}), (LOOK, {"drop": "before"})],
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    """One piece of news, and nothing else."""
    database = Path(tmp_path_factory.mktemp("delivery"), "attache.db")
    async with open_store(database) as store:
        await file_articles(store, [NEWS])
    async with house_on(database) as house:
        yield house


async def schedule(house: House, channel: int) -> Schedule:
    """A briefing that is due at DUE."""
    new = Schedule(id=0, channel_id=channel, at=time(7), zone="UTC", next_run=DUE)
    return await house.store.add_schedule(new)


async def tick_on(house: House, until: datetime = DUE + timedelta(minutes=40)) -> None:
    """Every tick there is, at less than the shortest pause."""
    now = DUE
    while now < until:
        await house.deliverer.tick(now)
        now += timedelta(seconds=10) if now < DUE + timedelta(minutes=3) else LEASE


async def outcome(house: House, one: Schedule) -> Delivery:
    delivery = await house.store.last_delivery(one.id)
    assert delivery is not None
    await house.store.remove_schedule(one.id, guild_id=None)
    return delivery


@pytest.mark.parametrize("faults", ONE_POST, ids=str)
async def test_a_fault_that_passes_leads_to_one_post(
    house: House, faults: list[tuple[tuple[str, str], dict[str, Any]]]
):
    before = len(house.discord.messages(house.newsroom))
    one = await schedule(house, house.newsroom)
    for (method, path), fault in faults:
        house.discord.faults.next(method, path, **fault)
    await tick_on(house)
    assert not house.discord.faults.waiting
    (message,) = house.discord.messages(house.newsroom)[before:]
    delivery = await outcome(house, one)
    assert delivery.state is DeliveryState.SENT
    assert delivery.message_ids == (int(message["id"]),)
    assert message["embeds"][-1]["footer"]["text"] == f"Briefing {delivery.id}"


@pytest.mark.parametrize(
    ("permission", "words"),
    [("send_messages", "I may not post there"), ("view_channel", "I may not post there")],
)
async def test_a_missing_permission_is_a_failure_on_record(
    house: House, permission: str, words: str
):
    desk = house.discord.channel("desk").id
    house.discord.forbid(desk, permission)
    one = await schedule(house, desk)
    calls = len(house.discord.requests)
    await tick_on(house)
    house.discord.permit(desk, permission)
    assert len(house.discord.requests) == calls + 1
    assert not house.discord.messages(desk)
    delivery = await outcome(house, one)
    assert delivery.state is DeliveryState.FAILED
    assert words in (delivery.error or "")


async def test_a_channel_that_is_gone_is_a_failure_on_record(house: House):
    lounge = house.discord.channel("lounge").id
    house.discord.delete_channel(lounge)
    one = await schedule(house, lounge)
    await tick_on(house)
    delivery = await outcome(house, one)
    assert delivery.state is DeliveryState.FAILED
    assert delivery.error == "the channel is gone"


async def test_one_channel_that_fails_does_not_hold_up_another(house: House):
    places = [house.discord.channel(name).id for name in ("desk", "announcements")]
    house.discord.forbid(places[0], "send_messages")
    both = [await schedule(house, place) for place in places]
    await house.deliverer.tick(DUE)
    house.discord.permit(places[0], "send_messages")
    states = [(await outcome(house, one)).state for one in both]
    assert states == [DeliveryState.FAILED, DeliveryState.SENT]
