"""From files and folders to articles on file, against the real store."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from bot.feeds.fetch import Fetcher
from bot.model import Analysis, Article
from bot.pipeline import Pipeline
from bot.store.store import Store
from bot.workers import Refusal, Workers
from tests.pipeline.site import (
    FIRST,
    NOW,
    SECOND,
    STORY,
    THIRD,
    counts,
    threads,
)


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
