from __future__ import annotations

import pytest

from bot.names import may_be_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moss", "ADA MOSS"),
        ("William Reeve", "Bill Reeve"),
        ("Billy Reeve", "Will Reeve"),
        ("Steve Reeve", "Stephen Reeve"),
        ("Ada Moss", "A. Moss"),
        ("Ada Moss", "Ada K. Moss"),
        ("Ada Moss", "Zoe Ada Moss"),
        ("Otis Blane", "Otis Blane Jr."),
        ("J.D. Vane", "J. D. Vane"),
        ("JD Vane", "J.D. Vane"),
        ("De Holt", "Piet de Holt"),
        ("Moss", "Ada Moss"),
    ],
)
def test_two_names_that_may_be_one_persons(one: str, other: str) -> None:
    assert may_be_one(one.split(), other.split())
    assert may_be_one(other.split(), one.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moss", "Ada Reeve"),
        ("Ada Moss", "Karl Moss"),
        ("George H. Penrose", "George W. Penrose"),
        ("Otis Blane Sr.", "Otis Blane Jr."),
        ("Steven Moss", "Stella Moss"),
    ],
)
def test_two_names_of_two_people(one: str, other: str) -> None:
    assert not may_be_one(one.split(), other.split())
    assert not may_be_one(other.split(), one.split())
