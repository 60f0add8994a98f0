from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.terms import KEPT, LONGEST, is_name, stem_of, stems, terms, vector


def test_forms_of_a_word_are_one_term() -> None:
    assert dict(terms("", "The ferry sank. Ferries sink."))["ferri"] == 4


def test_stop_words_and_possessives_are_dropped() -> None:
    assert stems("The mayor's reply and the mayor’s hat") == ["mayor", "repli", "mayor", "hat"]


def test_title_weighs_more() -> None:
    counted = dict(terms("Harbour", "A crane fell."))
    assert counted["harbour"] == 2
    assert counted["crane"] == 2


def test_words_below_the_lead_count_once() -> None:
    assert dict(terms("", "Rain. " * 100 + "Snow."))["snow"] == 1


def test_rare_and_repeated_terms_come_first() -> None:
    found = [term for term, _ in terms("", "The zeppelin, a zeppelin of the government, rose.")]
    assert found[0] == "zeppelin"


def test_names_keep_their_capital() -> None:
    found = {
        term for term, _ in terms("", "Yesterday the judge met Anton Lisle. Judges like Lisle.")
    }
    assert {"Anton", "Lisl", "judg"} <= found


def test_a_word_that_only_opens_sentences_is_no_name() -> None:
    found = [term for term, _ in terms("", "Rescuers dug. Rescuers sang.")]
    assert not any(map(is_name, found))


def test_japanese_becomes_pairs_of_characters() -> None:
    assert stems("石破茂首相は") == ["石破", "破茂", "茂首", "首相", "相は"]
    assert stems("猫") == ["猫"]


def test_a_stop_word_has_no_stem() -> None:
    assert stem_of("however") == ""


def test_no_term_is_as_long_as_a_text_without_spaces() -> None:
    assert all(len(term) <= LONGEST for term, _ in terms("", "qwertz" * 50_000))


def test_a_vector_has_length_one() -> None:
    weights = vector((("quake", 3), ("govern", 1)))
    assert abs(sum(weight**2 for weight in weights.values()) - 1) < 1e-9
    assert vector(()) == {}


@given(st.text(), st.text())
def test_any_text_survives(title: str, text: str) -> None:
    found = terms(title, text)
    assert len(found) <= KEPT
    assert all(term and count > 0 for term, count in found)
    assert len({term for term, _ in found}) == len(found)
