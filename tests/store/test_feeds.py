from __future__ import annotations

from dataclasses import replace

from bot.store.store import Store
from tests.store.press import HOUR, NOON

URL = "https://ferry.example/feed.xml"


async def test_a_feed_is_due_at_once(store: Store) -> None:
    feed = await store.add_feed(URL, guild_id=1, title="The Ferry Post", now=NOON)
    assert (feed.url, feed.guild_id, feed.title) == (URL, 1, "The Ferry Post")
    assert await store.due_feeds(NOON) == [feed]
    assert await store.due_feeds(NOON - HOUR) == []


async def test_the_same_url_of_the_same_owner_is_the_same_feed(store: Store) -> None:
    first = await store.add_feed(URL, guild_id=1, now=NOON)
    again = await store.add_feed(URL, guild_id=1, now=NOON)
    other = await store.add_feed(URL, guild_id=None, now=NOON)
    assert again.id == first.id
    assert other.id != first.id
    assert await store.feeds(guild_id=1) == [again]
    assert await store.feeds(guild_id=None) == [other]
    assert await store.feeds(guild_id=2) == []


async def test_what_a_poll_learned_is_kept(store: Store) -> None:
    feed = await store.add_feed(URL, guild_id=None, now=NOON)
    learned = replace(
        feed,
        title="Ferry",
        etag='"abc"',
        last_modified="yesterday",
        next_poll=NOON + HOUR,
        last_success=NOON,
        failures=2,
        last_error="slow",
        baselined=True,
    )
    await store.save_feed(learned)
    assert await store.feeds(guild_id=None) == [learned]
    assert await store.due_feeds(NOON) == []
    assert await store.due_feeds(NOON + HOUR) == [learned]
    assert (await store.counts()).feeds_failing == 1


async def test_only_its_owner_removes_a_feed(store: Store) -> None:
    feed = await store.add_feed(URL, guild_id=1, now=NOON)
    assert not await store.remove_feed(feed.id, guild_id=2)
    assert not await store.remove_feed(feed.id, guild_id=None)
    assert await store.remove_feed(feed.id, guild_id=1)
    assert not await store.remove_feed(feed.id, guild_id=1)
    await store.save_feed(feed)
    assert await store.feeds(guild_id=1) == []


async def test_the_longest_due_are_polled_first(store: Store) -> None:
    for hours in (2, 0, 1):
        await store.add_feed(f"{URL}?{hours}", guild_id=None, now=NOON + hours * HOUR)
    due = await store.due_feeds(NOON + 2 * HOUR, limit=2)
    assert [feed.url[-1] for feed in due] == ["0", "1"]
