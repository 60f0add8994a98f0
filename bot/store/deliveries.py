"""Claim → send → confirm: which process may send which briefing, and what became of it.

Every step is one statement in a durable transaction: what the store says happened has happened,
whatever becomes of the process or the power a moment later.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from bot.model import Delivery, DeliveryState, Schedule, Window
from bot.store import codes
from bot.store.database import Database, Row

_CLAIM = """
INSERT INTO deliveries
    (schedule_id, channel_id, local_date, due, state, attempts, lease_until, since, until,
     message_ids)
SELECT s.id, s.channel_id, $2, $3, 'claimed', 1, $5,
    (SELECT max(d.until) FROM deliveries d WHERE d.schedule_id = s.id AND d.state = 'sent'),
    $4, '[]'
FROM schedules s WHERE s.id = $1
ON CONFLICT (schedule_id, local_date) DO UPDATE SET
    attempts = deliveries.attempts + 1, lease_until = excluded.lease_until
WHERE deliveries.state = 'claimed' AND deliveries.lease_until <= $4
RETURNING *
"""
_OPEN = """
SELECT * FROM deliveries WHERE state = 'claimed' AND lease_until <= $1 ORDER BY due, id
"""
# A message that is out is out, whoever holds the claim by now.
_CONFIRM = """
UPDATE deliveries SET state = 'sent', message_ids = $2, settled = $3, error = NULL
WHERE id = $1 AND state <> 'sent'
"""
# An attempt that was taken over has nothing to say any more: `attempts` tells them apart.
_RELEASE = """
UPDATE deliveries SET lease_until = $3, error = $4
WHERE id = $1 AND attempts = $2 AND state = 'claimed'
"""
_FAIL = """
UPDATE deliveries SET state = 'failed', settled = $3, error = $4
WHERE id = $1 AND attempts = $2 AND state = 'claimed'
"""
_REOPEN = """
UPDATE deliveries SET state = 'claimed', lease_until = 0, settled = NULL,
    channel_id = (SELECT channel_id FROM schedules WHERE id = $1)
WHERE schedule_id = $1 AND local_date = $2 AND state = 'failed'
"""
_LAST = """
SELECT * FROM deliveries WHERE schedule_id = $1 ORDER BY local_date DESC, id DESC LIMIT $2
"""


class Deliveries:
    """The part of the store that sees each briefing sent once."""

    _db: Database

    async def claim(
        self,
        schedule: Schedule,
        local_date: date,
        *,
        due: datetime,
        now: datetime,
        lease_until: datetime,
    ) -> Delivery | None:
        """Claim the one delivery of (schedule, local date) until `lease_until`."""
        async with self._db.write(durable=True) as writer:
            row = await writer.fetch_one(
                _CLAIM,
                schedule.id,
                local_date.toordinal(),
                codes.moment(due),
                codes.moment(now),
                codes.moment(lease_until),
            )
        return None if row is None else _delivery(row)

    async def open_deliveries(self, now: datetime) -> list[Delivery]:
        """Claims that were never confirmed and whose lease has run out, oldest first."""
        async with self._db.read() as reader:
            rows = await reader.fetch(_OPEN, codes.moment(now))
        return [_delivery(row) for row in rows]

    async def confirm(
        self, delivery: Delivery, *, message_ids: Sequence[int], now: datetime
    ) -> None:
        """The message is out."""
        async with self._db.write(durable=True) as writer:
            ids = codes.dump(list(message_ids))
            await writer.execute(_CONFIRM, delivery.id, ids, codes.moment(now))

    async def release(self, delivery: Delivery, *, error: str, retry_at: datetime) -> None:
        """This attempt failed; the claim may be taken over from `retry_at`."""
        async with self._db.write(durable=True) as writer:
            retry = codes.moment(retry_at)
            await writer.execute(_RELEASE, delivery.id, delivery.attempts, retry, error)

    async def fail(self, delivery: Delivery, *, error: str, now: datetime) -> None:
        """It will never be sent: the window stays unsent, so the next briefing covers it."""
        async with self._db.write(durable=True) as writer:
            settled = codes.moment(now)
            await writer.execute(_FAIL, delivery.id, delivery.attempts, settled, error)

    async def reopen(self, schedule: Schedule, local_date: date) -> None:
        """Let the delivery of that day be claimed again, if it failed, for the channel of now."""
        async with self._db.write(durable=True) as writer:
            await writer.execute(_REOPEN, schedule.id, local_date.toordinal())

    async def last_delivery(self, schedule_id: int) -> Delivery | None:
        """The latest delivery of a schedule, in whatever state."""
        last = await self.last_deliveries(schedule_id, limit=1)
        return last[0] if last else None

    async def last_deliveries(self, schedule_id: int, *, limit: int) -> list[Delivery]:
        """The latest deliveries of a schedule, newest first."""
        async with self._db.read() as reader:
            rows = await reader.fetch(_LAST, schedule_id, limit)
        return [_delivery(row) for row in rows]


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        schedule_id=row["schedule_id"],
        channel_id=row["channel_id"],
        local_date=date.fromordinal(row["local_date"]),
        due=codes.known_time(row["due"]),
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        window=Window(codes.time_of(row["since"]), codes.time_of(row["until"])),
        message_ids=tuple(json.loads(row["message_ids"])),
        error=row["error"],
    )
