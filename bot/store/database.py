"""What the store's SQL runs on: a database with many readers and one writer at a time.

Placeholders are `$1`, `$2` …; a value is `str`, `int` or `None`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Value = str | int | None
Key = Value | tuple[Value, ...]


class Row(Protocol):
    """One row of an answer: its columns by name."""

    def __getitem__(self, column: str, /) -> Any:
        """The value in a column."""
        ...


class Reader(Protocol):
    """One consistent view of the database."""

    async def fetch(self, sql: str, *values: Value) -> list[Row]:
        """All rows of an answer."""
        ...

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        """The first row of an answer."""
        ...

    async def fetch_row(self, sql: str, *values: Value) -> Row:
        """The one row of an answer that always has one."""
        ...

    async def fetch_in(self, sql: str, keys: Iterable[Key], *values: Value) -> list[Row]:
        """All rows whose key is in `keys`: the SQL says `IN ($keys)`, of any number.

        Keys of several columns are tuples; then `$keys` is a table of them.
        """
        ...


class Writer(Reader, Protocol):
    """One transaction: all of it is kept, or nothing."""

    async def execute(self, sql: str, *values: Value) -> None:
        """Run one statement; its faults may show only later in the transaction."""
        ...

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        ...


class Database(Protocol):
    """Where readers and writers come from. Raises StoreError where an operator can act."""

    def read(self) -> AbstractAsyncContextManager[Reader]:
        """A view that later writes do not change."""
        ...

    async def revision(self) -> Hashable:
        """Two that are equal: nothing was written in between. Unequal ones say nothing."""
        ...

    def write(self, *, durable: bool = False) -> AbstractAsyncContextManager[Writer]:
        """A transaction, one at a time; a `durable` one outlives a power cut when it returns."""
        ...
