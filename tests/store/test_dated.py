from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.dated import without_dates

TODAY = date(2031, 5, 12)  # a Monday


def _days(text: str) -> list[tuple[str, str]]:
    _, dates = without_dates(text, TODAY)
    return [
        (date.fromordinal(days.first).isoformat(), date.fromordinal(days.last).isoformat())
        for dated in dates
        for days in dated.days
    ]


@pytest.mark.parametrize(
    "text",
    ["7 February 2031", "February 7, 2031", "the 7th of february 2031", "feb. 7 2031", "2031-02-07",
     "2031年2月7日", "２０３１年２月７日"],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert _days(f"ferry {text}") == [("2031-02-07", "2031-02-07")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12 may", ["2031-05-12", "2032-05-12"]),
        ("May 13", ["2030-05-13", "2031-05-13"]),
        ("2月7日", ["2031-02-07", "2032-02-07"]),
        ("Sept 3", ["2030-09-03", "2031-09-03"]),
        ("29 February", ["2028-02-29", "2032-02-29"]),
        ("yesterday", ["2031-05-11"]),
    ],
)
def test_without_a_year_the_last_one_and_the_next(text: str, days: list[str]) -> None:
    assert _days(text) == [(day, day) for day in days]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("feb 2028", "2028-02-01", "2028-02-29"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("last week", "2031-05-05", "2031-05-11"),
        ("this month", "2031-05-01", "2031-05-31"),
    ],
)
def test_a_stretch_of_days(text: str, first: str, last: str) -> None:
    assert _days(f"floods {text}") == [(first, last)]


@pytest.mark.parametrize(
    "text", ["31 february", "0000-01-02", "may", "march on the capital", "9999-12", "30,000", ""]
)
def test_what_names_no_day_stays_words(text: str) -> None:
    assert without_dates(text, TODAY) == (text, [])


def test_the_words_around_a_date_stay() -> None:
    words, (dated,) = without_dates("what happened on 6 march in Quill", TODAY)
    assert words.split() == ["what", "happened", "on", "in", "Quill"]
    assert dated.term.texts == ("6 march", "march 6", "6 mar", "mar 6")


@given(st.text(), st.dates())
def test_any_text_on_any_day(text: str, today: date) -> None:
    without_dates(text, today)
