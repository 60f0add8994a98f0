"""kill -9 at the worst moments of a briefing, against a real socket and a real file."""

import asyncio
import signal
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.delivery import LEASE
from bot.model import Analysis, Article, DeliveryState, Schedule, Span
from bot.preview import StandIn
from bot.store.sqlite import open_store

DUE = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
RESTART = LEASE + timedelta(seconds=1)
TEXT = "The harbour council met at noon in the old town hall of Varnholm."


async def prepare(database: Path, channel_id: int) -> Schedule:
    async with open_store(database) as store:
        article = Article("met", TEXT, "The council met", published=DUE - timedelta(hours=2))
        reading = Analysis(summary=(Span(0, len(TEXT)),))
        await store.put(article, reading, now=DUE - timedelta(hours=1))
        return await store.add_schedule(
            Schedule(id=0, channel_id=channel_id, at=time(7, 30), zone="UTC", next_run=DUE)
        )


async def mortal(discord: StandIn, folder: Path, moment: str, *ticks: datetime) -> int | None:
    """Run the bot until it dies or is done; its exit code."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.end_to_end.mortal", str(folder / "attache.db"), str(discord.port)),
        *(str(folder / "ca.pem"), discord.token, moment),
        *(tick.isoformat() for tick in ticks),
        cwd=Path(__file__).parents[2],
    )
    return await process.wait()


async def test_killed_before_and_after_it_sends_there_is_exactly_one_post(tmp_path: Path):
    async with StandIn() as discord:
        (tmp_path / "ca.pem").write_text(discord.ca_pem)
        channel = discord.channel("newsroom").id
        schedule = await prepare(tmp_path / "attache.db", channel)
        assert await mortal(discord, tmp_path, "before", DUE) == -signal.SIGKILL
        assert not discord.messages(channel)
        assert await mortal(discord, tmp_path, "after", DUE + RESTART) == -signal.SIGKILL
        (message,) = discord.messages(channel)
        ticks = (DUE + RESTART * times for times in (2, 3, 60))
        assert await mortal(discord, tmp_path, "never", *ticks) == 0
        assert discord.messages(channel) == [message]
        async with open_store(tmp_path / "attache.db") as store:
            delivery = await store.last_delivery(schedule.id)
            assert delivery is not None
            assert delivery.state is DeliveryState.SENT
            assert delivery.message_ids == (int(message["id"]),)
            assert message["nonce"] == str(delivery.id)
