from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.sentences import first, split


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed!", "Did they?", "Nobody knew…", "Later."],
        ['"We came. We saw," he said.', "Then they left."],
        ["“We came. We saw.”", "This was new."],
        ['"Why?" Ms. Moss asked.', '"Because." ', "It rained."],
        ['"Yes." Sen. Moss said.', "Nobody laughed."],
        ['"Stop!" Ada Moss shouted to the crowd.', "It stopped."],
        ["Mr. J. R. Moss paid $3.5 million on Jan. 5.", "It was No. 7."],
        ['Rep. Ada C. "Bo" Moss left.', "Plan B.", '"It works."'],
        ["The U.S. President left.", "He lives in the U.S.", "The end."],
        ["Moss & Co. Ltd. rose at 9 a.m. Tuesday.", "By 5 p.m. it fell."],
        ["It was ... odd.", "He said nothing..."],
        ["Wow!!", "(It was.)", "[It is.]"],
        ["首相は「そうだ。よい。」と述べた。", "次の日。"],
        ["« Oui. Non. » a dit Ada.", "Elle rit."],
        ['"Open.', "Never closed.", "Yes."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    parts = [part.strip() for part in parts]
    assert sentences(" ".join(parts)) == parts


def test_a_line_break_always_ends_a_sentence() -> None:
    assert sentences("A heading\nthen text\r\n\r\nmore") == ["A heading", "then text", "more"]


def test_a_very_long_quotation_is_cut_like_other_text() -> None:
    text = "“" + "We went on and on. " * 60 + "” he said."
    assert len(sentences(text)) > 50


@given(st.text(alphabet='ab A.!?"“”\n「」。 Mr', max_size=80) | st.text(max_size=80))
def test_spans_are_in_order_stripped_and_cover_every_word(text: str) -> None:
    spans = split(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert first(text) == next(iter(spans), None)


@pytest.mark.parametrize("unit", ['"', "“", ". ", "A. ", '!" ', ".", " ", "\n", "x", "「", '."A '])
def test_time_is_linear_in_the_length(unit: str) -> None:
    assert split(unit * (1_000_000 // len(unit))) is not None
