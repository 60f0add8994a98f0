"""One page has one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.urls import canonical, host_of, masked


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example:80/a", "http://news.example/a"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a/?utm_source=x&fbclid=1#top", "https://news.example/a"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/a?id=7&UTM_Medium=mail", "https://news.example/a?id=7"),
        ("https://news.example/a/./b/../c//d", "https://news.example/a/c/d"),
        ("https://news.example/%2e%2E/%7ea", "https://news.example/~a"),
        ("https://news.example/caf%c3%a9", "https://news.example/caf%C3%A9"),
        ("https://news.example/café", "https://news.example/caf%C3%A9"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://user:word@news.example/x", "https://news.example/x"),
        (" https://news.example/a\n b ", "https://news.example/ab"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_a_parameter_that_names_the_page_stays() -> None:
    assert canonical("https://news.example/?p=12") != canonical("https://news.example/?p=13")


_PIECE = st.text(alphabet="aZ9%/.?&=#: -~é東+;@[]2eE", max_size=30)


@given(st.one_of(st.text(max_size=60), st.builds("https://news.example/{}".format, _PIECE)))
def test_canonical_is_idempotent(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ada:s3cret@news.example/rss", "https://•••@news.example/rss"),
        (
            "no: http://ada:p%40ss@a.example, http://b.example",
            "no: http://•••@a.example, http://b.example",
        ),
        ("https://ada:p@ss@news.example", "https://•••@news.example"),
        (
            "https://news.example/@ada?to=b@c.example#d@e",
            "https://news.example/@ada?to=b@c.example#d@e",
        ),
        ('{"a": "https://b.example", "c": "d@e.example"}',) * 2,
    ],
)
def test_a_password_is_masked_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_host_of() -> None:
    assert host_of("https://www.news.example/a") == "news.example"
    assert host_of("nothing") == ""
    assert host_of("http://[broken") == ""
