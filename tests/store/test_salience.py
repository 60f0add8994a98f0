from __future__ import annotations

import pytest

from bot.store.salience import marked, salient


@pytest.mark.parametrize(
    ("title", "body", "about"),
    [
        ("ferri port", "ferri quai", ["ferri"]),
        ("", "quai quai ferri", ["quai"]),
        ("ferri", "quai", []),
        ("ferri ferri", "", ["ferri"]),
        ("", "", []),
    ],
)
def test_an_article_is_about_what_its_title_says_or_its_text_repeats(
    title: str, body: str, about: list[str]
) -> None:
    assert salient(title, body).split() == [marked(term) for term in about]


def test_in_a_long_text_a_word_must_stand_oftener() -> None:
    assert salient("", "quai " * 3 + "x " * 20).split()[0] == marked("quai")
    assert marked("quai") not in salient("", "quai " * 3 + "word " * 1000)


def test_a_marked_term_is_no_word_of_a_text() -> None:
    assert not marked("quai").isalnum()
