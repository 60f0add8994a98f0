"""Summaries: ROUGE-1 and ROUGE-2 F1 of three sentences an article, and of two a group."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.analysis.sentences import split
from bot.analysis.summary import summarise, summarise_group
from tests.eval.rouge import rouge

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "data" / "summaries_own.jsonl"
TIMELINES = ROOT / ".." / "shared" / "data" / "timelines"

FLOORS = {"own": (54.0, 30.0), "groups": (23.0, 6.2)}


class Case(NamedTuple):
    """The texts to summarise and what a journalist wrote of them."""

    titles: list[str]
    texts: list[str]
    reference: str


def own() -> list[Case]:
    """Single articles of ours with summaries of ours."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    return [Case([row["title"]], [row["text"]], row["reference"]) for row in rows]


def groups() -> Iterator[Case]:
    """The articles of a day and the next, and what a journalist's timeline says of that day."""
    for path in sorted(TIMELINES.glob("*.json")):
        topic = json.loads(path.read_text("utf-8"))
        by_day: defaultdict[date, list[str]] = defaultdict(list)
        for article in topic["articles"]:
            by_day[date.fromisoformat(article["date"])].append(article["text"])
        for timeline in topic["timelines"]:
            for day, told in timeline["entries"].items():
                first = date.fromisoformat(day[:10])
                texts = by_day[first] + by_day[first + timedelta(days=1)]
                if len(texts) > 1:
                    yield Case([""] * len(texts), texts, " ".join(told))


def ours(case: Case) -> str:
    """What our summary says."""
    spans = [split(text) for text in case.texts]
    if len(case.texts) == 1:
        (title,), (text,) = case.titles, case.texts
        return " ".join(span.of(text) for span in summarise(title, text, spans[0], 3))
    articles = list(zip(case.titles, case.texts, spans, strict=True))
    return " ".join(span.of(case.texts[at]) for at, span in summarise_group(articles, 2))


def lead(case: Case) -> str:
    """The first sentences of the first text."""
    text = case.texts[0]
    return " ".join(span.of(text) for span in split(text)[: 3 if len(case.texts) == 1 else 2])


def main(argv: list[str]) -> int:
    """Print one table; 1 when a figure is below its floor or the lead."""
    below = 0
    sys.stdout.write("set      cases       lead       ours      floor\n")
    for name, cases in (("own", own()), ("groups", list(groups()))):
        if not cases:
            continue
        found = _mean(*(rouge(ours(case), [case.reference]) for case in cases))
        leading = _mean(*(rouge(lead(case), [case.reference]) for case in cases))
        floor = FLOORS[name]
        columns = "".join(f"{one:>6.1f}/{two:.1f}" for one, two in (leading, found, floor))
        sys.stdout.write(f"{name:<8}{len(cases):>6}{columns}\n")
        below += found[0] < max(floor[0], leading[0]) or found[1] < max(floor[1], leading[1])
    return int(below > 0)


def _mean(*scores: tuple[float, float]) -> tuple[float, float]:
    return (
        100 * sum(one for one, _ in scores) / len(scores),
        100 * sum(two for _, two in scores) / len(scores),
    )


if __name__ == "__main__":
    raise SystemExit(main([]))
