"""Whether a person gets one entry over all articles.

`python -m tests.eval people` files tests/data/people_own.txt (our own articles of four years) with
an alias file, and counts the people on file under exactly one entry that has all their quotations
and nobody else's. `-v` names the others.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.analysis import analyse
from bot.model import Article
from bot.operator import read_names
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.eval.quotes import ROOT, Case, marked_up

PEOPLE = ROOT / "tests" / "data" / "people_own.txt"
ALIASES = """
"花村真由" = "Mayu Hanamura"
"高瀬健" = "Ken Takase"
"""
FLOOR = 96.0
"""Percent of the people with one entry, just under what was reached."""

Entries = dict[str, dict[str, int]]
"""By entry, how many quotations it has of whom."""


def articles() -> Iterator[tuple[Article, Case]]:
    """Every article, with who says what in it."""
    for case in marked_up(PEOPLE):
        name, _, day = case.name.rpartition(", ")
        published = datetime.fromisoformat(day).replace(tzinfo=UTC)
        yield Article(id=name, text=case.text, title=name, published=published), case


async def entries(store: Store) -> tuple[Entries, dict[str, int]]:
    """Who is on file, and how many quotations were said by whom in truth."""
    said: dict[str, int] = defaultdict(int)
    speakers: dict[tuple[str, int], str] = {}
    for article, case in articles():
        await store.put(article, analyse(article), now=article.published or datetime.now(UTC))
        for segment in case.segments:
            said[segment.person] += 1
            speakers[article.id, segment.start] = segment.person
    for alias, name in read_names(ALIASES).items():
        await store.add_aliases(name, [alias])
    found: Entries = {}
    for person in await store.people("", limit=200):
        whose = found.setdefault(person.name, defaultdict(int))
        for filed in await store.quotes_of(person.name, limit=200):
            for span in filed.quote.segments:
                whose[speakers.get((filed.article.id, span.start), "nobody")] += 1
    return {name: whose for name, whose in found.items() if whose}, said


async def _measure() -> tuple[Entries, dict[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder) / "people.db") as store:
            return await entries(store)


def one_entry(person: str, found: Entries, said: dict[str, int]) -> bool:
    """Whether one entry has all that the person said, nobody else's words, and no other has any."""
    own = [whose for whose in found.values() if person in whose]
    return len(own) == 1 and own[0] == {person: said[person]}


def run() -> tuple[float, list[str]]:
    """The percentage of people with one entry, and what the others have."""
    found, said = asyncio.run(_measure())
    people = sorted(said.keys() - {"-"})
    wrong = [
        f"{person} ({said[person]}): "
        + ", ".join(f"{name} {dict(whose)}" for name, whose in found.items() if person in whose)
        for person in people
        if not one_entry(person, found, said)
    ]
    return 100 * (1 - len(wrong) / len(people)), wrong


def main(argv: list[str]) -> int:
    """Print the figure, with `-v` who has no entry of their own or several; 1 below the floor."""
    share, wrong = run()
    if "-v" in argv:
        sys.stdout.writelines(f"  {line}\n" for line in wrong)
    sys.stdout.write(f"people with exactly one entry over all articles: {share:.1f} %\n")
    return 1 if share < FLOOR else 0
