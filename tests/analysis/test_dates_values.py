"""Calendar values in EDTF and the days they cover."""

from __future__ import annotations

from datetime import date

import pytest

from bot.analysis.dates import values
from bot.model import Precision


@pytest.mark.parametrize(
    ("timex", "phrase", "value", "precision"),
    [
        ("2018", "2018", "2018", Precision.YEAR),
        ("2025-02", "February", "2025-02", Precision.MONTH),
        ("2025-02-07", "Friday", "2025-02-07", Precision.DAY),
        ("2025-02-07TNI", "Friday night", "2025-02-07", Precision.DAY),
        ("2025-02-07T15:30", "3:30 p.m.", "2025-02-07T15:30", Precision.MINUTE),
        ("2025-02-07T24:00", "midnight", "2025-02-07", Precision.DAY),
        ("2025-W06", "this week", "2025-02-03/2025-02-09", Precision.WEEK),
        ("2025-W06-WE", "the weekend", "2025-02-08/2025-02-09", Precision.WEEK),
        ("2024-Q3", "the third quarter", "2024-35", Precision.QUARTER),
        ("2024-Q3", "the fiscal third quarter", "2024", Precision.YEAR),
        ("2024-H2", "the second half of 2024", "2024-41", Precision.HALF),
        ("1994-WI", "the winter of 1994", "1994-24", Precision.SEASON),
        ("197", "the 1970s", "197X", Precision.DECADE),
        ("200", "the early 2000s", "2000/2003", Precision.DECADE),
        ("199", "the mid-1990s", "1994/1996", Precision.DECADE),
        ("196", "the late sixties", "1967/1969", Precision.DECADE),
        ("18", "the 19th century", "18XX", Precision.CENTURY),
        ("2016/2017", "2016-17", "2016/2017", Precision.YEAR),
    ],
)
def test_edtf(timex: str, phrase: str, value: str, precision: Precision):
    assert values.edtf(timex, phrase) == (value, precision)


@pytest.mark.parametrize(
    "timex", ["", "PRESENT_REF", "P3D", "XXXX-WXX-1", "2025-W99", "PXY", "2025-13", "P2Y6M"]
)
def test_what_is_no_calendar_value(timex: str):
    assert values.edtf(timex, "") is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02-07T15:30", date(2025, 2, 7), date(2025, 2, 7)),
        ("197X", date(1970, 1, 1), date(1979, 12, 31)),
        ("197X/198X", date(1970, 1, 1), date(1989, 12, 31)),
        ("2000/2003", date(2000, 1, 1), date(2003, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("1994-24", date(1993, 12, 1), date(1994, 2, 28)),
        ("2013-21", date(2013, 3, 1), date(2013, 5, 31)),
        ("2024-36", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-41", date(2024, 7, 1), date(2024, 12, 31)),
    ],
)
def test_bounds(value: str, first: date, last: date):
    assert values.bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "2025-99", "2025-02-30"])
def test_bounds_of_no_value(value: str):
    with pytest.raises(ValueError, match=r".+"):
        values.bounds(value)
