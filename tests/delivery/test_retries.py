"""What Discord did not take is tried again, under the same number."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot import delivery
from bot.delivery import Deliverer
from bot.errors import SendError, SendUncertain
from bot.model import DeliveryState
from bot.store.store import Store
from tests.delivery.channel import (
    DUE,
    Channel,
    daily,
    last,
)


async def test_an_uncertain_send_that_arrived_is_found_not_repeated(store: Store):
    schedule, channel = await daily(store), Channel(after=[SendUncertain("connection reset")])
    for seconds in range(0, 300, 15):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert len(channel.posts) == channel.sends == 1
    assert (await last(store, schedule)).state is DeliveryState.SENT


async def test_a_send_that_failed_is_tried_again_under_the_same_number(store: Store):
    schedule = await daily(store)
    channel = Channel(before=[SendError("busy"), SendUncertain("reset"), SendError("busy")])
    for seconds in range(0, 900, 15):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert channel.sends == 4
    delivery = await last(store, schedule)
    assert list(channel.posts) == [delivery.id]
    assert delivery.attempts == 4


async def test_retry_after_is_obeyed(store: Store):
    await daily(store)
    channel = Channel(before=[SendError("slow down", retry_after=600)])
    for seconds in range(0, 599, 20):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert channel.sends == 1
    await Deliverer(store, channel).tick(DUE + timedelta(seconds=601))
    assert len(channel.posts) == 1


async def test_an_open_claim_gives_way_to_the_next_run(store: Store):
    schedule = await daily(store)
    channel = Channel(before=[SendError("down", retry_after=0)] * 200)
    for hours in range(24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    for minutes in range(20):
        await Deliverer(store, channel).tick(DUE + timedelta(days=1, minutes=minutes))
    assert len(channel.posts) == 1
    assert (await last(store, schedule)).local_date == (DUE + timedelta(days=1)).date()


async def test_days_without_discord_pause_nothing_and_lose_nothing(store: Store):
    await daily(store)
    channel = Channel(before=[SendUncertain("503")] * 10_000)
    for hours in range(5 * 24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    for minutes in range(20):
        await Deliverer(store, channel).tick(DUE + timedelta(days=5, minutes=minutes))
    (briefing,) = channel.posts.values()
    assert [story.lead.id for story in briefing.stories] == ["first"]


async def test_a_weekly_briefing_is_tried_until_the_next_is_due(store: Store):
    schedule = await daily(store, days=frozenset({DUE.weekday()}))
    channel = Channel(before=[SendUncertain("503")] * 10_000)
    for hours in range(3 * 24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    await Deliverer(store, channel).tick(DUE + timedelta(days=3, hours=1))
    (briefing,) = channel.posts.values()
    assert briefing.late_since == DUE
    assert (await last(store, schedule)).state is DeliveryState.SENT


async def test_what_was_paused_while_it_was_tried_is_not_sent(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendError("down")])
    await Deliverer(store, channel).tick(DUE)
    await store.pause_schedule(schedule, reason="enough")
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.posts == {}
    assert (await last(store, schedule)).state is DeliveryState.FAILED


async def test_a_search_that_hangs_does_not_hold_up_the_tick(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    class Silent(Channel):
        async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
            await asyncio.Event().wait()
            return ()

    schedule, channel = await daily(store), Silent(before=[SendUncertain("reset")])
    monkeypatch.setattr(delivery, "FIND_TIMEOUT", timedelta(0))
    await Deliverer(store, channel).tick(DUE)
    await Deliverer(store, channel).tick(DUE + timedelta(minutes=1))
    assert channel.sends == 1
    assert (await last(store, schedule)).error == "Discord did not answer in time"


async def test_a_removed_schedule_takes_its_claims_along(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendError("down")])
    await Deliverer(store, channel).tick(DUE)
    assert await store.remove_schedule(schedule.id, guild_id=None)
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.posts == {}
