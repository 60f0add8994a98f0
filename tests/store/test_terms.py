from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.names import key_of, surname_of
from bot.store.query import MOST_TERMS, plan
from bot.store.spelling import distance, nearest, spellings
from bot.store.stem import stem
from bot.store.terms import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferries' captains", ["ferri", "captain"]),
        ("O’Brien’s U.S. café", ["obrien", "us", "cafe"]),
        ("1,200 ships; 3.5 m", ["1200", "ship", "3", "5", "m"]),
        ("石破茂", ["石破", "破茂", "茂"]),
        ("ガス・税", ["ガス", "ス", "税"]),
        ("ﾄﾗﾝﾄﾞ Ｔｏｋｙｏ", ["トラ", "ラン", "ンド", "ド", "tokyo"]),
        ("in 2031年5月 there", ["2031", "年", "5", "月"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert list(terms(text)) == expected


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"),
        ("agreed", "agre"), ("plastered", "plaster"), ("motoring", "motor"), ("sing", "sing"),
        ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall"), ("filing", "file"),
        ("happy", "happi"), ("sky", "sky"), ("relational", "relat"), ("rational", "ration"),
        ("digitizer", "digit"), ("operator", "oper"), ("hopeful", "hope"), ("goodness", "good"),
        ("triplicate", "triplic"), ("revival", "reviv"), ("adoption", "adopt"), ("rate", "rate"),
        ("cease", "ceas"), ("controlling", "control"), ("is", "is"), ("ferrö", "ferrö"),
    ],
)  # fmt: skip
def test_stems_as_porter_wrote(word: str, root: str) -> None:
    assert stem(word) == root


@given(st.text())
def test_terms_stand_alone(text: str) -> None:
    """The index splits at spaces, so no term holds one; and terms of terms are findable."""
    for term in terms(text):
        assert term
        assert not any(character.isspace() for character in term)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoé  Ångström", "zoe angstrom"),
        ("O’Neil-Vale", "oneil vale"),
        ("花辺 空", "花辺空"),
        ("マレン・トルビク", "マレントルビク"),
        ("J.R. Vale", "jr vale"),
        ("!?", ""),
    ],
)
def test_names_are_compared_by_key(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("key", "surname"),
    [("mira tolland", "tolland"), ("ada quill jr", "quill"), ("tolland", None), ("", None)],
)
def test_surname(key: str, surname: str | None) -> None:
    assert surname_of(key) == surname


# --- queries --------------------------------------------------------------------------------


def test_a_query_is_terms_and_neighbours() -> None:
    query = plan("the new harbour of Quill")
    assert [term.text for term in query.terms] == ["new", "harbour", "quill"]
    assert [term.text for term in query.phrases] == ["new harbour", "harbour quill"]
    assert "new harbour" in query.names


def test_quoted_words_are_exact() -> None:
    query = plan('mayor "the quay is ready" 「準備はできた」')
    assert query.exact[0].text == "quai readi"
    parts = plan('"the quay […] is ready ... at last…"').exact
    assert [part.text for part in parts] == ["quai", "readi", "last"]


def test_particles_are_left_out_of_a_japanese_query() -> None:
    assert [term.text for term in plan("花辺の港").terms] == ["花辺", "港"]
    assert [term.prefix for term in plan("花辺の港").terms] == [False, True]
    assert plan("こんにちは").terms[0].text == "こん"


@given(st.text(max_size=3000))
def test_any_text_has_a_plan(text: str) -> None:
    assert len(plan(text).terms) <= MOST_TERMS
    assert list(words(text)) == list(words(text))


# --- spelling -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("tolvik", "tolvik", 0), ("tolvick", "tolvik", 1), ("tovlik", "tolvik", 1), ("abc", "xyz", 3)],
)
def test_distance(first: str, second: str, slips: int) -> None:
    assert distance(first, second, limit=2) == slips
    assert distance(second, first, limit=2) == slips


@given(st.text("ab", min_size=4, max_size=7), st.integers(0, 6), st.sampled_from("ab"))
def test_one_slip_apart_share_a_spelling(word: str, place: int, letter: str) -> None:
    place = min(place, len(word) - 1)
    for slip in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    ):
        assert set(spellings(word)) & set(spellings(slip))


def test_nearest_takes_the_fewest_slips_then_the_same_first_letter() -> None:
    assert nearest("tolvick", ["tolvik", "tolvar"]) == ["tolvik"]
    assert nearest("bake", ["cake", "bale"]) == ["bale"]
    assert nearest("harbour", ["volcano"]) == []
    assert nearest("abcd", []) == []
