from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.keywords import KEPT, keywords
from bot.model import Person

ARTICLE = (
    "The Selbay Tunnel Saga Goes On And On\n"
    "The council of Selbay approved a harbour tunnel on Tuesday. Fishermen fear for the herring. "
    "Mayor Tomas Ileri said the harbour tunnel would give Selbay its waterfront back. "
    "The herring, said Hattie Brandt of the Green League, will not come back. "
    "Herring were there before the harbour tunnel; herring, too, have rights."
)


def test_names_and_things_are_found() -> None:
    found = keywords("Harbour tunnel approved", ARTICLE)
    assert {"Selbay", "harbour tunnel", "Hattie Brandt", "Green League"} <= set(found)


def test_a_heading_is_no_name() -> None:
    assert not any("Saga" in keyword for keyword in keywords("", ARTICLE))


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert "Fishermen" not in keywords("", ARTICLE)


def test_days_and_months_are_no_topics() -> None:
    assert "Tuesday" not in keywords("", ARTICLE)


def test_people_are_kept_when_the_text_names_them() -> None:
    people = [Person("Hattie Brandt"), Person("Somebody Else")]
    found = keywords("", ARTICLE, people)
    assert "Hattie Brandt" in found
    assert "Somebody Else" not in found


def test_japanese_names_and_words() -> None:
    found = keywords("", "石破首相は7日、ワシントンでトランプ大統領と会談した。")
    assert "ワシントン" in found


def test_none_is_part_of_another() -> None:
    found = keywords("", ARTICLE)
    assert not any(one != other and one in other for one in found for other in found)


@given(st.text(), st.text())
def test_keywords_stand_in_the_text(title: str, text: str) -> None:
    found = keywords(title, text, [Person(text[:5] or "x")])
    assert len(found) <= KEPT
    assert all(keyword and keyword in text for keyword in found)
