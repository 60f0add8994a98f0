from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.analysis.gists import gists
from bot.errors import NewerDatabase, StoreError
from bot.model import Gist
from bot.store.codes import docid
from bot.store.migrate import Migrated, Migration, migrate, migrations
from bot.store.salience import marked

FIRST = Migration(1, "0001_first.sql", "CREATE TABLE a (n BIGINT);\nCREATE TABLE b (n BIGINT);\n")
SECOND = Migration(2, "0002_second.sql", "INSERT INTO a VALUES (7);\n")
BOTH = (FIRST, SECOND)
BROKEN = Migration(2, "0002_broken.sql", "INSERT INTO a VALUES (7);\nINSERT INTO nowhere SELECT;\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attache.db"


def _all(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_says_what_it_did(path: Path) -> None:
    assert migrate(path, [FIRST]) == Migrated(0, 1, ("0001_first.sql",))
    assert migrate(path, [FIRST, SECOND]) == Migrated(1, 2, ("0002_second.sql",))
    assert migrate(path, [FIRST, SECOND]) == Migrated(2, 2, ())
    assert _all(path, "SELECT n FROM a") == [(7,)]


def test_ours_are_numbered_without_gap_and_apply(path: Path) -> None:
    ours = migrations()
    assert [step.version for step in ours] == list(range(1, len(ours) + 1))
    assert migrate(path).after == len(ours)


def test_a_migration_that_fails_leaves_nothing_of_itself(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrate(path, [FIRST, BROKEN])
    assert _all(path, "SELECT n FROM a") == []
    assert migrate(path, [FIRST, SECOND]).applied == ("0002_second.sql",)


def test_a_newer_database_is_refused(path: Path) -> None:
    migrate(path, [FIRST, SECOND])
    with pytest.raises(NewerDatabase, match="Update Attaché"):
        migrate(path, [FIRST])


def test_an_edited_migration_is_refused(path: Path) -> None:
    migrate(path, [FIRST])
    edited = Migration(1, FIRST.name, FIRST.sql + "CREATE TABLE c (n BIGINT);\n")
    with pytest.raises(StoreError, match="must never be edited"):
        migrate(path, [edited])


def test_many_at_a_time_migrate_once(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(migrate, [path] * 8, [BOTH] * 8))
    assert sorted(step for report in done for step in report.applied) == [FIRST.name, SECOND.name]
    assert _all(path, "SELECT n FROM a") == [(7,)]


def test_a_base_that_another_is_opening_is_waited_for(path: Path) -> None:
    """SQLite's own timeout does not count while a database turns to its write-ahead log."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE schema_migrations (version, name, hash)")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(migrate, path, [])
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
            other.execute("COMMIT")
            assert waiting.result(timeout=10).after == 0


def test_files_of_another_back_end_are_left_out(tmp_path: Path) -> None:
    for name in ("0001_a.sql", "0002_b.sqlite.sql", "0003_c.postgres.sql"):
        (tmp_path / name).write_text("SELECT 1;")
    assert [step.name for step in migrations(tmp_path)] == ["0001_a.sql", "0002_b.sqlite.sql"]


def test_an_index_without_salient_terms_learns_them(path: Path) -> None:
    migrate(path, migrations()[:3])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO fulltext (rowid, title, body, outlet) VALUES (?, ?, ?, ?)",
            (docid(1, 700_000), "ferri", "ferri quai", "post"),
        )
    migrate(path)
    assert _all(path, "SELECT title, body, outlet, salient FROM fulltext") == [
        ("ferri", "ferri quai", "post", marked("ferri"))
    ]
    assert _all(path, "SELECT rowid FROM fulltext WHERE fulltext MATCH 'quai'") == [
        (docid(1, 700_000),)
    ]


OLD = """
    INSERT INTO stories VALUES (3, 0);
    INSERT INTO articles VALUES
        (9, 'spring', (741789 << 26) + 9, '', NULL, '', 0, 'en', '', 0, 0, 3,
         'The bridge at Tano fell on Sunday. Trade grew in 2031.');
    INSERT INTO events VALUES
        (9, 1, 741500, 741864, '2031', 'year', 1, '[[35, 54], [49, 53]]', 'trade grew'),
        (9, 0, 741700, 741700, '2031-09-21', 'minute', 0, '[[0, 34], [27, 33]]', 'bridg fell');
"""


def _old_base(path: Path) -> None:
    """A base from before there were mentions, with an article of two events."""
    migrate(path, [step for step in migrations() if step.version < 6])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(OLD)


def test_events_filed_before_mentions_are_mentioned(path: Path) -> None:
    _old_base(path)
    migrate(path, [step for step in migrations() if step.version < 9])
    assert _all(path, "SELECT * FROM mentions") == [
        (9, 3, 741789, '[741700,["2031",741500,741864]]', "[0,1]", " bridg fell \n trade grew ")
    ]


def test_events_filed_before_gists_are_read_again(path: Path) -> None:
    _old_base(path)
    migrate(path, gister=gists)
    lead = Gist.of("", words=7, stated=False, alone=True, on_top=True)
    short = Gist.of("", words=4, stated=True, alone=False, on_top=True)
    assert _all(path, "SELECT * FROM mentions") == [
        (
            9,
            3,
            741789,
            '[741700,"2031 741500 741864"]',
            f"[{lead.form},{short.form}]",
            " bridg tano fell | \n trade grew 2031 | ",
        )
    ]


def test_without_a_reader_events_stay_as_they_were(path: Path) -> None:
    _old_base(path)
    with pytest.raises(sqlite3.OperationalError):
        migrate(path)
    assert migrate(path, gister=gists).before == 8
    assert len(_all(path, "SELECT * FROM events")) == 2
