"""When channels are briefed."""

from __future__ import annotations

import json
from datetime import datetime, time

from bot.model import Schedule
from bot.store import codes
from bot.store.database import Database, Row, Value

_ADD = """
INSERT INTO schedules (channel_id, local_time, zone, days, topic, guild_id, origin,
    say_when_empty, paused, next_run, last_error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *
"""
_SAVE = """
UPDATE schedules SET channel_id = $1, local_time = $2, zone = $3, days = $4, topic = $5,
    guild_id = $6, origin = $7, say_when_empty = $8, paused = $9, next_run = $10, last_error = $11
WHERE id = $12 RETURNING id
"""
_OF_OWNER = """
SELECT * FROM schedules WHERE guild_id = $1 AND ($2 IS NULL OR origin = $2) ORDER BY id
"""
_DUE = "SELECT * FROM schedules WHERE paused = 0 AND next_run <= $1 ORDER BY next_run, id"


class Schedules:
    """The part of the store that keeps schedules."""

    _db: Database

    async def add_schedule(self, schedule: Schedule) -> Schedule:
        """File a schedule (its `id` is ignored) and return it with its id."""
        async with self._db.write(durable=True) as writer:
            row = await writer.fetch_row(_ADD, *_columns(schedule))
        return _schedule(row)

    async def save_schedule(self, schedule: Schedule) -> bool:
        """Change a schedule; False when it is gone."""
        async with self._db.write(durable=True) as writer:
            changed = await writer.fetch(_SAVE, *_columns(schedule), schedule.id)
        return bool(changed)

    async def pause_schedule(self, schedule: Schedule, *, reason: str) -> None:
        """Pause a schedule and keep the reason, unless it was moved to another channel."""
        async with self._db.write(durable=True) as writer:
            await writer.execute(
                "UPDATE schedules SET paused = 1, last_error = $3 "
                "WHERE id = $1 AND channel_id = $2 AND paused = 0",
                schedule.id,
                schedule.channel_id,
                reason,
            )

    async def remove_schedule(self, schedule_id: int, *, guild_id: int | None) -> bool:
        """Remove a schedule of this owner with its open deliveries; False when there is none."""
        async with self._db.write(durable=True) as writer:
            gone = await writer.fetch(
                "DELETE FROM schedules WHERE id = $1 AND guild_id = $2 RETURNING id",
                schedule_id,
                codes.owner(guild_id),
            )
            if gone:
                await writer.execute(
                    "DELETE FROM deliveries WHERE schedule_id = $1 AND state = 'claimed'",
                    schedule_id,
                )
        return bool(gone)

    async def schedule(self, schedule_id: int) -> Schedule | None:
        """One schedule."""
        async with self._db.read() as reader:
            row = await reader.fetch_one("SELECT * FROM schedules WHERE id = $1", schedule_id)
        return None if row is None else _schedule(row)

    async def schedules(self, *, guild_id: int | None, origin: str | None = None) -> list[Schedule]:
        """The schedules of one owner, oldest first."""
        async with self._db.read() as reader:
            rows = await reader.fetch(_OF_OWNER, codes.owner(guild_id), origin)
        return [_schedule(row) for row in rows]

    async def due_schedules(self, now: datetime) -> list[Schedule]:
        """Schedules, not paused, whose `next_run` has come."""
        async with self._db.read() as reader:
            rows = await reader.fetch(_DUE, codes.moment(now))
        return [_schedule(row) for row in rows]

    async def advance(self, schedule: Schedule, next_run: datetime) -> None:
        """Move `next_run` on, unless it is no longer `schedule.next_run`: somebody else did."""
        async with self._db.write(durable=True) as writer:
            await writer.execute(
                "UPDATE schedules SET next_run = $2 WHERE id = $1 AND coalesce(next_run, $4) = $3",
                schedule.id,
                codes.moment(next_run),
                codes.moment_or(schedule.next_run, codes.UNKNOWN),
                codes.UNKNOWN,
            )


def _columns(schedule: Schedule) -> tuple[Value, ...]:
    return (
        schedule.channel_id,
        schedule.at.isoformat(),
        schedule.zone,
        codes.dump(sorted(schedule.days)),
        schedule.topic,
        codes.owner(schedule.guild_id),
        schedule.origin,
        int(schedule.say_when_empty),
        int(schedule.paused),
        codes.moment_or_none(schedule.next_run),
        schedule.last_error,
    )


def _schedule(row: Row) -> Schedule:
    return Schedule(
        id=row["id"],
        channel_id=row["channel_id"],
        at=time.fromisoformat(row["local_time"]),
        zone=row["zone"],
        days=frozenset(json.loads(row["days"])),
        topic=row["topic"],
        guild_id=codes.owner_of(row["guild_id"]),
        origin=row["origin"],
        say_when_empty=bool(row["say_when_empty"]),
        paused=bool(row["paused"]),
        next_run=codes.time_of(row["next_run"]),
        last_error=row["last_error"],
    )
