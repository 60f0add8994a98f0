"""Summaries: ROUGE-1 and ROUGE-2 F1 of three sentences an article, and of two a group."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from bot.analysis.digest import digest
from bot.analysis.sentences import split
from bot.analysis.summary import summarise
from tests.eval import highlights, rivals
from tests.eval.highlights import ROOT, TIMELINES, Case
from tests.eval.rouge import rouge

OWN = ROOT / "tests" / "data" / "summaries_own.jsonl"
SINGLE, GROUP = 3, 2
"""Sentences of an article and of a group."""
TOP = 8
"""Sentences of each article of a group that LexRank and the centroid read."""

FLOORS = {
    "own": (52.0, 29.0),
    "highlights": (41.5, 18.0),
    "published": (27.5, 7.4),
    "groups": (23.0, 6.2),
}

Score = tuple[float, float]


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


def ours(case: Case) -> list[str]:
    """What our summary says."""
    spans = [split(text) for text in case.texts]
    if len(case.texts) == 1:
        (title,), (text,) = case.titles, case.texts
        return [span.of(text) for span in summarise(title, text, spans[0], SINGLE)]
    articles = list(zip(case.texts, spans, strict=True))
    return [span.of(case.texts[at]) for at, span in digest(articles, GROUP)]


def rival(choose: rivals.Choice) -> Callable[[Case], list[str]]:
    """What another way of choosing says."""
    return lambda case: choose(sentences(case), SINGLE if len(case.texts) == 1 else GROUP)


def oracle(case: Case) -> list[str]:
    """The most that could be reached."""
    count = SINGLE if len(case.texts) == 1 else GROUP
    return rivals.oracle(sentences(case), count, case.reference)


def sentences(case: Case) -> list[str]:
    """The sentences to choose from: all of one article, the top ones of several."""
    top = None if len(case.texts) == 1 else TOP
    return [span.of(text) for text in case.texts for span in split(text)[:top]]


SYSTEMS: dict[str, Callable[[Case], list[str]]] = {
    "lead": rival(rivals.lead),
    "centroid": rival(rivals.centroid),
    "LexRank": rival(rivals.lexrank),
    "oracle": oracle,
    "ours": ours,
}


def main(argv: list[str]) -> int:
    """Print one table; 1 when a figure is below its floor or the lead."""
    below = 0
    write = sys.stdout.write
    write("set         cases" + "".join(f"{name:>11}" for name in (*SYSTEMS, "floor")) + "\n")
    sets = {
        "own": own(),
        "highlights": highlights.ours(),
        "published": highlights.published(),
        "groups": list(groups()),
    }
    for name, cases in sets.items():
        if not cases:
            continue
        scores = {system: score(choose, cases) for system, choose in SYSTEMS.items()}
        floor, lead, found = FLOORS[name], scores["lead"], scores["ours"]
        figures = "".join(f"{one:>6.1f}/{two:<4.1f}" for one, two in (*scores.values(), floor))
        write(f"{name:<12}{len(cases):>5}{figures}\n")
        below += any(ours < max(bounds) for ours, *bounds in zip(found, floor, lead, strict=True))
    return int(below > 0)


def score(choose: Callable[[Case], list[str]], cases: Sequence[Case]) -> Score:
    """Mean ROUGE-1 and ROUGE-2 F1, in hundredths."""
    return _mean([rouge(" ".join(choose(case)), [case.reference]) for case in cases])


def _mean(scores: Iterable[Score]) -> Score:
    one, two = zip(*scores, strict=True)
    return 100 * sum(one) / len(one), 100 * sum(two) / len(two)


if __name__ == "__main__":
    raise SystemExit(main([]))
