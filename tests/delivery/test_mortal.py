"""Killed before or after any one step of a briefing, and started again: exactly one post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.delivery import Deliverer, Sender
from bot.model import DeliveryState
from bot.store.store import Store
from tests.delivery.channel import AFTER_LEASE, DUE, Channel, Killed, daily, last

MOST_STEPS = 30


@dataclass
class Life:
    """How many steps are left until the process is killed, before the step or after it."""

    steps: int
    before: bool

    def over(self, *, before: bool) -> bool:
        self.steps -= self.before is before
        return self.steps == 0


@dataclass
class Mortal:
    """What it stands for, until the life ends at one of its calls."""

    real: object
    life: Life

    def __getattr__(self, name: str) -> Callable[..., Any]:
        step = getattr(self.real, name)

        async def taken(*args: object, **options: object) -> Any:
            if self.life.over(before=True):
                raise Killed
            result = await step(*args, **options)
            if self.life.over(before=False):
                raise Killed
            return result

        return taken


@pytest.mark.parametrize("before", [True, False])
async def test_killed_at_any_step_it_posts_once(store: Store, before: bool):
    schedule, killed = await daily(store, say_when_empty=True), 0
    for steps in range(1, MOST_STEPS):
        day = DUE + timedelta(days=steps - 1)
        channel, life = Channel(), Life(steps, before)
        mortal, sender = cast(Store, Mortal(store, life)), cast(Sender, Mortal(channel, life))
        try:
            await Deliverer(mortal, sender).tick(day)
        except Killed:
            killed += 1
        for later in (timedelta(seconds=10), AFTER_LEASE, timedelta(minutes=30)):
            await Deliverer(store, channel).tick(day + later)
        assert len(channel.posts) == 1, f"killed at step {steps}"
        assert (await last(store, schedule)).state is DeliveryState.SENT
        if life.steps > 0:
            break
    assert 10 < killed < MOST_STEPS - 2
