"""A server the bot was taken out of is left alone; one it comes back to goes on."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.membership import LEFT, joined, left, reconcile
from bot.model import Schedule
from bot.store.sqlite import open_store
from bot.store.store import Store

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
MORNING = Schedule(id=0, channel_id=1, at=time(7, 30), zone="UTC", guild_id=5, next_run=NOW)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "attache.db") as store:
        await store.add_schedule(MORNING)
        await store.add_schedule(replace(MORNING, paused=True))
        await store.add_schedule(replace(MORNING, guild_id=6))
        await store.add_feed("https://a.example/feed", guild_id=5, now=NOW)
        await store.add_feed("https://a.example/feed", guild_id=None, now=NOW)
        yield store


async def _due(store: Store, now: datetime) -> tuple[list[int | None], list[int | None]]:
    schedules = await store.due_schedules(now)
    feeds = await store.due_feeds(now)
    return [one.guild_id for one in schedules], [one.guild_id for one in feeds]


async def test_nothing_is_sent_or_polled_for_a_server_that_is_left(store: Store) -> None:
    await left(store, 5)
    assert await _due(store, LATER) == ([6], [None])
    first, second = await store.schedules(guild_id=5)
    assert (first.last_error, second.last_error) == (LEFT, None)


async def test_back_again_it_goes_on_from_now(store: Store) -> None:
    await left(store, 5)
    await joined(store, 5, LATER)
    first, second = await store.schedules(guild_id=5)
    assert (first.paused, first.last_error) == (False, None)
    assert first.next_run == LATER + timedelta(minutes=30), "nothing of the past is caught up"
    assert second.paused, "its admins had paused it"
    assert await _due(store, LATER) == ([6], [None, 5])


async def test_what_happened_while_the_bot_was_away_is_caught_up_on(store: Store) -> None:
    assert await store.guilds() == {5, 6}
    await reconcile(store, {5}, NOW)
    assert await _due(store, NOW) == ([5], [5, None])
    await reconcile(store, {6}, NOW)
    assert await _due(store, LATER) == ([6], [None])
