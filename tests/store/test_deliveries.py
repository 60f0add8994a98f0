from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.model import Delivery, DeliveryState, Schedule, Window
from bot.store.store import Store
from tests.store.press import DAY, HOUR, NOON, harbour, schedule

TODAY = NOON.date()
LEASE = timedelta(minutes=5)


async def _claim(
    store: Store, of: Schedule, *, on: date = TODAY, now: datetime = NOON
) -> Delivery | None:
    return await store.claim(of, on, due=NOON, now=now, lease_until=now + LEASE)


async def _claimed(
    store: Store, of: Schedule, *, on: date = TODAY, now: datetime = NOON
) -> Delivery:
    delivery = await _claim(store, of, on=on, now=now)
    assert delivery is not None
    return delivery


async def test_a_claim_is_written_down(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    delivery = await _claimed(store, filed)
    assert delivery == Delivery(
        id=delivery.id,
        schedule_id=filed.id,
        channel_id=filed.channel_id,
        local_date=TODAY,
        due=NOON,
        window=Window(None, NOON),
    )
    assert await store.last_delivery(filed.id) == delivery


async def test_claimed_once_while_the_lease_lasts(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    await _claimed(store, filed)
    assert await _claim(other, filed) is None
    assert await _claim(other, filed, now=NOON + LEASE - timedelta(seconds=1)) is None
    assert await store.open_deliveries(NOON) == []


async def test_of_many_at_once_one_claim_wins(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    claims = [_claim(asking, filed) for asking in (store, other) * 10]
    won = [claim for claim in await asyncio.gather(*claims) if claim]
    assert len(won) == 1


async def test_of_many_at_once_one_takes_over(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    await _claimed(store, filed)
    late = NOON + LEASE
    claims = [_claim(asking, filed, now=late) for asking in (store, other) * 10]
    (won,) = [claim for claim in await asyncio.gather(*claims) if claim]
    assert won.attempts == 2


async def test_taken_over_with_the_same_id_and_window(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    first = await _claimed(store, filed)
    assert await other.open_deliveries(NOON + LEASE) == [first]
    second = await _claimed(other, filed, now=NOON + LEASE)
    assert second == replace(first, attempts=2)


async def test_sent_is_sent(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    delivery = await _claimed(store, filed)
    await store.confirm(delivery, message_ids=[11, 12], now=NOON)
    sent = replace(delivery, state=DeliveryState.SENT, message_ids=(11, 12))
    assert await other.last_delivery(filed.id) == sent
    assert await _claim(other, filed, now=NOON + DAY) is None
    assert await store.open_deliveries(NOON + DAY) == []


async def test_the_next_window_begins_where_the_last_sent_one_ended(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    first = await _claimed(store, filed)
    await store.confirm(first, message_ids=[1], now=NOON + HOUR)
    second = await _claimed(store, filed, on=TODAY + DAY, now=NOON + DAY)
    assert second.window == Window(NOON, NOON + DAY)


async def test_a_window_that_failed_is_covered_by_the_next(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    await store.confirm(await _claimed(store, filed), message_ids=[1], now=NOON)
    lost = await _claimed(store, filed, on=TODAY + DAY, now=NOON + DAY)
    await store.fail(lost, error="channel gone", now=NOON + DAY)
    found = await store.last_delivery(filed.id)
    assert found == replace(lost, state=DeliveryState.FAILED, error="channel gone")
    assert await _claim(store, filed, on=TODAY + DAY, now=NOON + 2 * DAY) is None
    third = await _claimed(store, filed, on=TODAY + 2 * DAY, now=NOON + 2 * DAY)
    assert third.window == Window(NOON, NOON + 2 * DAY)


async def test_windows_of_other_schedules_do_not_matter(store: Store) -> None:
    first = await store.add_schedule(schedule())
    second = await store.add_schedule(schedule())
    await store.confirm(await _claimed(store, first), message_ids=[1], now=NOON)
    assert (await _claimed(store, second)).window.since is None


async def test_released_until_it_may_be_tried_again(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    delivery = await _claimed(store, filed)
    await store.release(delivery, error="503", retry_at=NOON + HOUR)
    found = await store.last_delivery(filed.id)
    assert found == replace(delivery, error="503")
    assert await _claim(other, filed, now=NOON + LEASE) is None
    assert (await _claimed(other, filed, now=NOON + HOUR)).attempts == 2


async def test_who_lost_the_claim_cannot_release_or_fail_it(store: Store, other: Store) -> None:
    filed = await store.add_schedule(schedule())
    lost = await _claimed(store, filed)
    held = await _claimed(other, filed, now=NOON + LEASE)
    await store.release(lost, error="late", retry_at=NOON)
    await store.fail(lost, error="late", now=NOON)
    assert await store.last_delivery(filed.id) == held
    assert await _claim(store, filed, now=NOON + LEASE) is None


async def test_a_message_that_is_out_is_sent_whoever_holds_the_claim(
    store: Store, other: Store
) -> None:
    filed = await store.add_schedule(schedule())
    lost = await _claimed(store, filed)
    held = await _claimed(other, filed, now=NOON + LEASE)
    await store.confirm(lost, message_ids=[5], now=NOON)
    await other.fail(held, error="refused", now=NOON)
    await other.confirm(held, message_ids=[6], now=NOON)
    found = await store.last_delivery(filed.id)
    assert found is not None
    assert (found.state, found.message_ids) == (DeliveryState.SENT, (5,))


async def test_removing_a_schedule_removes_its_open_deliveries(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    sent = await _claimed(store, filed)
    await store.confirm(sent, message_ids=[1], now=NOON)
    open_one = await _claimed(store, filed, on=TODAY + DAY, now=NOON + DAY)
    await store.remove_schedule(filed.id, guild_id=1)
    assert await store.open_deliveries(NOON + 9 * DAY) == []
    assert await _claim(store, filed, on=TODAY + 2 * DAY, now=NOON + 2 * DAY) is None
    again = await store.add_schedule(schedule())
    assert (await _claimed(store, again)).id > open_one.id


async def test_open_deliveries_oldest_first(store: Store) -> None:
    filed = await store.add_schedule(schedule())
    names = [
        await store.claim(filed, day, due=NOON - ago * DAY, now=NOON, lease_until=NOON)
        for ago, day in ((1, TODAY), (3, TODAY - DAY), (2, TODAY + DAY))
    ]
    found = await store.open_deliveries(NOON)
    assert found == [names[1], names[2], names[0]]


async def test_an_article_filed_after_a_claim_is_in_the_next_window(store: Store) -> None:
    """Its `now` is from before the claim: reading it took that long."""
    filed = await store.add_schedule(schedule())
    first = await _claimed(store, filed)
    await store.put(*harbour(), now=NOON - HOUR)
    assert await store.articles(filed=first.window) == []
    await store.confirm(first, message_ids=[1], now=NOON)
    second = await _claimed(store, filed, on=TODAY + DAY, now=NOON + DAY)
    assert [a.id for a in await store.articles(filed=second.window)] == ["harbour"]
