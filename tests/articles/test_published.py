"""When a text was published, as fields and texts write it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.published import date_line, dateline, parse_published


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # pyright: ignore[reportArgumentType] - year, month, day …


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-02-07", at(2025, 2, 7, 12)),
        ("20250207", at(2025, 2, 7, 12)),
        ("2025-02-07T10:30:00Z", at(2025, 2, 7, 10, 30)),
        ("2025-02-07T10:30:00+09:00", at(2025, 2, 7, 1, 30)),
        ("2025-02-07 10:30", at(2025, 2, 7, 10, 30)),
        ("Fri, 07 Feb 2025 10:30:00 GMT", at(2025, 2, 7, 10, 30)),
        ("7 February 2025", at(2025, 2, 7, 12)),
        ("7th of February, 2025", at(2025, 2, 7, 12)),
        ("February 7, 2025", at(2025, 2, 7, 12)),
        ("Feb. 7, 2025, 10:30 p.m. EST", at(2025, 2, 8, 3, 30)),
        ("Friday, February 7, 2025 at 12:05 AM", at(2025, 2, 7, 0, 5)),
        ("2025/02/07", at(2025, 2, 7, 12)),
        ("2025年2月7日", at(2025, 2, 7, 12)),
        ("2025年2月7日(金) 10:30 JST", at(2025, 2, 7, 1, 30)),
        ("27/02/2025", at(2025, 2, 27, 12)),
        ("02/27/2025", at(2025, 2, 27, 12)),
        ("1738924200", at(2025, 2, 7, 10, 30)),
    ],
)
def test_a_moment(value: str, expected: datetime) -> None:
    assert parse_published(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "soon", "02/07/2025", "2025-02-30", "31 February 2025", "2025-13-01", "7", "25:00"],
)
def test_no_moment(value: str) -> None:
    assert parse_published(value) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated 4:05 PM EST, Fri February 7, 2025", at(2025, 2, 7, 21, 5)),
        ("Posted at 10:20am on 7 February 2025", at(2025, 2, 7, 10, 20)),
        ("10:20 AM, February 7, 2025", at(2025, 2, 7, 10, 20)),
        ("Published 10:20 7 February 2025", at(2025, 2, 7, 10, 20)),
        ("Fri, Feb 07, 2025 @ 12:50 GMT", at(2025, 2, 7, 12, 50)),
        ("Publish Date: February 7, 2025", at(2025, 2, 7, 12)),
        ("Modified: 2025-02-07T10:30:00+05:30", at(2025, 2, 7, 5)),
        ("2025年2月7日 10時30分", at(2025, 2, 7, 10, 30)),
    ],
)
def test_a_line_that_only_dates_the_text(line: str, expected: datetime) -> None:
    assert date_line(line) == expected


@given(st.text(max_size=40))
def test_any_text_is_survived(value: str) -> None:
    for moment in (parse_published(value), date_line(value), dateline(value)):
        assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_what_we_print_we_read(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == moment


def test_a_date_line_says_nothing_else() -> None:
    assert date_line("Published: 7 February 2025") == at(2025, 2, 7, 12)
    assert date_line("Last updated on February 7, 2025 10:30 GMT") == at(2025, 2, 7, 10, 30)
    assert date_line("公開日:2025年2月7日") == at(2025, 2, 7, 12)
    assert date_line("7 February 2025", labelled=True) is None
    assert date_line("On 7 February 2025 the bridge fell.") is None


def test_a_dateline_opens_a_text() -> None:
    assert dateline("HARROW, March 3, 2024 (NNA) — The bridge") == at(2024, 3, 3, 12)
    assert dateline("HARROW, March 3 (NNA) — The bridge") is None
