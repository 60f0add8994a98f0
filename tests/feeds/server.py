"""A server on loopback, and a fetcher that may reach it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feeds.budget import Budget
from bot.feeds.fetch import Fetcher

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncGenerator[str]:
    """The address of a server on loopback that answers every path."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/")).rstrip("/")


def inside(**options: int) -> Fetcher:
    """A fetcher that may reach loopback, and does not wait."""
    return Fetcher(
        contact="https://attache.example/contact",
        allow_private=True,
        budget=Budget(pause=0),
        largest=options.get("largest", 1 << 20),
        longest=options.get("longest", 5),
    )
