"""Timelines: alignment ROUGE-1 and -2 F1, date F1 and the processor time of the slowest answer.

Dates and sentences are as many as the reference has. `--write FILE` writes the timelines in the
format of `../shared/eval/score_timelines.py`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.analysis import dates, events, timeline
from bot.analysis.days import Model
from bot.analysis.sentences import split
from bot.model import Article, FiledEvent
from tests.eval.alignment import Score, compare, mean

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "data" / "timelines_own.json"
TIMELINES = ROOT / ".." / "shared" / "data" / "timelines"

FLOORS = {"own": (0.65, 0.42, 0.95), "timelines": (0.182, 0.053, 0.82)}
"""AR1, AR2 and date F1 by `alignment.py`, about .01 above the scorer of the logs."""


@dataclass(frozen=True)
class Topic:
    """A topic's dated sentences and the timelines that journalists wrote of it."""

    words: str
    events: list[FiledEvent]
    references: dict[str, dict[date, list[str]]]


def topics(paths: list[Path]) -> Iterator[Topic]:
    """The topics of these files, every article read as at ingest."""
    for path in paths:
        data = json.loads(path.read_text("utf-8"))
        yield Topic(
            " ".join(data["keywords"]),
            [event for row in data["articles"] for event in _read(row)],
            {
                one["name"]: {
                    date.fromisoformat(day[:10]): told for day, told in one["entries"].items()
                }
                for one in data["timelines"]
            },
        )


def _read(row: dict[str, str]) -> Iterator[FiledEvent]:
    published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    text = row["text"]
    article = Article(row["id"], text, row["title"], published=published)
    sentences = split(text)
    found = dates.find(text, sentences, published)
    for event in events.find(text, sentences, found, published):
        yield FiledEvent(event, article)
    for event in events.leads(sentences, found, published):
        yield FiledEvent(event, article)


def within(topic: Topic, gold: dict[date, list[str]]) -> list[FiledEvent]:
    """The topic's events from the first date of a reference to its last."""
    first, last = min(gold), max(gold)
    return [filed for filed in topic.events if first <= filed.event.date.first <= last]


def built(
    topic: Topic, gold: dict[date, list[str]], model: Model | None = None
) -> dict[date, list[str]]:
    """Our timeline, as long as the reference."""
    entries: defaultdict[date, list[str]] = defaultdict(list)
    told = sum(map(len, gold.values())) / len(gold)
    for filed in timeline.build(
        within(topic, gold),
        dates=len(gold),
        sentences=max(1, round(told)),
        topic=topic.words,
        model=model,
    ):
        entries[filed.event.date.first].append(filed.sentence)
    return entries


def main(argv: list[str]) -> int:
    """Print one table; 1 when a figure is below its floor."""
    below = 0
    written: list[str] = []
    sys.stdout.write("set        timelines    AR1    AR2   date  floor              slowest\n")
    for name, paths in (
        ("own", [OWN] if OWN.exists() else []),
        ("timelines", sorted(TIMELINES.glob("*.json"))),
    ):
        scores: list[tuple[Score, Score, Score]] = []
        slowest = 0.0
        for topic in topics(paths):
            for reference, gold in topic.references.items():
                start = time.process_time()
                entries = built(topic, gold)
                slowest = max(slowest, time.process_time() - start)
                scores.append(compare(entries, gold))
                said = {day.isoformat(): told for day, told in entries.items()}
                written.append(json.dumps({"timeline": reference, "entries": said}))
        if not scores:
            continue
        found = [mean(column).f1 for column in zip(*scores, strict=True)]
        figures = "".join(f"{figure:>7.3f}" for figure in found)
        floor = "/".join(f"{figure:.3f}" for figure in FLOORS[name])
        sys.stdout.write(f"{name:<11}{len(scores):>9}{figures}  {floor}{1000 * slowest:>6.0f} ms\n")
        below += any(one < least for one, least in zip(found, FLOORS[name], strict=True))
    if "--write" in argv:
        Path(argv[argv.index("--write") + 1]).write_text("\n".join(written) + "\n", "utf-8")
    return int(below > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
