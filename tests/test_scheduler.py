"""The ticks: each runs at the start, one that fails runs again, none piles up."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import StoreError
from bot.scheduler import Tick, ticking


def clock() -> datetime:
    return datetime.now(UTC)


class Count:
    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.times: list[datetime] = []
        self.begun, self.enough = asyncio.Event(), asyncio.Event()

    async def __call__(self, now: datetime) -> None:
        self.times.append(now)
        self.begun.set()
        if len(self.times) > self.fails + 1:
            self.enough.set()
        if len(self.times) <= self.fails:
            raise RuntimeError("not yet")


async def test_a_tick_comes_round_and_its_pulse_is_felt():
    count = Count()
    async with ticking([Tick("count", 0.01, count)], clock) as pulse:
        await asyncio.wait_for(count.enough.wait(), 5)
    assert pulse.beats["count"] >= count.times[0]
    assert all(moment.tzinfo is UTC for moment in count.times)


async def test_one_that_fails_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture):
    count = Count(fails=2)
    async with ticking([Tick("count", 0.01, count)], clock):
        await asyncio.wait_for(count.enough.wait(), 5)
    assert caplog.text.count("tick 'count' failed") == 2


async def test_a_blocked_loop_loses_no_tick_and_piles_none_up():
    count = Count()
    async with ticking([Tick("count", 0.01, count)], clock):
        await asyncio.sleep(0)
        time.sleep(0.5)  # noqa: ASYNC251  # the point: nothing runs for fifty ticks
        before = len(count.times)
        count.enough.clear()
        await asyncio.wait_for(count.enough.wait(), 5)
    assert len(count.times) - before < 10


async def test_a_tick_that_takes_long_is_not_run_beside_itself():
    at_once = most = 0

    async def slow(_: datetime) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1

    count = Count()
    async with ticking([Tick("slow", 0.01, slow), Tick("count", 0.03, count)], clock):
        await asyncio.wait_for(count.enough.wait(), 5)
        await asyncio.sleep(0.1)
    assert most == 1


async def test_a_tick_that_runs_at_the_end_is_stopped_and_waited_for(
    caplog: pytest.LogCaptureFixture,
):
    begun, unwound = asyncio.Event(), asyncio.Event()

    async def endless(_: datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            unwound.set()

    async with ticking([Tick("endless", 60, endless)], clock):
        await asyncio.wait_for(begun.wait(), 5)
    assert unwound.is_set()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_clock_that_is_put_back_stops_no_tick():
    back = timedelta(0)
    count = Count()
    async with ticking([Tick("count", 7000, count)], lambda: clock() - back, look=0.01):
        await asyncio.wait_for(count.begun.wait(), 5)
        back = timedelta(hours=1)
        await asyncio.wait_for(count.enough.wait(), 5)
    assert count.times[1] < count.times[0]


async def test_a_fault_that_an_operator_can_act_on_is_one_line(caplog: pytest.LogCaptureFixture):
    failed = asyncio.Event()

    async def full(_: datetime) -> None:
        failed.set()
        raise StoreError("the disk is full")

    async with ticking([Tick("full", 60, full)], clock):
        await asyncio.wait_for(failed.wait(), 5)
        await asyncio.sleep(0)
    assert "tick 'full': the disk is full" in caplog.text
    assert "Traceback" not in caplog.text
