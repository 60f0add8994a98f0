"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.model import Article, EventDate, Precision, Span
from bot.when import date_in_words, parse_days_of

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


@pytest.mark.parametrize(
    ("phrase", "value", "precision", "first", "last", "words"),
    [
        ("in 2018", "2018", "year", date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ("Friday", "2025-02-07", "day", date(2025, 2, 7), date(2025, 2, 7), "7 February 2025"),
        (
            "at 6.30 pm",
            "2025-02-07T18:30",
            "minute",
            date(2025, 2, 7),
            date(2025, 2, 7),
            "7 February 2025, 18:30",
        ),
        ("last May", "2024-05", "month", date(2024, 5, 1), date(2024, 5, 31), "May 2024"),
        (
            "early 2000s",
            "200X",
            "decade",
            date(2000, 1, 1),
            date(2003, 12, 31),
            "early 2000s",
        ),
        (
            "1970s and 1980s",
            "197X/198X",
            "decade",
            date(1970, 1, 1),
            date(1989, 12, 31),
            "1970s and 1980s",
        ),
        ("that decade", "197X", "decade", date(1970, 1, 1), date(1979, 12, 31), "1970s"),
        (
            "last week",
            "2025-W05",
            "week",
            date(2025, 1, 27),
            date(2025, 2, 2),
            "27 January 2025 – 2 February 2025",
        ),
        ("next week", "2025-W11", "week", date(2025, 3, 10), date(2025, 3, 16), "10–16 March 2025"),
        ("the 1960s", "196X", "decade", date(1960, 1, 1), date(1969, 12, 31), "1960s"),
        (
            "the last century",
            "19XX",
            "century",
            date(1900, 1, 1),
            date(1999, 12, 31),
            "20th century",
        ),
        ("2016-17", "2016/2017", "year", date(2016, 1, 1), date(2017, 12, 31), "2016-17"),
        ("Q1", "2026-33", "quarter", date(2026, 1, 1), date(2026, 3, 31), "first quarter of 2026"),
        (
            "the 4th quarter of last year",
            "2025-36",
            "quarter",
            date(2025, 10, 1),
            date(2025, 12, 31),
            "fourth quarter of 2025",
        ),
        (
            "its second half",
            "2025-41",
            "half",
            date(2025, 7, 1),
            date(2025, 12, 31),
            "second half of 2025",
        ),
        ("last fall", "2025-23", "season", date(2025, 9, 1), date(2025, 11, 30), "autumn 2025"),
        (
            "Last winter",
            "2026-24",
            "season",
            date(2025, 12, 1),
            date(2026, 2, 28),
            "winter 2025–26",
        ),
        (
            "from May to July",
            "2025-05/2025-07",
            "month",
            date(2025, 5, 1),
            date(2025, 7, 31),
            "May – July 2025",
        ),
        (
            "8-10 May",
            "2025-05-08/2025-05-10",
            "day",
            date(2025, 5, 8),
            date(2025, 5, 10),
            "8–10 May 2025",
        ),
        ("the '80s", "198X", "decade", date(1980, 1, 1), date(1989, 12, 31), "1980s"),
        ("the mid-90s", "1994/1996", "decade", date(1994, 1, 1), date(1996, 12, 31), "mid-1990s"),
        ("90s and 00s", "199X/200X", "decade", date(1990, 1, 1), date(2009, 12, 31), "90s and 00s"),
        ("18th century", "17XX", "century", date(1700, 1, 1), date(1799, 12, 31), "18th century"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_is_known(
    phrase: str, value: str, precision: str, first: date, last: date, words: str
) -> None:
    article = Article("a", phrase)
    when = EventDate(Span(0, len(phrase)), value, Precision(precision), first, last)
    assert date_in_words(when, article) == words
