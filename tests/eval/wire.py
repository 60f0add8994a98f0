"""A made-up news wire of any size, always the same: for search at scale, with judged queries."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.model import Article

MATERIAL = Path(__file__).parents[1] / "data" / "search_wire.toml"
START = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """An article of the wire and what it was made of."""

    article: Article
    query: str
    place: str
    person: str
    quoted: str


class Wire:
    """Happenings, each told one to five times; `seed` makes another wire of the same kind."""

    def __init__(self, seed: int = 7) -> None:
        self._random = Random(seed)  # noqa: S311 -- the same wire every time is the point
        self._material: dict[str, Any] = tomllib.loads(MATERIAL.read_text(encoding="utf-8"))

    def items(self, count: int, *, lines: int = 8, days: int = 365) -> Iterator[Item]:
        """`count` items, oldest first, of some `lines` sentences, over `days`."""
        made = 0
        while made < count:
            happening = self._happening()
            for telling in range(min(self._random.randint(1, 5), count - made)):
                when = START + timedelta(days=days * made / count, hours=telling)
                yield self._item(happening, made, when, lines)
                made += 1

    def _happening(self) -> dict[str, Any]:
        japanese = self._random.random() < 0.08
        source = self._material["japanese"] if japanese else self._material
        return {
            "kind": self._random.choice(source["kinds"]),
            "place": self._random.choice(source["places"]),
            "person": self._random.choice(source["people"]) if japanese else self._name(),
            "body": self._random.choice(self._material["bodies"]),
            "number": self._random.randint(2, 900),
            "japanese": japanese,
        }

    def _name(self) -> str:
        given, surnames = self._material["given"], self._material["surnames"]
        return f"{self._random.choice(given)} {self._random.choice(surnames)}"

    def _item(self, happening: dict[str, Any], number: int, when: datetime, lines: int) -> Item:
        kind = happening["kind"]
        told = [line.format(**happening) for line in kind["lines"]]
        quoted = told[1]
        if happening["japanese"]:
            text, title = "".join(told), f"{happening['place']}：{kind['query']}"
        else:
            self._random.shuffle(told)
            told[1:1] = [self._filler() for _ in range(max(0, lines - len(told)))]
            text = " ".join(told)
            title = self._random.choice(kind["headlines"]).format(**happening)
        article = Article(
            id=f"wire-{number}",
            text=text,
            title=title,
            outlet=f"Wire {number % 7}",
            published=when,
            language="ja" if happening["japanese"] else "en",
        )
        return Item(article, kind["query"], happening["place"], happening["person"], quoted)

    def _filler(self) -> str:
        line: str = self._random.choice(self._material["filler"]["lines"])
        return line.format(
            place=self._random.choice(self._material["places"]),
            person=self._name(),
            body=self._random.choice(self._material["bodies"]),
        )
