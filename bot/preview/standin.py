"""The stand-in: its parts put together, its two servers opened and closed."""

from __future__ import annotations

import asyncio
import secrets
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self

import aiohttp
from aiohttp import web

from bot.preview.acting import Acting
from bot.preview.application_routes import ApplicationRoutes, CommandRoutes
from bot.preview.certificate import HOST, Certificate, connector_to
from bot.preview.channel_routes import ChannelRoutes
from bot.preview.commands import Commands
from bot.preview.errors import Unanswered
from bot.preview.faults import Faults
from bot.preview.gateway import Gateway
from bot.preview.guild import APPLICATION_ID, GUILD_ID, Channel, Guild, Person
from bot.preview.interaction_routes import InteractionRoutes
from bot.preview.interactions import Interactions
from bot.preview.limits import RateLimits
from bot.preview.messages import Messages
from bot.preview.payloads import Payloads
from bot.preview.rest import Call, Rest
from bot.preview.tester import Tester
from bot.preview.web import Page
from bot.preview.wire import Json, Permission, Snowflakes


@dataclass(frozen=True, slots=True)
class Timing:
    """Discord's times in seconds, and its limit; a test makes them short."""

    answer: float = 3.0
    token: float = 900.0
    heartbeat: float = 41.25
    nonce: float = 300.0
    limit: int = 1_000
    """Calls a window, for each route and channel apart."""
    window: float = 1.0


class StandIn(Tester):
    """Discord, as far as our bot and its page need it, on this machine alone."""

    def __init__(
        self, *, page_host: str = HOST, page_port: int = 0, timing: Timing = Timing()
    ) -> None:
        self.token = secrets.token_urlsafe(32)
        self.application_id, self.guild_id = APPLICATION_ID, GUILD_ID
        self.faults, self.port = Faults(), 0
        guild, clock = Guild(), time.time
        snowflakes = Snowflakes(clock)
        self.gateway = Gateway(guild, self.token, timing.heartbeat)
        self._messages = Messages(guild, snowflakes, clock, timing.nonce)
        self._commands = Commands(snowflakes)
        interactions = Interactions(
            guild,
            self._messages,
            snowflakes,
            answer_within=timing.answer,
            token_life=timing.token,
        )
        payloads = Payloads(guild, self._messages)
        acting = Acting(guild, self._commands, interactions, self.gateway, payloads)
        super().__init__(acting)
        self._rest = Rest(self.token, self.faults, RateLimits(clock, timing.limit, timing.window))
        self._serve(interactions)
        self._page = Page(acting, self._messages, self._rest, page_host, page_port)
        self._certificate, self._stack = Certificate(), AsyncExitStack()

    def _serve(self, interactions: Interactions) -> None:
        rest, app = self._rest, self._rest.app
        ApplicationRoutes(rest, self.guild)
        CommandRoutes(rest, self._commands, in_guild=False)
        CommandRoutes(rest, self._commands, in_guild=True)
        ChannelRoutes(rest, self.guild, self._messages)
        InteractionRoutes(rest, interactions)
        rest.refuse_the_rest()
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{name}", self._file)
        app.router.add_get("/", self.gateway.serve)

    async def _file(self, request: web.Request) -> web.Response:
        upload = self._messages.files.get(int(request.match_info["attachment_id"]))
        if not upload:
            raise web.HTTPNotFound
        return web.Response(body=upload.content, content_type=upload.content_type)

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opened:  # all of it or, with the page's port taken, nothing
            runner = web.AppRunner(self._rest.app, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            opened.push_async_callback(runner.cleanup)
            site = web.TCPSite(runner, HOST, 0, ssl_context=self._certificate.server_context)
            await site.start()
            self.port = runner.addresses[0][1]
            await opened.enter_async_context(self._page)
            self._stack = opened.pop_all()
        return self

    async def __aexit__(self, *error: object) -> None:
        self.gateway.abort()
        await self._stack.aclose()

    def connector(self) -> aiohttp.TCPConnector:
        """A connector that leads every host here; needs a running event loop."""
        return connector_to(self.port, self.ca_pem)

    @property
    def ca_pem(self) -> str:
        """The authority a client has to trust, as PEM."""
        return self._certificate.ca_pem

    @property
    def page_url(self) -> str:
        """Where the page is."""
        return self._page.url

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The server's channels."""
        return tuple(self.guild.channels.values())

    def channel(self, name: str) -> Channel:
        """A channel by its name."""
        return next(channel for channel in self.channels if channel.name == name)

    @property
    def member(self) -> Person:
        """Somebody without rights of their own."""
        return self.guild.member

    @property
    def admin(self) -> Person:
        """Somebody who may manage the server."""
        return self.guild.admin

    @property
    def commands(self) -> list[Json]:
        """What the bot registered."""
        return self._commands.all()

    @property
    def requests(self) -> list[Call]:
        """Every REST call so far."""
        return list(self._rest.calls)

    @property
    def pings(self) -> list[str]:
        """Every ping that would have gone out."""
        return self._messages.pings

    def messages(self, channel_id: int) -> list[Json]:
        """What everybody in a channel sees, oldest first."""
        messages = self.guild.channel(channel_id).messages.values()
        return [message.data for message in messages if not message.seen_by]

    def direct_messages(self, person: Person) -> list[Json]:
        """What the bot wrote to one person, oldest first."""
        return self.messages(self.guild.open_direct(person.id).id)

    async def until_ready(self, within: float = 30.0) -> None:
        """Until the bot is connected and its commands are registered."""
        async with asyncio.timeout(within):
            await self.gateway.ready.wait()
            await self._commands.registered.wait()

    async def next_message(self, channel_id: int, within: float = 5.0) -> Json:
        """The next message everybody in the channel sees."""
        arrived: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

        def listen(event: str, data: Json, seen_by: int | None) -> None:
            mine = event == "MESSAGE_CREATE" and data["channel_id"] == str(channel_id)
            if mine and not seen_by and not arrived.done():
                arrived.set_result(data)

        self.guild.listeners.append(listen)
        try:
            return await asyncio.wait_for(arrived, within)
        except TimeoutError:
            raise Unanswered(f"No message in channel {channel_id} in {within:g} s.") from None
        finally:
            self.guild.listeners.remove(listen)

    def forbid(self, channel_id: int, *permissions: str) -> None:
        """Take permissions from the bot in one channel: `forbid(id, "send_messages")`."""
        channel = self.guild.channel(channel_id)
        channel.forbidden |= Permission.named(*permissions)
        self.guild.emit("CHANNEL_UPDATE", channel.data())

    def permit(self, channel_id: int, *permissions: str) -> None:
        """Give them back."""
        channel = self.guild.channel(channel_id)
        channel.forbidden &= ~Permission.named(*permissions)
        self.guild.emit("CHANNEL_UPDATE", channel.data())

    def delete_channel(self, channel_id: int) -> None:
        """A channel is gone, with its messages."""
        channel = self.guild.channels.pop(channel_id)
        self.guild.emit("CHANNEL_DELETE", channel.data())
