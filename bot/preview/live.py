"""The page's server: its files, the attachments, and a websocket that shows everything live.

One websocket carries it all as JSON. To the page: `hello` (the whole state), `commands`,
`channels`, `online`, `message`, `refused` (a call Discord would not have taken), and for each
request of the page, by its `ref`, one `reply`. From the page: `{"do", "ref", "as", "in", …}`.
"""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from aiohttp import WSMsgType, web
from yarl import URL

from bot.preview.acting import Acting, settle
from bot.preview.commands import CommandType, offered, offered_directly
from bot.preview.component_rules import walk
from bot.preview.errors import DiscordError, Unanswered
from bot.preview.guild import Channel, Message, Person
from bot.preview.interactions import Interaction
from bot.preview.messages import Messages, Upload
from bot.preview.rest import Call, Rest
from bot.preview.wire import Json, Permission, encode

FOLDER = Path(__file__).with_name("page")
FILES = {path.name: path for path in FOLDER.iterdir()}
LARGEST_FRAME = 16 * 1024 * 1024
PATIENCE = 900.0  # a deferred answer may take as long as its token lives
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
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
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


class View:
    """One open page."""

    def __init__(self, acting: Acting, messages: Messages) -> None:
        self.socket = web.WebSocketResponse(heartbeat=30.0, max_msg_size=LARGEST_FRAME)
        self._acting = acting
        self._messages = messages
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._forms: dict[str, Interaction] = {}
        self._deeds: dict[str, Callable[[Json, Person, Channel], Interaction | None]] = {
            "run": self._run,
            "complete": self._complete,
            "run_on": self._run_on,
            "press": self._press,
            "submit": self._submit,
            "say": self._say,
            "dismiss": self._dismiss,
        }

    def put(self, kind: str, data: Json) -> None:
        """Send something to the page, in order."""
        self._outbox.put_nowait(encode({"type": kind, **data}))

    async def serve(self) -> None:
        """Until the page is closed."""
        self._start(self._pump())
        try:
            async for received in self.socket:
                if received.type is not WSMsgType.TEXT:
                    break
                self._start(self._meet(json.loads(received.data)))
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pump(self) -> None:
        while True:
            packet = await self._outbox.get()
            try:
                await self.socket.send_str(packet)
            except ConnectionError:
                return

    async def _meet(self, wish: Json) -> None:
        """Do what the page asks; whatever comes of it is its reply."""
        reply: Json = {"ref": wish.get("ref")}
        guild = self._acting.guild
        try:
            person = guild.people[int(wish["as"])]
            channel = guild.channel(int(wish["in"]))
            asked = self._deeds[wish["do"]](wish, person, channel)
            if asked:
                self.put("asked", {"ref": wish["ref"], "id": str(asked.id)})
                await settle(asked, self._acting.interactions.answer_within, PATIENCE)
                reply["choices"] = asked.choices
                if asked.modal:
                    self._forms[str(asked.id)] = asked
                    reply["modal"] = asked.modal | {"form": str(asked.id)}
        except (Unanswered, DiscordError, KeyError, ValueError) as error:
            reply["failed"] = str(error)
        self.put("reply", reply)

    def _run(self, wish: Json, person: Person, channel: Channel) -> Interaction:
        leaf = self._acting.commands.find(wish["command"])
        return self._acting.run(person, channel, leaf, _given(wish), wish["locale"])

    def _complete(self, wish: Json, person: Person, channel: Channel) -> Interaction:
        leaf = self._acting.commands.find(wish["command"])
        given, focused = _given(wish), wish["focused"]
        return self._acting.complete(person, channel, leaf, given, focused, wish["locale"])

    def _run_on(self, wish: Json, person: Person, channel: Channel) -> Interaction:
        command = self._acting.commands.find_context(wish["command"], CommandType.ON_MESSAGE)
        target = channel.messages[int(wish["message"])]
        return self._acting.run_on(person, channel, command, target, wish["locale"])

    def _press(self, wish: Json, person: Person, channel: Channel) -> Interaction:
        message = channel.messages[int(wish["message"])]
        component = _component(message, wish["custom_id"])
        values, locale = wish.get("values"), wish["locale"]
        return self._acting.press(person, channel, message, component, values, locale)

    def _submit(self, wish: Json, _person: Person, _channel: Channel) -> Interaction:
        form = self._forms.pop(wish["form"])
        return self._acting.submit(form, wish["filled"], wish["locale"])

    def _say(self, wish: Json, person: Person, channel: Channel) -> None:
        text = str(wish["text"]).strip()[:2000]
        if text:
            self._messages.post(channel, person, {"content": text}, [])

    def _dismiss(self, wish: Json, person: Person, channel: Channel) -> None:
        message = channel.messages.get(int(wish["message"]))
        if message and message.seen_by == person.id:
            self._messages.delete(channel, message)


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


def _given(wish: Json) -> Json:
    """The options as typed; a file comes as `{"name", "kind", "content"}` in base64."""
    given: Json = {}
    for name, value in wish["options"].items():
        given[name] = value
        if isinstance(value, dict):
            file: Json = value  # pyright: ignore[reportUnknownVariableType]  any JSON
            content = base64.b64decode(file["content"])
            given[name] = Upload(file["name"], file["kind"], content)
    return given


def _component(message: Message, custom_id: str) -> Json:
    for _, each in walk(message.data["components"], ()):
        if each.get("custom_id") == custom_id and not each.get("disabled"):
            return each
    raise KeyError(custom_id)


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
