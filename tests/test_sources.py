"""Files, folders and streams as documents."""

import io
import os
import sys
from pathlib import Path

import pytest

from bot import sources
from bot.articles.draft import Source
from bot.articles.extract import Kind
from bot.articles.record import LONGEST_LINE
from bot.errors import ArticleError
from bot.sources import Document
from bot.workers import Refusal


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The mayor opened the bridge.", "utf-8")


def test_the_files_of_a_folder_have_ids_of_their_own(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.txt",
        "a/b.md",
        "a/b.html",
        "c.jsonl",
        "image.png",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
    )
    found = {file.id: file.path.name for file in sources.files(tmp_path)}
    assert found == {"a/b.html": "b.html", "a/b.md": "b.md", "b": "b.txt", "c": "c.jsonl"}


def test_a_file_of_records_that_is_binary_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(bytes(range(256)) * 40)
    (refusal,) = sources.walk(file)
    assert refusal == Refusal(str(file), "This is no UTF-8 text, as JSON lines are.")


def test_a_file_is_named_by_its_stem(tmp_path: Path) -> None:
    put(tmp_path, "news.txt")
    (document,) = sources.walk(tmp_path / "news.txt")
    assert isinstance(document, Document)
    assert (document.source.id, document.kind) == ("news", Kind.TEXT)
    assert sources.size_of(tmp_path) == 28


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    with pytest.raises(ArticleError):
        sources.files(missing)
    expected = Refusal(str(missing), "There is no such file or folder.")
    assert list(sources.walk(missing)) == [expected]
    assert sources.size_of(missing) == 0


def test_a_stream_of_records_is_numbered_by_line() -> None:
    stream = io.BytesIO(b'{"a": 1}\n\n  \n{"b": 2}')
    first, second = sources.records(stream, Source("f.jsonl", id="f"))
    assert isinstance(first, Document)
    assert (first.subject, second.subject) == ("f.jsonl:1", "f.jsonl:4")
    assert first.source.id == ""


def test_a_line_without_end_is_refused_and_the_next_is_read() -> None:
    stream = io.BytesIO(b"x" * (3 * LONGEST_LINE) + b'\n{"a": 1}\n')
    first, second = sources.records(stream, Source("f.jsonl"))
    assert first == Refusal("f.jsonl:1", "The line is too long to be one article.")
    assert second.subject == "f.jsonl:2"


def test_standard_input_is_a_stream_of_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "x"}\n')))
    (document,) = sources.walk("-", as_it_stands=True)
    assert isinstance(document, Document)
    assert (document.subject, document.draft().article.id) == ("stdin:1", "1")
    assert sources.size_of("-") == 0


def test_batches_are_bounded_by_number_and_bytes() -> None:
    small = [Document(b"x", Kind.TEXT, Source(str(n))) for n in range(sources.BATCH + 1)]
    assert [len(batch) for batch in sources.batched(small)] == [sources.BATCH, 1]
    large = [Document(bytes(sources.BATCH_BYTES), Kind.TEXT, Source("x"))] * 3
    assert [len(batch) for batch in sources.batched(large)] == [1, 1, 1]
    assert list(sources.batched([])) == []


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert list(sources.walk("-")) == [Refusal("stdin", "Standard input is closed.")]


def test_a_name_longer_than_names_can_be_is_refused() -> None:
    (refusal,) = sources.walk("x" * 5000)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "It cannot be read: File name too long."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "news.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [file.id for file in sources.files(tmp_path)] == ["news"]
