"""SQLite: one writer, a few readers, write-ahead log, each connection in a thread of its own.

Durability: WAL with synchronous=NORMAL survives a killed process, but a power cut may take the last
commits back. That is right for articles (the feed's own state goes back with them, so they are
fetched again) and wrong for a claim, which must be on disk before its message is sent. So a
`durable` transaction commits with synchronous=FULL, which syncs all that was written before it too.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import cast

import aiosqlite

from bot.errors import StoreError
from bot.store.database import Row, Value
from bot.store.faults import explained
from bot.store.fts5 import Fts5
from bot.store.migrate import BUSY_SECONDS, migrate
from bot.store.sql import SqlStore

READERS = 3
_CACHE_KIB = 32 * 1024
_KEYS_AT_ONCE = 500
_URL = "sqlite:///"


@asynccontextmanager
async def open_store(where: Path | str) -> AsyncGenerator[SqlStore]:
    """The article base in a file, made or migrated when needed.

    `where` is a path or `sqlite:///path` (four slashes: an absolute path). Raises StoreError.
    """
    path = path_of(where)
    await asyncio.to_thread(migrate, path)
    async with AsyncExitStack() as stack:
        with explained(path):
            writer = await stack.enter_async_context(_connection(path))
            readers = [
                await stack.enter_async_context(_connection(path, read_only=True))
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


@asynccontextmanager
async def _connection(
    path: Path, *, read_only: bool = False
) -> AsyncGenerator[aiosqlite.Connection]:
    async with aiosqlite.connect(path, timeout=BUSY_SECONDS, isolation_level=None) as connection:
        connection.row_factory = sqlite3.Row
        await connection.execute("PRAGMA synchronous = NORMAL")
        await connection.execute("PRAGMA foreign_keys = ON")
        await connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        await connection.execute(f"PRAGMA query_only = {int(read_only)}")
        yield connection


class SqliteDatabase:
    """A file with one writing and several reading connections."""

    def __init__(
        self, path: Path, writer: aiosqlite.Connection, readers: Sequence[aiosqlite.Connection]
    ) -> None:
        self._path = path
        self._writer = writer
        self._writing = asyncio.Lock()
        self._readers: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[SqliteTransaction]:
        """A view that later writes do not change."""
        connection = await self._readers.get()
        try:
            async with _transaction(connection, "BEGIN", self._path) as reader:
                yield reader
        finally:
            self._readers.put_nowait(connection)

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncGenerator[SqliteTransaction]:
        """A transaction, one at a time."""
        async with self._writing:
            await self._writer.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            async with _transaction(self._writer, "BEGIN IMMEDIATE", self._path) as writer:
                yield writer


@asynccontextmanager
async def _transaction(
    connection: aiosqlite.Connection, begin: str, path: Path
) -> AsyncGenerator[SqliteTransaction]:
    """Commit at the end, roll back on any error.

    A cancelled task may leave a statement running in the connection's thread; what follows waits
    behind it there, so the roll-back (nothing, after a commit) still comes before the next begin.
    """
    with explained(path):
        try:
            await connection.execute(begin)
            yield SqliteTransaction(connection)
            await connection.execute("COMMIT")
        except BaseException:
            await connection.rollback()
            raise


class SqliteTransaction:
    """`$1` is a *named* placeholder to SQLite, so values go in under their number."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, *values: Value) -> list[Row]:
        """All rows of an answer."""
        rows = await self._connection.execute_fetchall(sql, _named(values))
        return cast("list[Row]", rows)

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        """The first row of an answer."""
        rows = await self.fetch(sql, *values)
        return rows[0] if rows else None

    async def fetch_row(self, sql: str, *values: Value) -> Row:
        """The one row of an answer that always has one."""
        (row,) = await self.fetch(sql, *values)
        return row

    async def fetch_in(self, sql: str, keys: Iterable[Value], *values: Value) -> list[Row]:
        """All rows whose key is in `keys`."""
        wanted = list(dict.fromkeys(keys))
        found: list[Row] = []
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            some = wanted[start : start + _KEYS_AT_ONCE]
            places = ", ".join(f"${len(values) + place}" for place in range(1, len(some) + 1))
            found += await self.fetch(sql.replace("$keys", places), *values, *some)
        return found

    async def execute(self, sql: str, *values: Value) -> int:
        """Run one statement."""
        async with self._connection.execute(sql, _named(values)) as cursor:
            return cursor.rowcount

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        named = [_named(row) for row in rows]
        if named:
            async with self._connection.executemany(sql, named):
                pass


def _named(values: Sequence[Value]) -> dict[str, Value]:
    return {str(place): value for place, value in enumerate(values, 1)}
