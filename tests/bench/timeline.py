"""How long does a timeline take of a topic with thousands of articles?

python -m tests.bench.timeline [ARTICLES] [FOLDER that keeps the article base for the next time]

Every generated article is on the topic: its country is named in each. Times are of the processor,
all threads, SQLite with them, and by the clock, which others on the machine hold up.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot import questions
from bot.analysis.gists import gists
from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.workers import Workers, collect_seldom, process_pool
from tests.bench import generated

ARTICLES = 5_000
GOAL_MS = 300
TIMES = 12
TOPIC = "Halvern"
QUESTIONS: list[tuple[str, str | None, int | None]] = [
    ("20 dates", TOPIC, 20),
    ("100 dates", TOPIC, 100),
    ("as many as are readable", TOPIC, None),
    ("two words", f"{TOPIC} ferry", 20),
    ("no topic", None, 20),
]


async def main(count: int, folder: Path) -> None:
    collect_seldom()
    async with open_store(folder / f"timeline-{count}.db", gister=gists) as store:
        if not await store.articles(limit=1):
            await filed(store, count, folder)
        mentions = await store.mentions(topic=TOPIC)
        articles, events = len(set(mentions.articles)), len(mentions.articles)
        title = f"{articles} of {count} articles, {events} events; milliseconds"
        table = Table("question", "first", "median", "p95", "by the clock", "told", title=title)
        for name, topic, dates in QUESTIONS:
            table.add_row(name, *await measured(store, topic, dates))
    Console().print(table, f"goal: {GOAL_MS} ms")


async def filed(store: Store, count: int, folder: Path) -> None:
    """Take the articles in as the bot does."""
    path = generated.write(folder / "articles.jsonl", count, topic=TOPIC)
    with closing(Workers(partial(process_pool, 0))) as workers:
        await Pipeline(store, Fetcher(), workers).ingest(path, now=datetime.now(UTC))


async def measured(store: Store, topic: str | None, dates: int | None) -> list[str]:
    """The first answer's time, median and 95th percentile; what the clock said; its length."""
    spent: list[float] = []
    waited: list[float] = []
    told = 0
    for _ in range(TIMES):
        began, asked = time.process_time(), time.perf_counter()
        told = len(await questions.timeline(store, topic=topic, dates=dates))
        spent.append(1000 * (time.process_time() - began))
        waited.append(1000 * (time.perf_counter() - asked))
    p95 = statistics.quantiles(spent, n=20)[-1]
    found = (spent[0], statistics.median(spent), p95, statistics.median(waited))
    return [*(f"{one:.0f}" for one in found), str(told)]


if __name__ == "__main__":
    given = sys.argv[1:]
    wanted = int(given[0]) if given else ARTICLES
    with tempfile.TemporaryDirectory() as passing:
        asyncio.run(main(wanted, Path(given[1]) if len(given) > 1 else Path(passing)))
