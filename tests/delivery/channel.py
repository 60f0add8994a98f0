"""A channel that keeps what was posted, and what the tests of delivery begin with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from bot.delivery import LEASE
from bot.model import Analysis, Article, Briefing, Delivery, Schedule, Span
from bot.store.store import Store

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
AFTER_LEASE = LEASE + timedelta(seconds=1)
CHANNEL, ANOTHER = 77, 78


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs after it."""


@dataclass
class Channel:
    """Keeps one message a number, as Discord does; what was posted elsewhere is not found here."""

    id: int = CHANNEL
    posts: dict[int, Briefing] = field(default_factory=dict[int, Briefing])
    sends: int = 0
    before: list[BaseException] = field(default_factory=list[BaseException])
    after: list[BaseException] = field(default_factory=list[BaseException])

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        assert channel_id == self.id
        self.sends += 1
        if self.before:
            raise self.before.pop(0)
        assert number not in self.posts, "posted twice"
        self.posts[number] = briefing
        if self.after:
            raise self.after.pop(0)
        return (number + 1000,)

    async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
        assert channel_id == self.id
        assert since >= START
        return (number + 1000,) if number in self.posts else ()


async def file_article(store: Store, name: str, now: datetime) -> None:
    text = f"The {name} council met at noon in the old town hall of Varnholm."
    article = Article(name, text, f"The {name} council", outlet="The Varnholm Post", published=now)
    await store.put(article, Analysis(summary=(Span(0, len(text)),)), now=now)


async def daily(store: Store, **changes: object) -> Schedule:
    """A briefing every day at DUE's time, filed."""
    schedule = Schedule(id=0, channel_id=CHANNEL, at=time(7, 30), zone="UTC", next_run=DUE)
    return await store.add_schedule(replace(schedule, **changes))  # pyright: ignore[reportArgumentType]  # names of fields


async def last(store: Store, schedule: Schedule) -> Delivery:
    delivery = await store.last_delivery(schedule.id)
    assert delivery is not None
    return delivery
