"""Speed: milliseconds a stage, articles a second through `analyse`, and how time grows with length.

Articles are the sample newsroom, joined to 500 words each. The floors are of processor time and far
from what is measured, so that a busy machine does not fail them: they catch a stage that has become
slow, and one that is no longer linear. Articles a second are printed only.
"""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from bot.analysis import dates, events, quotes
from bot.analysis.keywords import keywords
from bot.analysis.sentences import split
from bot.analysis.summary import summarise
from bot.analysis.terms import terms
from bot.reading import readings
from bot.workers import Workers

NEWSROOM = Path(__file__).parents[2] / "config" / "sample" / "newsroom.jsonl"
WORDS, ARTICLES = 500, 600
PUBLISHED = datetime(2026, 3, 15, 12, tzinfo=UTC)
FLOOR = 13.0
"""Milliseconds of one core for an article of 500 words: 150 a second on two."""
LINEAR = 2.5
"""How much more a character may cost in a text 16 times as long."""

T = TypeVar("T")


@dataclass
class Stopwatch:
    """Seconds of processor time, by the name of what took them."""

    seconds: Counter[str]

    def time(self, name: str, work: Callable[[], T]) -> T:
        """Do `work` and add what it took."""
        start = time.process_time()
        result = work()
        self.seconds[name] += time.process_time() - start  # pyright: ignore[reportArgumentType]  # a Counter of floats
        return result


def main(argv: Sequence[str]) -> int:
    """Print the table; 1 when it is too slow."""
    del argv
    articles = texts(ARTICLES)
    stages = by_stage(articles[:100])
    throughput = through_analyse(articles)
    growth = cost_of_length(articles[0])
    table = Table("stage", "ms / 500 words", title="speed")
    for name, seconds in stages.seconds.most_common():
        table.add_row(name, f"{1000 * seconds / 100:.2f}")
    whole = 1000 * sum(stages.seconds.values()) / 100
    table.add_row("all stages", f"{whole:.2f}")
    console = Console(width=100)
    console.print(table)
    console.print(f"analyse, every core: {throughput:.0f} articles of {WORDS} words a second")
    console.print(f"a character of a 16 times longer text costs {growth:.2f} times as much")
    return int(whole > FLOOR or growth > LINEAR)


def texts(count: int) -> list[str]:
    """Articles of 500 words, made of the newsroom's paragraphs, each another mixture."""
    lines = NEWSROOM.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    english = [record["text"] for record in records if record.get("language", "en") == "en"]
    paragraphs = [part for text in english for part in text.split("\n\n")]
    made: list[str] = []
    for number in range(count):
        chosen: list[str] = []
        place = number * 7
        while sum(len(part.split()) for part in chosen) < WORDS:
            chosen.append(paragraphs[place % len(paragraphs)])
            place += 1
        made.append("\n\n".join(chosen))
    return made


def by_stage(articles: Sequence[str]) -> Stopwatch:
    """What every stage takes, after one article to warm up."""
    watch = Stopwatch(Counter())
    for number, text in enumerate([articles[0], *articles]):
        if number == 1:
            watch.seconds.clear()
        spans = watch.time("sentences", lambda text=text: split(text))
        _, people = watch.time("quotes", lambda text=text, spans=spans: quotes.read(text, spans))
        found = watch.time(
            "dates", lambda text=text, spans=spans: dates.find(text, spans, PUBLISHED)
        )
        watch.time(
            "events",
            lambda text=text, spans=spans, found=found: events.find(text, spans, found, PUBLISHED),
        )
        watch.time("summary", lambda text=text, spans=spans: summarise("", text, spans, 2))
        watch.time("keywords", lambda text=text, people=people: keywords("", text, people))
        watch.time("terms", lambda text=text: terms("", text))
    return watch


def through_analyse(articles: Sequence[str]) -> float:
    """Articles a second, as `attache analyse --json` reads them; the processes are warm."""
    with TemporaryDirectory() as folder, closing(Workers()) as workers:
        stream = Path(folder) / "stream.jsonl"
        rows = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(articles)]
        stream.write_text("\n".join(rows[:50]), encoding="utf-8")
        list(readings([stream], workers))
        stream.write_text("\n".join(rows), encoding="utf-8")
        out = io.StringIO()
        start = time.perf_counter()
        for line in readings([stream], workers):
            out.write(line)
        return len(articles) / (time.perf_counter() - start)


def cost_of_length(text: str) -> float:
    """What a character costs in 16 joined texts over what it costs in one."""
    one = min(sum(by_stage([text]).seconds.values()) for _ in range(3))
    many = min(sum(by_stage(["\n\n".join([text] * 16)]).seconds.values()) for _ in range(2))
    return many / one / 16
