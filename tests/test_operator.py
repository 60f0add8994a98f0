"""The operator's settings and what is on file from the last start."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.model import Schedule
from bot.operator import Changes, compare, follow_feeds, keep_schedules
from bot.store.sqlite import open_store

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
MORNING = Schedule(id=0, channel_id=1, at=time(7, 30), zone="UTC", origin="env")
EVENING = replace(MORNING, at=time(18))


def test_what_is_on_file_as_wanted_stays():
    on_file = [replace(MORNING, id=4), replace(EVENING, id=5)]
    assert compare(on_file, [EVENING, MORNING]) == Changes((), (), ())


def test_another_time_is_the_same_schedule():
    later = replace(MORNING, at=time(8))
    on_file = [replace(MORNING, id=4), replace(EVENING, id=5)]
    assert compare(on_file, [EVENING, later]) == Changes((), (replace(later, id=4),), ())


def test_one_that_was_paused_goes_on_at_the_next_start():
    on_file = [replace(MORNING, id=4, paused=True, last_error="gone"), replace(EVENING, id=5)]
    assert compare(on_file, [MORNING, EVENING]) == Changes((), (replace(MORNING, id=4),), ())


def test_another_topic_is_another_schedule():
    on_file = [replace(MORNING, id=4)]
    wanted = replace(MORNING, topic="harbours")
    assert compare(on_file, [wanted]) == Changes((wanted,), (), (replace(MORNING, id=4),))


async def test_a_start_brings_the_settings_on_file(tmp_path: Path):
    async with open_store(tmp_path / "attache.db") as store:
        await keep_schedules(store, [MORNING, EVENING], origin="env", now=NOW)
        first, second = await store.schedules(guild_id=None, origin="env")
        assert first.next_run == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
        await keep_schedules(store, [replace(MORNING, at=time(6))], origin="env", now=NOW)
        (kept,) = await store.schedules(guild_id=None, origin="env")
        assert kept.id in {first.id, second.id}
        assert kept.next_run == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


async def test_feeds_no_longer_listed_are_no_longer_followed(tmp_path: Path):
    async with open_store(tmp_path / "attache.db") as store:
        await store.add_feed("https://own.example/rss", guild_id=9, now=NOW)
        await follow_feeds(store, {"https://a.example/": "A", "https://b.example/": ""}, NOW)
        await follow_feeds(store, {"https://b.example/": "", "https://c.example/": "C"}, NOW)
        urls = {feed.url for feed in await store.feeds(guild_id=None)}
        assert urls == {"https://b.example/", "https://c.example/"}
        assert len(await store.feeds(guild_id=9)) == 1


async def test_a_start_does_not_make_feeds_due_again(tmp_path: Path):
    async with open_store(tmp_path / "attache.db") as store:
        await follow_feeds(store, {"https://a.example/": "A"}, NOW)
        (feed,) = await store.due_feeds(NOW)
        await store.save_feed(replace(feed, next_poll=NOW + timedelta(hours=1)))
        await follow_feeds(store, {"https://a.example/": "A", "https://b.example/": "B"}, NOW)
        assert [due.url for due in await store.due_feeds(NOW)] == ["https://b.example/"]
