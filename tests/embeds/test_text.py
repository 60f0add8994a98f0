"""Article text as Discord shows it: the same characters, without their powers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.embeds.limits import length
from bot.embeds.text import block_quote, cut, escape, link, one_line, plain, safe_address
from tests.embeds.hostile import texts

POWERS = re.compile(r"(?<!\\)[*_~|`\[\]]|(?<!\\)<(?=[@#:/at])|(?<!\\):(?=//)")


def shown(markdown: str) -> str:
    """What a reader sees of escaped text: Discord takes a backslash before punctuation away."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown).replace("\u200b", "")


@settings(deadline=None)
@given(texts)
def test_a_reader_sees_the_text_as_it_is(text: str) -> None:
    assert shown(escape(text)) == plain(text)


@settings(deadline=None)
@given(texts)
def test_no_character_keeps_its_power(text: str) -> None:
    without_backslashes = escape(text).replace("\\\\", "")
    assert not POWERS.search(without_backslashes)
    assert "@everyone" not in without_backslashes
    assert not re.search(r"^\s*(#|>|- |\d+[.)] )", without_backslashes, re.MULTILINE)


@settings(deadline=None)
@given(texts)
def test_a_block_quote_holds_every_line(text: str) -> None:
    assert all(line.startswith(">") for line in block_quote(text).split("\n"))


@settings(deadline=None)
@given(texts, st.integers(1, 300))
def test_a_cut_fits_and_takes_from_the_end_alone(text: str, room: int) -> None:
    text = plain(text)
    short = cut(text, room)
    assert length(short) <= room
    assert short == text or text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("hello wide world", 12, "hello wide…"),
        ("hello wide world", 16, "hello wide world"),
        ("石破茂首相は東京で", 6, "石破茂首相…"),
        ("👩‍👩‍👧👩‍👩‍👧", 12, "👩‍👩‍👧…"),
        ("ae\u0301e\u0301e\u0301", 5, "ae\u0301…"),
        ("🇯🇵🇯🇵🇯🇵", 8, "🇯🇵…"),
    ],
)
def test_a_cut_is_made_between_words_and_never_within_a_character(
    text: str, room: int, short: str
) -> None:
    assert cut(text, room) == short


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("http://NEWS.example:8080/", "http://news.example:8080/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://news.example/a(b)[c] d", "https://news.example/a%28b%29%5Bc%5D%20d"),
        ("https://news.example/@here", "https://news.example/%40here"),
        ("https://news.example/a%20b", "https://news.example/a%20b"),
        ("javascript:alert(1)", None),
        ("ftp://news.example/", None),
        ("https://user@news.example/", None),
        ("https://localhost/", None),
        ("https://news..example/", None),
        ("https://news.example:99999/", None),
        ("https://[::1/", None),
        ("https:///path", None),
        ("https://news.example/" + "a" * 2048, None),
        ("not an address", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_discord_takes_are_linked(address: str | None, safe: str | None) -> None:
    assert safe_address(address) == safe


@settings(deadline=None)
@given(texts, texts)
def test_a_link_cannot_be_ended_early(label: str, path: str) -> None:
    shape = r"\[[^\[\]\n]+\]\(https://news\.example/[^\s()<>]*\)"
    linked = link(label, f"https://news.example/{path}")
    assert re.fullmatch(shape, linked) or linked == escape(one_line(label) or "link")


def test_a_title_is_one_line_and_blank_text_is_nothing() -> None:
    assert one_line(" a\r\n b\t c ") == "a b c"
    assert plain(" \u200b\u2800\u3164\n") == ""
