"""The start of the bot: a network that is not there yet."""

import asyncio
import logging
import socket

import pytest
from aiohttp import web

from bot.app import reached


async def test_it_waits_until_discord_answers(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    waiting = asyncio.create_task(reached(f"http://127.0.0.1:{port}/", (0.01,)))
    with caplog.at_level(logging.WARNING):
        while not caplog.records:
            await asyncio.sleep(0)
    assert not waiting.done()
    assert "Discord cannot be reached (Cannot connect to host" in caplog.messages[0]
    assert caplog.messages[0].endswith("trying again in 0.01 s")
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        await asyncio.wait_for(waiting, 5)
    finally:
        await runner.cleanup()
