"""Does the bot answer while it takes in a thousand articles?

python -m tests.bench.responsive [ARTICLES] [PAUSE, in seconds, of an asker between two questions]

The stand-in Discord and the people who ask are one process, the bot with its intake another, so
that what is measured is the bot's own event loop:

lag     how late a task wakes that sleeps 5 ms; other programs on the machine make it worse
busy    how much of that the loop's own thread computed; this is what we can be blamed for
answer  from the moment a member sends a command until its answer is there
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.app import spare_the_loaded
from bot.client import AttacheClient, Parts
from bot.errors import FeedError
from bot.feeds.fetch import Fetcher
from bot.model import Delivery, Feed, Schedule
from bot.pipeline import Pipeline
from bot.preview import StandIn, connector_to
from bot.store.sqlite import open_store
from bot.workers import Workers, process_pool
from tests.bench.generated import write

ARTICLES = 1_000
GOAL_MS = 50
ASKERS = 2
EVERY = 0.005
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("/quote", {"speaker": "Maren Tolvik"}),
    ("/search", {"query": "flood wall"}),
    ("/timeline", {"topic": "Brackwater"}),
    ("/brief", {}),
    ("/status", {}),
]


# --- the bot: a process of its own ----------------------------------------------------------


class Lag:
    """Wakes every few milliseconds and notes how late, and how busy the thread was."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.busy: list[float] = []

    async def watch(self) -> None:
        while True:
            wall, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(EVERY)
            self.late.append(time.perf_counter() - wall - EVERY)
            self.busy.append(time.thread_time() - worked)


class NoFeeds:
    async def probe(self, url: str) -> Feed:
        raise FeedError("no feeds here", subject=url)


async def never(schedule: Schedule) -> Delivery | None:
    return None


async def be_the_bot(folder: Path, port: int, token: str) -> None:
    """Answer, and take in what is in the folder; tell of it line by line on standard output."""
    authority = await asyncio.to_thread((folder / "ca.pem").read_text)
    async with open_store(folder / "attache.db") as store:
        parts = Parts(store, lambda: datetime.now(UTC), NoFeeds(), never)
        async with AttacheClient(parts, connector=connector_to(port, authority)) as client:
            life = asyncio.create_task(client.start(token))
            await client.wait_until_ready()
            spare_the_loaded()
            with closing(Workers(partial(process_pool, 0))) as workers:
                pipeline = Pipeline(store, Fetcher(), workers)
                await pipeline.ingest(folder / "first.jsonl", now=datetime.now(UTC))
                tell({"ready": True})
                lag = Lag()
                watch = asyncio.create_task(lag.watch())
                began = time.perf_counter()
                report = await pipeline.ingest(folder / "rest.jsonl", now=datetime.now(UTC))
                seconds = time.perf_counter() - began
                watch.cancel()
            tell({"new": report.new, "seconds": seconds, "late": lag.late, "busy": lag.busy})
            await asyncio.to_thread(sys.stdin.readline)
        await life


def tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


# --- Discord and those who ask --------------------------------------------------------------


async def main(count: int, pause: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "first.jsonl", 50)
        write(folder / "rest.jsonl", 50 + count)
        async with StandIn() as discord:
            (folder / "ca.pem").write_text(discord.ca_pem)
            told, answers = await measured(discord, folder, pause)
    show(told, answers)


async def measured(
    discord: StandIn, folder: Path, pause: float
) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """Ask from the first article to the last."""
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.responsive", "bot", str(folder)),
        *(str(discord.port), discord.token),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 26,
    )
    assert bot.stdout and bot.stdin
    await bot.stdout.readline()
    result = asyncio.create_task(bot.stdout.readline())
    answers: dict[str, list[float]] = {command: [] for command, _ in QUESTIONS}
    await asyncio.gather(*(ask(discord, result, answers, first, pause) for first in range(ASKERS)))
    bot.stdin.write(b"\n")
    line = await result
    bot.stdin.close()
    bot.terminate()
    await bot.wait()
    return json.loads(line), answers


async def ask(
    discord: StandIn,
    until: asyncio.Task[bytes],
    answers: dict[str, list[float]],
    first: int,
    pause: float,
) -> None:
    for command, options in itertools.islice(itertools.cycle(QUESTIONS), first, None):
        if until.done():
            return
        began = time.perf_counter()
        await discord.invoke(command, within=30, **options)
        answers[command].append(time.perf_counter() - began)
        await asyncio.sleep(pause)


def show(told: dict[str, Any], answers: dict[str, list[float]]) -> None:
    speed = told["new"] / told["seconds"]
    title = f"{told['new']} articles in {told['seconds']:.1f} s ({speed:.0f}/s), {ASKERS} askers"
    table = Table("milliseconds", "count", "p50", "p99", "max", title=title)
    for name, seconds in [("lag", told["late"]), ("busy", told["busy"]), *answers.items()]:
        row = [f"{1000 * place(seconds, share):.1f}" for share in (0.5, 0.99, 1.0)]
        table.add_row(name, str(len(seconds)), *row)
    Console().print(table, f"goal: the loop is never busy for more than {GOAL_MS} ms")


def place(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bot", folder, port, token]:
            asyncio.run(be_the_bot(Path(folder), int(port), token))
        case given:
            count, pause = (*given, *(str(ARTICLES), "0")[len(given) :])[:2]
            asyncio.run(main(int(count), float(pause)))
