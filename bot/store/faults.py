"""SQLite's faults that an operator can act on, in words. All others are bugs and escape."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError

_ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full. Free some space; nothing filed is lost.",
    sqlite3.SQLITE_READONLY: "it cannot be written. Give Attaché's user write access to the file "
    "and its folder.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Make sure that its folder exists and that "
    "Attaché's user may write there.",
    sqlite3.SQLITE_PERM: "access is denied. Give Attaché's user write access to the file.",
    sqlite3.SQLITE_NOTADB: "it is not an article base (no SQLite database). Name another file, or "
    "move this one away.",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore it from a backup, or move it away and ingest "
    "anew.",
    sqlite3.SQLITE_BUSY: "another process kept it locked too long. Stop the other process, or try "
    "again.",
    sqlite3.SQLITE_IOERR: "the disk reports an error. Check the disk and the folder it is on.",
}


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn faults an operator can act on into StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code; extended codes tell apart what the advice does not.
        advice = _ADVICE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if advice is None:
            raise
        raise StoreError(f"{path}: {advice} (SQLite: {error})", subject=str(path)) from error
    except OSError as error:
        raise StoreError(
            f"{path}: its folder cannot be used ({error.strerror}). Name another place for the "
            "data, or give Attaché's user write access.",
            subject=str(path),
        ) from error
