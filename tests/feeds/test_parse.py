"""Feeds as they are found, and what is none."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FeedError
from bot.feeds.entry import LONGEST, MOST
from bot.feeds.parse import discover, looks_like_feed, parse

URL = "https://harrow.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harrow &amp; Post</title><ttl>30</ttl>
<item><title>Bridge &lt;b&gt;opens&lt;/b&gt;</title><link>/bridge</link><guid>b-1</guid>
<pubDate>Mon, 04 Mar 2024 10:20:00 +0900</pubDate><dc:creator>Ann Lowe</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The mayor opened the bridge.</p>
<script>alert(1)</script>]]></content:encoded>
</item>
<item><title>No link</title><guid isPermaLink="false">b-2</guid>
<description>Only this.</description></item>
<item><title>Bad link</title><link>javascript:alert(1)</link><guid>b-3</guid></item>
<item></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<entry><id>tag:post,2024:1</id><title>One</title><link href="https://harrow.example/1"/>
<updated>2024-03-04T10:20:00Z</updated><summary>Sum.</summary></entry></feed>"""
PAGE = b"""<!doctype html><html><head>
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<link rel="alternate" type="application/atom+xml" href="https://harrow.example/atom">
<link rel="alternate" type="application/rss+xml" href="javascript:x">
<link rel="stylesheet" type="text/css" href="/a.css"></head></html>"""


def test_rss() -> None:
    feed = parse(RSS.encode(), url=URL, content_type="application/rss+xml")
    assert (feed.title, feed.ttl) == ("Harrow & Post", 30)
    first, second, third = feed.entries
    assert first.title == "Bridge opens"
    assert first.link == "https://harrow.example/bridge"
    assert first.published == datetime(2024, 3, 4, 1, 20, tzinfo=UTC)
    assert first.author == "Ann Lowe"
    assert first.full
    assert "The mayor opened" in first.content
    assert "script" not in first.content
    assert (second.link, second.content, second.full) == (None, "Only this.", False)
    assert third.link is None


def test_atom() -> None:
    (entry,) = parse(ATOM.encode(), url=URL).entries
    assert entry.guid == "tag:post,2024:1"
    assert entry.published is None or entry.published == entry.updated
    assert entry.updated == datetime(2024, 3, 4, 10, 20, tzinfo=UTC)


def test_a_feed_that_is_broken_off_gives_what_it_has() -> None:
    cut = RSS[: RSS.index("<item><title>No link")].encode()
    assert parse(cut, url=URL).entries[0].title == "Bridge opens"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "There is nothing at this address."),
        (b"just words", "There is no feed at this address."),
        (b'{"version": 1, "items": []}', "There is no feed at this address."),
        (b"<html><body>Hello</body></html>", "This is an HTML page without a feed."),
        (PAGE, "This is an HTML page; its feeds are https://harrow.example/feed.xml, https"),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>',
            "The feed defines its own entities",
        ),
    ],
)
def test_what_is_no_feed(data: bytes, reason: str) -> None:
    with pytest.raises(FeedError) as refusal:
        parse(data, url=URL)
    assert str(refusal.value).startswith(reason)
    assert refusal.value.subject == URL


def test_a_path_or_url_in_the_bytes_is_not_opened() -> None:
    for data in (b"/etc/passwd", b"http://127.0.0.1/", b"file:///etc/passwd"):
        with pytest.raises(FeedError):
            parse(data, url=URL)


def test_bounds() -> None:
    item = f"<item><title>{'x' * 5000}</title><guid>g</guid></item>"
    many = f"<rss version='2.0'><channel><title>t</title>{item * (MOST + 5)}</channel></rss>"
    feed = parse(many.encode(), url=URL)
    assert len(feed.entries) == MOST
    assert len(feed.entries[0].title) == LONGEST


def test_discovery() -> None:
    found = discover(PAGE, url="https://harrow.example/")
    assert found == ["https://harrow.example/feed.xml", "https://harrow.example/atom"]
    assert looks_like_feed(RSS.encode())
    assert not looks_like_feed(PAGE)


@given(
    st.one_of(st.binary(max_size=200), st.text(alphabet='<>/rsitem="&;![ channlg', max_size=200))
)
def test_any_bytes_are_survived(data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    with suppress(FeedError):
        parse(b"<rss><channel>" + raw, url=URL)
    discover(raw, url=URL)
