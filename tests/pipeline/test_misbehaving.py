"""Servers as they are: whatever one does, its feed fails in words, and the next feed is read."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.pipeline import Pipeline
from bot.store.store import Store
from tests.pipeline.site import NOW, SECOND, STORY, THIRD, Site, counts, followed, item

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
FEED = '<?xml version="1.0"?><rss version="2.0"><channel>%s</channel></rss>'


def always(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    """A server that has one answer."""

    async def answer(_: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, status=status, headers=named)

    return answer


async def endless(request: web.Request) -> web.StreamResponse:
    """Fifty megabytes and more of one tag."""
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(800):
        await response.write(b"<item>" * 11_000)
    return response


BOMB = gzip.compress(bytes(50 << 20))


@pytest.mark.parametrize(
    ("answer", "words", "waits"),
    [
        (always(status=410), "The server answered 410 Gone.", 0),
        (always(status=500), "The server answered 500 Internal Server Error.", 0),
        (always(status=503, Retry_After="soon"), "The server answered 503 Service Unavailable.", 0),
        (always(status=429, Retry_After="7200"), "The server answered 429 Too Many Requests.", 2),
        (always(status=429, Retry_After="9" * 30), "The server answered 429", 7 * 24),
        (always(status=302, Location="/again"), "It redirects more than 5 times.", 0),
        (always(status=301, Location="http://10.0.0.1:99999/"), "This is no valid address.", 0),
        (always(status=301, Location="file:///etc/passwd"), "Only http and https", 0),
        (always(status=204), "The server answered 204 No Content.", 0),
        (always(BOMB, Content_Encoding="gzip"), "It is larger than 8 MB.", 0),
        (endless, "It is larger than 8 MB.", 0),
        (always(b"\x1f\x8bbroken", Content_Encoding="gzip"), "What the server sent is broken", 0),
        (always(b"{not json"), "There is no feed at this address.", 0),
        (always(b"  "), "There is nothing at this address.", 0),
        (always(b"\x00\xff" * 1000), "There is no feed at this address.", 0),
        (always(b'<!DOCTYPE x [<!ENTITY a "b">]><rss/>'), "The feed defines its own entities", 0),
    ],
)
async def test_a_feed_that_fails_says_why_and_holds_up_no_other(
    pipeline: Pipeline, store: Store, site: Site, answer: Answer, words: str, waits: int
) -> None:
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    good = await followed(store, site.feed("/feed", item("a", text=THIRD * 3)))
    async with TestServer(app) as server:
        bad = await followed(store, str(server.make_url("/feed")))
        reports = {report.feed.id: report for report in await pipeline.poll_due(NOW)}
    assert reports[good.id].error is None
    assert (reports[bad.id].error or "").startswith(words)
    after = reports[bad.id].feed
    assert (after.failures, after.last_error) == (1, reports[bad.id].error)
    assert after.next_poll is not None
    assert after.next_poll - NOW >= max(timedelta(minutes=20), timedelta(hours=waits))


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "windows-1252"), ("iso-8859-1", "utf-8"), ("x-unheard-of", "utf-8")],
)
async def test_a_feed_that_is_wrong_about_its_letters_is_read(
    pipeline: Pipeline, store: Store, declared: str, written: str
) -> None:
    text = f"{STORY} The café of the naïve harbour master stayed open."
    body = (FEED % item("a", text=text)).encode(written)
    kind = f"application/rss+xml; charset={declared}"
    app = web.Application()
    app.router.add_get("/feed", always(body, Content_Type=kind))
    async with TestServer(app) as server:
        report = await pipeline.poll(await followed(store, str(server.make_url("/feed"))), NOW)
    assert counts(report.articles) == (1, 0, 0, 0)
    (article,) = await store.articles()
    assert SECOND in article.text
    assert "The café of the naïve harbour master stayed open." in article.text


async def test_one_text_under_three_addresses_is_one_article_of_one_outlet(
    pipeline: Pipeline, store: Store, site: Site
) -> None:
    paths = ("/1", "/1?utm_source=feed", "/1#comments")
    site.page("/1", *STORY.splitlines())
    url = site.feed("/feed", *(item(path, link=f"{site.url}{path}") for path in paths))
    await pipeline.poll(await followed(store, url), NOW)
    assert (await store.counts()).articles == 1
    assert site.asked.count("/1") == 1
