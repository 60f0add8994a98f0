from __future__ import annotations

from bot.store.feedback import learnt
from bot.store.fulltext import Term
from bot.store.ranking import Candidate, Weighted

FERRY = Weighted(Term("ferri"), 3.0)
TOLD = [
    Candidate("ferri strike", "ferri crew walk out mediat call"),
    Candidate("", "ferri crew out mediat talk"),
    Candidate("", "ferri painter show canva"),
    Candidate("", "mediat meet crew at port"),
    Candidate("", "port tide table noon"),
]


def _learnt(scores: list[float]) -> list[float]:
    return learnt(TOLD, scores, [FERRY], average=30.0)


def test_what_the_best_have_in_common_speaks_for_an_article() -> None:
    scores = [5.0, 4.0, 1.0, 0.0, 0.0]
    gained = [new - old for new, old in zip(_learnt(scores), scores, strict=True)]
    assert gained[0] > 0
    assert gained[3] > gained[2] == gained[4] == 0


def test_the_terms_asked_for_are_not_counted_again() -> None:
    alike = [Candidate("", "ferri"), Candidate("", "ferri")]
    assert learnt(alike, [2.0, 1.0], [FERRY], average=5.0) == [2.0, 1.0]


def test_nothing_found_is_nothing_learnt() -> None:
    assert learnt([], [], [FERRY], average=1.0) == []
