"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.when import parse_days_of

FRIDAY = date(2025, 2, 7)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-02-07", date(2025, 2, 7), None),
        ("2025/2/7", date(2025, 2, 7), None),
        ("7 feb", date(2025, 2, 7), None),
        ("8 feb", date(2024, 2, 8), None),
        ("Feb 7, 2024", date(2024, 2, 7), None),
        ("7th of February 2024", date(2024, 2, 7), None),
        ("29 feb 2024", date(2024, 2, 29), None),
        ("sept 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("december", date(2024, 12, 1), date(2024, 12, 31)),
        ("1970", date(1970, 1, 1), date(1970, 12, 31)),
        ("today", FRIDAY, None),
        ("Yesterday", date(2025, 2, 6), None),
        ("tomorrow", date(2025, 2, 8), None),
        ("friday", FRIDAY, None),
        ("last friday", date(2025, 1, 31), None),
        ("on monday", date(2025, 2, 3), None),
        ("sat", date(2025, 2, 1), None),
        ("last week", date(2025, 1, 27), date(2025, 2, 2)),
        ("this week", date(2025, 2, 3), date(2025, 2, 9)),
        ("next month", date(2025, 3, 1), date(2025, 3, 31)),
        ("last month", date(2025, 1, 1), date(2025, 1, 31)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("10 days ago", date(2025, 1, 28), None),
        ("a week ago", date(2025, 1, 31), None),
        ("2 months ago", date(2024, 12, 7), None),
        ("a year ago", date(2024, 2, 7), None),
    ],
)
def test_days(text: str, first: date, last: date | None) -> None:
    assert parse_days_of(text, FRIDAY) == (first, last or first)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 feb", "2025-13", "7", "7 8 feb", "feb feb", "0000", "99999 years ago"]
)
def test_what_is_no_day_is_answered_with_examples(text: str) -> None:
    with pytest.raises(QuestionError, match="2025-02-07, 7 feb"):
        parse_days_of(text, FRIDAY)


def test_a_month_ago_from_the_31st_is_the_last_of_a_shorter_month() -> None:
    assert parse_days_of("a month ago", date(2025, 3, 31)).first == date(2025, 2, 28)


@given(st.text(max_size=30), st.dates())
def test_any_text_is_days_in_order_or_a_mistake(text: str, today: date) -> None:
    try:
        days = parse_days_of(text, today)
    except QuestionError:
        return
    assert days.first <= days.last


@given(st.dates(), st.dates())
def test_an_iso_date_is_itself(day: date, today: date) -> None:
    assert parse_days_of(day.isoformat(), today) == (day, day)
