"""Which run is posted, and what it tells: what came since the last one that was sent."""

from datetime import time, timedelta

from bot.delivery import Deliverer, latest_run
from bot.errors import SendError
from bot.model import DeliveryState, Schedule
from bot.schedule import next_run
from bot.store.store import Store
from tests.delivery.channel import DUE, START, Channel, daily, file_article, last


async def test_each_briefing_tells_what_came_since_the_last_one_sent(store: Store):
    await daily(store)
    channel = Channel()
    await Deliverer(store, channel).tick(DUE)
    await file_article(store, "second", DUE + timedelta(hours=2))
    await Deliverer(store, channel).tick(DUE + timedelta(days=1))
    _, second = channel.posts.values()
    assert [story.lead.id for story in second.stories] == ["second"]
    assert second.window.since == DUE


async def test_after_downtime_it_catches_up_once_and_says_it_is_late(store: Store):
    await daily(store)
    channel = Channel()
    back = DUE + timedelta(days=3, hours=5)
    for minutes in range(5):
        await Deliverer(store, channel).tick(back + timedelta(minutes=minutes))
    (briefing,) = channel.posts.values()
    assert briefing.late_since == DUE + timedelta(days=3)


async def test_nothing_to_say_is_nothing_or_one_line(store: Store):
    quiet = await daily(store, topic="zeppelins")
    wordy = await daily(store, topic="airships", say_when_empty=True)
    channel = Channel()
    await Deliverer(store, channel).tick(DUE)
    (briefing,) = channel.posts.values()
    assert briefing.empty
    assert briefing.topic == wordy.topic
    assert (await last(store, quiet)).message_ids == ()
    assert (await last(store, quiet)).state is DeliveryState.SENT


async def test_a_briefing_sent_by_hand_is_todays(store: Store):
    schedule, channel = await daily(store), Channel()
    deliverer = Deliverer(store, channel)
    assert await deliverer.send_now(schedule, START) is not None
    assert await deliverer.send_now(schedule, START + timedelta(minutes=1)) is None
    await deliverer.tick(DUE)
    assert channel.sends == 1
    await deliverer.tick(DUE + timedelta(days=1))
    assert channel.sends == 1, "nothing new, nothing said"


async def test_by_hand_waits_for_the_one_on_its_way(store: Store):
    schedule, channel = await daily(store), Channel(before=[SendError("down", retry_after=999)])
    await Deliverer(store, channel).tick(DUE)
    assert await Deliverer(store, channel).send_now(schedule, DUE + timedelta(hours=20)) is None
    assert channel.sends == 1


def test_only_the_last_missed_run_is_caught_up():
    schedule = Schedule(id=1, channel_id=1, at=time(7, 30), zone="UTC", next_run=DUE)
    assert latest_run(schedule, DUE) == DUE
    assert latest_run(schedule, DUE + timedelta(days=400, hours=3)) == DUE + timedelta(days=400)
    assert next_run(schedule, DUE) == DUE + timedelta(days=1)
