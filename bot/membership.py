"""What becomes of a server's schedules and feeds when the bot is taken out of it, or comes back.

They rest, with the reason, and nothing is sent or polled in vain; what its admins had paused
themselves stays paused when the bot is back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.schedule import next_run
from bot.store.store import Store

LEFT = "I was taken out of this server."


async def reconcile(store: Store, here: Collection[int], now: datetime) -> None:
    """Catch up on what happened while the bot was away; `here` are the servers it is in."""
    for guild_id in await store.guilds():
        if guild_id in here:
            await joined(store, guild_id, now)
        else:
            await left(store, guild_id)


async def left(store: Store, guild_id: int) -> None:
    """Let everything of a server rest."""
    for schedule in await store.schedules(guild_id=guild_id):
        await store.pause_schedule(schedule, reason=LEFT)
    for feed in await store.feeds(guild_id=guild_id):
        await store.save_feed(replace(feed, next_poll=None))


async def joined(store: Store, guild_id: int, now: datetime) -> None:
    """Let it go on, from now."""
    for schedule in await store.schedules(guild_id=guild_id):
        if schedule.paused and schedule.last_error == LEFT:
            woken = replace(schedule, paused=False, last_error=None)
            await store.save_schedule(replace(woken, next_run=next_run(schedule, now)))
    for feed in await store.feeds(guild_id=guild_id):
        if feed.next_poll is None:
            await store.save_feed(replace(feed, next_poll=now))
