from __future__ import annotations

from collections.abc import Sequence

from bot.analysis.weighing import weightiest
from bot.model import Gist, Mentions

Dated = tuple[str, int, bool]
"""A date's value, how many days later it is told, and whether the sentence states it."""

FIRST, SECOND, THIRD = "2026-03-14", "2026-03-17", "2026-03-20"


def mentions(*articles: Sequence[Dated], about: Sequence[bool] = ()) -> Mentions:
    """What articles tell of dates; without `about` all of it is about the topic."""
    rows = [(number, *dated) for number, dates in enumerate(articles) for dated in dates]
    stated = Gist.of("", words=9, stated=True, alone=True, on_top=True)
    lead = Gist.of("", words=9, stated=False, alone=True, on_top=True)
    return Mentions(
        articles=[number for number, *_ in rows],
        places=[0] * len(rows),
        dates=[value for _, value, _, _ in rows],
        firsts=[0] * len(rows),
        lags=[lag for _, _, lag, _ in rows],
        about=about or [True] * len(rows),
        forms=[(stated if said else lead).form for _, _, _, said in rows],
        terms=[""] * len(rows),
    )


def test_dates_most_told_of_later_come_first() -> None:
    told = mentions(
        [(FIRST, 1, True), (FIRST, 1, True), (SECOND, 0, True)],
        [(SECOND, 9, True)],
        [(THIRD, 0, False)],
        [("2018", 900, True)],
    )
    ranked = [SECOND, FIRST, THIRD, "2018"]
    assert weightiest(told, 9) == ranked
    assert weightiest(told, 2) == ranked[:2]


def test_an_article_that_names_the_topic_in_passing_counts_little() -> None:
    passing = [(SECOND, 1, True)] * 20
    about = [True] + 3 * [True, *[False] * 19]
    told = mentions([(FIRST, 1, True)], passing, passing, passing, about=about)
    assert weightiest(told, 1) == [FIRST]


def test_dates_told_by_a_sentence_about_the_topic_come_first() -> None:
    beside = [(FIRST, 1, True), (SECOND, 1, True)]
    about = [True, *10 * [True, False], True]
    told = mentions([(FIRST, 1, True)], *[beside] * 10, [("2018", 900, True)], about=about)
    assert weightiest(told, 3) == [FIRST, "2018", SECOND]


def test_nothing_weighs_nothing() -> None:
    assert weightiest(mentions(), 3) == []
