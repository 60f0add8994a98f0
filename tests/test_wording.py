from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Article
from bot.wording import in_marks, nowhere


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["We stay,"], "“We stay”"),
        (["We stay,", "and fight."], "“We stay,” … “and fight.”"),
        (["Why?"], "“Why?”"),
    ],
)
def test_a_comma_at_the_end_is_not_what_was_said(words: list[str], shown: str) -> None:
    assert in_marks(words) == shown


FERRY = Article(
    "a",
    "“We can’t sail at night,” said Tolland, the mayor. “Nobody argued.” It was cold.",
    title="“Café” reopens",
)
SAKURA = Article("b", "市長は「花は地震を知らない。だから今年も咲く」と話した。")


@pytest.mark.parametrize(
    "query",
    [
        '"we can\'t sail at night"',
        "“We can’t sail at night, nobody argued”",
        '"We can’t … at night"',
        "mayor “nobody argued” cold",
        '"cafe reopens"',
        "「花は地震を知らない。だから今年も咲く」",
        "「地震を知らない […] 今年も咲く」",
        "words without marks",
        '""',
    ],
)
def test_words_that_stand_there(query: str) -> None:
    assert nowhere(query, [FERRY, SAKURA]) == ""


@pytest.mark.parametrize(
    "query",
    ["“We can sail at night”", "“We can’t sail”? “Nobody agreed”", "「花は津波を知らない」"],
)
def test_words_that_stand_nowhere(query: str) -> None:
    said = nowhere(query, [FERRY, SAKURA])
    assert said.startswith("none of these has “")
    assert said.endswith("” word for word")


def test_a_part_of_a_word_is_none() -> None:
    assert nowhere("“ail at night”", [FERRY])


def test_of_no_article_nothing_is_said() -> None:
    assert nowhere("“ferry”", []) == ""


@given(st.text(), st.text())
def test_any_words_and_any_text(query: str, text: str) -> None:
    nowhere(query, [Article("a", text)])
