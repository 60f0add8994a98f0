"""Search: MAP and nDCG@10 of judged queries, against FTS5 with porter stemming and OR."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.model import Article
from bot.store.sqlite import open_store
from bot.store.store import Store
from bot.store.terms import stop_words, words
from tests.eval.judged import STORIES, Base, Judged, newsroom, openings, wire

DEPTH = 50
ALL = "all"
FILED = datetime(2026, 3, 16, tzinfo=UTC)

FLOORS = {"newsroom": (93.5, 95.0), "wire": (95.5, 96.5), "openings": (73.0, 75.0)}
"""MAP and nDCG@10 of all queries of a base."""


@dataclass(frozen=True)
class Score:
    """Mean average precision and mean nDCG at 10 over some queries, 0 to 100."""

    queries: int
    map: float
    ndcg: float


def average_precision(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Precision at each relevant article found, over all that are relevant."""
    found, total = 0, 0.0
    for place, name in enumerate(ranked, 1):
        if name in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], *, depth: int = 10) -> float:
    """Discounted cumulative gain (2^grade - 1) of the first `depth`, over the best possible."""
    gains = [2 ** relevant.get(name, 0) - 1 for name in ranked[:depth]]
    best = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))


def score(judged: Sequence[Judged], ranked: Sequence[Sequence[str]]) -> Score:
    """The score of the answers to some queries."""
    pairs = [(query.counted(found), query) for query, found in zip(judged, ranked, strict=True)]
    count = max(1, len(pairs))
    precision = sum(average_precision(found, query.relevant) for found, query in pairs) / count
    gain = sum(ndcg(found, query.relevant) for found, query in pairs) / count
    return Score(len(pairs), 100 * precision, 100 * gain)


# --- what answers ---------------------------------------------------------------------------


class PorterOr:
    """The baseline: FTS5, porter stemming, stop words dropped, OR, bm25."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5 (id UNINDEXED, title, body, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        rows = ((article.id, article.title, article.text) for article in articles)
        self._connection.executemany("INSERT INTO f VALUES (?, ?, ?)", rows)

    def search(self, query: str) -> list[str]:
        """Ids, best first."""
        terms = " OR ".join(f'"{word}"' for word in words(query) if word not in stop_words())
        rows = self._connection.execute(
            "SELECT id FROM f WHERE f MATCH ? ORDER BY rank LIMIT ?", (terms or '""', DEPTH)
        )
        return [name for (name,) in rows]


async def file(store: Store, base: Base) -> None:
    """File a base in an empty store."""
    for article, analysis in base.articles:
        await store.put(article, analysis, now=article.published or FILED)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for alias, name in base.aliases.items():
        by_name[name].append(alias)
    for name, aliases in by_name.items():
        await store.add_aliases(name, aliases)


async def answers(base: Base) -> tuple[list[list[str]], list[float]]:
    """What our search finds for each query, and the milliseconds it took."""
    ranked: list[list[str]] = []
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder) / "search.db") as store:
            await file(store, base)
            for judged in base.queries:
                start = perf_counter()
                hits = await store.search(judged.query, limit=DEPTH)
                took.append(1000 * (perf_counter() - start))
                ranked.append([hit.article.id for hit in hits])
    return ranked, took


# --- the board ------------------------------------------------------------------------------


def main(argv: list[str]) -> int:
    """Print the board; 1 when a base is below its floor. `--misses` lists the worst queries."""
    failed = False
    _say(f"{'':<22}{'':>8} {'porter OR':>14} {'ours':>14} {'ms':>7}")
    _say(f"{'base':<9}{'queries':<13}{'':>8} {'MAP':>7}{'nDCG':>7} {'MAP':>7}{'nDCG':>7}")
    for base in _bases():
        ours, took = asyncio.run(answers(base))
        baseline = PorterOr(article for article, _ in base.articles)
        theirs = [baseline.search(judged.query) for judged in base.queries]
        for kind in (*dict.fromkeys(judged.kind for judged in base.queries), ALL):
            _say(_row(base, kind, theirs, ours, took))
        reached = score(base.queries, ours)
        floor = FLOORS[base.name]
        failed = failed or reached.map < floor[0] or reached.ndcg < floor[1]
        if "--misses" in argv:
            _say(_misses(base, ours))
    return int(failed)


def _bases() -> Iterator[Base]:
    yield newsroom()
    yield wire()
    if STORIES.exists():
        yield openings()
    else:
        _say("openings: no ../shared here, so no real articles")


def _row(
    base: Base,
    kind: str,
    theirs: Sequence[Sequence[str]],
    ours: Sequence[Sequence[str]],
    took: Sequence[float],
) -> str:
    chosen = [n for n, judged in enumerate(base.queries) if kind in (judged.kind, ALL)]
    queries = [base.queries[n] for n in chosen]
    first, second = (score(queries, [found[n] for n in chosen]) for found in (theirs, ours))
    return (
        f"{base.name:<9}{kind:<13}{len(chosen):>8} {first.map:>7.1f}{first.ndcg:>7.1f} "
        f"{second.map:>7.1f}{second.ndcg:>7.1f} {median(took[n] for n in chosen):>7.1f}"
    )


def _misses(base: Base, ours: Sequence[Sequence[str]]) -> str:
    scored = [
        (ndcg(judged.counted(found), judged.relevant), judged, found)
        for judged, found in zip(base.queries, ours, strict=True)
    ]
    worst = sorted(scored, key=lambda miss: miss[0])[:12]
    return "\n".join(
        f"  {gain:.2f} {judged.query!r}: found {[*found[:5]]}, wanted {[*judged.relevant][:5]}"
        for gain, judged, found in worst
    )


def _say(line: str) -> None:
    print(line)  # noqa: T201 -- the board is what this prints
