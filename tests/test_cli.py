"""The `attache` command, from a file to an answer, in a data folder of its own."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.errors import AttacheError, NewerDatabase, SettingsError, StoreError

ROOT = Path(__file__).parents[1]
NEWSROOM = ROOT / "config" / "sample" / "newsroom.jsonl"
SEED = ROOT.parent / "shared" / "data" / "seed_article.txt"
ARTICLE = """12 Ropewalk Lane
Tollan Quay, MA 02199
The bridge at Tollan Quay was closed on 4 March, Mayor Ines Calloway said. It opens on 9 May.
“Nobody will drive over a crack,” said Calloway. “Not on my watch.”
She added, “We found it in 2019, and the money came in the early 2020s.”
"""


def attache(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def answer(*words: str | Path) -> Any:
    result = attache(*words, "--json")
    assert result.exception is None, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("newsroom")
    result = attache("ingest", NEWSROOM, "--data", folder)
    assert result.exit_code == 0, result.output
    yield folder


def test_from_a_file_to_an_answer(tmp_path: Path):
    file, data = tmp_path / "bridge.txt", tmp_path / "data"
    file.write_text(ARTICLE, encoding="utf-8")
    first = attache("ingest", file, "--published", "2026-04-06", "--data", data)
    assert "1 new, 0 updated, 0 unchanged, 0 refused; 2 lines" in first.output
    again = attache("ingest", file, "--published", "2026-04-06", "--data", data)
    assert "0 new, 0 updated, 1 unchanged" in again.output
    quotes = answer("quote", "calloway", "--data", data)
    assert [quote["text"] for quote in quotes] == [
        "Nobody will drive over a crack, Not on my watch.",
        "We found it in 2019, and the money came in the early 2020s.",
    ]
    assert {quote["speaker"] for quote in quotes} == {"Ines Calloway"}
    assert {quote["article"]["id"] for quote in quotes} == {"bridge"}
    dates = [event["date"] for event in answer("timeline", "--data", data)]
    assert dates == sorted(dates)
    assert {"2026-03-04", "2026-05-09"} <= set(dates)


def test_the_seed_article(tmp_path: Path):
    if not SEED.exists():
        pytest.skip("the seed article is not here: it stays in the shared folder beside a checkout")
    text = SEED.read_text(encoding="utf-8")
    result = attache("ingest", SEED, "--published", "2025-02-07", "--data", tmp_path)
    assert "1 new" in result.output
    assert "6 lines that are no article removed" in result.output
    for name, full in (("ishiba", "Shigeru Ishiba"), ("trump", "Donald Trump")):
        quotes = answer("quote", name, "--data", tmp_path)
        assert len(quotes) == 3
        assert all(quote["speaker"] == full for quote in quotes)
        assert all(f"“{quote['text']}”" in text for quote in quotes)
    told = [event["text"] for event in answer("timeline", "--data", tmp_path)]
    places = [
        next(place for place, sentence in enumerate(told) if words in sentence)
        for words in ("1970s and 1980s", "early 2000s", "summit in Singapore in 2018")
    ]
    assert places == sorted(places)
    assert not any("Cardinal" in sentence for sentence in told)


def test_every_question_answers_from_the_newsroom(newsroom: Path):
    hits = answer("search", "flood", "--data", newsroom)
    ids = {json.loads(line)["id"] for line in NEWSROOM.read_text(encoding="utf-8").splitlines()}
    assert hits
    assert {hit["id"] for hit in hits} <= ids
    stories = answer("stories", "--data", newsroom)
    grouped = [name for story in stories for name in story["articles"]]
    assert sorted(grouped) == sorted(ids)
    briefing = answer("brief", "--data", newsroom)
    assert briefing["stories"]
    assert briefing["quotes"]
    assert briefing["coming"]


def test_what_is_printed_for_people_names_its_source(newsroom: Path):
    for words in (["search", "flood"], ["brief"], ["timeline", "flood"], ["stories"]):
        result = attache(*words, "--data", newsroom)
        assert result.exit_code == 0, result.output
        assert "Inland Gazette" in result.output


def test_check_counts_and_finds_what_no_longer_matches(newsroom: Path, tmp_path: Path):
    copy = tmp_path / "attache.db"
    with sqlite3.connect(newsroom / "attache.db") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    counts = answer("check", "--data", tmp_path)
    assert counts["articles"] == 54
    assert counts["quotes"] > 100
    assert counts["dropped_spans"] == 0


def test_an_empty_base_says_that_it_is_empty(tmp_path: Path):
    for words in (["search", "ferry"], ["brief"], ["quote", "tolvik"]):
        result = attache(*words, "--data", tmp_path / "typo")
        assert "attache.db holds no article yet; attache ingest files some." in result.stderr


def test_nobody_of_that_name_is_said_in_words_and_data(newsroom: Path):
    result = attache("quote", "nobodyatall", "--data", newsroom, "--json")
    assert json.loads(result.stdout) == []
    assert isinstance(result.exception, AttacheError)
    assert "Nobody called “nobodyatall” is on file." in str(result.exception)


def test_analyse_reads_a_stream_and_files_nothing(tmp_path: Path):
    lines = [
        json.dumps({"id": f"n{n}", "title": "Bridge", "text": ARTICLE, "published": "2026-04-06"})
        for n in range(40)
    ]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join([*lines[:20], "{broken", *lines[20:]]), encoding="utf-8")
    result = attache("analyse", file, "--json", "--sentences", "1")
    read = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in read] == [f"n{n}" for n in range(40)]
    assert "many.jsonl:21" in result.stderr
    for one in read:
        assert one["text"] == ARTICLE, "offsets must fit the input"
        assert len(one["summary"]) == 1
        for kind in ("quotes", "events", "dates", "summary"):
            for span in one[kind]:
                if kind != "quotes":
                    assert one["text"][span["start"] : span["end"]] == span["text"]
        for quote in one["quotes"]:
            assert quote["text"] == " ".join(one["text"][s:e] for s, e in quote["segments"])
            assert quote["speaker"] == "Ines Calloway"
    assert list(tmp_path.iterdir()) == [file]


def test_analyse_of_nothing_that_can_be_read_fails(tmp_path: Path):
    result = attache("analyse", tmp_path / "none.txt", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.txt: There is no such file or folder." in result.stderr


def test_what_cannot_be_read_is_refused_in_a_line(tmp_path: Path):
    (tmp_path / "word.txt").write_text("Bridge", encoding="utf-8")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 40)
    result = attache("ingest", tmp_path, tmp_path / "none.txt", "--data", tmp_path / "data")
    assert result.exit_code == 1
    assert "0 new, 0 updated, 0 unchanged, 3 refused" in result.output
    for name in ("word.txt", "noise.html", "none.txt"):
        assert name in result.stderr


def test_a_newer_base_is_left_alone(tmp_path: Path):
    assert attache("migrate", "--data", tmp_path).exit_code == 0
    with sqlite3.connect(tmp_path / "attache.db") as base:
        base.execute("INSERT INTO schema_migrations VALUES (9999, '9999_later.sql', '')")
    base.close()
    assert isinstance(attache("check", "--data", tmp_path).exception, NewerDatabase)


def test_a_file_that_is_no_base_is_said_to_be_none(tmp_path: Path):
    (tmp_path / "attache.db").write_text("not a database at all, but long enough to be one" * 20)
    assert isinstance(attache("check", "--data", tmp_path).exception, StoreError)


def test_health_that_is_turned_off_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTACHE_HEALTH_PORT", "0")
    assert isinstance(attache("health").exception, SettingsError)


def test_health_of_nothing_is_not_well(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTACHE_HEALTH_PORT", "1")
    result = attache("health")
    assert "No bot answers at http://127.0.0.1:1/healthz" in str(result.exception)


def test_a_name_or_a_topic_may_be_several_words(newsroom: Path):
    for command, *words in (
        ("quote", "Edmund", "Strake"),
        ("timeline", "Brackwater", "flood"),
        ("search", "ferry", "strike"),
        ("brief", "ferry", "strike"),
    ):
        apart = answer(command, *words, "--data", newsroom)
        assert apart
        assert apart == answer(command, " ".join(words), "--data", newsroom)


def test_a_briefing_says_of_when_it_is_and_where_each_thing_stands(newsroom: Path):
    said = attache("brief", "--data", newsroom).output
    assert said.startswith("13 March 2026, 18:40 to 15 March 2026, 18:40 UTC\n")
    assert "— coach Greta Moss · Velmora Herald · 15 March 2026" in said
    coming = said.partition("\nComing\n")[2].split()
    assert " ".join(coming[coming.index("boiled.") :]).startswith("boiled. Velmora Herald")


def test_an_outlet_is_known_by_its_beginning_in_any_case(newsroom: Path):
    hits = answer("search", "ferry", "--source", "northgate", "--data", newsroom)
    assert {hit["outlet"] for hit in hits} == {"Northgate Wire"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["search", "ferry", "--source", "Nowhere"], "No outlet “Nowhere” is on file."),
        (["quote", "tolvik", "--since", "2026-03-02", "--until", "2026-03-02"], "no day lies"),
        (["stories", "--since", "2026-03-02", "--until", "2026-03-01"], "no day lies between"),
    ],
)
def test_what_cannot_be_answered_says_why(newsroom: Path, words: list[str], says: str):
    result = attache(*words, "--data", newsroom)
    assert says in str(result.exception)


def test_a_day_that_is_none_says_how_to_write_one(newsroom: Path):
    result = attache("timeline", "--since", "7feb", "--data", newsroom)
    assert result.exit_code == 2
    assert "“7feb” is no day. Write 2025-02-07." in result.stderr


def test_a_folder_without_articles_says_so(tmp_path: Path):
    (tmp_path / "in").mkdir()
    result = attache("ingest", tmp_path / "in", "--data", tmp_path / "data")
    assert "Nothing was read." in result.stderr
    result = attache("analyse", tmp_path / "in")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing was read." in result.stderr
