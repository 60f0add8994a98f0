from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.store.store import Store
from tests.store.press import DAY, HOUR, NOON, schedule


async def test_a_schedule_comes_back_as_it_was_filed(store: Store) -> None:
    given = schedule(
        at=time(6, 30),
        days=frozenset({0, 4}),
        topic="ferries",
        say_when_empty=True,
        next_run=NOON,
        last_error="channel gone",
        origin="env",
    )
    filed = await store.add_schedule(given)
    assert filed == replace(given, id=filed.id)
    assert await store.schedule(filed.id) == filed
    assert await store.schedule(filed.id + 1) is None


async def test_of_one_owner_oldest_first(store: Store) -> None:
    first = await store.add_schedule(schedule())
    second = await store.add_schedule(schedule(origin="env"))
    operators = await store.add_schedule(schedule(guild_id=None))
    assert await store.schedules(guild_id=1) == [first, second]
    assert await store.schedules(guild_id=1, origin="env") == [second]
    assert await store.schedules(guild_id=None) == [operators]


async def test_due_when_next_run_has_come_and_not_paused(store: Store) -> None:
    due = await store.add_schedule(schedule(next_run=NOON))
    await store.add_schedule(schedule(next_run=NOON + HOUR))
    await store.add_schedule(schedule(next_run=NOON, paused=True))
    await store.add_schedule(schedule())
    assert await store.due_schedules(NOON) == [due]
    assert await store.due_schedules(NOON - HOUR) == []


async def test_changed_until_it_is_gone(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    changed = replace(filed, zone="Asia/Tokyo", paused=True)
    assert await store.save_schedule(changed)
    assert await store.schedule(filed.id) == changed
    assert not await store.remove_schedule(filed.id, guild_id=2)
    assert await store.remove_schedule(filed.id, guild_id=1)
    assert not await store.remove_schedule(filed.id, guild_id=1)
    assert not await store.save_schedule(changed)


async def test_advance_only_from_where_it_was_seen(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule(next_run=NOON))
    await store.advance(filed, NOON + DAY)
    await other.advance(filed, NOON + 2 * DAY)
    found = await store.schedule(filed.id)
    assert found is not None
    assert found.next_run == NOON + DAY


async def test_advance_from_nowhere(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    await store.advance(filed, NOON)
    await store.advance(filed, NOON + DAY)
    found = await store.schedule(filed.id)
    assert found is not None
    assert found.next_run == NOON


async def test_an_id_is_never_given_twice(store: Store) -> None:
    first = await store.add_schedule(schedule())
    await store.remove_schedule(first.id, guild_id=1)
    assert (await store.add_schedule(schedule())).id > first.id
