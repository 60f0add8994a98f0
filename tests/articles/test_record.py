"""One line of JSON is one article, or is refused with its line."""

import json
from datetime import UTC, datetime

import pytest

from bot.articles.draft import Source
from bot.articles.record import read_record
from bot.errors import ArticleError

FIRST = "The mayor of Harrow opened the long delayed bridge on Monday."
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn."


def record(**fields: object) -> bytes:
    return json.dumps({"text": FIRST, **fields}).encode()


def test_a_record() -> None:
    line = record(
        id=7,
        url="HTTPS://harrow.example/a#b",
        title=" A\n title ",
        published=1738924200,
        outlet="Post",
    )
    article = read_record(line, Source("f.jsonl:1")).article
    assert (article.id, article.url, article.title) == ("7", "https://harrow.example/a", "A title")
    assert (article.outlet, article.published) == ("Post", datetime(2025, 2, 7, 10, 30, tzinfo=UTC))


def test_a_record_as_it_stands_keeps_its_offsets() -> None:
    text = "Subscribe\n\n  odd\u00a0spaces\u200b \ud800 and \x00 all of it  "
    line = json.dumps({"id": "a", "text": text}).encode()
    article = read_record(line, Source("f:1"), as_it_stands=True).article
    assert article.text == text.replace("\ud800", "\ufffd")
    assert len(article.text) == len(text)


def test_a_record_without_an_id_is_named_by_its_url_else_by_its_text() -> None:
    url = read_record(record(url="https://harrow.example/a"), Source("f.jsonl:1")).article
    assert url.id == "https://harrow.example/a"
    first = read_record(record(), Source("news/f.jsonl:1")).article.id
    assert first == read_record(record(), Source("news/f.jsonl:9")).article.id
    assert first != read_record(record(text=SECOND), Source("news/f.jsonl:1")).article.id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "Not JSON"),
        (b"[1]", "Not a JSON object"),
        (b"\xff{}", "Byte 0 is not UTF-8"),
        (b"[" * 100_000, "Not JSON"),
        (b'{"id": 1}', '"text" must be text'),
        (b'{"text": 5}', '"text" must be text'),
        (record(id=[]), '"id" must be'),
        (record(id=True), '"id" must be'),
        (record(title=5), '"title" must be text'),
        (record(published="soon"), "\"published\" is 'soon'; write it like 2025-02-07"),
        (record(published=True), '"published" is True'),
    ],
)
def test_bad_records(line: bytes, reason: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_record(line, Source("f.jsonl:12"))
    assert str(refusal.value).startswith(reason)
    assert "\n" not in str(refusal.value)
    assert refusal.value.subject == "f.jsonl:12"
