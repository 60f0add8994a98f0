"""Dates in English news: our cases, one expression at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from bot.analysis import dates
from bot.analysis.sentences import split
from bot.model import Timex, TimexType
from tests.eval.dates import JAPANESE, OWN, Record, own, read

FRIDAY = date(2025, 2, 7)


class Told(NamedTuple):
    """An expression as a test speaks of it."""

    text: str
    value: str


def find(text: str, published: date | datetime | None = FRIDAY) -> list[Told]:
    return [Told(one.span.of(text), one.value) for one in timexes(text, published)]


def timexes(text: str, published: date | datetime | None = FRIDAY) -> tuple[Timex, ...]:
    return dates.find(text, list(split(text)), published)


@pytest.mark.parametrize("record", [*own(OWN), *own(JAPANESE)], ids=lambda record: record.text[:40])
def test_our_cases(record: Record):
    assert read(record) == list(record.gold)


def test_without_a_date_of_publication_relative_expressions_stay_unresolved():
    text = (
        "She quit in May 2019, he on Friday; the vote is next week, in March or the third quarter."
    )
    assert find(text, None) == [
        ("May 2019", "2019-05"),
        ("Friday", ""),
        ("next week", ""),
        ("March", ""),
        ("the third quarter", ""),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The Orla sailed on March 3, 1912. It struck a rock on March 9.", ["1912-03-09"]),
        ("It sailed on December 28, 1912. It sank at 5 a.m. on January 3.", ["1913-01-03T05:00"]),
        ("The mayor resigned on March 3, 2024. The vote will be held on May 6.", [""]),
        ("The mayor resigned on March 3, 2024. Today they met as on May 6.", ["", ""]),
        ("She was born on March 3, 1950. She died on October 6.", [""]),
        ("She was born in March 1950. She fell ill on March 6.", [""]),
    ],
)
def test_without_a_date_of_publication_a_day_takes_the_year_just_before_it(
    text: str, values: list[str]
):
    assert [one.value for one in find(text, None)[1:]] == values


@pytest.mark.parametrize("end", [" ", "\n\n"])
def test_behind_a_date_of_an_unknown_year_nothing_is_told_from_those_before(end: str):
    text = f"The mill burned in 2010.{end}Exports rose 6% in October from a year earlier."
    assert find(text, None) == [("2010", "2010"), ("October", ""), ("a year earlier", "")]


def test_a_comparison_is_told_from_no_other_sentence():
    text = "The mill burned in 2010. Exports rose 6% from a year earlier."
    assert find(text, None) == [("2010", "2010"), ("a year earlier", "")]
    assert find(text)[1] == ("a year earlier", "2024")


def test_a_datetime_of_publication_gives_its_day():
    assert find("They met today.", datetime(2025, 2, 7, 23, 59, tzinfo=UTC)) == [
        ("today", "2025-02-07")
    ]


def test_a_weekday_is_the_articles_own_day():
    assert find("The court ruled Friday.") == [("Friday", "2025-02-07")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said Monday that the talks failed.", "2025-02-03"),
        ("He will speak on Monday.", "2025-02-10"),
        ("The results will be published on Monday.", "2025-02-10"),
        ("She was told on Monday to leave.", "2025-02-03"),
        ("The bill is expected to pass on Monday.", "2025-02-10"),
    ],
)
def test_the_tense_turns_a_bare_weekday(text: str, value: str):
    assert find(text)[0] == ("Monday", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge fell in August.", "2024-08"),
        ("The bridge will open in August.", "2025-08"),
        ("The store closed on Dec. 27.", "2024-12-27"),
        ("The bridge will open on Dec. 27.", "2025-12-27"),
        ("The talks began on Feb. 3.", "2025-02-03"),
        ("The offer expires March 1.", "2025-03-01"),
    ],
)
def test_the_tense_turns_a_month(text: str, value: str):
    assert [one.value for one in find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They may march in the second row.",
        "March on, said May Fenwick.",
        "April Jones met June Albers and Jan Kavel.",
        "Julian spent $1999 on 2000 bricks.",
        "Mr. Sun sat with Wed Hollis; version 2.1.19 mars the launch.",
        "He is 52 years old, his 13-year-old son is not.",
        "It rose 1.35 a share to 1,998.",
        "The flights cost $20 a week.",
        "Room 2024-7b is shut.",
    ],
)
def test_words_and_numbers_that_are_no_dates(text: str):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 February 2025", "2025-02-07"),
        ("February 7th, 2025", "2025-02-07"),
        ("2/7/2025", "2025-02-07"),
        ("27/2/2025", "2025-02-27"),
        ("07.02.2025", "2025-02-07"),
        ("2025-02-07", "2025-02-07"),
        ("the seventh of February", "2025-02-07"),
        ("Feb. 30", None),
        ("2025-13-41", None),
    ],
)
def test_one_day_in_many_notations(text: str, value: str | None):
    found = find(f"It was signed {text}.")
    assert [one.value for one in found if one.value] == ([value] if value else [])


def test_a_time_keeps_its_day():
    text = "It fell at 3:30 p.m. EST Thursday. The bell in town rang at noon and 4 in the morning."
    assert find(text) == [
        ("3:30 p.m. EST Thursday", "2025-02-06T15:30"),
        ("noon", "2025-02-06T12:00"),
        ("4 in the morning", "2025-02-06T04:00"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 in the afternoon", "15:00"),
        ("3 p.m.", "15:00"),
        ("3 PM", "15:00"),
        ("12 a.m.", "00:00"),
        ("12 p.m.", "12:00"),
        ("11 at night", None),
        ("9 o'clock", "09:00"),
        ("7.15pm", "19:15"),
        ("10:30am", "10:30"),
        ("23:59", "23:59"),
        ("25:10", None),
    ],
)
def test_times_of_day(text: str, value: str | None):
    found = [one.value for one in find(f"It began at {text} sharp.")]
    assert found == ([f"2025-02-07T{value}"] if value else [])


def test_a_year_earlier_is_told_from_the_quarter_named_before():
    text = "Profit fell in the third quarter to $3 million from $4 million a year earlier."
    assert find(text) == [("the third quarter", "2024-Q3"), ("a year earlier", "2023-Q3")]


def test_later_is_told_from_the_event_before_it_and_from_nothing_farther_off():
    near = "The mine closed on May 4, 2020. It reopened two months later."
    assert find(near)[-1] == ("two months later", "2020-07")
    far = (
        "The mine closed on May 4, 2020. It was sold. It was bought. It reopened two months later."
    )
    assert find(f"They met on Friday. {far}")[-1] == ("two months", "P2M")
    assert find(far)[-1] == ("two months later", "2020-07")  # all of it is history


def test_a_line_ends_an_expression_and_opens_a_sentence():
    text = "Marran wins in March\n5 boats sank, said Orel\nToday the court ruled"
    assert [one.text for one in find(text)] == ["March", "Today"]


def test_types():
    text = "Every Monday he waited two hours; at 9 p.m. he left, and in 2019 he died."
    assert [one.type for one in timexes(text)] == [
        TimexType.SET,
        TimexType.DURATION,
        TimexType.TIME,
        TimexType.DATE,
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two and a half years", "P2Y6M"),
        ("a year and a half", "P1Y6M"),
        ("2 1/2 hours", "PT2H30M"),
        ("a couple of decades", "P20Y"),
        ("several weeks", "PXW"),
        ("twenty-two minutes", "PT22M"),
        ("half a century", "P50Y"),
        ("the next three quarters", "P9M"),
        ("two hundred and ten years", "P210Y"),
    ],
)
def test_lengths(text: str, value: str):
    assert find(f"It took {text} to build.") == [(text, value)]


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 2), date(9999, 12, 30)])
def test_the_ends_of_the_calendar(published: date):
    text = "Last year, next week, yesterday, two hundred decades ago, Friday, in May, this summer."
    assert timexes(text, published)
