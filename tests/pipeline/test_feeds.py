"""Feeds are polled politely, and one that fails later and later."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot import entries
from bot.errors import FeedError, FetchError
from bot.feeds.fetch import Fetcher, Response
from bot.model import Feed
from bot.pipeline import Pipeline
from bot.store.store import Store
from bot.workers import Workers
from tests.pipeline.site import (
    FIRST,
    NOW,
    SECOND,
    THIRD,
    Site,
    counts,
    followed,
    item,
    threads,
)


async def test_a_feed_is_polled_and_what_is_known_is_not_fetched_again(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    site.page("/1", FIRST, SECOND, THIRD)
    url = site.feed("/feed", item("a", link=f"{site.url}/1"))
    first = await pipeline.poll(await followed(store, url), NOW)
    assert counts(first.articles) == (1, 0, 0, 0)
    assert first.feed.title == "Harrow Post"
    assert first.feed.baselined
    assert first.feed.next_poll is not None
    assert first.feed.next_poll > NOW
    second = await pipeline.poll(first.feed, NOW)
    assert counts(second.articles) == (0, 0, 0, 0)
    site.feed("/feed", item("b", text=THIRD * 3), item("a", link=f"{site.url}/1"))
    third = await pipeline.poll(second.feed, NOW)
    assert counts(third.articles) == (1, 0, 0, 0)
    assert site.asked.count("/1") == 1
    assert third.feed.last_success == NOW


async def test_dead_pages_keep_no_other_from_being_fetched(
    pipeline: Pipeline, store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PAGES", 2)
    site.page("/new", FIRST, SECOND, THIRD)
    links = [item(name, link=f"{site.url}/{name}") for name in ("new", "gone2", "gone1")]
    feed = await followed(store, site.feed("/feed", *links))
    for minutes in (0, 20, 25):
        feed = (await pipeline.poll(feed, NOW + timedelta(minutes=minutes))).feed
    assert (await store.counts()).articles == 1
    assert site.asked.count("/gone1") == 1
    for minutes in (40, 60, 120, 140):
        await pipeline.poll(replace(feed, etag=None), NOW + timedelta(minutes=minutes))
    assert site.asked.count("/gone1") == 3, "after half an hour, after an hour, after two"


async def test_a_slow_site_is_left_to_the_next_poll(
    pipeline: Pipeline, store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "SECONDS", -1.0)
    site.page("/1", FIRST, SECOND, THIRD)
    url = site.feed("/feed", item("a", link=f"{site.url}/1"))
    report = await pipeline.poll(await followed(store, url), NOW)
    assert (report.feed.etag, report.feed.baselined) == (None, False)
    assert "/1" not in site.asked


async def with_busy_page(store: Store, site: Site) -> Feed:
    """A feed whose one page is not to be had for the time being."""
    site.page("/1", FIRST, SECOND, THIRD)
    site.busy.add("/1")
    return await followed(store, site.feed("/feed", item("a", link=f"{site.url}/1")))


async def test_a_page_whose_site_asks_for_patience_is_left_to_the_next_poll(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    report = await pipeline.poll(await with_busy_page(store, site), NOW)
    assert (report.feed.etag, report.articles.new, len(report.articles.refused)) == (None, 0, 1)
    site.busy.clear()
    report = await pipeline.poll(report.feed, NOW + timedelta(minutes=20))
    assert (report.feed.etag, report.articles.new) == (None, 0), "not before half an hour"
    report = await pipeline.poll(report.feed, NOW + timedelta(minutes=40))
    assert (report.feed.etag is None, report.articles.new) == (False, 1)


async def test_a_page_refused_for_a_day_is_given_up(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    report = await pipeline.poll(await with_busy_page(store, site), NOW)
    for polls in range(1, 48 * 3):
        report = await pipeline.poll(report.feed, NOW + polls * timedelta(minutes=20))
    assert site.asked.count("/1") < 10
    assert report.feed.etag is not None


class Killed(BaseException):
    """Stands for the end of the process."""


class Deadly:
    """A fetcher of something that takes the process down."""

    async def fetch(self, url: str, **_: object) -> Response:
        raise Killed


async def test_a_feed_that_takes_the_process_down_is_not_asked_at_once_again(store: Store) -> None:
    await followed(store, "https://deadly.example/feed")
    with Workers(threads) as workers, pytest.raises(Killed):
        await Pipeline(store, cast(Fetcher, Deadly()), workers).poll_due(NOW)
    assert await store.due_feeds(NOW + timedelta(minutes=15)) == []
    assert await store.due_feeds(NOW + timedelta(minutes=30)) != []


async def test_a_feed_that_fails_says_why_and_is_asked_later_and_later(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    feed = await followed(store, f"{site.url}/feed")
    (first,) = await pipeline.poll_due(NOW)
    assert first.error == "The server answered 404 Not Found."
    assert await pipeline.poll_due(NOW) == []
    again = first.feed.next_poll
    assert again is not None
    (second,) = await pipeline.poll_due(again)
    assert (second.feed.id, second.feed.failures) == (feed.id, 2)
    assert second.feed.next_poll is not None
    assert second.feed.next_poll - again > again - NOW
    site.feed("/feed", item("a", text=THIRD * 3))
    third = await pipeline.poll(second.feed, second.feed.next_poll)
    assert (third.feed.failures, third.feed.last_error, third.error) == (0, None, None)


async def test_probing_finds_a_feed_or_says_what_is_there(pipeline: Pipeline, site: Site) -> None:
    url = site.feed("/feed", item("a", text=THIRD))
    site.pages["/"] = '<html><link rel="alternate" type="application/rss+xml" href="/feed"></html>'
    site.page("/page", FIRST)
    for address in (url, f"{site.url}/"):
        found = await pipeline.probe(address)
        assert (found.url, found.title) == (url, "Harrow Post")
    with pytest.raises(FeedError, match="HTML page without a feed"):
        await pipeline.probe(f"{site.url}/page")
    with pytest.raises(FetchError):
        await pipeline.probe(f"{site.url}/none")


async def test_a_feed_that_moved_for_good_is_asked_there_until_that_fails(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    site.feed("/new", item("a", text=THIRD * 3))
    site.moved["/old"] = "/new"
    await followed(store, f"{site.url}/old")
    for hours in range(3):
        (report,) = await pipeline.poll_due(NOW + timedelta(hours=hours))
        assert report.error is None
    assert site.asked == ["/old", "/new", "/new", "/new"]
    (feed,) = await store.feeds(guild_id=None)
    assert (feed.url, feed.moved_to) == (f"{site.url}/old", f"{site.url}/new")
    del site.pages["/new"], site.moved["/old"]
    site.feed("/old", item("b", text=SECOND * 3))
    later = NOW + timedelta(days=1)
    assert [report.error is None for report in await pipeline.poll_due(later)] == [False]
    assert [report.error for report in await pipeline.poll_due(later + timedelta(days=1))] == [None]
    assert site.asked[-2:] == ["/new", "/old"]
