"""Search and filing on a large base: `python -m tests.eval.search_scale N [FOLDER] [--exhaustive]`.

Makes the base where the folder holds none, then times questions of every kind, the store's other
look-ups, and filing. `--exhaustive` compares with what reading every article that holds a word of
the query would answer; that takes seconds a question, so do it on fifty thousand articles or so.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import fmean, median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from bot.model import Window
from bot.store import candidates, search
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.eval.search_base import COMMON, START, YEARS, Press
from tests.eval.search_bulk import file_all, tell_again

EACH = 10
FILED = 100_000
"""Of a larger base only so many articles are written and filed, the rest are the same again."""
END = START + timedelta(days=365 * YEARS)
SLOWEST = 5


@dataclass(frozen=True)
class Question:
    """A query of a kind, and what narrows it."""

    kind: str
    query: str
    narrowed: dict[str, Any]

    async def ask(self, store: Store) -> list[tuple[str, float]]:
        """What is found: ids and scores, best first."""
        hits = await store.search(self.query, **self.narrowed)
        return [(hit.article.id, hit.score) for hit in hits]


def questions(press: Press) -> Iterator[Question]:
    """Some of every kind, always the same."""
    random = Random(5)  # noqa: S311 -- the same questions every time is the point
    for _ in range(EACH):
        for kind, query in _queries(press, random):
            yield Question(kind, query, {})
        pair = " ".join(random.sample(COMMON[:60], 2))
        since = START + timedelta(days=random.randrange(365 * YEARS - 40))
        yield Question("window", pair, {"since": since, "until": since + timedelta(days=30)})
        yield Question("since", pair, {"since": END - timedelta(days=365)})
        yield Question("outlet", pair, {"outlet": f"Press {random.randrange(23)}"})
        yield Question("page 2", pair, {"offset": 10})
        yield Question("a server", pair, {"audience": 7})


def _queries(press: Press, random: Random) -> Iterator[tuple[str, str]]:
    common = random.sample(COMMON, 3)
    subject = random.sample(random.choice(press.subjects[:100])[10:], 2)
    person = press.people[random.randrange(2000)]
    stranger = press.people[random.randrange(50_000)]
    rare = press.words[random.randrange(50_000, 300_000)]
    yield "rare", rare
    yield "rare + common", f"{rare} {common[0]}"
    yield "common", common[0]
    yield "two common", " ".join(common[:2])
    yield "three common", " ".join(common)
    yield "subject", " ".join(subject)
    yield "phrase", f'"{common[0]} {common[1]}"'
    yield "name", person
    yield "surname", person.split()[1]
    yield "name + word", f"{stranger} {common[0]}"
    yield "misspelling", _slip(subject[0])
    yield "misspelt name", f"{person.split()[0]} {_slip(person.split()[1])}"
    yield "japanese", random.choice(("地震", "首相", "国際火災", "東京 選挙", "石破茂", "港"))
    yield "question", f"what did {person} say about the {common[0]} of {subject[0]}?"
    yield "long", " ".join((*random.sample(COMMON, 6), *subject, rare, person))


def _slip(word: str) -> str:
    return word[:2] + word[3:4] + word[2:3] + word[4:]


# --- timing ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Took:
    """Milliseconds of one call: the process's own, and by the clock on the wall."""

    own: float
    wall: float


async def timed(call: Awaitable[Any]) -> Took:
    """How long a call takes."""
    own, wall = process_time(), perf_counter()
    await call
    return Took(1000 * (process_time() - own), 1000 * (perf_counter() - wall))


def row(name: str, took: Sequence[Took]) -> str:
    """Median, 95th percentile and most, own and wall."""
    figures = ([t.own for t in took], [t.wall for t in took])
    shown = (
        f"{median(some):8.1f}{sorted(some)[int(0.95 * (len(some) - 1))]:8.1f}{max(some):8.1f}"
        for some in figures
    )
    return f"{name:<16}{len(took):>4} {' |'.join(shown)}"


async def time_search(path: Path, asked: Sequence[Question]) -> None:
    """Ask everything on a store just opened, and everything again."""
    async with open_store(path) as store:
        for state in ("cold", "warm"):
            by_kind: defaultdict[str, list[Took]] = defaultdict(list)
            slow: list[tuple[float, str, str]] = []
            for question in asked:
                took = await timed(question.ask(store))
                by_kind[question.kind].append(took)
                slow.append((took.own, question.kind, question.query))
            _say(f"search, {state}: own median, p95, max | wall median, p95, max (ms)")
            for kind, some in by_kind.items():
                _say(row(kind, some))
            _say(row("all", [took for some in by_kind.values() for took in some]))
            for own, kind, query in sorted(slow, reverse=True)[:SLOWEST]:
                _say(f"    {own:6.1f} {kind}: {query}")


def lookups(store: Store, press: Press) -> dict[str, Callable[[], Awaitable[Any]]]:
    """The store's other questions, as the bot asks them."""
    person, other = press.people[0], press.people[900]
    day = Window(END - timedelta(days=1), END)
    terms = [*press.words[10:60:5], *press.words[1000:1100:5]]
    since = END - timedelta(hours=72)
    return {
        "latest": lambda: store.articles(limit=25),
        "a day, filed": lambda: store.articles(filed=day, limit=500),
        "a day on topic": lambda: store.articles(filed=day, topic="climate change"),
        "a server's day": lambda: store.articles(filed=day, audience=7),
        "topic, ever": lambda: store.articles(topic="government", limit=25),
        "people: all": lambda: store.people(""),
        "people: one letter": lambda: store.people("w"),
        "people: surname": lambda: store.people(person.split()[1][:4]),
        "people: two words": lambda: store.people("wa b"),
        "person": lambda: store.person(person),
        "person: surname": lambda: store.person(person.split()[1]),
        "quotes of": lambda: store.quotes_of(person),
        "quotes, page 40": lambda: store.quotes_of(person, offset=390),
        "quotes about": lambda: store.quotes_of(person, about="government election"),
        "quotes, a server": lambda: store.quotes_of(other, audience=7),
        "candidates": lambda: store.story_candidates(terms, since=since, until=END),
        "frequencies": lambda: store.document_frequencies(terms),
        "stories: a day": lambda: store.stories(since=END - timedelta(days=1), until=END),
        "stories: latest": lambda: store.stories(limit=25),
        "coming": lambda: store.mentions(since=END.date()),
        "events on topic": lambda: store.events(topic="climate change", limit=100),
        "mentions, ever": store.mentions,
        "mentions on topic": lambda: store.mentions(topic="government"),
        "outlets": lambda: store.outlets("p"),
        "topics: all": lambda: store.topics(""),
        "topics: a letter": lambda: store.topics("g"),
        "counts": store.counts,
        "counts, a server": lambda: store.counts(audience=7),
        "tidy": lambda: store.tidy(END),
    }


async def time_lookups(path: Path, press: Press) -> None:
    """Each look-up five times, and filing."""
    async with open_store(path) as store:
        _say("other look-ups: own median, p95, max | wall median, p95, max (ms)")
        for name, call in lookups(store, press).items():
            _say(row(name, [await timed(call()) for _ in range(5)]))
        await time_filing(store, press)


async def time_filing(store: Store, press: Press) -> None:
    """New articles put in, those of the day after the last on file; then put in again, changed."""
    filed = (await store.counts()).articles
    new: list[Took] = []
    again: list[Took] = []
    for article, analysis in islice(Press(99).articles(10_000), 400):
        told = replace(article, id=f"{filed}-{article.id}", url=None, published=END)
        new.append(await timed(store.put(told, analysis, now=END)))
        if len(new) % 4 == 0:
            told = replace(told, title=f"{told.title} again")
            again.append(await timed(store.put(told, analysis, now=END)))
    _say(row("file", new))
    _say(row("file again", again))


# --- against reading everything -------------------------------------------------------------


async def compare(path: Path, asked: Sequence[Question]) -> None:
    """How many of the exhaustive search's first ten are found, and how much of their score."""
    shared: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    async with open_store(path) as store:
        for question in asked:
            found = await question.ask(store)
            with (
                patch.object(search, "_POOL", 10**9),
                patch.object(candidates, "_NEWEST", 10**9),
            ):
                best = await question.ask(store)
            if best:
                overlap = len({name for name, _ in found} & {name for name, _ in best}) / len(best)
                score = sum(s for _, s in found) / sum(s for _, s in best)
                shared[question.kind].append((overlap, score))
    _say("of the exhaustive first ten: found %, their score %")
    everything = [pair for pairs in shared.values() for pair in pairs]
    for kind, pairs in (*shared.items(), ("all", everything)):
        overlap, score = (100 * fmean(part) for part in zip(*pairs, strict=True))
        _say(f"{kind:<16}{len(pairs):>4} {overlap:8.1f}{score:8.1f}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- the board is what this prints


def main(count: int, folder: Path, *, exhaustive: bool) -> None:
    """Make the base where there is none, and measure."""
    path, press = folder / f"scale-{count}.db", Press()
    if not path.exists():
        times = max(1, count // FILED)
        days = 365 * YEARS // times
        asyncio.run(file_all(path, press.articles(count // times, days=days)))
        tell_again(path, times - 1)
    asked = list(questions(press))
    if exhaustive:
        asyncio.run(compare(path, asked))
        return
    asyncio.run(time_search(path, asked))
    asyncio.run(time_lookups(path, press))


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    with tempfile.TemporaryDirectory() as made:
        main(
            int(words[0]),
            Path(words[1] if words[1:] else made),
            exhaustive="--exhaustive" in sys.argv,
        )
