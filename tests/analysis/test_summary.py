import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.sentences import split
from bot.analysis.standing import told
from bot.analysis.summary import summarise
from bot.model import Span
from tests.eval import summaries as board

ARTICLE = (
    "SELBAY (Coastal Wire) - The council of Selbay approved a road tunnel under its harbour on "
    'Tuesday. "Nine years, four mayors, one vote." However, the fishermen of Selbay fear for the '
    "harbour. He was delighted by the vote of the council on Tuesday. "
    "The tunnel under the harbour will cost 1.2 billion crowns and take six years to build."
)


def summary_of(text: str, count: int, title: str = "") -> list[str]:
    return [span.of(text) for span in summarise(title, text, split(text), count)]


def test_what_leans_or_is_bare_is_left_out_when_there_is_better() -> None:
    assert summary_of(ARTICLE, 2, "Tunnel approved") == [
        "The council of Selbay approved a road tunnel under its harbour on Tuesday.",
        "The tunnel under the harbour will cost 1.2 billion crowns and take six years to build.",
    ]


@pytest.mark.parametrize(
    "headline", ["Selbay tunnel vote", "Harbour: Selbay tunnel vote; mayor lost"]
)
def test_a_headline_with_a_full_stop_is_no_news(headline: str) -> None:
    text = "Selbay tunnel vote. The council of Selbay approved a road tunnel under its harbour."
    assert summary_of(text, 2, headline) == [text.partition(". ")[2]]


def test_a_first_sentence_that_became_the_title_is_told() -> None:
    text = "The council of Selbay approved a road tunnel under its harbour.\nIt rained."
    assert summary_of(text, 2, text.partition("\n")[0])[0] == text.partition("\n")[0]


def test_a_repetition_is_left_out() -> None:
    text = (
        "The ferry Blue Heron sank off Maruka on Saturday with 80 people on board. "
        "With 80 people on board, the ferry Blue Heron sank off Maruka on Saturday. "
        "Divers found the wreck of the ship at a depth of 60 metres on Monday."
    )
    assert [sentence.split()[0] for sentence in summary_of(text, 2)] == ["The", "Divers"]


@pytest.mark.parametrize("text", ["Rain", "It rained.", "雨が降った。"])
def test_the_shortest_article_is_its_own_summary(text: str) -> None:
    assert summary_of(text, 2) == [text]


def test_nothing_is_summarised_to_nothing() -> None:
    assert summarise("", "", (), 2) == ()


def test_a_sentence_that_leans_is_told_behind_the_one_it_leans_on() -> None:
    text = (
        "Mayor Ayla Ileri of Selbay lost a harbour tunnel vote by one voice on Tuesday. "
        "She called the harbour tunnel vote of Selbay a theft."
    )
    assert len(summary_of(text, 2)) == 2
    between = text.replace("She", "Carla Moss wept.\nShe")
    assert summary_of(between, 2) == [text.partition(" She")[0]]


def test_a_sentence_that_tells_little_is_told_for_what_leans_on_it() -> None:
    before = "Police in Norvale said nine people were in hospital on Tuesday after a storm at sea. "
    leant_on = "Harbour master Ana Velt spoke to families on the quay at noon."
    news = "She said the ferry to Ostrel sank off Norvale after a fire, with nine people dead."
    title = "Ferry to Ostrel sinks off Norvale, nine dead"
    assert summary_of(f"{before}{leant_on} {news}", 2, title) == [leant_on, news]


def test_a_fragment_is_no_summary_where_there_is_a_sentence() -> None:
    text = (
        "A crane fell into the harbour of Selbay on Tuesday morning.\n"
        "What we know so far\nHe could not swim.\nFollow our live blog of the harbour of Selbay."
    )
    assert summary_of(text, 3) == ["A crane fell into the harbour of Selbay on Tuesday morning."]


def test_our_summaries_are_better_than_the_lead() -> None:
    cases = board.own()
    found, lead = (board.score(board.SYSTEMS[name], cases) for name in ("ours", "lead"))
    assert all(ours > theirs for ours, theirs in zip(found, lead, strict=True))


@given(st.text(), st.text(), st.integers(0, 4))
def test_any_text_survives(title: str, text: str, count: int) -> None:
    sentences = split(text)
    chosen = summarise(title, text, sentences, count)
    assert len(chosen) <= count
    assert list(chosen) == sorted(chosen)
    assert all(
        any(one.start <= span.start < span.end == one.end for one in sentences) for span in chosen
    )


@pytest.mark.parametrize("unit", ["A", "A ", "AAA - ", "(ab) - ", '"', "a."])
def test_one_long_line_takes_no_longer_than_its_length(unit: str) -> None:
    text = unit * 50_000
    assert told(text, Span(0, len(text))).end == len(text)
    assert len(summarise("", text, [Span(0, len(text))], 1)) == 1
