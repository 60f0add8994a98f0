"""The grammar finds in chains of tokens what its rules find in the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.dates.grammar import Found, Grammar, Rules
from bot.analysis.dates.patterns import compile_pattern
from bot.analysis.dates.reader import GRAMMAR
from bot.analysis.dates.tokens import KINDS, Tokens, vocabulary

WORDS = [*vocabulary(), *"123456789", "1998", "'98", "1990s", "25", "moss", "Moss", "\n\n"]


def no_date(_: Found) -> None:
    """The meaning of a rule that is only looked for."""


def places(grammar: Grammar, kinds: str) -> list[tuple[int, int, int]]:
    """What every rule finds by itself in the whole of a text."""
    return sorted(
        (match.start(), -match.end(), rank)
        for rank, rule in enumerate(grammar.rules)
        for match in rule.pattern.finditer(kinds)
    )


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_match_is_lost_at_the_end_of_a_chain(words: list[str]):
    kinds = Tokens(" ".join(words)).kinds
    assert list(GRAMMAR.places(kinds)) == places(GRAMMAR, kinds)


@given(st.lists(st.sampled_from(sorted(set(KINDS.values()))), max_size=60).map("".join))
def test_nor_among_classes_that_no_text_has_side_by_side(kinds: str):
    assert list(GRAMMAR.places(kinds)) == places(GRAMMAR, kinds)


def test_what_a_pattern_looks_at_is_known_but_no_part_of_it():
    known = compile_pattern("(?<!Money) year:Year (?=Comma | $) Comma?")
    month, day = KINDS["Month"], KINDS["Day"]
    money, year, comma = (KINDS[name] for name in ("Money", "Year", "Comma"))
    assert known.links == {money + year, year + comma}
    assert known.lasts == {year, comma}
    assert known.needs == ({year},)
    assert compile_pattern("Month Day | Day Month").links == {month + day, day + month}
    assert compile_pattern("Day{2,3}").links == {day + day}
    assert compile_pattern("Day?").empty


def test_the_end_of_a_chain_is_not_the_end_of_the_text():
    rules = Rules()
    rules("Month Day (?=$)")(no_date)
    month, day, other = (KINDS[name] for name in ("Month", "Day", "Lower"))
    assert list(Grammar(rules).places(month + day)) == [(0, -2, 0)]
    assert list(Grammar(rules).places(month + day + other)) == []


def test_a_chain_of_any_length_is_read():
    day = KINDS["Day"]
    rules = Rules()
    rules("Day Day")(no_date)
    assert len(list(Grammar(rules).places(day * 1001))) == 500
    assert list(Grammar(rules).places("")) == []
