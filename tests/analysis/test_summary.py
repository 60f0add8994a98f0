import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.sentences import split
from bot.analysis.standing import stands_alone, told
from bot.analysis.summary import summarise
from bot.model import Span
from tests.eval import summaries as board

ARTICLE = (
    "SELBAY (Coastal Wire) - The council of Selbay approved a road tunnel under its harbour on "
    "Tuesday. He was delighted by the vote of the council on Tuesday. "
    '"Nine years, four mayors, one vote." However, the fishermen of Selbay fear for the harbour. '
    "The tunnel under the harbour will cost 1.2 billion crowns and take six years to build."
)


def summary_of(text: str, count: int, title: str = "") -> list[str]:
    return [span.of(text) for span in summarise(title, text, split(text), count)]


def test_what_leans_or_is_bare_is_left_out_when_there_is_better() -> None:
    assert summary_of(ARTICLE, 2, "Tunnel approved") == [
        "The council of Selbay approved a road tunnel under its harbour on Tuesday.",
        "The tunnel under the harbour will cost 1.2 billion crowns and take six years to build.",
    ]


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


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the tunnel would be ready in six years.",
        "However, the fishermen of Selbay fear for the harbour.",
        "But nobody asked the fishermen of Selbay before the vote.",
        "Behind it lie 84,000 kinds of barley, millet and beans.",
        '"We shall not be moved from our harbour by anybody."',
        "“We shall not be moved from our harbour by anybody.”",
        "By Carla Finch, Health Reporter of the Norvale Post",
        "MAYOR ILERI: We will not be moved from our harbour.",
        "Nobody came.",
    ],
)
def test_these_do_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This week, for the first time, the seed bank is giving seed back.",
        "The council of Selbay approved a road tunnel under its harbour.",
        "“We shall not be moved,” Mayor Ileri said on Tuesday.",
        "Some 300 people had to leave their houses in Ostrel.",
    ],
)
def test_these_do(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "opening",
    [
        "SELBAY (Coastal Wire) - ",
        "OSTREL, March 4 -- ",
        "PORT LUNE, Norvale — ",
        "(Update 3:09 a.m.) ",
        "CAIRO -LRB- Wire -RRB- -- ",
    ],
)
def test_datelines_are_cut_off(opening: str) -> None:
    text = f"{opening}Wolves live in all seven valleys of the range again."
    assert told(text, Span(0, len(text))).start == len(opening)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor - a fisherman himself - said on Tuesday that the tunnel would be built.",
        "Maria Lopez (Greens) - a farmer herself - said she would vote for the tunnel.",
        "Orsk joined the alliance EPTO - and left it again - within a single year.",
    ],
)
def test_a_dash_inside_a_sentence_is_no_dateline(text: str) -> None:
    assert told(text, Span(0, len(text))) == Span(0, len(text))


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
