"""Search and filing on a large base: `python -m tests.eval.search_scale 200000 [FOLDER]`.

The articles are the wire's, padded to news length with words whose frequencies fall off as in
language (Zipf), so that there are very common words, rare ones, and a growing vocabulary.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

from bot.model import Analysis, Article, Person
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.eval.wire import START, Wire

WORDS_EACH = 200
VOCABULARY = 150_000
SYLLABLES = [first + second for first in "bcdfghjklmnprstvwz" for second in "aeiou"]

QUERIES = (
    "bridge collapse Orlund",
    "cholera",
    "wage strike",
    "Alma Abernale",
    "Brockvist wolf sighting",
    "opera premiere Saint Ombre chorus critics",
    "Kestrnia warehouse fire",
    "“stops deliveries”",
    "国際 火災 青柳市",
    "西園寺",
    "council spring weather figures prices",
    "people {common}",
    "{common} {common2} {common3}",
    "{common} {rare}",
    "{rare} {rare2}",
)


class Zipf:
    """Made-up words, drawn as often as their rank says."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.words = ["".join(random.choices(SYLLABLES, k=2 + n % 3)) for n in range(VOCABULARY)]
        self._cumulated = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def text(self, count: int) -> str:
        """Some words in a row."""
        top = self._cumulated[-1]
        draws = (self._random.random() * top for _ in range(count))
        return " ".join(self.words[bisect(self._cumulated, draw)] for draw in draws)


def articles(count: int, zipf: Zipf) -> Iterator[tuple[Article, Analysis]]:
    """A base of `count` articles over three years."""
    for item in Wire(seed=11).items(count, lines=5, days=1000):
        padding = zipf.text(WORDS_EACH)
        article = replace(item.article, text=f"{item.article.text} {padding}.")
        counted = tuple((word, 1) for word in dict.fromkeys(padding.split()[:60]))
        yield article, Analysis(people=(Person(item.person),), terms=counted)


async def timed(store: Store, query: str) -> float:
    """Milliseconds of one search."""
    start = perf_counter()
    await store.search(query)
    return 1000 * (perf_counter() - start)


async def measure(store: Store, zipf: Zipf) -> None:
    """Print how long each query takes, three times over, and all of them together."""
    names = {
        "common": zipf.words[0],
        "common2": zipf.words[1],
        "common3": zipf.words[2],
        "rare": zipf.words[90_000],
        "rare2": zipf.words[91_000],
    }
    every: list[float] = []
    for query in (query.format(**names) for query in QUERIES):
        took = [await timed(store, query) for _ in range(3)]
        every += took
        print(f"{median(took):8.1f} ms (first {took[0]:6.1f})  {query}")  # noqa: T201
    print(f"median {median(every):.1f} ms, p95 {quantiles(every, n=20)[-1]:.1f} ms")  # noqa: T201


async def run(count: int, folder: Path) -> None:
    """File `count` articles in a folder (those on file are kept) and measure."""
    zipf = Zipf(Random(3))  # noqa: S311 -- the same base every time is the point
    async with open_store(folder / "scale.db") as store:
        filed = (await store.counts()).articles
        start = perf_counter()
        for number, (article, analysis) in enumerate(articles(count, zipf)):
            if number >= filed:
                await store.put(article, analysis, now=article.published or START)
            if number % 10_000 == 0:
                print(f"{number} {perf_counter() - start:.0f} s", flush=True)  # noqa: T201
        await measure(store, zipf)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        asyncio.run(run(int(sys.argv[1]), Path(sys.argv[2] if sys.argv[2:] else made)))
