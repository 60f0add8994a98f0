"""/healthz and /metrics: is it alive, and how much is on file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from os import strerror

from aiohttp import ClientError, ClientSession, web

from bot.errors import AttacheError, SettingsError
from bot.model import Counts


@dataclass(frozen=True, slots=True)
class Vital:
    """One sign of life: whether it is well, and in words."""

    name: str
    well: bool
    words: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """What is asked at every visit."""

    vitals: Callable[[], Awaitable[list[Vital]]]
    counts: Callable[[], Awaitable[Counts]]

    async def healthz(self, _: web.Request) -> web.Response:
        """200 when every vital is well, else 503; both say why."""
        vitals = await self.vitals()
        well = all(vital.well for vital in vitals)
        body = {"well": well, "vitals": [asdict(vital) for vital in vitals]}
        return web.json_response(body, status=200 if well else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Gauges in Prometheus' text format."""
        lines: list[str] = []
        for name, value in asdict(await self.counts()).items():
            if isinstance(value, datetime):
                lines += _gauge(f"{name}_timestamp_seconds", int(value.timestamp()))
            elif value is not None:
                lines += _gauge(name, value)
        for vital in await self.vitals():
            lines.append(f'attache_well{{vital="{vital.name}"}} {int(vital.well)}')
        return web.Response(text="\n".join(lines) + "\n")


def _gauge(name: str, value: int) -> list[str]:
    return [f"# TYPE attache_{name} gauge", f"attache_{name} {value}"]


@asynccontextmanager
async def serving(checkup: Checkup, host: str, port: int) -> AsyncGenerator[None]:
    """Serve both pages until the block ends; port 0 serves nothing.

    Raises SettingsError when the port is taken.
    """
    if not port:
        yield
        return
    site = web.Application()
    site.add_routes([web.get("/healthz", checkup.healthz), web.get("/metrics", checkup.metrics)])
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(
            f"ATTACHE_HEALTH_HOST, ATTACHE_HEALTH_PORT: {host}:{port} cannot be used "
            f"({strerror(error.errno or 0)}); name another port, or 0 for none"
        ) from error
    try:
        yield
    finally:
        await runner.cleanup()


async def ask(host: str, port: int) -> list[Vital]:
    """What the bot that serves there says; AttacheError when none does."""
    url = f"http://{host}:{port}/healthz"
    try:
        async with ClientSession() as session, session.get(url) as answer:
            return [Vital(**vital) for vital in (await answer.json())["vitals"]]
    except (ClientError, OSError) as error:
        raise AttacheError(f"No bot answers at {url}. Does attache run?", subject=url) from error
