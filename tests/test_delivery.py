"""A briefing reaches its channel once: killed, refused, late, or tried again."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from pytest import LogCaptureFixture

from bot import delivery
from bot.delivery import LEASE, REFUSALS, Deliverer, latest_run
from bot.errors import SendError, SendRefused, SendUncertain
from bot.model import (
    Analysis,
    Article,
    Briefing,
    Delivery,
    DeliveryState,
    Schedule,
    Span,
)
from bot.schedule import next_run
from bot.store.sqlite import open_store
from bot.store.store import Store

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
AFTER_LEASE = LEASE + timedelta(seconds=1)
CHANNEL = 77


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs after it."""


@dataclass
class Channel:
    """A channel that keeps what was posted, as Discord does: one message a number."""

    posts: dict[int, Briefing] = field(default_factory=dict[int, Briefing])
    sends: int = 0
    before: list[BaseException] = field(default_factory=list[BaseException])
    after: list[BaseException] = field(default_factory=list[BaseException])

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        assert channel_id == CHANNEL
        self.sends += 1
        if self.before:
            raise self.before.pop(0)
        assert number not in self.posts, "posted twice"
        self.posts[number] = briefing
        if self.after:
            raise self.after.pop(0)
        return (number + 1000,)

    async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
        assert channel_id == CHANNEL
        assert since >= START
        return (number + 1000,) if number in self.posts else ()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[Store]:
    async with open_store(tmp_path / "attache.db") as store:
        await _file(store, "first", START - timedelta(hours=1))
        yield store


async def _file(store: Store, name: str, now: datetime) -> None:
    text = f"The {name} council met at noon in the old town hall of Varnholm."
    article = Article(name, text, f"The {name} council", outlet="The Varnholm Post", published=now)
    await store.put(article, Analysis(summary=(Span(0, len(text)),)), now=now)


async def _schedule(store: Store, **changes: object) -> Schedule:
    schedule = Schedule(id=0, channel_id=CHANNEL, at=time(7, 30), zone="UTC", next_run=DUE)
    return await store.add_schedule(replace(schedule, **changes))  # pyright: ignore[reportArgumentType]  # names of fields


async def _last(store: Store, schedule: Schedule) -> Delivery:
    delivery = await store.last_delivery(schedule.id)
    assert delivery is not None
    return delivery


async def test_what_is_due_is_posted_once(store: Store):
    schedule, channel = await _schedule(store), Channel()
    deliverer = Deliverer(store, channel)
    await deliverer.tick(DUE - timedelta(seconds=1))
    assert channel.posts == {}
    for seconds in (0, 1, 30, 600):
        await deliverer.tick(DUE + timedelta(seconds=seconds))
    assert len(channel.posts) == channel.sends == 1
    delivery = await _last(store, schedule)
    assert (delivery.state, delivery.message_ids) == (DeliveryState.SENT, (delivery.id + 1000,))
    fresh = await store.schedule(schedule.id)
    assert fresh is not None
    assert fresh.next_run == DUE + timedelta(days=1)


async def test_two_processes_post_once(store: Store, tmp_path: Path):
    await _schedule(store)
    channel = Channel()
    async with open_store(tmp_path / "attache.db") as other:
        await Deliverer(store, channel).tick(DUE)
        await Deliverer(other, channel).tick(DUE)
    assert channel.sends == 1


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_between_claim_send_and_confirm_posts_once(store: Store, moment: str):
    schedule, channel = await _schedule(store), Channel()
    getattr(channel, moment).append(Killed())
    with pytest.raises(Killed):
        await Deliverer(store, channel).tick(DUE)
    assert (await _last(store, schedule)).state is DeliveryState.CLAIMED
    restarted = Deliverer(store, channel)
    await restarted.tick(DUE + timedelta(seconds=10))
    assert len(channel.posts) == (moment == "after"), "the lease still holds"
    for minutes in (0, 1, 60):
        await restarted.tick(DUE + AFTER_LEASE + timedelta(minutes=minutes))
    assert len(channel.posts) == 1
    assert (await _last(store, schedule)).state is DeliveryState.SENT


async def test_killed_after_the_claim_before_next_run_moved(store: Store):
    schedule, channel = await _schedule(store), Channel()
    claimed = await store.claim(schedule, DUE.date(), due=DUE, now=DUE, lease_until=DUE + LEASE)
    assert claimed is not None
    for minutes in (1, 3, 4, 60):
        await Deliverer(store, channel).tick(DUE + timedelta(minutes=minutes))
    assert list(channel.posts) == [claimed.id]
    fresh = await store.schedule(schedule.id)
    assert fresh is not None
    assert fresh.next_run == DUE + timedelta(days=1)


async def test_an_uncertain_send_that_arrived_is_found_not_repeated(store: Store):
    schedule, channel = await _schedule(store), Channel(after=[SendUncertain("connection reset")])
    for seconds in range(0, 300, 15):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert len(channel.posts) == channel.sends == 1
    assert (await _last(store, schedule)).state is DeliveryState.SENT


async def test_a_send_that_failed_is_tried_again_under_the_same_number(store: Store):
    schedule = await _schedule(store)
    channel = Channel(before=[SendError("busy"), SendUncertain("reset"), SendError("busy")])
    for seconds in range(0, 900, 15):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert channel.sends == 4
    delivery = await _last(store, schedule)
    assert list(channel.posts) == [delivery.id]
    assert delivery.attempts == 4


async def test_retry_after_is_obeyed(store: Store):
    await _schedule(store)
    channel = Channel(before=[SendError("slow down", retry_after=600)])
    for seconds in range(0, 599, 20):
        await Deliverer(store, channel).tick(DUE + timedelta(seconds=seconds))
    assert channel.sends == 1
    await Deliverer(store, channel).tick(DUE + timedelta(seconds=601))
    assert len(channel.posts) == 1


async def test_what_was_refused_is_told_by_the_next_briefing(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendRefused("no such channel")])
    await Deliverer(store, channel).tick(DUE)
    delivery = await _last(store, schedule)
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "no such channel")
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.sends == 1, "a refused briefing is not tried again"
    await Deliverer(store, channel).tick(DUE + timedelta(days=1))
    (briefing,) = channel.posts.values()
    assert [story.lead.id for story in briefing.stories] == ["first"]


async def test_each_briefing_tells_what_came_since_the_last_one_sent(store: Store):
    await _schedule(store)
    channel = Channel()
    await Deliverer(store, channel).tick(DUE)
    await _file(store, "second", DUE + timedelta(hours=2))
    await Deliverer(store, channel).tick(DUE + timedelta(days=1))
    _, second = channel.posts.values()
    assert [story.lead.id for story in second.stories] == ["second"]
    assert second.window.since == DUE


async def test_after_downtime_it_catches_up_once_and_says_it_is_late(store: Store):
    await _schedule(store)
    channel = Channel()
    back = DUE + timedelta(days=3, hours=5)
    for minutes in range(5):
        await Deliverer(store, channel).tick(back + timedelta(minutes=minutes))
    (briefing,) = channel.posts.values()
    assert briefing.late_since == DUE + timedelta(days=3)


async def test_an_open_claim_gives_way_to_the_next_run(store: Store):
    schedule = await _schedule(store)
    channel = Channel(before=[SendError("down", retry_after=0)] * 200)
    for hours in range(24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    for minutes in range(20):
        await Deliverer(store, channel).tick(DUE + timedelta(days=1, minutes=minutes))
    assert len(channel.posts) == 1
    assert (await _last(store, schedule)).local_date == (DUE + timedelta(days=1)).date()


async def test_nothing_to_say_is_nothing_or_one_line(store: Store):
    quiet = await _schedule(store, topic="zeppelins")
    wordy = await _schedule(store, topic="airships", say_when_empty=True)
    channel = Channel()
    await Deliverer(store, channel).tick(DUE)
    (briefing,) = channel.posts.values()
    assert briefing.empty
    assert briefing.topic == wordy.topic
    assert (await _last(store, quiet)).message_ids == ()
    assert (await _last(store, quiet)).state is DeliveryState.SENT


async def test_one_bug_does_not_hold_up_the_others(store: Store, caplog: LogCaptureFixture):
    for _ in range(3):
        await _schedule(store)
    channel = Channel(before=[ZeroDivisionError("a bug")])
    await Deliverer(store, channel).tick(DUE)
    assert len(channel.posts) == 2
    assert "a bug" in caplog.text


async def test_a_briefing_sent_by_hand_is_todays(store: Store):
    schedule, channel = await _schedule(store), Channel()
    deliverer = Deliverer(store, channel)
    assert await deliverer.send_now(schedule, START) is not None
    assert await deliverer.send_now(schedule, START + timedelta(minutes=1)) is None
    await deliverer.tick(DUE)
    assert channel.sends == 1
    await deliverer.tick(DUE + timedelta(days=1))
    assert channel.sends == 1, "nothing new, nothing said"


async def test_a_refusal_by_hand_is_told_to_the_admin(store: Store):
    schedule = await _schedule(store)
    with pytest.raises(SendRefused, match="no permission"):
        await Deliverer(store, Channel(before=[SendRefused("no permission")])).send_now(
            schedule, START
        )


async def test_what_was_refused_by_hand_may_be_asked_for_again(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendRefused("no permission")])
    deliverer = Deliverer(store, channel)
    with pytest.raises(SendRefused):
        await deliverer.send_now(schedule, START)
    assert await deliverer.send_now(schedule, START + timedelta(minutes=1)) is not None
    assert await deliverer.send_now(schedule, START + timedelta(minutes=2)) is None
    assert len(channel.posts) == 1


async def test_by_hand_waits_for_the_one_on_its_way(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendError("down", retry_after=999)])
    await Deliverer(store, channel).tick(DUE)
    assert await Deliverer(store, channel).send_now(schedule, DUE + timedelta(hours=20)) is None
    assert channel.sends == 1


async def test_a_channel_that_refuses_again_and_again_is_left_alone(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendRefused("gone")] * 99)
    for day in range(30):
        await Deliverer(store, channel).tick(DUE + timedelta(days=day))
    assert channel.sends == REFUSALS
    paused = await store.schedule(schedule.id)
    assert paused is not None
    assert (paused.paused, paused.last_error) == (True, "gone")


async def test_refusals_for_different_reasons_pause_nothing(store: Store):
    reasons = [SendRefused(reason) for reason in ("one", "another", "one", "another")]
    await _schedule(store)
    channel = Channel(before=[*reasons])
    for day in range(6):
        await Deliverer(store, channel).tick(DUE + timedelta(days=day))
    assert len(channel.posts) == 1


async def test_days_without_discord_pause_nothing_and_lose_nothing(store: Store):
    await _schedule(store)
    channel = Channel(before=[SendUncertain("503")] * 10_000)
    for hours in range(5 * 24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    for minutes in range(20):
        await Deliverer(store, channel).tick(DUE + timedelta(days=5, minutes=minutes))
    (briefing,) = channel.posts.values()
    assert [story.lead.id for story in briefing.stories] == ["first"]


async def test_a_weekly_briefing_is_tried_until_the_next_is_due(store: Store):
    schedule = await _schedule(store, days=frozenset({DUE.weekday()}))
    channel = Channel(before=[SendUncertain("503")] * 10_000)
    for hours in range(3 * 24):
        await Deliverer(store, channel).tick(DUE + timedelta(hours=hours))
    channel.before.clear()
    await Deliverer(store, channel).tick(DUE + timedelta(days=3, hours=1))
    (briefing,) = channel.posts.values()
    assert briefing.late_since == DUE
    assert (await _last(store, schedule)).state is DeliveryState.SENT


async def test_what_was_paused_while_it_was_tried_is_not_sent(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendError("down")])
    await Deliverer(store, channel).tick(DUE)
    await store.pause_schedule(schedule, reason="enough")
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.posts == {}
    assert (await _last(store, schedule)).state is DeliveryState.FAILED


async def test_each_lease_begins_when_its_send_does(store: Store, tmp_path: Path):
    """The tick began three minutes before this send: nobody may think its lease has run out."""
    await _schedule(store)
    channel, passed = Channel(), iter([0.0, 180.0, 180.0])
    slow = Deliverer(store, channel, stopwatch=lambda: next(passed, 180.0))
    channel.before.append(Killed())
    with pytest.raises(Killed):
        await slow.tick(DUE)
    async with open_store(tmp_path / "attache.db") as other:
        await Deliverer(other, channel).tick(DUE + timedelta(seconds=200))
        assert channel.sends == 1, "its lease still holds"
        await Deliverer(other, channel).tick(DUE + timedelta(seconds=180) + AFTER_LEASE)
    assert len(channel.posts) == 1


async def test_a_search_that_hangs_does_not_hold_up_the_tick(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    class Silent(Channel):
        async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
            await asyncio.Event().wait()
            return ()

    schedule, channel = await _schedule(store), Silent(before=[SendUncertain("reset")])
    monkeypatch.setattr(delivery, "FIND_TIMEOUT", timedelta(0))
    await Deliverer(store, channel).tick(DUE)
    await Deliverer(store, channel).tick(DUE + timedelta(minutes=1))
    assert channel.sends == 1
    assert (await _last(store, schedule)).error == "Discord did not answer in time"


async def test_a_removed_schedule_takes_its_claims_along(store: Store):
    schedule, channel = await _schedule(store), Channel(before=[SendError("down")])
    await Deliverer(store, channel).tick(DUE)
    assert await store.remove_schedule(schedule.id, guild_id=None)
    await Deliverer(store, channel).tick(DUE + timedelta(hours=1))
    assert channel.posts == {}


def test_only_the_last_missed_run_is_caught_up():
    schedule = Schedule(id=1, channel_id=1, at=time(7, 30), zone="UTC", next_run=DUE)
    assert latest_run(schedule, DUE) == DUE
    assert latest_run(schedule, DUE + timedelta(days=400, hours=3)) == DUE + timedelta(days=400)
    assert next_run(schedule, DUE) == DUE + timedelta(days=1)
