"""A briefing reaches its channel once, also when its process is killed on the way."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest import LogCaptureFixture

from bot.delivery import LEASE, Deliverer
from bot.model import DeliveryState
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.delivery.channel import (
    AFTER_LEASE,
    ANOTHER,
    DUE,
    Channel,
    Killed,
    daily,
    file_article,
    last,
)


async def test_what_is_due_is_posted_once(store: Store):
    schedule, channel = await daily(store), Channel()
    deliverer = Deliverer(store, channel)
    await deliverer.tick(DUE - timedelta(seconds=1))
    assert channel.posts == {}
    for seconds in (0, 1, 30, 600):
        await deliverer.tick(DUE + timedelta(seconds=seconds))
    assert len(channel.posts) == channel.sends == 1
    delivery = await last(store, schedule)
    assert (delivery.state, delivery.message_ids) == (DeliveryState.SENT, (delivery.id + 1000,))
    fresh = await store.schedule(schedule.id)
    assert fresh is not None
    assert fresh.next_run == DUE + timedelta(days=1)


async def test_two_processes_post_once(store: Store, tmp_path: Path):
    await daily(store)
    channel = Channel()
    async with open_store(tmp_path / "attache.db") as other:
        await Deliverer(store, channel).tick(DUE)
        await Deliverer(other, channel).tick(DUE)
    assert channel.sends == 1


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_between_claim_send_and_confirm_posts_once(store: Store, moment: str):
    schedule, channel = await daily(store), Channel()
    getattr(channel, moment).append(Killed())
    with pytest.raises(Killed):
        await Deliverer(store, channel).tick(DUE)
    assert (await last(store, schedule)).state is DeliveryState.CLAIMED
    restarted = Deliverer(store, channel)
    await restarted.tick(DUE + timedelta(seconds=10))
    assert len(channel.posts) == (moment == "after"), "the lease still holds"
    for minutes in (0, 1, 60):
        await restarted.tick(DUE + AFTER_LEASE + timedelta(minutes=minutes))
    assert len(channel.posts) == 1
    assert (await last(store, schedule)).state is DeliveryState.SENT


async def test_killed_after_the_claim_before_next_run_moved(store: Store):
    schedule, channel = await daily(store), Channel()
    claimed = await store.claim(schedule, DUE.date(), due=DUE, now=DUE, lease_until=DUE + LEASE)
    assert claimed is not None
    for minutes in (1, 3, 4, 60):
        await Deliverer(store, channel).tick(DUE + timedelta(minutes=minutes))
    assert list(channel.posts) == [claimed.id]
    fresh = await store.schedule(schedule.id)
    assert fresh is not None
    assert fresh.next_run == DUE + timedelta(days=1)


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_claim_keeps_its_channel_when_the_schedule_is_moved(store: Store, arrived: bool):
    schedule, channel = await daily(store), Channel()
    (channel.after if arrived else channel.before).append(Killed())
    with pytest.raises(Killed):
        await Deliverer(store, channel).tick(DUE)
    moved = replace(schedule, channel_id=ANOTHER, next_run=DUE + timedelta(days=1))
    await store.save_schedule(moved)
    await Deliverer(store, channel).tick(DUE + AFTER_LEASE)
    assert len(channel.posts) == 1
    elsewhere = Channel(ANOTHER)
    await file_article(store, "second", DUE + timedelta(hours=2))
    await Deliverer(store, elsewhere).tick(DUE + timedelta(days=1))
    assert len(elsewhere.posts) == 1


async def test_each_lease_begins_when_its_send_does(store: Store, tmp_path: Path):
    """The tick began three minutes before this send: nobody may think its lease has run out."""
    await daily(store)
    channel, passed = Channel(), iter([0.0, 180.0, 180.0])
    slow = Deliverer(store, channel, stopwatch=lambda: next(passed, 180.0))
    channel.before.append(Killed())
    with pytest.raises(Killed):
        await slow.tick(DUE)
    async with open_store(tmp_path / "attache.db") as other:
        await Deliverer(other, channel).tick(DUE + timedelta(seconds=200))
        assert channel.sends == 1, "its lease still holds"
        await Deliverer(other, channel).tick(DUE + timedelta(seconds=180) + AFTER_LEASE)
    assert len(channel.posts) == 1


async def test_one_bug_does_not_hold_up_the_others(store: Store, caplog: LogCaptureFixture):
    for _ in range(3):
        await daily(store)
    channel = Channel(before=[ZeroDivisionError("a bug")])
    await Deliverer(store, channel).tick(DUE)
    assert len(channel.posts) == 2
    assert "a bug" in caplog.text
