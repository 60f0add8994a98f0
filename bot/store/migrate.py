"""Brings a database to the schema of this Attaché: numbered SQL files, one transaction each.

An applied file is never edited: its hash is kept in the database and compared. Two processes may
migrate one file at a time: each migration takes the write lock and looks again before it runs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from bot.errors import NewerDatabase, StoreError
from bot.store.faults import explained
from bot.store.mentions import Gister, packed_again
from bot.store.salience import salient

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS, PAUSE = 15.0, 0.01

_BOOK = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file of `migrations/`; `0002_x.sqlite.sql` runs on that back end alone."""

    version: int
    name: str
    sql: str

    @property
    def hash(self) -> str:
        """What is compared with the file that was applied."""
        return sha256(self.sql.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Migrated:
    """What `migrate` did: the version found, the version left, and the files in between."""

    before: int
    after: int
    applied: tuple[str, ...]


def migrations(folder: Path = MIGRATIONS, *, backend: str = "sqlite") -> list[Migration]:
    """The migrations of one back end, in order."""
    found = [
        Migration(int(path.name.split("_")[0]), path.name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
        if path.name.count(".") == 1 or path.name.endswith(f".{backend}.sql")
    ]
    return sorted(found, key=lambda migration: migration.version)


def migrate(
    path: Path, steps: Sequence[Migration] | None = None, *, gister: Gister | None = None
) -> Migrated:
    """Bring the database at `path` up to date, making it where there is none.

    `gister` reads events again that were filed before there were gists.
    Raises NewerDatabase, or StoreError when the file is not ours or cannot be used.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(
            sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection:
            connection.create_function("salient", 2, salient, deterministic=True)
            connection.create_function("packed", 3, partial(packed_again, gister))
            return _bring_up(connection, migrations() if steps is None else steps, path)


def _bring_up(connection: sqlite3.Connection, steps: Sequence[Migration], path: Path) -> Migrated:
    _refuse_stranger(connection, path)
    _write_ahead(connection)
    connection.execute(_BOOK)
    before = _check(connection, steps, path)
    applied = [step.name for step in steps if step.version > before and _apply(connection, step)]
    return Migrated(before, _check(connection, steps, path), tuple(applied))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn to a write-ahead log, waiting for others: here SQLite's own timeout does not count."""
    end = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(PAUSE)
        else:
            return


def _refuse_stranger(connection: sqlite3.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if tables and "schema_migrations" not in tables:
        raise StoreError(
            f"{path} is a database of another program. Name another file for the article base.",
            subject=str(path),
        )


def _check(connection: sqlite3.Connection, steps: Sequence[Migration], path: Path) -> int:
    """The version in the database, when its history is ours."""
    known = {step.version: step for step in steps}
    version = 0
    rows = connection.execute("SELECT version, name, hash FROM schema_migrations ORDER BY version")
    for version, name, applied_hash in rows:
        if version not in known:
            raise NewerDatabase(
                f"{path} was written by a newer Attaché (it holds {name}, this one knows up to "
                f"{max(known, default=0):04}). Update Attaché, or name another file.",
                subject=str(path),
            )
        if known[version].hash != applied_hash:
            raise StoreError(
                f"{path} was made with another text of {name}. Install the Attaché that made it; "
                "an applied migration must never be edited.",
                subject=str(path),
            )
    return version


def _apply(connection: sqlite3.Connection, step: Migration) -> bool:
    """Run one migration; False when another process was quicker."""
    with _transaction(connection):
        done = connection.execute(
            "SELECT 1 FROM schema_migrations WHERE version = ?", (step.version,)
        ).fetchone()
        if done:
            return False
        for statement in _statements(step.sql):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, ?, ?)", (step.version, step.name, step.hash)
        )
        return True


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


def _statements(sql: str) -> Iterator[str]:
    """The statements of a file; `executescript` would commit before the first."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
