"""How a REST call is met: logged, perhaps hit by a fault, checked, answered as JSON."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from aiohttp import BodyPartReader, web

from bot.preview.errors import (
    DiscordError,
    RateLimited,
    file_too_large,
    malformed_json,
    no_such_route,
    unauthorized,
)
from bot.preview.faults import NO_FAULT, Faults
from bot.preview.limits import RateLimits
from bot.preview.messages import Upload
from bot.preview.wire import Json, encode

API = "/api/v10"
REMEMBERED = 50_000
LARGEST_FILE = 10 * 1024 * 1024
_MAJOR = ("channel_id", "guild_id", "webhook_id")
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


@dataclass(slots=True)
class Call:
    """One REST call of the bot, for tests to read."""

    method: str
    route: str
    path: str
    query: dict[str, str] = field(default_factory=dict[str, str])
    body: object = None
    files: tuple[str, ...] = ()
    status: int = 0
    error: Json | None = None


@dataclass(slots=True)
class Ask:
    """A call as a route sees it: whole numbers from the path, the body, the files."""

    request: web.Request
    body: Json
    items: list[Json]
    """The body, when it is a list."""
    uploads: list[Upload]

    def id(self, name: str) -> int:
        """An id of the path."""
        text = self.request.match_info[name]
        if not text.isdigit():
            raise no_such_route()
        return int(text)

    def text(self, name: str) -> str:
        """Another part of the path."""
        return self.request.match_info[name]

    def query(self, name: str) -> str | None:
        """A part of the query, if it is there."""
        return self.request.query.get(name)


Route = Callable[[Ask], object]
"""A route answers at once: what it returns is sent as JSON, `None` as 204."""


class Rest:
    """The REST half of the stand-in."""

    def __init__(self, token: str, faults: Faults, limits: RateLimits) -> None:
        self.app = web.Application(client_max_size=8 * LARGEST_FILE)
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)
        self.watchers: list[Callable[[Call], None]] = []
        """Told of every call once it is answered."""
        self._token = token
        self._faults = faults
        self._limits = limits

    def add(self, method: str, route: str, act: Route) -> None:
        """Serve a route under /api/v10; `route` is its name in Discord's own description."""

        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._meet(request, route, act)

        self.app.router.add_route(method, API + route, serve)

    def refuse_the_rest(self) -> None:
        """Whatever is not served is a 404 in Discord's words, and is in the log."""

        def act(_: Ask) -> object:
            raise no_such_route()

        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._meet(request, "", act)

        self.app.router.add_route("*", API + "/{rest:.*}", serve)

    async def _meet(self, request: web.Request, route: str, act: Route) -> web.StreamResponse:
        call = Call(request.method, route, request.path.removeprefix(API), dict(request.query))
        self.calls.append(call)
        fault = self._faults.take(call.method, call.path) or NO_FAULT
        if fault.hang:
            await asyncio.sleep(fault.hang)
        if fault.drop == "before":
            return _drop(request)
        headers = {"Via": "1.1 google"} if fault.via else {}
        try:
            ask = await _read(request, call)
            fault.strike()
            self._admit(request, call, headers)
            answer = act(ask)
        except DiscordError as error:
            answer = call.error = error.body()
            call.status = error.status
            headers |= error.headers()
        else:
            call.status = 204 if answer is None else 200
        for watcher in self.watchers:
            watcher(call)
        if fault.drop == "after":
            return _drop(request)
        return _json(call.status, answer, headers)

    def _admit(self, request: web.Request, call: Call, headers: dict[str, str]) -> None:
        if call.path.startswith(_WITHOUT_TOKEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._token}":
            raise unauthorized()
        major = next(
            (request.match_info[name] for name in _MAJOR if name in request.match_info), ""
        )
        passed, limit_headers = self._limits.spend(call.method, call.route, major)
        headers.update(limit_headers)
        if not passed:
            raise RateLimited(float(limit_headers["X-RateLimit-Reset-After"]))


def _json(status: int, body: object, headers: dict[str, str]) -> web.Response:
    """Exactly `application/json`: with a charset discord.py hands out a string."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    headers["Content-Type"] = "application/json"
    return web.Response(status=status, body=encode(body).encode(), headers=headers)


def _drop(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)  # nobody is there to read it


async def _read(request: web.Request, call: Call) -> Ask:
    uploads: list[Upload] = []
    if request.content_type.startswith("multipart/"):
        raw, uploads = await _read_parts(request)
    else:
        raw = await request.read()
    try:
        parsed: Any = json.loads(raw) if raw else None
    except ValueError:
        raise malformed_json() from None
    call.body = parsed
    call.files = tuple(upload.name for upload in uploads)
    body = cast("Json", parsed) if isinstance(parsed, dict) else {}
    listed = cast("list[Json]", parsed) if isinstance(parsed, list) else []
    _describe(body, uploads)
    return Ask(request, body, listed, uploads)


async def _read_parts(request: web.Request) -> tuple[bytes, list[Upload]]:
    payload, uploads = b"", list[Upload]()
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        if part.name == "payload_json":
            payload = content
        elif len(content) > LARGEST_FILE:
            raise file_too_large()
        else:
            name = part.filename or "file"
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            uploads.append(Upload(name, kind, content))
    return payload, uploads


def _describe(body: Json, uploads: list[Upload]) -> None:
    """Attachments that stand for new files carry their description; old ones stay in the body."""
    data = body.get("data") or body
    named: list[Json] | None = data.get("attachments")
    if named is None or not uploads:
        return
    for each in named:
        place = str(each.get("id"))
        if place.isdigit() and int(place) < len(uploads):
            upload = uploads[int(place)]
            uploads[int(place)] = Upload(
                upload.name, upload.content_type, upload.content, each.get("description")
            )
