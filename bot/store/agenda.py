"""What is to be told when: the part of the article base that schedules and deliveries live in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.model import Delivery, Schedule


class Agenda(Protocol):
    """Schedules, and one delivery for each of their local dates."""

    async def add_schedule(self, schedule: Schedule) -> Schedule:
        """File a schedule (its `id` is ignored) and return it with its id."""
        ...

    async def save_schedule(self, schedule: Schedule) -> bool:
        """Change a schedule; False when it is gone."""
        ...

    async def pause_schedule(self, schedule: Schedule, *, reason: str) -> None:
        """Pause a schedule and keep the reason, unless it was moved to another channel."""
        ...

    async def remove_schedule(self, schedule_id: int, *, guild_id: int | None) -> bool:
        """Remove a schedule of this owner with its open deliveries; False when there is none."""
        ...

    async def schedule(self, schedule_id: int) -> Schedule | None:
        """One schedule."""
        ...

    async def schedules(self, *, guild_id: int | None, origin: str | None = None) -> list[Schedule]:
        """The schedules of one owner, oldest first."""
        ...

    async def due_schedules(self, now: datetime) -> list[Schedule]:
        """Schedules, not paused, whose `next_run` has come."""
        ...

    async def claim(
        self,
        schedule: Schedule,
        local_date: date,
        *,
        due: datetime,
        now: datetime,
        lease_until: datetime,
    ) -> Delivery | None:
        """Claim the one delivery of (schedule, local date) until `lease_until`.

        `None` when it is already sent or failed, or claimed under a lease that has not run out.
        A claim whose lease has run out is taken over: same id (same nonce), same channel, same
        window, one attempt more. The window of a new claim runs from the end of the last window
        that was sent (open when there is none) to `now`.
        """
        ...

    async def open_deliveries(self, now: datetime) -> list[Delivery]:
        """Claims that were never confirmed and whose lease has run out, oldest first."""
        ...

    async def confirm(
        self, delivery: Delivery, *, message_ids: Sequence[int], now: datetime
    ) -> None:
        """The message is out."""
        ...

    async def release(self, delivery: Delivery, *, error: str, retry_at: datetime) -> None:
        """This attempt failed; the claim may be taken over from `retry_at`."""
        ...

    async def fail(self, delivery: Delivery, *, error: str, now: datetime) -> None:
        """It will never be sent: the window stays unsent, so the next briefing covers it."""
        ...

    async def advance(self, schedule: Schedule, next_run: datetime) -> None:
        """Move `next_run` on, unless it is no longer `schedule.next_run`: somebody else did."""
        ...

    async def reopen(self, schedule: Schedule, local_date: date) -> None:
        """Let the delivery of that day be claimed again, if it failed, for the channel of now."""
        ...

    async def last_delivery(self, schedule_id: int) -> Delivery | None:
        """The latest delivery of a schedule, in whatever state."""
        ...

    async def last_deliveries(self, schedule_id: int, *, limit: int) -> list[Delivery]:
        """The latest deliveries of a schedule, newest first."""
        ...
