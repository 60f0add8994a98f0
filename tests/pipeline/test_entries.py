"""Entries of a feed: what is news, whose it is, and what is known already."""

from datetime import timedelta

import pytest

from bot import entries
from bot.model import PUBLIC, Window
from bot.pipeline import Pipeline
from bot.store.store import Store
from tests.pipeline.site import (
    FIRST,
    NOW,
    SECOND,
    STORY,
    THIRD,
    Site,
    counts,
    followed,
    item,
)


async def test_an_entry_that_changes_its_link_or_guid_is_the_same_article(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    text = f"<p>{STORY}</p>"
    url = site.feed("/feed", item("a", link=f"{site.url}/1", text=text + "<p>Padding.</p>" * 120))
    feed = (await pipeline.poll(await followed(store, url), NOW)).feed
    site.feed("/feed", item("z", link=f"{site.url}/1", text=text + "<p>Padding.</p>" * 120))
    feed = (await pipeline.poll(feed, NOW)).feed
    site.feed("/feed", item("a", link=f"{site.url}/2", text=text + "<p>Padding.</p>" * 120))
    await pipeline.poll(feed, NOW)
    assert (await store.counts()).articles == 1


async def test_a_feed_is_not_believed_about_another_site(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    lie = f"<p>{THIRD}</p>" * 30
    url = site.feed("/feed", item("a", link="http://victim.invalid/story", text=lie))
    report = await pipeline.poll(await followed(store, url, guild_id=7), NOW)
    assert counts(report.articles) == (0, 0, 0, 1)
    assert await store.article("http://victim.invalid/story") is None


async def test_the_baseline_of_a_feed_is_no_news_and_later_entries_are(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    old = "Fri, 02 Feb 2024 10:00:00 GMT"
    url = site.feed("/feed", item("a", text=THIRD * 3), item("b", text=FIRST * 3, date=old))
    feed = (await pipeline.poll(await followed(store, url), NOW)).feed
    lately = Window(since=NOW - timedelta(days=3))
    assert await store.articles(published=lately) == []
    site.feed("/feed", item("c", text=f"{SECOND} {THIRD}"), item("a", text=THIRD * 3))
    later = NOW + timedelta(hours=1)
    await pipeline.poll(feed, later)
    (news,) = await store.articles(published=lately)
    assert (news.title, news.published) == ("About c", later)


async def test_what_a_baseline_had_no_time_for_is_no_news_either(
    pipeline: Pipeline, store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PAGES", 2)
    for number, text in enumerate((FIRST, SECOND, THIRD)):
        site.page(f"/{number}", *[text] * 3)
    links = [item(f"a{number}", link=f"{site.url}/{number}") for number in range(3)]
    feed = await followed(store, site.feed("/feed", *links))
    for poll, baselined in enumerate((False, True)):
        feed = (await pipeline.poll(feed, NOW + timedelta(hours=poll))).feed
        assert feed.baselined is baselined
    assert {article.published for article in await store.articles()} == {None}
    assert (await store.counts()).articles == 3


async def test_an_undated_entry_is_no_news_for_a_new_name(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    feed = await followed(
        store, site.feed("/feed", item("a0", link=f"{site.url}/0", text=f"<p>{STORY}</p>" * 30))
    )
    for poll in range(1, 4):
        feed = (await pipeline.poll(feed, NOW + timedelta(hours=poll))).feed
        site.feed("/feed", item(f"a{poll}", link=f"{site.url}/{poll}", text=f"<p>{STORY}</p>" * 30))
    (article,) = await store.articles()
    assert article.published is None


async def test_a_guilds_feed_is_for_that_guild(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    site.page("/1", FIRST, SECOND, THIRD)
    url = site.feed("/feed", item("a", link=f"{site.url}/1"))
    await pipeline.poll(await followed(store, url, guild_id=7), NOW)
    article_id = f"{site.url}/1"
    assert await store.article(article_id, audience=7) is not None
    assert await store.article(article_id, audience=8) is None
    assert await store.article(article_id, audience=PUBLIC) is None
    await pipeline.poll(await followed(store, url), NOW)
    assert await store.article(article_id, audience=8) is not None
