"""SQLite: one writer, a few readers, write-ahead log, each connection in a thread of its own.

Durability: WAL with synchronous=NORMAL survives a killed process, but a power cut may take the last
commits back. That is right for articles (the feed's own state goes back with them, so they are
fetched again) and wrong for a claim, which must be on disk before its message is sent. So a
`durable` transaction commits with synchronous=FULL, which syncs all that was written before it too.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncGenerator, Hashable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.errors import StoreError
from bot.store.database import Key, Row, Value
from bot.store.faults import explained
from bot.store.fts5 import Fts5
from bot.store.mentions import Gister
from bot.store.migrate import BUSY_SECONDS, migrate
from bot.store.sql import SqlStore

READERS = 3
_CACHE_KIB = 32 * 1024
_CHECKPOINT_PAGES = 4000
_LARGEST_LOG = 64 * 1024 * 1024
"""Bytes the write-ahead log is cut back to, once a large ingest has made it grow."""
_STATEMENTS = 512
_LISTED = "SELECT $columns FROM json_each($list)"
_URL = "sqlite:///"


@asynccontextmanager
async def open_store(
    where: Path | str, *, gister: Gister | None = None
) -> AsyncGenerator[SqlStore]:
    """The article base in a file, made or migrated when needed.

    `where` is a path or `sqlite:///path` (four slashes: an absolute path); `gister` as for
    `migrate`. Raises StoreError.
    """
    path = path_of(where)
    await asyncio.to_thread(partial(migrate, path, gister=gister))
    async with AsyncExitStack() as stack:
        with explained(path):
            writer = await stack.enter_async_context(Link.open(path, read_only=False))
            readers = [
                await stack.enter_async_context(Link.open(path, read_only=True))
                for _ in range(READERS)
            ]
        yield SqlStore(SqliteDatabase(path, writer, readers), Fts5())


def path_of(where: Path | str) -> Path:
    """The file a database URL or path names."""
    if isinstance(where, Path):
        return where
    if where.startswith(_URL):
        return Path(where.removeprefix(_URL))
    if "://" in where:
        raise StoreError(
            f"{where.split('://')[0]}:// is no database Attaché knows; write sqlite:///path.",
            subject="database",
        )
    return Path(where)


Statement = tuple[str, list[dict[str, Value]]]


class Deferring(sqlite3.Connection):
    """A connection that first runs what was left waiting for the next statement.

    Each crossing to a connection's thread costs as much as several small statements; an article
    is filed by fifty, of which nine have an answer.
    """

    def __init__(self, waiting: list[Statement], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting = waiting

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """Run what waits, then one statement."""
        waiting, self._waiting[:] = self._waiting[:], []
        for sql, rows in waiting:
            super().executemany(sql, rows)
        return super().execute(*args)

    def rollback(self) -> None:
        """Forget what waits, and undo."""
        self._waiting.clear()
        super().rollback()


class Link:
    """A connection in its thread, and the statements that wait for it."""

    def __init__(self, connection: aiosqlite.Connection, waiting: list[Statement]) -> None:
        self.connection = connection
        self.waiting = waiting

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, *, read_only: bool) -> AsyncGenerator[Link]:
        """A connection of its own to a file."""
        waiting: list[Statement] = []
        async with aiosqlite.connect(
            path,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            cached_statements=_STATEMENTS,
            factory=partial(Deferring, waiting),
        ) as connection:
            connection.row_factory = sqlite3.Row
            await connection.execute("PRAGMA synchronous = NORMAL")
            await connection.execute("PRAGMA foreign_keys = ON")
            await connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            await connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            await connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG}")
            await connection.execute(f"PRAGMA query_only = {int(read_only)}")
            yield cls(connection, waiting)

    @asynccontextmanager
    async def transaction(self, begin: str, path: Path) -> AsyncGenerator[SqliteTransaction]:
        """Commit at the end, roll back on any error.

        A cancelled task may leave a statement running in the thread; what follows waits behind it
        there, so the roll-back (nothing, after a commit) still comes before the next begin.
        """
        with explained(path):
            try:
                await self.connection.execute(begin)
                yield SqliteTransaction(self)
                await self.connection.execute("COMMIT")
            except BaseException:
                await self.connection.rollback()
                raise


class SqliteDatabase:
    """A file with one writing and several reading connections."""

    def __init__(self, path: Path, writer: Link, readers: Sequence[Link]) -> None:
        self._path = path
        self._writer = writer
        self._writing = asyncio.Lock()
        self._readers: asyncio.LifoQueue[Link] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[SqliteTransaction]:
        """A view that later writes do not change."""
        link = await self._readers.get()
        try:
            async with link.transaction("BEGIN", self._path) as reader:
                yield reader
        finally:
            self._readers.put_nowait(link)

    async def revision(self) -> Hashable:
        """A reader, and what it knows of the others' commits, those of other processes too."""
        async with self.read() as reader:
            return await reader.revision()

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncGenerator[SqliteTransaction]:
        """A transaction, one at a time."""
        async with self._writing:
            level = "FULL" if durable else "NORMAL"
            await self._writer.connection.execute(f"PRAGMA synchronous = {level}")
            async with self._writer.transaction("BEGIN IMMEDIATE", self._path) as writer:
                yield writer


class SqliteTransaction:
    """`$1` is a *named* placeholder to SQLite, so values go in under their number."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def fetch(self, sql: str, *values: Value) -> list[Row]:
        """All rows of an answer."""
        rows = await self._link.connection.execute_fetchall(sql, _named(values))
        return cast("list[Row]", rows)

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        """The first row of an answer."""
        rows = await self.fetch(sql, *values)
        return rows[0] if rows else None

    async def fetch_row(self, sql: str, *values: Value) -> Row:
        """The one row of an answer that always has one."""
        (row,) = await self.fetch(sql, *values)
        return row

    async def fetch_in(self, sql: str, keys: Iterable[Key], *values: Value) -> list[Row]:
        """All rows whose key is in `keys`, which go in as one value, a list in JSON."""
        wanted = [key if isinstance(key, tuple) else (key,) for key in dict.fromkeys(keys)]
        if not wanted:
            return []
        width = range(len(wanted[0]))
        columns = ", ".join(f"json_extract(value, '$[{place}]')" for place in width)
        listed = _LISTED.replace("$columns", columns).replace("$list", f"${len(values) + 1}")
        return await self.fetch(sql.replace("$keys", listed), *values, json.dumps(wanted))

    async def revision(self) -> Hashable:
        """This connection, and its count of what others committed."""
        row = await self.fetch_row("PRAGMA data_version")
        return self._link, row["data_version"]

    async def execute(self, sql: str, *values: Value) -> None:
        """Run one statement before the next that has an answer, or the commit."""
        self._link.waiting.append((sql, [_named(values)]))

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same for each row of values."""
        self._link.waiting.append((sql, [_named(row) for row in rows]))


def _named(values: Sequence[Value]) -> dict[str, Value]:
    return {str(place): value for place, value in enumerate(values, 1)}
