"""A story is told by sentences of several articles, each its own."""

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.digest import digest
from bot.analysis.sentences import split
from bot.analysis.standing import stands_alone

LONE = (
    "SELBAY (Coastal Wire) - The council of Selbay approved a road tunnel under its harbour on "
    "Tuesday. He was delighted by the vote of the council on Tuesday."
)


def told(texts: list[str], count: int) -> list[str]:
    articles = [(text, split(text)) for text in texts]
    return [span.of(texts[at]) for at, span in digest(articles, count)]


def test_nothing_is_told_of_nothing() -> None:
    assert digest([], 2) == ()


def test_different_sentences_are_taken() -> None:
    texts = [
        "The ferry Blue Heron sank off Maruka on Saturday with 80 people on board.\nIt was dark.",
        "A ferry with 80 people on board, the Blue Heron, sank off Maruka on Saturday.\n"
        "Divers of the navy began to search the wreck of the Blue Heron on Sunday.",
    ]
    chosen = told(texts, 2)
    assert len(chosen) == 2
    assert sum("sank off Maruka" in sentence for sentence in chosen) == 1


def test_one_article_is_told_by_sentences_that_stand_alone() -> None:
    (sentence,) = told([LONE], 3)
    assert stands_alone(sentence)
    assert sentence.startswith("The council")


def test_what_several_articles_hold_is_told_first() -> None:
    shared = "Rain flooded the cellars of Ostrel on Monday night, said the fire brigade."
    texts = [
        f"A bakery in Ostrel won the prize for the best rye bread of the valley. {shared}",
        f"{shared} The mayor of Pell will open a library beside the station in spring.",
        f"{shared} Wolves were seen near the glider field of Torrin by two pilots.",
    ]
    assert told(texts, 1) == [shared]


@given(st.text(), st.integers(0, 4))
def test_any_text_survives(text: str, count: int) -> None:
    sentences = split(text)
    group = digest([(text, sentences), (text, sentences)], count)
    assert len(group) <= count
    assert all(0 <= at <= 1 and any(span.end == one.end for one in sentences) for at, span in group)
