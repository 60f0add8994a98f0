"""Is a bot that has run for months as it was on its first day?

python -m tests.bench.months articles [COUNT] [FOLDER for the article base]
python -m tests.bench.months polls [COUNT]

articles: invented ones are filed; of every tenth of them, what one cost, and what is held.
polls: a feed of our own is polled that often, with something new in it every time, while ticks of
the scheduler come and go; handles, threads and memory are noted. (Linux: it reads /proc.)
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feeds.budget import Budget
from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.scheduler import Tick, ticking
from bot.store.sqlite import open_store
from bot.workers import Workers, process_pool
from tests.bench import invented
from tests.bench.memory import family, megabytes

ARTICLES, POLLS = 100_000, 5_000
TICK = 0.1


def clock() -> datetime:
    return datetime.now(UTC)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def held() -> str:
    """Megabytes of this process and its workers, its open handles and its threads."""
    sizes = " ".join(f"{megabytes(pid):.0f}" for pid in sorted(family(os.getpid())))
    handles = len(list(Path("/proc/self/fd").iterdir()))
    return f"MB {sizes}, {handles} handles, {threading.active_count()} threads"


# --- articles -------------------------------------------------------------------------------


async def articles(count: int, folder: Path) -> None:
    """File them, a tenth after the other."""
    base = folder / "months.db"
    stream = invented.lines(count)
    async with open_store(base) as store, Fetcher() as fetcher:
        with closing(Workers(partial(process_pool, 0))) as workers:
            pipeline, filed, tenth = Pipeline(store, fetcher, workers), 0, count // 10
            for _ in range(10):
                path = folder / "tenth.jsonl"
                path.write_bytes(b"".join(islice(stream, tenth)))
                began, worked = time.perf_counter(), time.process_time()
                filed += (await pipeline.ingest(path, now=clock())).new
                spent, seconds = time.process_time() - worked, time.perf_counter() - began
                say(
                    f"{filed} on file: {1000 * spent / tenth:.2f} ms of processor each, "
                    f"{tenth / seconds:.0f}/s; {on_disk(base, filed)}; {held()}"
                )


def on_disk(base: Path, filed: int) -> str:
    """Kilobytes an article takes, and megabytes of the write-ahead log."""
    log = base.with_name(base.name + "-wal")
    return f"{base.stat().st_size / filed / 1024:.1f} KB each, log {log.stat().st_size >> 20} MB"


# --- polls ----------------------------------------------------------------------------------


class Press:
    """A feed with three entries, of which one is new whenever it is asked for, and their pages."""

    def __init__(self) -> None:
        self.made = invented.records(1_000_000)
        self.latest = [next(self.made) for _ in range(3)]

    async def feed(self, request: web.Request) -> web.Response:
        self.latest = [*self.latest[1:], next(self.made)]
        root = f"http://{request.host}"
        items = "".join(
            f"<item><guid>{one['id']}</guid><title>{one['title']}</title>"
            f"<link>{root}/{one['id']}</link></item>"
            for one in reversed(self.latest)
        )
        body = f'<rss version="2.0"><channel><title>Press</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def page(self, request: web.Request) -> web.Response:
        for one in self.latest:
            if one["id"] == request.match_info["id"]:
                told = "".join(f"<p>{part}</p>" for part in one["text"].split("\n\n"))
                body = f"<title>{one['title']}</title><body><article>{told}</article></body>"
                return web.Response(text=f"<html>{body}</html>", content_type="text/html")
        raise web.HTTPNotFound


async def polls(count: int, folder: Path) -> None:
    """Poll a feed again and again, as if an hour had passed."""
    press, app, ticked = Press(), web.Application(), 0
    app.router.add_get("/feed", press.feed)
    app.router.add_get("/{id}", press.page)

    async def tick(_: datetime) -> None:
        nonlocal ticked
        ticked += 1
        await store.due_feeds(clock())

    async with (
        TestServer(app) as server,
        open_store(folder / "polls.db") as store,
        Fetcher(allow_private=True, budget=Budget(pause=0)) as fetcher,
        ticking([Tick("tick", TICK, tick)], clock),
    ):
        await store.add_feed(str(server.make_url("/feed")), guild_id=None, now=clock())
        with closing(Workers(partial(process_pool, 1))) as workers:
            pipeline, now, new = Pipeline(store, fetcher, workers), clock(), 0
            for number in range(count + 1):
                now += timedelta(days=1)
                (report,) = await pipeline.poll_due(now)
                new += report.articles.new
                if number % max(1, count // 10) == 0:
                    say(f"{number} polls, {new} articles, {ticked} ticks: {held()}")


def main(
    work: Callable[[int, Path], Coroutine[None, None, None]], count: int, folder: str | None
) -> None:
    with tempfile.TemporaryDirectory() as passing:
        asyncio.run(work(count, Path(folder or passing)))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["articles", *given]:
            main(articles, int(given[0]) if given else ARTICLES, given[1] if given[1:] else None)
        case ["polls", *given]:
            main(polls, int(given[0]) if given else POLLS, None)
        case _:
            sys.exit(__doc__)
