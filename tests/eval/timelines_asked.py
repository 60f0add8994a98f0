"""Timelines through the article base, as members ask: `python -m tests.eval.timelines_asked`.

Every topic has a base of its own, and all share one with the sample newsroom. Asked are all of a
topic's keywords, the first, the first two, and no topic at all. "Foreign" are told sentences of
another topic's articles, asked without a window; without `../shared` there is nothing to measure.
`--write FOLDER` writes each question's timelines for `../shared/eval/score_timelines.py`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.questions import timeline
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.workers import Workers, process_pool
from tests.bench.generated import SAMPLE
from tests.eval.alignment import compare, mean
from tests.eval.timelines import TIMELINES

FOREIGN_DATES = 20

Told = Mapping[date, list[str]]


@dataclass(frozen=True)
class Topic:
    """A topic's articles as records to ingest, its keywords, and journalists' timelines of it."""

    records: list[dict[str, str]]
    keywords: list[str]
    references: Mapping[str, Told]

    @classmethod
    def of(cls, path: Path) -> Topic:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        records = [
            {key: row[key] for key in ("id", "title", "text")} | {"published": row["date"][:10]}
            for row in data["articles"]
        ]
        references = {
            one["name"]: {
                date.fromisoformat(day[:10]): said for day, said in one["entries"].items()
            }
            for one in data["timelines"]
        }
        return cls(sorted(records, key=lambda row: row["published"]), data["keywords"], references)

    def questions(self) -> Iterator[tuple[str, str | None]]:
        words = self.keywords
        yield from (("all", " ".join(words)), ("one", words[0]), ("two", " ".join(words[:2])))
        yield "none", None


class Board:
    """What was told of each question, and how it compares."""

    def __init__(self) -> None:
        self.scores: defaultdict[str, list[Any]] = defaultdict(list)
        self.foreign: defaultdict[str, list[bool]] = defaultdict(list)
        self.written: defaultdict[str, list[str]] = defaultdict(list)

    async def ask(self, store: Store, topic: Topic, base: str) -> None:
        ids = {row["id"] for row in topic.records}
        for name, question in topic.questions():
            if base == "mixed" and question is None:
                continue
            key = f"{base} {name}"
            for reference, gold in topic.references.items():
                told = await _told(store, question, gold)
                self.scores[key].append(compare(told, gold))
                said = {day.isoformat(): sentences for day, sentences in told.items()}
                self.written[key].append(json.dumps({"timeline": reference, "entries": said}))
            found = await timeline(store, topic=question, dates=FOREIGN_DATES)
            self.foreign[key] += [filed.article.id not in ids for filed in found]

    def show(self) -> None:
        sys.stdout.write("base and question    AR1    AR2   date  foreign\n")
        for key, scores in self.scores.items():
            found = [mean(column).f1 for column in zip(*scores, strict=True)]
            figures = "".join(f"{figure:>7.3f}" for figure in found)
            strange, every = sum(self.foreign[key]), len(self.foreign[key])
            sys.stdout.write(f"{key:<17}{figures}{strange:>5} of {every}\n")


async def _told(store: Store, question: str | None, gold: Told) -> Told:
    """A timeline as long as the reference, from its first date to its last."""
    entries: defaultdict[date, list[str]] = defaultdict(list)
    for filed in await timeline(
        store,
        topic=question,
        since=min(gold),
        until=max(gold) + timedelta(days=1),
        dates=len(gold),
        sentences=max(1, round(sum(map(len, gold.values())) / len(gold))),
    ):
        entries[filed.event.date.first].append(filed.sentence)
    return entries


async def measured(paths: list[Path], folder: Path) -> Board:
    """File every base and ask."""
    board, topics = Board(), [Topic.of(path) for path in paths]
    newsroom = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    mixed = [row for topic in topics for row in topic.records] + newsroom
    with closing(Workers(partial(process_pool, 0))) as workers:
        for at, topic in enumerate(topics):
            async with open_store(folder / f"{at}.db") as store:
                await _file(store, topic.records, folder / f"{at}.jsonl", workers)
                await board.ask(store, topic, "single")
        async with open_store(folder / "mixed.db") as store:
            await _file(store, mixed, folder / "mixed.jsonl", workers)
            for topic in topics:
                await board.ask(store, topic, "mixed")
    return board


async def _file(store: Store, rows: list[dict[str, str]], path: Path, workers: Workers) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    await asyncio.to_thread(path.write_text, "\n".join(lines), "utf-8")
    await Pipeline(store, Fetcher(), workers).ingest(path, now=datetime.now(UTC))


def main(argv: list[str]) -> None:
    paths = sorted(TIMELINES.glob("*.json"))
    with tempfile.TemporaryDirectory() as folder:
        board = asyncio.run(measured(paths, Path(folder)))
    board.show()
    if "--write" in argv:
        target = Path(argv[argv.index("--write") + 1])
        target.mkdir(exist_ok=True)
        for key, lines in board.written.items():
            name = f"{key.replace(' ', '-')}.jsonl"
            (target / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
