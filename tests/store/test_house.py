from __future__ import annotations

from bot.model import Counts
from bot.store.store import Store
from tests.store.press import DAY, HOUR, NOON, harbour, schedule


async def test_state_is_remembered_and_replaced(store: Store, other: Store) -> None:
    assert await store.state("tree") is None
    await store.set_state("tree", "abc")
    await store.set_state("tree", "def")
    assert await other.state("tree") == "def"


async def test_what_expired_is_forgotten(store: Store) -> None:
    await store.set_state("for ever", "a")
    await store.set_state("a while", "b", expires=NOON + HOUR)
    await store.tidy(NOON)
    assert await store.state("a while") == "b"
    await store.tidy(NOON + 2 * HOUR)
    assert await store.state("a while") is None
    assert await store.state("for ever") == "a"


async def test_old_deliveries_are_forgotten_but_for_the_last(store: Store) -> None:
    daily = await store.add_schedule(schedule())
    for day in range(200):
        now = NOON + day * DAY
        delivery = await store.claim(daily, now.date(), due=now, now=now, lease_until=now + HOUR)
        assert delivery is not None
        if day < 100:
            await store.confirm(delivery, message_ids=[1], now=now)
        else:
            await store.fail(delivery, error="gone", now=now)
    await store.tidy(NOON + 1000 * DAY)
    kept = await store.last_deliveries(daily.id, limit=500)
    assert len(kept) == 101, "the last one sent and what came after"
    later = NOON + 1000 * DAY
    following = await store.claim(
        daily, later.date(), due=later, now=later, lease_until=later + HOUR
    )
    assert following is not None
    assert following.window.since == NOON + 99 * DAY


async def test_counts_of_nothing(store: Store) -> None:
    assert await store.counts() == Counts(0, 0, 0, 0, 0, 0, 0, 0, None, 0)


async def test_counts_what_an_audience_sees(store: Store) -> None:
    await store.put(*harbour("a"), now=NOON)
    await store.put(*harbour("b"), now=NOON, guild_id=1)
    await store.add_feed("https://ferry.example/feed", guild_id=1, now=NOON)
    await store.add_schedule(schedule(guild_id=1))
    assert await store.counts() == Counts(2, 2, 2, 1, 2, 1, 0, 1, NOON, 0)
    assert await store.counts(audience=1) == Counts(2, 2, 2, 1, 2, 1, 0, 1, NOON, 0)
    assert await store.counts(audience=2) == Counts(1, 1, 1, 1, 1, 0, 0, 0, NOON, 0)
