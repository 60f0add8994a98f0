from __future__ import annotations

import pytest

from bot.store.variants import apart, asking_words, joined, variants


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("labor", ("labor", "labour")),
        ("Labour".lower(), ("labour", "labor")),
        ("neighborhoods", ("neighborhood", "neighbourhood")),
        ("theatre", ("theatr", "theater")),
        ("pediatrician", ("pediatrician", "paediatrician")),
        ("organised", ("organis", "organ")),
        ("analyze", ("analyz", "analys")),
        ("by election", ("elect", "byelect")),
        ("cover up", ("cover", "coverup")),
        ("quakes", ("quak", "earthquak")),
        ("un envoy", ("un", "unit nation")),
        ("united nations", ("nation", "un")),
        ("4 per cent", ("cent", "percent")),
        ("percent", ("percent", "per cent")),
    ],
)
def test_what_may_stand_for_a_term(words: str, pair: tuple[str, str]) -> None:
    assert pair in list(variants(words.split()))


@pytest.mark.parametrize("words", ["what of", "size", "the sea", "地震 東京", "4 2", ""])
def test_what_nothing_else_stands_for(words: str) -> None:
    assert list(variants(words.split())) == []


def test_two_words_as_one() -> None:
    assert list(joined(["the", "sand", "bags", "of", "7", "towns"])) == [("sand", "bag", "sandbag")]


def test_a_word_as_two() -> None:
    assert ("hand", "bell") in list(apart("handbell"))
    assert list(apart("hands")) == []


def test_words_that_only_ask() -> None:
    assert asking_words() >= {"the", "happened", "didnt"}
