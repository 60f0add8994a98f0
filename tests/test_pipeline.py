"""From files, pages and feeds to articles on file, against the real store and a real server."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import entries
from bot.errors import FeedError, FetchError
from bot.feeds.budget import Budget
from bot.feeds.fetch import Fetcher, Response
from bot.intake import IngestReport
from bot.model import PUBLIC, Analysis, Article, Feed, Window
from bot.pipeline import Pipeline
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.workers import Refusal, Workers

NOW = datetime(2024, 3, 4, 12, tzinfo=UTC)
FIRST = (
    "The mayor of Harrow opened the long delayed bridge on Monday, two years after the first "
    "stone was laid by her predecessor."
)
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn, who had campaigned for it."
THIRD = "The bridge cost 40 million and took four years to build, longer than anybody had planned."
STORY = f"{FIRST}\n{SECOND}\n{THIRD}"


class Site:
    """A web site that serves what it is told to, and counts."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path not in self.pages:
            return web.Response(status=404)
        body = self.pages[request.path]
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=body, content_type="text/html", headers={"ETag": etag})

    def page(self, path: str, *paragraphs: str, title: str = "A page") -> None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self.pages[path] = (
            f"<html><title>{title}</title><body><article>{body}</article></body></html>"
        )

    def feed(self, path: str, *items: str) -> str:
        channel = f"<channel><title>Harrow Post</title>{''.join(items)}</channel>"
        self.pages[path] = f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
        return self.url + path


def item(guid: str, *, link: str = "", text: str = "", date: str = "") -> str:
    fields = [f'<guid isPermaLink="false">{guid}</guid><title>About {guid}</title>']
    fields += [f"<link>{link}</link>"] if link else []
    fields += [f"<description><![CDATA[{text}]]></description>"] if text else []
    fields += [f"<pubDate>{date}</pubDate>"] if date else []
    return f"<item>{''.join(fields)}</item>"


def threads() -> Executor:
    return ThreadPoolExecutor(2)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "base.db") as opened:
        yield opened


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    found = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", found.answer)
    async with TestServer(app) as server:
        found.url = str(server.make_url("/")).rstrip("/")
        yield found


@asynccontextmanager
async def opened(store: Store) -> AsyncGenerator[Pipeline]:
    with Workers(threads) as workers:
        async with Fetcher(allow_private=True, budget=Budget(pause=0)) as fetcher:
            yield Pipeline(store, fetcher, workers)


@pytest.fixture
async def pipeline(store: Store) -> AsyncIterator[Pipeline]:
    async with opened(store) as made:
        yield made


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.new, report.updated, report.unchanged, len(report.refused)


# --- files ----------------------------------------------------------------------------------


async def test_a_file_is_filed_with_its_title_and_date(
    pipeline: Pipeline, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(f"Physical Address\n9 Elm St.\nTroy, NY 12180\n{STORY}", "utf-8")
    published = NOW - timedelta(days=1)
    report = await pipeline.ingest(path, now=NOW, published=published)
    assert counts(report) == (1, 0, 0, 0)
    assert report.removed_lines == 3
    article = await store.article("bridge")
    assert article is not None
    assert (article.text, article.title, article.published) == (STORY, FIRST, published)


async def test_the_same_again_is_unchanged_and_a_change_is_an_update(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(STORY, "utf-8")
    await pipeline.ingest(path, now=NOW)
    assert counts(await pipeline.ingest(path, now=NOW)) == (0, 0, 1, 0)
    path.write_text(f"{STORY}\nTolls begin in May.", "utf-8")
    assert counts(await pipeline.ingest(path, now=NOW)) == (0, 1, 0, 0)


async def test_a_folder_is_filed_and_what_is_no_article_is_refused(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n")
    records = [
        json.dumps({"id": "r1", "text": THIRD, "published": "2024-03-01"}),
        "{",
        json.dumps({"id": "r2", "text": SECOND, "published": "soon"}),
        json.dumps({"id": "r3", "text": FIRST}),
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(records), "utf-8")
    progress: list[tuple[int, int]] = []
    report = await pipeline.ingest(
        tmp_path, now=NOW, progress=lambda done, total: progress.append((done, total))
    )
    assert counts(report) == (3, 0, 0, 3)
    assert [Path(refusal.subject).name for refusal in report.refused] == [
        "b.txt",
        "c.jsonl:2",
        "c.jsonl:3",
    ]
    assert all(refusal.reason for refusal in report.refused)
    done, total = progress[-1]
    assert 0 < done <= total


async def test_an_article_known_under_another_id_is_an_update(
    pipeline: Pipeline, store: Store, tmp_path: Path
) -> None:
    url = "https://harrow.example/bridge"
    records = tmp_path / "c.jsonl"
    records.write_text(json.dumps({"id": "one", "url": f"{url}?utm_source=x", "text": STORY}))
    await pipeline.ingest(records, now=NOW)
    records.write_text(json.dumps({"id": "two", "url": f"{url}/", "text": f"{STORY}\nMore."}))
    assert counts(await pipeline.ingest(records, now=NOW)) == (0, 1, 0, 0)
    assert await store.article("two") is None
    updated = await store.article("one")
    assert updated is not None
    assert updated.text.endswith("More.")


async def test_the_same_twice_in_one_file_is_one_article(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    line = json.dumps({"url": "https://harrow.example/bridge", "text": STORY})
    (tmp_path / "c.jsonl").write_text(f"{line}\n" * 40)
    report = await pipeline.ingest(tmp_path, now=NOW)
    assert report.new == 1
    assert report.new + report.updated + report.unchanged == 40


async def test_articles_about_one_happening_are_one_story(
    pipeline: Pipeline, store: Store, tmp_path: Path
) -> None:
    other = "The old lighthouse of Penmoor was sold to a painter who will live there in winter."
    for name, text in (("a", STORY), ("b", f"{THIRD}\n{SECOND}\n{FIRST}"), ("c", other)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    await pipeline.ingest(tmp_path, now=NOW, published=NOW)
    stories = await store.stories()
    assert sorted(len(story.articles) for story in stories) == [1, 2]


def failing_analysis(article: Article, *, sentences: int = 2) -> Analysis:
    if "stone" in article.text:
        raise ValueError("a bug")
    return Analysis()


async def test_an_article_that_cannot_be_read_is_refused_and_the_rest_goes_on(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(THIRD, "utf-8")
    with Workers(threads) as workers:
        pipeline = Pipeline(store, Fetcher(), workers, analyser=failing_analysis)
        report = await pipeline.ingest(tmp_path, now=NOW)
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused == [Refusal("a", "Reading it failed: ValueError: a bug")]


async def test_what_is_not_there_is_refused(pipeline: Pipeline, tmp_path: Path) -> None:
    report = await pipeline.ingest(tmp_path / "none.txt", now=NOW)
    assert [refusal.reason for refusal in report.refused] == ["There is no such file or folder."]


async def test_the_event_loop_is_never_held_while_articles_are_taken_in(
    store: Store, tmp_path: Path
) -> None:
    lines = (json.dumps({"id": str(n), "text": f"{STORY}\nNumber {n}."}) for n in range(300))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    pauses: list[float] = []

    async def beat() -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0)
            pauses.append(loop.time() - before)

    with Workers(threads) as workers:
        pipeline = Pipeline(store, Fetcher(), workers, analyser=no_analysis)
        heart = asyncio.create_task(beat())
        report = await pipeline.ingest(tmp_path, now=NOW)
        heart.cancel()
    assert report.new == 300
    pauses.sort()
    assert pauses[int(len(pauses) * 0.999)] < 0.05


def no_analysis(article: Article, *, sentences: int = 2) -> Analysis:
    return Analysis()


# --- pages ----------------------------------------------------------------------------------


async def test_a_page_is_filed_under_its_canonical_address(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    site.page("/bridge", FIRST, SECOND, THIRD, title="Bridge opens")
    report = await pipeline.ingest(f"{site.url}/bridge?utm_source=mail#top", now=NOW)
    assert counts(report) == (1, 0, 0, 0)
    article = await store.article(f"{site.url}/bridge")
    assert article is not None
    assert (article.title, article.text) == ("Bridge opens", STORY)


async def test_a_page_that_cannot_be_had_is_refused(pipeline: Pipeline, site: Site) -> None:
    report = await pipeline.ingest(f"{site.url}/none", now=NOW)
    assert report.refused == [Refusal(f"{site.url}/none", "The server answered 404 Not Found.")]


async def test_a_feeds_address_brings_its_entries(pipeline: Pipeline, site: Site) -> None:
    site.page("/1", FIRST, SECOND, THIRD)
    url = site.feed("/feed", item("a", link=f"{site.url}/1"), item("b", text=THIRD * 3))
    assert counts(await pipeline.ingest(url, now=NOW)) == (2, 0, 0, 0)


# --- feeds ----------------------------------------------------------------------------------


async def followed(store: Store, url: str, guild_id: int | None = None) -> Feed:
    return await store.add_feed(url, guild_id=guild_id, now=NOW)


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


async def test_an_entry_that_changes_its_link_or_guid_is_the_same_article(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    text = f"<p>{STORY}</p>" * 1
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
