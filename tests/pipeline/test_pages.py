"""From pages, against a real server."""

from bot.pipeline import Pipeline
from bot.store.store import Store
from bot.workers import Refusal
from tests.pipeline.site import (
    FIRST,
    NOW,
    SECOND,
    STORY,
    THIRD,
    Site,
    counts,
    item,
)


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


async def test_an_address_of_another_kind_is_no_file(pipeline: Pipeline) -> None:
    report = await pipeline.ingest("ftp://harrow.example/news", now=NOW)
    (refusal,) = report.refused
    assert refusal.reason == "Only http and https addresses are fetched."


async def test_a_feeds_address_brings_its_entries(pipeline: Pipeline, site: Site) -> None:
    site.page("/1", FIRST, SECOND, THIRD)
    url = site.feed("/feed", item("a", link=f"{site.url}/1"), item("b", text=THIRD * 3))
    assert counts(await pipeline.ingest(url, now=NOW)) == (2, 0, 0, 0)
