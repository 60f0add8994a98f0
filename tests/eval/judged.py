"""Bases of articles with judged queries, for `search.py`.

Two are ours: the sample newsroom with queries judged by hand, and a wire of 4,000 short items made
by rule (`tests/data/search_wire.toml`), each happening told several times among others that share
its place, its kind or its people; there an item answers a query when it tells the happening the
query was made from. A third is real, where `../shared` is there: two articles of each story of
`stories/articles.jsonl` ask for the others by their first sentence, and by four words of it.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.analysis import analyse
from bot.model import Analysis, Article, Person
from tests.eval.wire import Item, Wire

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SAMPLE = ROOT / "config" / "sample"
STORIES = ROOT / ".." / "shared" / "data" / "stories" / "articles.jsonl"
WIRE_QUERIES = 120
ASKING = 2
"""Articles of a story that ask for the others."""
OPENING = 8
"""Words of a first sentence that says something."""

FIRST = datetime(2013, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Judged:
    """A query, its kind, and the grade of every article that answers it (2) or touches it (1)."""

    query: str
    kind: str
    relevant: Mapping[str, int]
    asks: str = ""
    """The article that asks, which is no answer."""

    def counted(self, found: Sequence[str]) -> list[str]:
        """What counts of an answer."""
        return [name for name in found if name != self.asks]


@dataclass(frozen=True)
class Base:
    """Articles with what was read out of them, and queries judged over them."""

    name: str
    articles: Sequence[tuple[Article, Analysis]]
    queries: Sequence[Judged]
    aliases: Mapping[str, str]


def newsroom() -> Base:
    """The sample newsroom, its queries judged by hand."""
    articles = [_sample(json.loads(line)) for line in _lines(SAMPLE / "newsroom.jsonl")]
    queries = [Judged(**json.loads(line)) for line in _lines(DATA / "newsroom_queries.jsonl")]
    aliases = tomllib.loads((SAMPLE / "people.toml").read_text(encoding="utf-8"))
    return Base("newsroom", [(article, analyse(article)) for article in articles], queries, aliases)


def _sample(record: dict[str, str]) -> Article:
    return Article(
        id=record["id"],
        text=record["text"],
        title=record["title"],
        outlet=record["outlet"],
        published=datetime.fromisoformat(record["published"]),
        language=record.get("language", "en"),
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def wire(count: int = 4000) -> Base:
    """The made-up wire; of every so many of its items a query is made."""
    items = list(Wire().items(count))
    people = ((item.article, Analysis(people=(Person(item.person),))) for item in items)
    return Base("wire", list(people), list(_judge(items)), {})


def _judge(items: Sequence[Item]) -> Iterator[Judged]:
    """Of every so many items a query: its kind and place, its person, its very words."""
    for number, item in enumerate(items[:: len(items) // WIRE_QUERIES]):
        surname = item.person.split()[-1]
        match number % 5:
            case 0:
                yield _judged(items, f"{item.query} {item.place}", "topic", _same_place(item))
            case 1:
                yield _judged(items, item.person, "name", _same_person(item))
            case 2:
                slipped = f"{_slip(item.place)} {item.query}"
                yield _judged(items, slipped, "misspelling", _same_place(item))
            case 3:
                words = f"“{item.quoted}”"
                yield _judged(items, words, "phrase", _same_words(item))
            case _:
                yield _judged(items, f"{surname} {item.query}", "deed", _same_deed(item))


def _same_place(item: Item) -> Callable[[Item], bool]:
    return lambda other: (other.query, other.place) == (item.query, item.place)


def _same_words(item: Item) -> Callable[[Item], bool]:
    return lambda other: other.quoted == item.quoted


def _same_person(item: Item) -> Callable[[Item], bool]:
    return lambda other: item.person in other.article.text


def _same_deed(item: Item) -> Callable[[Item], bool]:
    surname = item.person.split()[-1]
    return lambda other: other.query == item.query and other.person.split()[-1] == surname


def _judged(
    items: Sequence[Item], query: str, kind: str, answers: Callable[[Item], bool]
) -> Judged:
    japanese = not query.isascii() and "“" not in query
    relevant = {item.article.id: 2 for item in items if answers(item)}
    return Judged(query, "japanese" if japanese else kind, relevant)


def _slip(name: str) -> str:
    """The name with its third and fourth letter the wrong way round."""
    return name[:2] + name[3:4] + name[2:3] + name[4:] if name.isascii() else name


def openings() -> Base:
    """Real articles, asking by their openings for those that tell the same."""
    records = [json.loads(line) for line in _lines(STORIES)]
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        told[record["story"]].append(record)
    articles = [_told(record, hour) for hour, record in enumerate(records)]
    queries = [query for story in told.values() for query in _by_openings(story)]
    return Base("openings", [(article, analyse(article)) for article in articles], queries, {})


def _told(record: dict[str, Any], hour: int) -> Article:
    return Article(
        id=record["id"], text=record["body"], outlet="ECB+", published=FIRST + timedelta(hours=hour)
    )


def _by_openings(story: Sequence[dict[str, Any]]) -> Iterator[Judged]:
    """A sentence, and the four longest of its words, of the first articles of a story."""
    openings = ((record["id"], _opening(record["sentences"])) for record in story)
    for name, opening in [(name, opening) for name, opening in openings if opening][:ASKING]:
        relevant = {record["id"]: 2 for record in story if record["id"] != name}
        longest = sorted(filter(str.isalpha, opening.split()), key=len, reverse=True)[:4]
        yield Judged(opening, "sentence", relevant, name)
        yield Judged(" ".join(longest), "words", relevant, name)


def _opening(sentences: Iterable[str]) -> str:
    """The first sentence that is one, not an address or a dateline."""
    long = (text for text in sentences if len(text.split()) >= OPENING and "http" not in text)
    return next(long, "")
