"""One open page: what happens is sent to it, what it asks is done, over one websocket."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Coroutine

from aiohttp import WSMsgType, web

from bot.preview.acting import Acting
from bot.preview.answer import settle
from bot.preview.commands import CommandType
from bot.preview.component_rules import walk
from bot.preview.errors import DiscordError, Unanswered
from bot.preview.guild import Channel, Message, Person
from bot.preview.interaction import Interaction
from bot.preview.messages import Messages, Upload
from bot.preview.wire import Json, encode

LARGEST_FRAME = 16 * 1024 * 1024
PATIENCE = 900.0  # a deferred answer may take as long as its token lives


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

    def _start(self, work: Coroutine[None, None, None]) -> None:
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
