"""When a schedule runs next: local wall-clock times in IANA zones, answered in UTC. Pure.

A local time that a clock change skips runs at the first minute that exists after it; one that
happens twice runs at the first of the two. So every day that is asked for gets exactly one run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.model import EVERY_DAY, Schedule

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "daily": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "weekends": frozenset((5, 6)),
}


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


# --- schedules as people write them ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScheduleText:
    """When and about what, without a channel."""

    at: time
    zone: str
    days: frozenset[int] = EVERY_DAY
    topic: str | None = None


def parse_schedule(text: str) -> ScheduleText:
    """`07:30 Europe/London [mon-fri] [topic …]`; ValueError says what is wrong."""
    clock, zone, *rest = [*text.split(), "", ""][: max(2, len(text.split()))]
    days = EVERY_DAY
    if rest and _looks_like_days(rest[0]):
        days = parse_days(rest.pop(0))
    return ScheduleText(parse_time(clock), parse_zone(zone), days, " ".join(rest) or None)


def parse_time(text: str) -> time:
    """`07:30` or `7:30`, on a 24-hour clock."""
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not match:
        raise ValueError(f"“{text[:50]}” is no time of day; write it as 07:30 or 18:00")
    return time(int(match[1]), int(match[2]))


def parse_zone(text: str) -> str:
    """An IANA name in any case, such as `europe/london`; `UTC` too."""
    zones = {zone.lower(): zone for zone in available_timezones()}
    zone = zones.get(text.strip().lower())
    if zone is None:
        raise ValueError(
            f"“{text[:50]}” is no time zone; write one such as Europe/London or Asia/Tokyo"
        )
    return zone


def parse_days(text: str) -> frozenset[int]:
    """`daily`, `weekdays`, `weekends`, `mon,wed,fri`, `mon-fri`, `sat-tue`."""
    days: set[int] = set()
    for part in filter(None, re.split(r"[\s,]+", text.strip().lower())):
        if part in _GROUPS:
            days |= _GROUPS[part]
            continue
        first, *last = (_day(name, text) for name in part.split("-", 1))
        end = last[0] if last else first
        days |= {(first + step) % 7 for step in range((end - first) % 7 + 1)}
    if not days:
        raise ValueError("no day is named; write daily, weekdays, or for example mon,wed,fri")
    return frozenset(days)


def days_in_words(days: frozenset[int]) -> str:
    """`daily`, `weekdays`, `weekends` or `Mon, Wed, Fri`."""
    for name, group in _GROUPS.items():
        if days == group:
            return name
    return ", ".join(DAY_NAMES[day][:3].capitalize() for day in sorted(days))


def _looks_like_days(word: str) -> bool:
    try:
        return bool(parse_days(word))
    except ValueError:
        return False


def _day(name: str, text: str) -> int:
    for number, full in enumerate(DAY_NAMES):
        if len(name) >= 3 and full.startswith(name):
            return number
    raise ValueError(
        f"“{text[:50]}” names no days; write daily, weekdays, or for example mon,wed,fri"
    )
