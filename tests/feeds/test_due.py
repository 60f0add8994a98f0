"""When to poll next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.due import (
    BELIEVED,
    GIVEN_UP,
    LATEST,
    SOONEST,
    SPREAD,
    USUAL,
    after_failure,
    after_success,
)

NOW = datetime(2024, 3, 4, 10, tzinfo=UTC)
URL = "https://harrow.example/feed"
NUMBERS = st.one_of(st.none(), st.floats(min_value=0, max_value=1e12))


@given(st.text(), NUMBERS, NUMBERS)
def test_a_feed_that_was_read_is_due_within_bounds(
    url: str, max_age: float | None, ttl: float | None
) -> None:
    pause = after_success(url, NOW, max_age=max_age, ttl=ttl) - NOW
    assert SOONEST <= pause <= LATEST * (1 + SPREAD)


def test_what_server_and_feed_ask_for_is_honoured() -> None:
    hour = timedelta(hours=1)
    assert after_success(URL, NOW) >= NOW + USUAL
    assert after_success(URL, NOW, max_age=3600) >= NOW + hour
    assert after_success(URL, NOW, max_age=60, ttl=120) >= NOW + 2 * hour


@given(st.integers(min_value=-1, max_value=10**6), NUMBERS)
def test_a_feed_that_failed_is_due_within_bounds(failures: int, wait: float | None) -> None:
    pause = after_failure(URL, NOW, failures=failures, retry_after=wait) - NOW
    assert USUAL <= pause <= BELIEVED
    assert pause >= timedelta(seconds=min(wait or 0, BELIEVED.total_seconds()))
    if not wait:
        assert pause <= GIVEN_UP * (1 + SPREAD)


def test_every_failure_in_a_row_doubles_the_pause() -> None:
    first, second, third = (after_failure(URL, NOW, failures=n) - NOW for n in (1, 2, 3))
    assert second / first == pytest.approx(2)
    assert third / second == pytest.approx(2)


def test_feeds_drift_apart_and_stay_where_they_are() -> None:
    due = {after_success(f"https://{n}.example/", NOW) for n in range(20)}
    assert len(due) == 20
    assert after_success(URL, NOW) == after_success(URL, NOW)
