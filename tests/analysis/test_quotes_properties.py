from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis import sentences
from bot.analysis.quotes import marks, read

PIECES = [
    *"“”\"'‘’«»„「」『』 (),.\n\0\u202e\u200bé🎺",
    *(", ", ". ", "? ", ": ", " — ", "\n\n", " "),
    *("Ada Moss", "Mr. Moss", "he", "She", "the mayor", "who", "and", "MOSS: ", "שלום"),
    *("said", "asked", "told", "saying", "according to", "We won", "we left it there today"),
    *("氏は", "石田花子", "と述べた。", "市長", "これは橋です"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80)


@given(texts)
def test_any_text_survives_and_spans_stand_in_order_within_it(text: str) -> None:
    quotes, people = read(text, sentences.split(text))
    for quote in quotes:
        assert quote.segments
        assert all(0 <= span.start < span.end <= len(text) for span in quote.segments)
        assert all(one.end <= other.start for one, other in pairwise(quote.segments))
        assert quote.sentence.start <= quote.segments[0].start
        assert quote.segments[-1].end <= quote.sentence.end
        for span in (quote.mention, quote.cue, quote.title):
            assert span is None or 0 <= span.start < span.end <= len(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(quotes))
    assert all(person.name and person.name not in person.aliases for person in people)


@given(texts)
def test_marks_are_pairs_in_order(text: str) -> None:
    found = marks.find(text)
    assert all(mark.opened < mark.start <= mark.end <= mark.closed for mark in found)
    assert all(one.closed <= other.opened for one, other in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        *('"', "“", "”", "「", "'", "‘a’ ", '"a', '"a" ', '"Ab cd," he said. ', "“We won.\n\n"),
        *("Ada Moss ", "he ", "said ", "a, ", "(", "- ", "石田氏は「橋」と述べた。", "漢", "a"),
    ],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    """A tenth of a megabyte each; a quadratic step would take minutes."""
    text = unit * (100_000 // len(unit))
    read(text, sentences.split(text))
