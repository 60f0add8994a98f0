"""A bot that delivers what is due and dies where it is told to; run as a process of its own.

python -m tests.end_to_end.mortal DATABASE PORT CA_FILE TOKEN before|after|never NOW…
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.client import AttacheClient, DiscordSender, Parts
from bot.delivery import Deliverer
from bot.errors import FeedError
from bot.model import Briefing, Delivery, Feed, Schedule
from bot.preview import connector_to
from bot.store.sqlite import open_store


@dataclass(frozen=True)
class MortalSender:
    """The real sender; the process is killed just before or just after it sends."""

    sender: DiscordSender
    moment: str

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        if self.moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        sent = await self.sender.send(channel_id, briefing, number=number)
        if self.moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return sent

    async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
        return await self.sender.find(channel_id, number=number, since=since)


class NoFeeds:
    async def probe(self, url: str) -> Feed:
        raise FeedError("no feeds here", subject=url)


async def never(schedule: Schedule) -> Delivery | None:
    return None


async def main(
    database: str, port: str, ca_file: str, token: str, moment: str, *ticks: str
) -> None:
    authority = await asyncio.to_thread(Path(ca_file).read_text)
    async with open_store(Path(database)) as store:
        parts = Parts(store, lambda: datetime.now(UTC), NoFeeds(), never)
        connector = connector_to(int(port), authority)
        async with AttacheClient(parts, connector=connector) as client:
            await client.login(token)
            deliverer = Deliverer(store, MortalSender(DiscordSender(client), moment))
            for tick in ticks:
                await deliverer.tick(datetime.fromisoformat(tick))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
