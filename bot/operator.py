"""What the operator's settings ask for, brought into the article base at every start."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import SettingsError
from bot.model import Schedule
from bot.schedule import next_run
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """How the schedules on file become the ones that are wanted."""

    added: tuple[Schedule, ...]
    changed: tuple[Schedule, ...]
    removed: tuple[Schedule, ...]


def read_names(text: str, *, subject: str = "") -> dict[str, str]:
    """Further names of people: TOML lines `"石破茂" = "Shigeru Ishiba"`, alias to full name.

    SettingsError says which line is wrong.
    """
    try:
        names = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f'{subject}: {error}; write "alias" = "Full Name"') from error
    for alias, name in names.items():
        if not isinstance(name, str) or not name.strip():
            raise SettingsError(f"{subject}: {alias!r} must be a full name in quotation marks")
    return names


async def follow_feeds(store: Store, feeds: Mapping[str, str], now: datetime) -> None:
    """Follow exactly `feeds` (URL → title) for everybody; articles of others stay.

    A feed that is followed already is not due for that: a bot that starts again and again must not
    ask everybody again and again.
    """
    followed = {feed.url: feed for feed in await store.feeds(guild_id=None)}
    for url in followed.keys() - feeds.keys():
        await store.remove_feed(followed[url].id, guild_id=None)
    for url, title in feeds.items():
        if url not in followed:
            await store.add_feed(url, guild_id=None, title=title, now=now)


async def keep_schedules(
    store: Store,
    wanted: Sequence[Schedule],
    *,
    origin: str,
    now: datetime,
    guild_id: int | None = None,
) -> None:
    """Make the schedules of `origin` exactly `wanted`, keeping the history of those that stay."""
    on_file = await store.schedules(guild_id=guild_id, origin=origin)
    changes = compare(on_file, [replace(schedule, origin=origin) for schedule in wanted])
    for schedule in changes.removed:
        await store.remove_schedule(schedule.id, guild_id=guild_id)
    for schedule in changes.changed:
        await store.save_schedule(replace(schedule, next_run=next_run(schedule, now)))
    for schedule in changes.added:
        await store.add_schedule(replace(schedule, next_run=next_run(schedule, now)))


def compare(on_file: Sequence[Schedule], wanted: Sequence[Schedule]) -> Changes:
    """What to add, change and remove.

    1. A schedule that is on file as it is wanted stays as it is; one that was paused goes on.
    2. One for the same channel and topic is the same schedule at another time.
    3. The rest is new, or no longer wanted.
    """
    left = list(on_file)
    added: list[Schedule] = []
    changed: list[Schedule] = []
    unmatched = [one for one in wanted if not _take(left, one, exactly=True)]
    for one in unmatched:
        if same := _take(left, one, exactly=False):
            changed.append(replace(one, id=same.id))
        else:
            added.append(one)
    return Changes(tuple(added), tuple(changed), tuple(left))


def _take(left: list[Schedule], wanted: Schedule, *, exactly: bool) -> Schedule | None:
    """Take the schedule out of `left` that matches `wanted`."""
    for schedule in left:
        same = (schedule.channel_id, schedule.topic) == (wanted.channel_id, wanted.topic)
        times = (schedule.at, schedule.zone, schedule.days) == (wanted.at, wanted.zone, wanted.days)
        if same and ((times and not schedule.paused) or not exactly):
            left.remove(schedule)
            return schedule
    return None
