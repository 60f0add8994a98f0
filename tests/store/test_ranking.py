from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.fulltext import Term
from bot.store.ranking import Candidate, Weighted, idf, passage, score, sentences

FERRY = Weighted(Term("ferri"), 3.0)
QUAY = Weighted(Term("quai"), 1.0)


def _score(title: str, body: str, *, people: int = 0, phrases: tuple[Weighted, ...] = ()) -> float:
    candidate = Candidate(title, body, people)
    return score(candidate, [FERRY, QUAY], phrases, person=1.0, average=20.0)


def test_rare_terms_tell_more() -> None:
    assert idf(1000, 1) > idf(1000, 10) > idf(1000, 1000) > 0
    assert idf(0, 0) > 0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("ferri", "boat sail at noon"), ("", "ferri sail at noon")),
        (("", "ferri"), ("", "quai")),
        (("", "ferri quai"), ("", "ferri ferri")),
        (("", "ferri"), ("", "ferri" + " long" * 50)),
        (("", "quai"), ("", "quaint")),
    ],
)
def test_what_scores_higher(better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert _score(*better) > _score(*worse)


def test_neighbours_and_people_add_to_it() -> None:
    together = (Weighted(Term("ferri quai"), 1.0),)
    assert _score("", "ferri quai", phrases=together) > _score("", "quai ferri", phrases=together)
    assert _score("", "ferri", people=1) > _score("", "ferri")
    assert _score("", "", people=1) > 0


def test_a_prefix_counts_every_term_that_begins_so() -> None:
    wanted = [Weighted(Term("港", prefix=True), 1.0)]
    for body in ("港町 町", "新港 港"):
        assert score(Candidate("", body), wanted, [], person=1.0, average=20.0) > 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ferries left. Two!  Three", ["Ferries left.", "Two!", "Three"]),
        ('"We sail." Mr. Vale left.', ['"We sail."', "Mr. Vale left."]),
        ("The U.S. port\nA list", ["The U.S. port", "A list"]),
        ("開いた。「できた。」と述べた。", ["開いた。", "「できた。」", "と述べた。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == parts


@given(st.text())
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = list(sentences(text))
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


def test_the_passage_is_the_best_sentence_or_the_first() -> None:
    text = "Rain fell. The ferry left the quay. The quay is old."
    assert passage(text, [FERRY, QUAY]).of(text) == "The ferry left the quay."
    assert passage(text, [Weighted(Term("volcano"), 1.0)]).of(text) == "Rain fell."
    assert passage("", [FERRY]) == (0, 0)


def test_a_long_hostile_text_takes_no_longer_than_its_length() -> None:
    for text in ('"' * 200_000, '."' * 100_000, "." * 200_000, "a." * 100_000, "\n" * 200_000):
        assert sum(1 for _ in sentences(text)) <= 200_000
