"""JSON Feed, as it is meant and as it may come."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FeedError
from bot.feeds.entry import LONGEST, Entry
from bot.feeds.parse import looks_like_feed, parse

URL = "https://harrow.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"
WHOLE = "<p>The mayor opened the bridge.</p>"


def feed(*items: object, title: object = "Harrow Post") -> bytes:
    return json.dumps({"version": VERSION, "title": title, "items": items}).encode()


def test_an_item_with_all_it_may_have() -> None:
    item = {
        "id": "b-1",
        "url": "/bridge",
        "title": "Bridge\nopens",
        "content_html": WHOLE,
        "authors": [{"name": "Ann Lowe"}],
        "date_published": "2024-03-04T10:20:00+09:00",
        "date_modified": "2024-03-04T02:00:00Z",
    }
    assert looks_like_feed(feed(item))
    found = parse(feed(item), url=URL, content_type="application/feed+json")
    assert found.title == "Harrow Post"
    assert found.entries == (
        Entry(
            guid="b-1",
            link="https://harrow.example/bridge",
            title="Bridge opens",
            content=WHOLE,
            full=True,
            author="Ann Lowe",
            published=datetime(2024, 3, 4, 1, 20, tzinfo=UTC),
            updated=datetime(2024, 3, 4, 2, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize(
    ("item", "content", "full"),
    [
        ({"content_text": "a < b\n\nc"}, "<p>a &lt; b</p><p>c</p>", True),
        ({"summary": "Short."}, "<p>Short.</p>", False),
        ({"content_html": 7}, "", False),
    ],
)
def test_what_it_carries_is_html(item: dict[str, object], content: str, full: bool) -> None:
    (entry,) = parse(feed({"id": 7, "author": {"name": "Ann"}, **item}), url=URL).entries
    assert (entry.guid, entry.author, entry.content, entry.full) == ("7", "Ann", content, full)


def test_what_is_none_is_said_to_be_none() -> None:
    assert not looks_like_feed(b'{"items": []}')
    for data in (feed()[:-9], f'{{"version": "{VERSION}", "x": {"[" * 99_999}'.encode()):
        with pytest.raises(FeedError, match="broken"):
            parse(data, url=URL)


VALUES = st.recursive(
    st.none() | st.integers() | st.text() | st.sampled_from(["javascript:x", "http://[", "/a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["id", "url", "title", "content_html", "authors", "date_published"])


@given(st.dictionaries(NAMES, VALUES), VALUES)
def test_any_value_survives(item: dict[str, object], title: object) -> None:
    with suppress(FeedError):
        for entry in parse(feed(item, title=title), url=URL).entries:
            assert entry.guid
            assert len(entry.title) <= LONGEST
            assert entry.link is None or entry.link.startswith("http")
