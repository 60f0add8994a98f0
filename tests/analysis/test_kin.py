from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.kin import WORDS, candidates, kin


def articles(*held: str) -> list[list[tuple[str, int]]]:
    """Articles by the terms they hold, written in one string each."""
    return [[(term, 1) for term in terms.split()] for terms in held]


def named(topic: str, held: Iterable[str], *, total: int = 0, base: dict[str, int] | None = None):
    told = articles(*held)
    return kin(topic, candidates(topic, told), len(told), total, base or {})


def test_words_of_many_articles_are_kin() -> None:
    held = ["Maruka ferri sank", "Maruka ferri quay", "Maruka ferri mayor"]
    assert named("Maruka", held) == ["ferri"]


def test_a_name_and_its_small_form_are_one_word() -> None:
    assert named("maruka", ["Ferri", "ferri", "Ferri"]) == ["ferri"]


def test_a_relative_comes_first_though_few_articles_hold_it() -> None:
    held = ["ferri marukan", *["ferri"] * 4]
    assert named("Maruka", held) == ["marukan", "ferri"]
    assert named("Maruka", ["ferri tanoan", *["ferri"] * 4]) == ["ferri"]


def test_what_stands_everywhere_in_the_base_is_no_kin_of_the_topic() -> None:
    held = ["wreck minist ferri captain"] * 5
    base = {"minist": 80_000, "Minist": 10_000, "wreck": 5, "ferri": 9, "captain": 6}
    assert "minist" not in named("Maruka", held, total=100_000, base=base)


def test_what_most_other_articles_of_a_small_base_hold_is_no_kin() -> None:
    held, base = ["Karsk flood river"] * 5, {"Karsk": 30, "flood": 5, "river": 7}
    assert named("rain", held, total=54, base=base) == ["river", "flood"]
    assert set(named("rain", held, total=7, base=base)) == {"flood", "river", "karsk"}


def test_common_words_of_news_are_no_kin() -> None:
    assert named("Maruka", ["govern call report wreck ferri captain"] * 5) == [
        "captain",
        "ferri",
        "wreck",
    ]


def test_numbers_and_abbreviations_are_no_kin() -> None:
    assert named("Maruka", ["2031 bbc lrb ferri"] * 5) == ["ferri"]


def test_who_asks_much_is_taken_at_their_word() -> None:
    held = ["wreck ferri captain quay"] * 5
    assert len(named("Maruka", held)) == WORDS - 1
    assert len(named("Maruka strike", held)) == WORDS - 2
    assert named("Maruka strike ballot wages", held) == []


def test_a_topic_nobody_wrote_of_has_no_kin() -> None:
    assert named("Maruka", []) == []
    assert named("", ["ferri"]) == ["ferri"]


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_words_survive(topic: str, held: list[str]) -> None:
    found = named(topic, held)
    assert len(found) <= WORDS and len(set(found)) == len(found)
