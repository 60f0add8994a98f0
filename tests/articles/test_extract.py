"""Bytes as they are found become drafts, or are refused with a reason."""

from datetime import UTC, datetime

import pytest

from bot.articles.draft import Source
from bot.articles.extract import LARGEST, Kind, kind_of, read_document
from bot.errors import ArticleError

FIRST = (
    "The mayor of Harrow opened the long delayed bridge on Monday, two years after the first "
    "stone was laid by her predecessor."
)
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn, who had campaigned for it."
THIRD = "The bridge cost 40 million and took four years to build, longer than anybody had planned."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Bridge opens - Harrow Post</title>
<meta property="og:title" content="Bridge opens">
<meta property="og:site_name" content="Harrow Post">
<meta property="article:published_time" content="2024-03-04T10:20:00+09:00">
<link rel="canonical" href="https://harrow.example/bridge?utm_source=x"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Bridge opens</h1>
<p>By Ann Lowe</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>Share on Facebook</p></article>
<footer>© 2024 Harrow Post</footer></body></html>"""


def test_a_page() -> None:
    source = Source("u", url="https://harrow.example/bridge?utm_medium=mail")
    article = read_document(PAGE.encode(), Kind.HTML, source).article
    assert article.text == "\n".join([FIRST, SECOND, THIRD])
    assert article.title == "Bridge opens"
    assert article.url == article.id == "https://harrow.example/bridge"
    assert article.outlet == "Harrow Post"
    assert article.byline == "Ann Lowe"
    assert article.language == "en"
    assert article.published == datetime(2024, 3, 4, 1, 20, tzinfo=UTC)


def test_a_page_cannot_pose_as_another_outlets() -> None:
    source = Source("u", url="https://mallory.example/x")
    article = read_document(PAGE.encode(), Kind.HTML, source).article
    assert article.url == "https://mallory.example/x"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1252", "windows-1252")],
)
def test_encodings(encoding: str, declared: str | None) -> None:
    data = f"{FIRST}\n{SECOND} Café.".encode(encoding)
    draft = read_document(data, Kind.TEXT, Source("a", id="a", charset=declared))
    assert draft.article.text == f"{FIRST}\n{SECOND} Café."


def test_a_page_declares_its_encoding_and_a_wrong_declaration_is_not_believed() -> None:
    head = '<meta charset="shift_jis">'
    page = PAGE.replace("<head>", f"<head>{head}").replace(
        THIRD, "知事は四日、港に架かる新しい橋を視察した。"
    )
    article = read_document(
        page.replace("“", '"').replace("”", '"').replace("©", "").encode("shift_jis"),
        Kind.HTML,
        Source("u"),
    ).article
    assert "知事は四日" in article.text
    assert read_document(page.encode(), Kind.HTML, Source("u")).article.text.count("知事") == 1


def test_markdown() -> None:
    source = (
        "---\ndate: 2024-03-04\nauthor: Ann Lowe\n---\n# Bridge *opens*\n\n"
        f"{FIRST}\n\n> {SECOND}\n\n- [a list](https://x.example) of\n  things\n\n![image](x.png)\n"
    )
    article = read_document(source.encode(), Kind.MARKDOWN, Source("b.md", id="b")).article
    assert article.title == "Bridge opens"
    assert article.text == f"{FIRST}\n\n{SECOND}\n\na list of things"
    assert article.published == datetime(2024, 3, 4, 12, tzinfo=UTC)
    assert article.byline == "Ann Lowe"


def test_a_feeds_fragment() -> None:
    html = (
        f"<p>{FIRST}</p><figure><img><figcaption>A bridge</figcaption></figure>"
        f"<div>{SECOND}<br>End of it.</div><script>x</script>"
    )
    source = Source("e", id="e", title="Bridge", published=datetime(2024, 3, 4, tzinfo=UTC))
    article = read_document(html.encode(), Kind.FRAGMENT, source).article
    assert article.text == f"{FIRST}\n{SECOND}\nEnd of it."
    assert article.published == source.published


def test_a_headline_above_a_text_is_its_title() -> None:
    draft = read_document(
        f"Bridge opens at last\n\n{FIRST}\n{SECOND}".encode(), Kind.TEXT, Source("a")
    )
    assert draft.article.title == "Bridge opens at last"
    assert draft.article.text.startswith(FIRST)


def test_the_date_is_the_texts_own_before_the_callers() -> None:
    known = Source("a", id="a", published=datetime(2020, 1, 1, tzinfo=UTC))
    own = read_document(f"Published: 4 March 2024\n{FIRST}".encode(), Kind.TEXT, known)
    assert own.article.published == datetime(2024, 3, 4, 12, tzinfo=UTC)
    line = read_document(f"HARROW, March 3, 2024 — {FIRST}".encode(), Kind.TEXT, known)
    assert line.article.published == datetime(2024, 3, 3, 12, tzinfo=UTC)
    assert read_document(FIRST.encode(), Kind.TEXT, known).article.published == known.published
    assert read_document(FIRST.encode(), Kind.TEXT, Source("a")).article.published is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty."),
        (b" \n\t\n", "It is empty."),
        (b"Word", "A text of 1 word is no article."),
        (b"Subscribe\nRead more", "It holds no line that is part of an article."),
        (b"\x89PNG\r\n\x1a\n", "This is a PNG image, not a text."),
        (b"%PDF-1.7", "This is a PDF file, not a text."),
        (bytes(range(256)) * 4, "This is a binary file, not a text."),
        (b"x" * (LARGEST + 1), "It is larger than 16 MB."),
        (b"word " * 300_000, "It has 1,499,999 characters; an article has at most 1,000,000."),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_document(data, Kind.TEXT, Source("news.txt"))
    assert str(refusal.value) == reason
    assert refusal.value.subject == "news.txt"


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="No article was found"):
        read_document(b"<html><body></body></html>", Kind.HTML, Source("u"))


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.TXT", b"", Kind.TEXT),
        ("a.md", b"", Kind.MARKDOWN),
        ("a.htm", b"", Kind.HTML),
        ("a.jsonl", b"", Kind.RECORDS),
        ("page", b"<!-- x -->\n<!DOCTYPE html>", Kind.HTML),
        ("stream", b'\xef\xbb\xbf{"id": 1}', Kind.RECORDS),
        ("notes", b"The mayor", Kind.TEXT),
    ],
)
def test_kinds(name: str, head: bytes, kind: Kind) -> None:
    assert kind_of(name, head) is kind
