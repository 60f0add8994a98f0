"""OPML as readers write it, and hostile."""

import pytest

from bot.errors import FeedError
from bot.feeds.opml import MOST, Outline, read_opml

NESTED = b"""<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="News"><outline text="Harrow  Post" xmlUrl="https://harrow.example/feed"/>
<outline title="Gazette" text="g" xmlURL="http://gazette.example/rss"/></outline>
<outline text="again" xmlUrl="https://harrow.example/feed"/>
<outline text="no feed"/><outline text="bad" xmlUrl="file:///etc/passwd"/>
<outline text="bad" xmlUrl="http://["/></body></opml>"""


def test_nested_outlines() -> None:
    assert read_opml(NESTED) == [
        Outline("https://harrow.example/feed", "Harrow Post"),
        Outline("http://gazette.example/rss", "Gazette"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"<rss/>",
        b"<opml><body>",
        b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml>&b;</opml>',
        b'<!DOCTYPE opml SYSTEM "http://127.0.0.1/x.dtd"><opml/>',
    ],
)
def test_what_is_no_opml(data: bytes) -> None:
    with pytest.raises(FeedError, match="This is no OPML") as refusal:
        read_opml(data, subject="feeds.opml")
    assert refusal.value.subject == "feeds.opml"


def test_the_number_is_bounded() -> None:
    body = "".join(f'<outline xmlUrl="http://{n}.example/"/>' for n in range(MOST + 9))
    assert len(read_opml(f"<opml><body>{body}</body></opml>".encode())) == MOST
