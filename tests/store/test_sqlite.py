"""What only the SQLite store promises: its file, its faults, its proof against the stored text."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import sqlite
from bot.store.faults import explained
from bot.store.migrate import migrate
from bot.store.sql import SqlStore
from bot.store.sqlite import open_store, path_of
from tests.store.press import NOON, harbour


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attache.db"


@pytest.fixture
async def store(path: Path) -> AsyncGenerator[SqlStore]:
    async with open_store(path) as opened:
        yield opened


def _run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# --- nothing is shown that is not in the stored text -----------------------------------------


async def test_spans_of_a_text_that_changed_are_dropped_and_counted(
    store: SqlStore, path: Path
) -> None:
    await store.put(*harbour(), now=NOON)
    _run(path, "UPDATE articles SET text = replace(text, 'ready', 'empty')")
    assert await store.quotes_of("tolland") == []
    assert await store.quotes_in(["harbour"]) == []
    assert await store.events() == []
    read = await store.analysis("harbour")
    assert read is not None
    assert (read.quotes, read.events, read.dates, read.summary) == ((), (), (), ())
    assert (await store.counts()).dropped_spans == 2


async def test_spans_outside_the_text_are_dropped(store: SqlStore, path: Path) -> None:
    await store.put(*harbour(), now=NOON)
    _run(path, "UPDATE quotes SET spans = '[[[0,9999]],[0,9999],null,null,null]'")
    assert await store.quotes_of("tolland") == []
    assert len(await store.events()) == 1
    assert (await store.counts()).dropped_spans == 1


# --- the file -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/a.db", Path("data/a.db")),
        ("sqlite:////var/a.db", Path("/var/a.db")),
        ("a.db", Path("a.db")),
        (Path("a.db"), Path("a.db")),
    ],
)
def test_a_url_names_a_file(url: str | Path, path: Path) -> None:
    assert path_of(url) == path


async def test_another_database_is_refused() -> None:
    with pytest.raises(StoreError, match="write sqlite:///path"):
        path_of("mysql://root:secret@host/db")
    with pytest.raises(StoreError) as refused:
        path_of("mysql://root:secret@host/db")
    assert "secret" not in str(refused.value)


async def test_folders_are_made(tmp_path: Path) -> None:
    async with open_store(tmp_path / "deep" / "er" / "a.db") as store:
        assert (await store.counts()).articles == 0


async def test_what_was_filed_is_there_after_a_restart(path: Path) -> None:
    filed, read = harbour()
    async with open_store(path) as store:
        await store.put(filed, read, now=NOON)
    async with open_store(f"sqlite:///{path}") as store:
        assert await store.analysis(filed.id) == read


async def test_two_open_one_new_file_at_a_time(path: Path) -> None:
    async def put(name: str) -> None:
        async with open_store(path) as store:
            await store.put(*harbour(name), now=NOON)

    await asyncio.gather(*(put(f"n{number}") for number in range(4)))
    async with open_store(path) as store:
        assert (await store.counts()).articles == 4


async def test_readers_do_not_wait_for_a_writer(store: SqlStore, path: Path) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE articles SET title = 'Unseen'")
        found = await store.article(filed.id)
        other.execute("ROLLBACK")
    assert found == filed


async def test_the_log_is_cut_back_after_it_has_grown(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_LARGEST_LOG", 100_000)
    log = path.with_name(path.name + "-wal")
    async with open_store(path) as store:
        await store.set_state("large", "x" * 1_000_000)
        assert log.stat().st_size > 1_000_000
        _run(path, "PRAGMA wal_checkpoint")
        await store.set_state("small", "y")
        assert log.stat().st_size <= 100_000


async def test_a_cancelled_put_leaves_nothing_behind(store: SqlStore) -> None:
    filed, read = harbour()
    for turns in range(1, 40):
        task = asyncio.create_task(store.put(filed, read, now=NOON))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        counts = await store.counts()
        assert (counts.articles, counts.quotes) in {(0, 0), (1, 1)}
    await store.put(filed, read, now=NOON)
    assert await store.analysis(filed.id) == read


# --- faults an operator can act on -----------------------------------------------------------


def _fault(path: Path) -> str:
    with pytest.raises(StoreError) as refused:
        migrate(path)
    assert refused.value.subject == str(path)
    return str(refused.value)


async def test_a_fault_stops_the_opening(path: Path) -> None:
    await asyncio.to_thread(path.write_text, "Dear diary")
    with pytest.raises(StoreError, match="no SQLite database"):
        async with open_store(path):
            pass


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 100)
    assert "no SQLite database" in _fault(path)


def test_a_damaged_database(path: Path) -> None:
    migrate(path)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert "damaged" in _fault(path)


def test_a_database_of_another_program(path: Path) -> None:
    _run(path, "CREATE TABLE bookmarks (url TEXT)")
    assert "another program" in _fault(path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "folder" in _fault(tmp_path / "file" / "a.db")


def test_a_folder_in_the_files_place(path: Path) -> None:
    path.mkdir()
    assert "cannot be opened" in _fault(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    assert "write" in _fault(tmp_path / "shut" / "a.db")


def test_a_full_disk(path: Path) -> None:
    with pytest.raises(StoreError, match="disk is full"), explained(path):
        _run(path, "PRAGMA max_page_count = 1", "CREATE TABLE a (n)", "CREATE TABLE b (n)")


def test_a_fault_nobody_can_act_on_escapes(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), explained(path):
        _run(path, "SELECT nonsense")


async def test_a_revision_changes_with_every_commit_of_any_process(tmp_path: Path) -> None:
    path = tmp_path / "attache.db"
    async with open_store(path) as store, open_store(path) as other:
        before = await store.revision()
        assert await store.revision() == before
        await store.set_state("key", "one")
        between = await store.revision()
        assert between != before
        await other.set_state("key", "two")
        assert await store.revision() != between
        assert await store.revision() != await other.revision()
