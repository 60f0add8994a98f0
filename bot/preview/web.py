"""The page's server: its files, the attachments, and a websocket that shows everything live.

One websocket carries it all as JSON. To the page: `hello` (the whole state), `commands`,
`channels`, `online`, `message`, `refused` (a call Discord would not have taken), and for each
request of the page, by its `ref`, one `reply`. From the page: `{"do", "ref", "as", "in", …}`.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Self

from aiohttp import web
from yarl import URL

from bot.preview.acting import Acting
from bot.preview.commands import CommandType, offered, offered_directly
from bot.preview.guild import Person
from bot.preview.live import View
from bot.preview.messages import Messages
from bot.preview.rest import Call, Rest
from bot.preview.wire import Json, Permission

FOLDER = Path(__file__).with_name("page")
FILES = {path.name: path for path in FOLDER.iterdir()}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """A plain HTTP server for the people of this machine."""

    def __init__(
        self, acting: Acting, messages: Messages, rest: Rest, host: str, port: int
    ) -> None:
        self.url = ""
        self._acting = acting
        self._messages = messages
        self._host = host
        self._port = port
        self._views: set[View] = set()
        acting.guild.listeners.append(self._on_news)
        acting.commands.watchers.append(self._on_commands)
        acting.gateway.watchers.append(self._on_online)
        rest.watchers.append(self._on_call)
        app = web.Application()
        app.router.add_get("/files/{attachment_id}/{name}", self._attachment)
        app.router.add_get("/live", self._live)
        app.router.add_get("/{name:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.url = f"http://{host}:{self._runner.addresses[0][1]}/"
        return self

    async def __aexit__(self, *error: object) -> None:
        for view in list(self._views):
            await view.socket.close()
        await self._runner.cleanup()

    # --- files -------------------------------------------------------------------------------

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = FILES.get(request.match_info["name"] or "index.html")
        if not file:
            raise web.HTTPNotFound
        return web.FileResponse(file, headers=HEADERS)

    async def _attachment(self, request: web.Request) -> web.Response:
        wanted = request.match_info["attachment_id"]
        upload = self._messages.files.get(int(wanted)) if wanted.isdigit() else None
        if not upload:
            raise web.HTTPNotFound
        shown = upload.content_type in ("image/png", "image/jpeg", "image/gif", "image/webp")
        kind = upload.content_type if shown else "application/octet-stream"
        return web.Response(body=upload.content, headers={**HEADERS, "Content-Type": kind})

    # --- the websocket -----------------------------------------------------------------------

    async def _live(self, request: web.Request) -> web.StreamResponse:
        if not _from_this_page(request):
            raise web.HTTPForbidden
        view = View(self._acting, self._messages)
        await view.socket.prepare(request)
        view.put("hello", self._hello())
        self._views.add(view)
        try:
            await view.serve()
        finally:
            self._views.discard(view)
        return view.socket

    def _hello(self) -> Json:
        guild = self._acting.guild
        everywhere = [*guild.channels.values(), *guild.direct.values()]
        return {
            "guild": guild.name,
            "bot": guild.bot.user(),
            "people": [_person(person) for person in (guild.member, guild.admin)],
            "online": self._acting.gateway.ready.is_set(),
            "channels": self._channels(),
            "commands": self._commands(),
            "messages": [
                {"data": message.data, "seen_by": _id(message.seen_by)}
                for channel in everywhere
                for message in channel.messages.values()
            ],
        }

    def _channels(self) -> list[Json]:
        guild = self._acting.guild
        return [*(each.data() for each in guild.channels.values()),
                *(each.data() for each in guild.direct.values())]  # fmt: skip

    def _commands(self) -> list[Json]:
        known = self._acting.commands
        slash = [
            _command(leaf.command, self._acting, "/" + " ".join(leaf.path))
            | {"description": leaf.description, "options": leaf.options}
            for leaf in known.leaves()
        ]
        menus = [each for each in known.all() if each["type"] != CommandType.SLASH]
        return slash + [_command(each, self._acting, each["name"]) for each in menus]

    def _tell(self, kind: str, data: Json) -> None:
        for view in self._views:
            view.put(kind, data)

    def _on_commands(self) -> None:
        self._tell("commands", {"commands": self._commands()})

    def _on_online(self, online: bool) -> None:
        self._tell("online", {"online": online})

    def _on_call(self, call: Call) -> None:
        if call.error:
            about = f"{call.method} {call.route or call.path}"
            self._tell("refused", {"about": about, "status": call.status, "error": call.error})

    def _on_news(self, event: str, data: Json, seen_by: int | None) -> None:
        if event.startswith("CHANNEL_") or "guild_id" not in data:
            self._tell("channels", {"channels": self._channels()})
        if event.startswith("MESSAGE_"):
            change = event.removeprefix("MESSAGE_").lower()
            self._tell("message", {"change": change, "data": data, "seen_by": _id(seen_by)})


def _from_this_page(request: web.Request) -> bool:
    """No other site's script, and no name that was made to point here (DNS rebinding)."""
    origin = URL(request.headers.get("Origin", ""))
    host = URL(f"http://{request.host}")
    if origin.authority != host.authority:
        return False
    if host.host == "localhost":
        return True
    try:
        ipaddress.ip_address(host.host or "")
    except ValueError:
        return False
    return True


def _command(command: Json, acting: Acting, name: str) -> Json:
    people = (acting.guild.member, acting.guild.admin)
    return {
        "name": name,
        "kind": command["type"],
        "for": [str(person.id) for person in people if offered(command, person)],
        "direct": offered_directly(command),
    }


def _person(person: Person) -> Json:
    admin = Permission.MANAGE_GUILD in person.permissions
    return {"id": str(person.id), "name": person.name, "admin": admin}


def _id(person_id: int | None) -> str | None:
    return str(person_id) if person_id else None
