"""When a schedule runs next: local wall-clock times in IANA zones, answered in UTC. Pure.

A local time that a clock change skips runs at the first minute that exists after it; one that
happens twice runs at the first of the two. So every day that is asked for gets exactly one run.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model import Schedule


def next_run(schedule: Schedule, after: datetime) -> datetime:
    """The first run strictly after `after` (aware), as UTC.

    Raises ValueError when the schedule has no days.
    """
    if not schedule.days:
        raise ValueError("a schedule needs at least one day")
    day = after.astimezone(ZoneInfo(schedule.zone)).date() - timedelta(days=1)
    while True:
        if day.weekday() in schedule.days:
            run = run_on(schedule, day)
            if run > after:
                return run
        day += timedelta(days=1)


def run_on(schedule: Schedule, day: date) -> datetime:
    """The moment, in UTC, at which the schedule runs on the local date `day`."""
    zone = ZoneInfo(schedule.zone)
    wall = datetime.combine(day, schedule.at)
    while not _exists(wall, zone):
        wall = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def local_date(schedule: Schedule, run: datetime) -> date:
    """The local date a run belongs to: the day whose briefing it is."""
    day = run.astimezone(ZoneInfo(schedule.zone)).date()
    return day if run_on(schedule, day) == run else day - timedelta(days=1)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    there = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) == wall
