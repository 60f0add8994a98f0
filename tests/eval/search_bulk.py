"""Files a great many made-up articles in one go, by the store's own `put`."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.model import Analysis, Article
from bot.store.database import Row, Value
from bot.store.fts5 import Fts5
from bot.store.migrate import migrate
from bot.store.sql import SqlStore
from bot.store.sqlite import SqliteTransaction

AGAIN = Path(__file__).with_suffix(".sql")
_SETTINGS = ("synchronous = OFF", "cache_size = -1500000")
_COMMIT_EVERY = 2000


class Bulk(SqliteTransaction):
    """A database of one connection in this thread that commits now and then.

    Without a commit for every article and the crossings to another thread.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._written = 0

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Bulk]:
        """What was written so far."""
        yield self

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncGenerator[Bulk]:
        """A part of a long transaction; `durable` or not."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")
        yield self
        self._written += 1
        if durable or self._written % _COMMIT_EVERY == 0:
            self._connection.execute("COMMIT")

    async def fetch(self, sql: str, *values: Value) -> list[Row]:
        """All rows of an answer."""
        return self._connection.execute(sql, _numbered(values)).fetchall()

    async def execute(self, sql: str, *values: Value) -> None:
        """Run one statement."""
        self._connection.execute(sql, _numbered(values))

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        self._connection.executemany(sql, map(_numbered, rows))


def _numbered(values: Sequence[Value]) -> dict[str, Value]:
    return {str(place): value for place, value in enumerate(values, 1)}


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
    connection.row_factory = sqlite3.Row
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


async def file_all(path: Path, articles: Iterable[tuple[Article, Analysis]]) -> None:
    """File articles with a known date in an article base; a crash may spoil it."""
    migrate(path)
    with closing(_open(path)) as connection:
        store = SqlStore(Bulk(connection), Fts5())
        for article, analysis in articles:
            assert article.published is not None
            await store.put(article, analysis, now=article.published)
        if connection.in_transaction:
            connection.execute("COMMIT")


def tell_again(path: Path, times: int) -> None:
    """File the same articles some times more, each time as many days later as they cover."""
    with closing(_open(path)) as connection:
        first, days = connection.execute(
            "SELECT max(n), (max(docid) >> 26) - (min(docid) >> 26) + 1 FROM articles"
        ).fetchone()
        for time in range(1, times + 1):
            shift = {"first": first, "more": time * first, "days": time * days}
            connection.execute("BEGIN")
            for statement in AGAIN.read_text(encoding="utf-8").split(";\n"):
                connection.execute(statement, shift)
            connection.execute("COMMIT")
