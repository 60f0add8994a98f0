"""From `attache run` on an empty folder to the first answer: `python -m tests.bench.first_answer`.

The preview is started as a newcomer starts it; the page's own websocket asks /quote.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from pathlib import Path

import aiohttp

from bot.preview.guild import FIRST_CHANNEL_ID, MEMBER_ID

SPEAKER = "Maren Tolvik"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for start in ("first start, empty folder", "second start, articles on file"):
            times = await started(Path(folder))
            shown = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in times.items())
            sys.stdout.write(f"{start}: {shown}\n")


async def started(folder: Path) -> dict[str, float]:
    """Seconds from the start to each sign of life."""
    settings = {"ATTACHE_PREVIEW_PORT": "0", "ATTACHE_HEALTH_PORT": "0"}
    began, times = time.perf_counter(), dict[str, float]()
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--data", str(folder)),
        env=os.environ | settings,
        stdout=PIPE,
        stderr=STDOUT,
    )
    try:
        url = await page_of(bot)
        times["page"] = time.perf_counter() - began
        async with aiohttp.ClientSession() as session:
            await asked(session, url)
        times["first answer"] = time.perf_counter() - began
    finally:
        bot.terminate()
        await bot.communicate()
    return times


async def page_of(bot: Process) -> str:
    """Where the log says the page is."""
    assert bot.stdout
    async for line in bot.stdout:
        if match := re.search(rb"https?://127\.0\.0\.1:\d+/?", line):
            return match[0].decode().rstrip("/")
    raise SystemExit("The bot ended before its page was there.")


async def asked(session: aiohttp.ClientSession, url: str) -> None:
    """Ask /quote as soon as the bot is there, and wait for its embed."""
    async with session.ws_connect(f"{url}/live", origin=url) as page:
        while '"online":true' not in await page.receive_str(timeout=60):
            pass  # commands are registered before that
        await page.send_json(
            {"do": "run", "ref": 1, "as": str(MEMBER_ID), "in": str(FIRST_CHANNEL_ID)}
            | {"locale": "en-GB", "command": "/quote", "options": {"speaker": SPEAKER}}
        )
        while f"**{SPEAKER}**" not in await page.receive_str(timeout=30):
            pass


if __name__ == "__main__":
    asyncio.run(main())
