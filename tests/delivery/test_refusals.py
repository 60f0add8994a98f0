"""What Discord will never take is not sent again and again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import REFUSALS, Deliverer
from bot.errors import SendRefused
from bot.model import DeliveryState
from bot.store.store import Store
from tests.delivery.channel import (
    ANOTHER,
    DUE,
    START,
    Channel,
    daily,
    last,
)


async def test_what_was_refused_is_told_by_the_next_briefing(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendRefused("no such channel")])
    await Deliverer(store, channel).tick(DUE)
    delivery = await last(store, schedule)
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "no such channel")
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.sends == 1, "a refused briefing is not tried again"
    await Deliverer(store, channel).tick(DUE + timedelta(days=1))
    (briefing,) = channel.posts.values()
    assert [story.lead.id for story in briefing.stories] == ["first"]


async def test_a_refusal_by_hand_is_told_to_the_admin(store: Store):
    schedule = await daily(store)
    with pytest.raises(SendRefused, match="no permission"):
        await Deliverer(store, Channel(before=[SendRefused("no permission")])).send_now(
            schedule, START
        )


async def test_what_was_refused_by_hand_may_be_asked_for_again(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendRefused("no permission")])
    deliverer = Deliverer(store, channel)
    with pytest.raises(SendRefused):
        await deliverer.send_now(schedule, START)
    assert await deliverer.send_now(schedule, START + timedelta(minutes=1)) is not None
    assert await deliverer.send_now(schedule, START + timedelta(minutes=2)) is None
    assert len(channel.posts) == 1


async def test_a_channel_that_refuses_again_and_again_is_left_alone(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendRefused("gone")] * 99)
    for day in range(30):
        await Deliverer(store, channel).tick(DUE + timedelta(days=day))
    assert channel.sends == REFUSALS
    paused = await store.schedule(schedule.id)
    assert paused is not None
    assert (paused.paused, paused.last_error) == (True, "gone")


async def test_refusals_for_different_reasons_pause_nothing(store: Store):
    reasons = [SendRefused(reason) for reason in ("one", "another", "one", "another")]
    await daily(store)
    channel = Channel(before=[*reasons])
    for day in range(6):
        await Deliverer(store, channel).tick(DUE + timedelta(days=day))
    assert len(channel.posts) == 1


async def test_asked_for_again_it_goes_to_the_channel_of_now(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendRefused("no permission")])
    with pytest.raises(SendRefused):
        await Deliverer(store, channel).send_now(schedule, START)
    moved = replace(schedule, channel_id=ANOTHER)
    await store.save_schedule(moved)
    elsewhere = Channel(ANOTHER)
    assert await Deliverer(store, elsewhere).send_now(moved, START + timedelta(minutes=1))
    assert len(elsewhere.posts) == 1
