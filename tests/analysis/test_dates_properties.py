"""What holds for any text: spans in bounds, in order, apart; linear time."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import dates, events
from bot.analysis.dates import calendars
from bot.analysis.dates.tokens import vocabulary
from bot.analysis.sentences import split
from tests.eval.dates import OWN, own, read

WORDS = st.lists(
    st.one_of(
        st.sampled_from(sorted(vocabulary())),
        st.sampled_from(
            ["7日", "昨年", "12月", "年代", "と", "-", ",", ".", "\n\n", "said", "will", "Ora"]
        ),
        st.sampled_from(["9999-12-31", "0001-01-01"]),
        st.integers(0, 3000).map(str),
        st.text(max_size=3),
    ),
    max_size=30,
)
TEXTS = st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join))
DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_any_text_survives(text: str, published: date | None):
    sentences = list(split(text))
    found = dates.find(text, sentences, published)
    at = 0
    for timex in found:
        assert at <= timex.span.start < timex.span.end <= len(text)
        assert not text[timex.span.start].isspace()
        at = timex.span.end
    for event in events.find(text, sentences, found, published):
        assert event.span in sentences
        assert event.span.start <= event.date.span.start < event.date.span.end <= event.span.end
        assert event.date.first <= event.date.last


@given(st.dates(), st.sampled_from("DWMQHYECL"), st.integers(-5000, 5000))
def test_shifting_never_leaves_the_calendar(day: date, unit: str, count: int):
    moved = calendars.shift(day, unit, count)
    assert moved is None or (moved >= day) == (count >= 0) or moved == day


@given(st.integers(1600, 3000))
def test_easter_is_a_spring_sunday(year: int):
    day = calendars.easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    "piece",
    ["1", " ", "of the ", "1 ", "two-", "'90", "one ", "March ", "a.m.", "1:", "\n ", "日1"],
)
def test_time_grows_linearly(piece: str):
    """Twenty times the text takes not a hundred times as long."""
    assert _seconds(piece, 200_000) < 100 * _seconds(piece, 10_000) + 0.5


def _seconds(piece: str, size: int) -> float:
    text = (piece * size)[:size]
    begun = time.process_time()
    dates.find(text, [], date(2025, 2, 7))
    return time.process_time() - begun


def test_a_text_cut_off_anywhere_is_read():
    for record in own(OWN):
        for end in (match.end() for match in re.finditer(r"\w+\W*", record.text)):
            read(replace(record, text=record.text[:end]))
