"""The ticks: poll what is due, deliver what is due, tidy. The only user of APScheduler.

Schedules live in our tables, so a tick only asks what is due; a tick that comes late, is missed or
finds the last one still running loses nothing (`coalesce`, no misfire limit, one instance).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import AttacheError

log = logging.getLogger(__name__)

LOOK_AT_CLOCK = 15.0
"""Seconds between two looks at the clock: whether it was put back."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Something done every so many seconds, with the time it is done at."""

    name: str
    seconds: float
    work: Callable[[datetime], Awaitable[object]]


class Pulse:
    """When each tick last came to its end, at first the start: what /healthz looks at."""

    def __init__(self, ticks: list[Tick], clock: Callable[[], datetime]) -> None:
        self.beats = {tick.name: clock() for tick in ticks}
        self._clock = clock
        self._turns = asyncio.Semaphore(len(ticks))

    async def turn(self, tick: Tick) -> None:
        """Do what a tick is for; whatever goes wrong is logged."""
        async with self._turns:
            try:
                await tick.work(self._clock())
            except asyncio.CancelledError:
                log.info("tick %r was stopped half-way", tick.name)
            except AttacheError as error:
                log.warning("tick %r: %s; it runs again in %g s", tick.name, error, tick.seconds)
            except Exception:
                log.exception("tick %r failed; it runs again in %g s", tick.name, tick.seconds)
            else:
                self.beats[tick.name] = self._clock()

    async def stopped(self) -> None:
        """Wait until no tick runs any more."""
        for _ in self.beats:
            await self._turns.acquire()


@asynccontextmanager
async def ticking(
    ticks: list[Tick], clock: Callable[[], datetime], *, look: float = LOOK_AT_CLOCK
) -> AsyncGenerator[Pulse]:
    """Run `ticks` until the block ends; each runs once at the start.

    APScheduler waits for a time of day: when the clock is put back an hour, it would wait that hour
    too, so `look` seconds later every tick is brought forward.

    At the end a tick that still runs is cancelled, and waited for: what it works on is closed next.
    """
    pulse = Pulse(ticks, clock)
    defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    scheduler = cast(Any, AsyncIOScheduler(timezone="UTC", job_defaults=defaults))  # has no types
    for tick in ticks:
        scheduler.add_job(
            pulse.turn, "interval", [tick], seconds=tick.seconds, next_run_time=clock()
        )
    scheduler.start()
    watch = asyncio.create_task(_watch(scheduler, clock, look))
    try:
        yield pulse
    finally:
        watch.cancel()
        scheduler.shutdown(wait=False)
        await pulse.stopped()


async def _watch(scheduler: Any, clock: Callable[[], datetime], look: float) -> None:
    """Bring every tick forward when the clock was put back."""
    while True:
        before = clock()
        await asyncio.sleep(look)
        if (now := clock()) < before:
            log.warning("the clock was put back from %s to %s", before, now)
            for job in scheduler.get_jobs():
                job.modify(next_run_time=now)
