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
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.errors import SendError, SendRefused, SendUncertain, StoreError
from bot.model import PUBLIC, Briefing, Delivery, DeliveryState, Schedule
from bot.questions import brief
from bot.schedule import local_date, next_run
from bot.store.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = timedelta(minutes=2)
"""Longer than a send can take, shorter than Discord remembers a nonce."""
SEND_TIMEOUT, FIND_TIMEOUT = timedelta(seconds=60), timedelta(seconds=30)
LATE = timedelta(minutes=10)
REFUSALS = 3
"""Briefings in a row that Discord refuses for one reason, until the schedule is paused."""
AT_ONCE = 8
FIRST_RETRY, LAST_RETRY = timedelta(seconds=15), timedelta(minutes=15)


class Sender(Protocol):
    """An outlet. It raises SendRefused (never will), SendUncertain (may have), SendError (not)."""

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        """Post a briefing as one message and return the message's id.

        `number` is the delivery's id: it is the message's nonce, and stands in the footer.
        """
        ...

    async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
        """The id of the message that carries `number`, if it is in the channel; else empty.

        It cannot be there from before `since`.
        """
        ...


class _Dropped(SendRefused):
    """Not refused, but no longer wanted."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what is due from the store through a sender.

    `stopwatch` counts seconds: where many are due, the last send comes minutes after the tick
    began, and its lease must begin then.
    """

    store: Store
    sender: Sender
    stopwatch: Callable[[], float] = time.monotonic

    async def tick(self, now: datetime) -> None:
        """Deliver what is due; one schedule's failure never holds up another's."""
        clock = self._clock(now)
        unsettled = await self.store.open_deliveries(now)
        await _each(unsettled, lambda delivery: self._resume(delivery, clock()))
        due = await self.store.due_schedules(clock())
        await _each(due, lambda schedule: self._run(schedule, clock()))

    async def send_now(self, schedule: Schedule, now: datetime) -> Delivery | None:
        """Send today's briefing at once; `None` when it was posted already or is on its way.

        The run still due today is thereby done. One that was refused today may be asked for again.
        Raises SendError when Discord does not take it.
        """
        if await self._is_on_its_way(schedule):
            return None
        today = now.astimezone(ZoneInfo(schedule.zone)).date()
        await self.store.reopen(schedule, today)
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
            log.warning("briefing %d to channel %d: %s", delivery.id, delivery.channel_id, error)

    async def _send(self, schedule: Schedule, delivery: Delivery, now: datetime) -> Delivery:
        clock = self._clock(now)
        try:
            message_ids = await self._post(schedule, delivery, now)
        except SendRefused as error:
            await self.store.fail(delivery, error=str(error), now=clock())
            moved = schedule.channel_id != delivery.channel_id
            if not (moved or isinstance(error, _Dropped)):
                await self._pause_if_hopeless(schedule, error)
            raise
        except SendError as error:
            retry_at = clock() + _pause(delivery.attempts, error.retry_after)
            await self.store.release(delivery, error=str(error), retry_at=retry_at)
            raise
        await self.store.confirm(delivery, message_ids=message_ids, now=clock())
        return replace(delivery, state=DeliveryState.SENT, message_ids=message_ids)

    async def _post(self, schedule: Schedule, delivery: Delivery, now: datetime) -> tuple[int, ...]:
        if delivery.attempts > 1:
            if found := await self._found(delivery):
                return found
            if next_run(schedule, delivery.due) <= now:
                raise _Dropped("it could not be sent before the next one was due")
            if schedule.paused:
                raise _Dropped("the briefing was paused before it could be sent")
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
        posting = self.sender.send(delivery.channel_id, briefing, number=delivery.id)
        return await _answered(posting, SEND_TIMEOUT)

    async def _found(self, delivery: Delivery) -> tuple[int, ...]:
        since = delivery.window.until or delivery.due  # when it was first claimed
        finding = self.sender.find(delivery.channel_id, number=delivery.id, since=since)
        return await _answered(finding, FIND_TIMEOUT)

    async def _pause_if_hopeless(self, schedule: Schedule, error: SendRefused) -> None:
        """Pause a schedule whose last few briefings were all refused for the same reason."""
        last = await self.store.last_deliveries(schedule.id, limit=REFUSALS)
        failures = [one for one in last if one.state is DeliveryState.FAILED]
        if [one.error for one in failures] == [str(error)] * REFUSALS:
            await self.store.pause_schedule(schedule, reason=str(error))
            log.warning("schedule %d is paused: %s", schedule.id, error)

    async def _is_on_its_way(self, schedule: Schedule) -> bool:
        last = await self.store.last_delivery(schedule.id)
        return last is not None and last.state is DeliveryState.CLAIMED

    def _clock(self, now: datetime) -> Callable[[], datetime]:
        """`now`, and on from there in whole seconds."""
        start = self.stopwatch()
        return lambda: now + timedelta(seconds=int(self.stopwatch() - start))


async def _each(items: Iterable[T], work: Callable[[T], Awaitable[None]]) -> None:
    """Do `work` on every item, a few at a time; one that fails is logged, the others go on."""
    places = asyncio.Semaphore(AT_ONCE)

    async def guarded(item: T) -> None:
        async with places:
            try:
                await work(item)
            except StoreError as error:
                log.warning("delivery failed; the others go on: %s", error)
            except Exception:
                log.exception("delivery failed; the others go on: %r", item)

    await asyncio.gather(*(guarded(item) for item in items))


async def _answered(answer: Awaitable[T], within: timedelta) -> T:
    try:
        async with asyncio.timeout(within.total_seconds()):
            return await answer
    except TimeoutError as error:
        raise SendUncertain("Discord did not answer in time") from error


def latest_run(schedule: Schedule, now: datetime) -> datetime:
    """The last run due by `now`: after downtime only that one is caught up."""
    run = schedule.next_run or now
    while (following := next_run(schedule, run)) <= now:
        run = following
    return run


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    backoff = min(LAST_RETRY, FIRST_RETRY * 2 ** min(attempts - 1, 10))
    return max(backoff, timedelta(seconds=retry_after or 0))
