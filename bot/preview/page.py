"""The web page that shows the stand-in Discord."""

from __future__ import annotations

from typing import Self

from aiohttp import web

from bot.preview.acting import Acting
from bot.preview.messages import Messages


class Page:
    """A plain HTTP server for one person on this machine."""

    def __init__(self, acting: Acting, messages: Messages, host: str, port: int) -> None:
        self._acting = acting
        self._messages = messages
        self._host = host
        self._port = port
        self.url = ""
        app = web.Application()
        app.router.add_get("/", self._index)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self.url = f"http://{self._host}:{self._runner.addresses[0][1]}/"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    async def _index(self, _: web.Request) -> web.Response:
        return web.Response(text="Soon.", content_type="text/html")
