"""Runs across clock changes, and schedules as people write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import EVERY_DAY, Schedule
from bot.schedule import (
    ScheduleText,
    days_in_words,
    local_date,
    next_run,
    parse_days,
    parse_schedule,
    run_on,
)


def at(clock: str, zone: str, days: frozenset[int] = EVERY_DAY) -> Schedule:
    return Schedule(id=1, channel_id=1, at=time.fromisoformat(clock), zone=zone, days=days)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "zone", "day", "run"),
    [
        # a plain day either side of the change
        ("00:00", "America/New_York", "2026-03-08", "2026-03-08T05:00"),
        ("00:00", "America/New_York", "2026-03-09", "2026-03-09T04:00"),
        ("07:30", "Europe/London", "2026-03-29", "2026-03-29T06:30"),
        # a gap: the next valid minute
        ("02:30", "America/New_York", "2026-03-08", "2026-03-08T07:00"),
        ("01:15", "Europe/London", "2026-03-29", "2026-03-29T01:00"),
        ("00:00", "Africa/Cairo", "2026-04-24", "2026-04-23T22:00"),
        ("00:30", "Africa/Cairo", "2026-04-24", "2026-04-23T22:00"),
        ("00:00", "Asia/Beirut", "2026-03-29", "2026-03-28T22:00"),
        ("00:00", "America/Santiago", "2026-09-06", "2026-09-06T04:00"),
        ("02:15", "Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:30"),
        # a fold: the first of the two
        ("01:30", "America/New_York", "2026-11-01", "2026-11-01T05:30"),
        ("01:30", "Europe/London", "2026-10-25", "2026-10-25T00:30"),
        ("23:30", "Africa/Cairo", "2026-10-29", "2026-10-29T20:30"),
        # no change at all
        ("07:30", "Asia/Tokyo", "2026-03-08", "2026-03-07T22:30"),
        ("23:59", "Asia/Kathmandu", "2026-01-01", "2026-01-01T18:14"),
    ],
)
def test_a_local_time_has_one_run_a_day(clock: str, zone: str, day: str, run: str):
    schedule = at(clock, zone)
    expected = utc(run)
    assert run_on(schedule, date.fromisoformat(day)) == expected
    assert next_run(schedule, expected - timedelta(seconds=1)) == expected
    assert local_date(schedule, expected) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("clock", "zone"),
    [
        ("00:00", "America/New_York"),
        ("00:00", "Africa/Cairo"),
        ("00:00", "Asia/Beirut"),
        ("00:00", "America/Santiago"),
        ("01:30", "America/New_York"),
        ("01:30", "Europe/London"),
        ("02:30", "Europe/Berlin"),
    ],
)
def test_a_year_has_one_run_for_each_of_its_days(clock: str, zone: str):
    schedule = at(clock, zone)
    run = utc("2025-12-31T00:00")
    days: list[date] = []
    while len(days) < 366:
        run = next_run(schedule, run)
        days.append(local_date(schedule, run))
    assert days == [days[0] + timedelta(days=step) for step in range(366)]


@given(
    st.integers(946_684_800, 2_114_380_800),
    st.times(),
    st.timezone_keys(allow_prefix=False),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_next_run_is_later_on_a_chosen_day_and_the_first(
    moment: int, clock: time, zone: str, days: frozenset[int]
):
    after = datetime.fromtimestamp(moment, UTC)
    schedule = Schedule(id=1, channel_id=1, at=clock.replace(microsecond=0), zone=zone, days=days)
    run = next_run(schedule, after)
    assert after < run < after + timedelta(days=9)
    assert run == run_on(schedule, local_date(schedule, run))
    assert local_date(schedule, run).weekday() in days
    assert next_run(schedule, run - timedelta(microseconds=1)) == run


def test_a_skipped_day_still_gets_its_run():
    samoa = at("07:30", "Pacific/Apia")
    skipped = run_on(samoa, date(2011, 12, 30))
    assert skipped.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)
    assert local_date(samoa, skipped) == date(2011, 12, 30)


def test_a_schedule_without_days_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        next_run(at("07:30", "UTC", frozenset()), utc("2026-01-01T00:00"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07:30 Europe/London", ScheduleText(time(7, 30), "Europe/London")),
        ("7:05 asia/tokyo daily", ScheduleText(time(7, 5), "Asia/Tokyo")),
        (
            "18:00 UTC mon-fri the economy",
            ScheduleText(time(18), "UTC", frozenset(range(5)), "the economy"),
        ),
        ("18:00 utc Sat,Sunday", ScheduleText(time(18), "UTC", frozenset({5, 6}))),
        ("18:00 UTC monetary policy", ScheduleText(time(18), "UTC", EVERY_DAY, "monetary policy")),
    ],
)
def test_a_schedule_is_read_as_people_write_it(text: str, expected: ScheduleText):
    assert parse_schedule(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "“” is no time of day; write it as 07:30"),
        ("25:00 UTC", "“25:00” is no time of day"),
        ("07:30", "“” is no time zone; write one such as Europe/London"),
        ("07:30 London", "“London” is no time zone"),
    ],
)
def test_a_wrong_schedule_says_what_is_right(text: str, says: str):
    with pytest.raises(ValueError, match=says.replace("?", r"\?")):
        parse_schedule(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily", "daily"),
        ("mon,tue,wed,thu,fri", "weekdays"),
        ("weekends", "weekends"),
        ("sat-tue", "Mon, Tue, Sat, Sun"),
        ("Wednesday fri", "Wed, Fri"),
    ],
)
def test_days_read_and_told(text: str, words: str):
    assert days_in_words(parse_days(text)) == words


@pytest.mark.parametrize("text", ["", "noday", "mo", "mon-xyz"])
def test_words_that_are_no_days(text: str):
    with pytest.raises(ValueError, match="write daily"):
        parse_days(text)
