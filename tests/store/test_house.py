from __future__ import annotations

from bot.model import Counts
from bot.store.store import Store
from tests.store.press import NOON, harbour, schedule


async def test_state_is_remembered_and_replaced(store: Store, other: Store) -> None:
    assert await store.state("tree") is None
    await store.set_state("tree", "abc")
    await store.set_state("tree", "def")
    assert await other.state("tree") == "def"


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
