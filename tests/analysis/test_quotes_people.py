from __future__ import annotations

import pytest

from bot.analysis import sentences
from bot.analysis.quotes import read
from bot.model import Person


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in read(text, sentences.split(text))[1]}


def titles(text: str) -> list[str | None]:
    quotes, _ = read(text, sentences.split(text))
    return [quote.title.of(text) if quote.title else None for quote in quotes]


def test_a_surname_is_an_alias_of_the_full_name() -> None:
    found = people("Hannah Moss won. Moss thanked the crew, and so did Gov. Karl Reeve.")
    assert found["Hannah Moss"] == Person("Hannah Moss", ("Moss",))
    assert found["Karl Reeve"] == Person("Karl Reeve", (), ("Gov.",))


def test_the_fullest_name_counts() -> None:
    found = people("Bill Reeve came late. William T. Reeve is 80.")
    assert list(found) == ["William T. Reeve"]
    assert found["William T. Reeve"].aliases == ("Bill Reeve",)


def test_two_of_one_surname_stay_two() -> None:
    assert list(people("Anna Reeve met Karl Reeve. Anna Reeve left.")) == [
        "Anna Reeve",
        "Karl Reeve",
    ]


def test_places_bodies_and_days_are_no_people() -> None:
    text = (
        "The Tarn Water Board met in Port Amaro on Friday. Residents of Moss Bay, Ohio, came too. "
        "The Bank of Tarn and the University of Amaro sent nobody."
    )
    assert people(text) == {}


def test_a_body_that_speaks_is_among_the_people() -> None:
    text = "“Supplies will return to normal overnight,” the Tarn Water Board said."
    assert list(people(text)) == ["Tarn Water Board"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“We won the day,” Governor Hannah Moss said.", "Governor"),
        ("“We won the day,” said chief executive Hannah Moss.", "chief executive"),
        ("“We won the day,” said Hannah Moss, the mayor of Tarn.", "mayor of Tarn"),
        ("Hannah Moss, a doctor, came. “We won the day,” she said.", "doctor"),
        ("“We won the day,” Mrs. Hannah Moss said.", None),
        ("“We won the day,” said his sister, Hannah Moss.", None),
        ("“We won the day,” said co-coach Hannah Moss.", "co-coach"),
    ],
)
def test_the_title_is_the_one_the_article_gives(text: str, title: str | None) -> None:
    assert titles(text) == [title]


def test_a_name_in_another_script_is_an_alias() -> None:
    found = people("Professor Hanako Ishida (石田花子) spoke first.")
    assert found["Hanako Ishida"].aliases == ("石田花子",)


def test_headlines_make_no_people() -> None:
    text = "Angry Voters Turn On Hannah Moss Over Bridge\n\nHannah Moss left. Moss is 60."
    assert list(people(text)) == ["Hannah Moss"]


def test_fires_heights_and_conferences_are_no_people() -> None:
    text = "Tarn Fire burned in Moss Heights. Holm Press Conferences went on, and Hannah Moss left."
    assert list(people(text)) == ["Hannah Moss"]


def test_a_headline_further_down_makes_no_people() -> None:
    text = "The dam holds.\n\nTarn Player Tests Positive Again\n\nHannah Moss left. Moss is 60."
    assert list(people(text)) == ["Hannah Moss"]


def test_japanese_people_have_their_surnames_and_titles() -> None:
    found = people("石田花子市長は会見した。石田氏は「橋は安全だ」と述べた。")
    assert found == {"石田花子": Person("石田花子", ("石田",), ("市長", "氏"))}
