"""Claim → send → confirm: a briefing reaches its channel once, however often it is tried.

    due schedules ─► claim (one row per schedule and local date) ─► move next_run on
                       └─► compose ─► send, the row's number in the message ─► confirm
    open claims ───► found in the channel? ─► confirm      (we died after sending)
                       └─► not found ─► send again          (we died before)

A claim holds for a lease. While it runs nobody else sends; when it has run out and nothing was
confirmed, the next tick takes it over under the same number, so Discord's nonce and the footer of
the message both say whether it is already there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.errors import SendError, SendRefused, SendUncertain
from bot.model import PUBLIC, Briefing, Delivery, DeliveryState, Schedule
from bot.questions import brief
from bot.schedule import local_date, next_run
from bot.store.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = timedelta(minutes=2)
"""Longer than a send can take, shorter than Discord remembers a nonce."""
SEND_TIMEOUT = timedelta(seconds=60)
LATE = timedelta(minutes=10)
GIVE_UP = timedelta(hours=24)
AT_ONCE = 8
FIRST_RETRY, LAST_RETRY = timedelta(seconds=15), timedelta(minutes=15)


class Sender(Protocol):
    """An outlet. It raises SendRefused (never will), SendUncertain (may have), SendError (not)."""

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        """Post a briefing as one message and return the message's id.

        `number` is the delivery's id: it is the message's nonce, and stands in the footer.
        """
        ...

    async def find(self, channel_id: int, *, number: int) -> tuple[int, ...]:
        """The id of the message that carries `number`, if it is in the channel; else empty."""
        ...


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what is due from the store through a sender."""

    store: Store
    sender: Sender

    async def tick(self, now: datetime) -> None:
        """Deliver what is due; one schedule's failure never holds up another's."""
        unsettled = await self.store.open_deliveries(now)
        await _each(unsettled, lambda delivery: self._resume(delivery, now))
        due = await self.store.due_schedules(now)
        await _each(due, lambda schedule: self._run(schedule, now))

    async def send_now(self, schedule: Schedule, now: datetime) -> Delivery | None:
        """Send today's briefing at once; `None` when it was posted already or is on its way.

        The run still due today is thereby done. Raises SendError when Discord does not take it.
        """
        today = now.astimezone(ZoneInfo(schedule.zone)).date()
        delivery = await self._claim(schedule, today, due=now, now=now)
        if delivery is None:
            return None
        upcoming = schedule.next_run or next_run(schedule, now)
        if local_date(schedule, upcoming) == today:
            await self.store.advance(schedule, next_run(schedule, upcoming))
        return await self._send(schedule, delivery, now)

    async def _run(self, schedule: Schedule, now: datetime) -> None:
        if await self._is_on_its_way(schedule):
            return  # the earlier run is settled first: the window of this one begins at its end
        due = latest_run(schedule, now)
        delivery = await self._claim(schedule, local_date(schedule, due), due=due, now=now)
        await self.store.advance(schedule, next_run(schedule, now))
        if delivery is not None:
            await self._attempt(schedule, delivery, now)

    async def _resume(self, delivery: Delivery, now: datetime) -> None:
        """Settle a claim that was never confirmed."""
        schedule = await self.store.schedule(delivery.schedule_id)
        if schedule is None:
            return
        taken = await self._claim(schedule, delivery.local_date, due=delivery.due, now=now)
        if taken is not None:
            await self._attempt(schedule, taken, now)

    async def _claim(
        self, schedule: Schedule, day: date, *, due: datetime, now: datetime
    ) -> Delivery | None:
        return await self.store.claim(schedule, day, due=due, now=now, lease_until=now + LEASE)

    async def _attempt(self, schedule: Schedule, delivery: Delivery, now: datetime) -> None:
        try:
            await self._send(schedule, delivery, now)
        except SendError as error:
            log.warning("briefing %d to channel %d: %s", delivery.id, schedule.channel_id, error)

    async def _send(self, schedule: Schedule, delivery: Delivery, now: datetime) -> Delivery:
        try:
            message_ids = await self._post(schedule, delivery, now)
        except SendRefused as error:
            await self.store.fail(delivery, error=str(error), now=now)
            raise
        except SendError as error:
            retry_at = now + _pause(delivery.attempts, error.retry_after)
            await self.store.release(delivery, error=str(error), retry_at=retry_at)
            raise
        await self.store.confirm(delivery, message_ids=message_ids, now=now)
        return replace(delivery, state=DeliveryState.SENT, message_ids=message_ids)

    async def _post(self, schedule: Schedule, delivery: Delivery, now: datetime) -> tuple[int, ...]:
        if delivery.attempts > 1:
            if found := await self.sender.find(schedule.channel_id, number=delivery.id):
                return found
            if _superseded(schedule, delivery, now):
                raise SendRefused("it could not be sent before the next one was due")
        late = now - delivery.due > LATE
        briefing = await brief(
            self.store,
            window=delivery.window,
            now=now,
            topic=schedule.topic,
            audience=schedule.guild_id or PUBLIC,
            late_since=delivery.due if late else None,
        )
        if briefing.empty and not schedule.say_when_empty:
            return ()
        try:
            async with asyncio.timeout(SEND_TIMEOUT.total_seconds()):
                return await self.sender.send(schedule.channel_id, briefing, number=delivery.id)
        except TimeoutError as error:
            raise SendUncertain("Discord did not answer in time") from error

    async def _is_on_its_way(self, schedule: Schedule) -> bool:
        last = await self.store.last_delivery(schedule.id)
        return last is not None and last.state is DeliveryState.CLAIMED


async def _each(items: Iterable[T], work: Callable[[T], Awaitable[None]]) -> None:
    """Do `work` on every item, a few at a time; one that fails is logged, the others go on."""
    places = asyncio.Semaphore(AT_ONCE)

    async def guarded(item: T) -> None:
        async with places:
            try:
                await work(item)
            except Exception:
                log.exception("delivery failed; the others go on: %r", item)

    await asyncio.gather(*(guarded(item) for item in items))


def latest_run(schedule: Schedule, now: datetime) -> datetime:
    """The last run due by `now`: after downtime only that one is caught up."""
    run = schedule.next_run or now
    while (following := next_run(schedule, run)) <= now:
        run = following
    return run


def _superseded(schedule: Schedule, delivery: Delivery, now: datetime) -> bool:
    return now - delivery.due > GIVE_UP or next_run(schedule, delivery.due) <= now


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    backoff = min(LAST_RETRY, FIRST_RETRY * 2 ** min(attempts - 1, 10))
    return max(backoff, timedelta(seconds=retry_after or 0))
