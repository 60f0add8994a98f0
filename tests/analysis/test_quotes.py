from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.analysis import sentences
from bot.analysis.quotes import read
from bot.model import Quote
from tests.eval.quotes import Case, Tally, cases

SEED = Path(__file__).parents[2] / ".." / "shared" / "data" / "seed_article.txt"


def quotes(text: str) -> tuple[Quote, ...]:
    return read(text, sentences.split(text))[0]


@pytest.mark.parametrize("case", [*cases(), *cases("japanese")], ids=lambda case: case.name)
def test_every_construction_is_read(case: Case) -> None:
    assert Tally().add(case) == []


def test_the_seed_article_holds_three_quotations_each_and_no_other() -> None:
    if not SEED.exists():
        pytest.skip("../shared is not here")
    text = SEED.read_text("utf-8")
    found = quotes(text)
    assert Counter(quote.speaker for quote in found) == {"Donald Trump": 3, "Shigeru Ishiba": 3}
    assert all(len(quote.segments) == 1 for quote in found)
    for quote in found:
        (segment,) = quote.segments
        assert text[segment.start - 1] == "“"
        assert text[segment.end] == "”"


def test_words_without_marks_are_no_quotation() -> None:
    assert quotes("She stated that the council, the port and the ferry could agree.") == ()


def test_a_split_quotation_is_one_with_two_segments() -> None:
    text = "“The dam holds,” Ada Moss said. “It always has.” Then it rained."
    (quote,) = quotes(text)
    assert [segment.of(text) for segment in quote.segments] == ["The dam holds,", "It always has."]
    assert quote.sentence.of(text) == "“The dam holds,” Ada Moss said. “It always has.”"
    assert quote.cue is not None
    assert quote.cue.of(text) == "said"


def test_a_second_cue_makes_a_second_quotation() -> None:
    text = "“The dam holds,” Ada Moss said. “It always has,” she added."
    assert [len(quote.segments) for quote in quotes(text)] == [1, 1]


def test_mention_and_title_are_spans_of_the_text() -> None:
    text = "Mayor Ada Moss said, “The dam holds, and so do we.”"
    (quote,) = quotes(text)
    assert quote.mention is not None
    assert quote.title is not None
    assert quote.mention.of(text) == "Mayor Ada Moss"
    assert quote.title.of(text) == "Mayor"
    assert quote.speaker == "Ada Moss"


def test_a_mention_that_nothing_explains_names_nobody() -> None:
    (quote,) = quotes("“It was dark when the lights failed,” she said.")
    assert quote.speaker is None
    assert quote.mention is not None
