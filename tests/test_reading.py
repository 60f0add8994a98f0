"""Streams of readings: one JSON object an article, in order, whatever some of them do."""

import json
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.draft import Source
from bot.articles.extract import Kind
from bot.errors import ArticleError
from bot.model import Article
from bot.reading import LONGEST_TITLE, draft, read, readings, titled
from bot.records import analysis_record
from bot.sources import Document
from bot.workers import Refusal, Workers

FIRST = "The mayor of Harrow opened the bridge on Monday."
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn."


def threads() -> Executor:
    return ThreadPoolExecutor(2)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(threads) as made:
        yield made


def test_records_are_read_as_they_stand_and_files_are_cleaned(
    workers: Workers, tmp_path: Path
) -> None:
    text = f"Subscribe\n\n  {FIRST}\n{SECOND}"
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "r1", "text": text, "published": "2024-03-04", "title": "Bridge"})
    )
    (tmp_path / "b.txt").write_text(text)
    record, file = map(json.loads, readings([tmp_path], workers))
    assert (record["id"], record["text"], record["title"]) == ("r1", text, "Bridge")
    assert record["published"] == "2024-03-04T12:00:00Z"
    assert (file["id"], file["text"], file["title"]) == ("b", f"{FIRST}\n{SECOND}", FIRST)
    (quote,) = record["quotes"]
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert set(record) == {
        "id",
        "title",
        "published",
        "text",
        "quotes",
        "events",
        "dates",
        "summary",
        "people",
    }


def test_the_stream_keeps_its_order_and_passes_over_bad_lines(
    workers: Workers, tmp_path: Path
) -> None:
    lines = [json.dumps({"id": str(n), "text": FIRST}) for n in range(50)]
    lines[10] = "{"
    lines[20] = json.dumps({"id": "x"})
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    refused: list[Refusal] = []
    paths = [tmp_path / "a.jsonl", tmp_path / "missing.txt"]
    ids = [json.loads(line)["id"] for line in readings(paths, workers, refused=refused.append)]
    assert ids == [str(n) for n in range(50) if n not in {10, 20}]
    assert [Path(refusal.subject).name for refusal in refused] == [
        "a.jsonl:11",
        "a.jsonl:21",
        "missing.txt",
    ]


def test_an_empty_record_has_an_empty_reading(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "e", "text": ""}\n{"id": "s", "text": "\\ud800"}\n')
    empty, half = map(json.loads, readings([tmp_path], workers))
    assert empty["quotes"] == empty["events"] == empty["summary"] == []
    assert half["text"] == "\ufffd"


def test_the_length_of_the_summary(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        " ".join(f"{FIRST} {SECOND}" for _ in range(1)) + " The end came."
    )
    (one,) = map(json.loads, readings([tmp_path], workers, length=1))
    assert len(one["summary"]) == 1


def test_a_title_is_the_first_sentence_within_bounds() -> None:
    assert titled(Article(id="a", text=f"{FIRST} {SECOND}")).title == FIRST
    assert titled(Article(id="a", text=FIRST, title="Kept")).title == "Kept"
    assert titled(Article(id="a", text="")).title == ""
    long = titled(Article(id="a", text="word " * 200 + "end.")).title
    assert len(long) <= LONGEST_TITLE
    assert long.endswith("word…")


PIECES = [
    *(
        "\0",
        "\ud800",
        "\u202e",
        "\u200b",
        "\u2028",
        "\r",
        "🎺",
        "e\u0301",
        "שלום",
        "石田氏は「橋」",
    ),
    *(
        "Ada Moss",
        "he said",
        "on Friday",
        "in 1998",
        "“We won,”",
        '"Yes"',
        "’s",
        ". ",
        ", ",
        "\n\n",
    ),
    *("<p>", "</p>", "<div>", "<script>", "&amp;", "&#0;", "<!--", '<time datetime="2020-01-01">'),
    *(FIRST, SECOND, "Read more", "12 Ropewalk Lane", "Tollan Quay, MA 02199", "x" * 70),
]
BYTES = st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=30).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@settings(max_examples=150, deadline=None)
@given(BYTES, st.sampled_from(Kind))
def test_whatever_comes_in_is_refused_or_told_word_for_word(data: bytes, kind: Kind) -> None:
    try:
        found = draft(Document(data, kind, Source("a", id="a")))
    except ArticleError:
        return
    assert not isinstance(found, Refusal)
    article = found.article
    record = analysis_record(article, read(found).analysis)
    assert json.loads(json.dumps(record, ensure_ascii=False).encode()) == record
    for quote in record["quotes"]:
        cut = [article.text[start:end] for start, end in quote["segments"]]
        assert quote["text"] == " ".join(cut)
    for told in (*record["dates"], *record["summary"], *record["events"]):
        assert told["text"] == article.text[told["start"] : told["end"]] != ""
