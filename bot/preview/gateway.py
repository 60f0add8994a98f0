"""The gateway: HELLO, IDENTIFY or RESUME, heartbeats, and numbered events that can be replayed."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from aiohttp import WSMsgType, web

from bot.preview.guild import APPLICATION_ID, GUILD_ID, Guild
from bot.preview.wire import Json, encode

RESUME_URL = "wss://gateway-eu.discord.com"
REPLAYED = 2_000  # events kept for a client that comes back


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent(IntFlag):
    """The gateway intents that decide something here."""

    NONE = 0
    GUILDS = 1 << 0
    MEMBERS = 1 << 1
    PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.MEMBERS | Intent.PRESENCES | Intent.MESSAGE_CONTENT


@dataclass(eq=False, slots=True)
class _Session:
    """A login; it outlives its sockets."""

    id: str
    intents: Intent
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(
        default_factory=lambda: deque[tuple[int, str]](maxlen=REPLAYED)
    )
    wire: _Wire | None = None

    def dispatch(self, event: str, data: Json) -> None:
        self.sequence += 1
        packet = encode({"op": Op.DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, packet))
        if self.wire:
            self.wire.put(packet)


class _Wire:
    """One socket: packets leave in order, compressed when the client asked for it."""

    def __init__(self, request: web.Request) -> None:
        self.request = request
        self.socket = web.WebSocketResponse(max_msg_size=1 << 20)
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        compressed = request.query.get("compress") == "zlib-stream"
        self._compressor = zlib.compressobj() if compressed else None

    def put(self, packet: str) -> None:
        self._queue.put_nowait(packet)

    def say(self, op: Op, data: object = None) -> None:
        self.put(encode({"op": op, "d": data, "s": None, "t": None}))

    async def pump(self) -> None:
        """Send what is put, until the socket is gone."""
        with suppress(ConnectionError):
            while True:
                await self._send(await self._queue.get())

    async def _send(self, packet: str) -> None:
        if not self._compressor:
            await self.socket.send_str(packet)
            return
        compressed = self._compressor.compress(packet.encode())
        await self.socket.send_bytes(compressed + self._compressor.flush(zlib.Z_SYNC_FLUSH))

    def abort(self) -> None:
        if self.request.transport:
            self.request.transport.abort()


class Gateway:
    """Discord's end of the bot's websocket, and the ways a test makes it fail."""

    def __init__(self, guild: Guild, token: str, heartbeat: float) -> None:
        self.acknowledge_heartbeats = True
        self.identified = 0
        self.resumed = 0
        self.ready = asyncio.Event()
        """Set while a bot is connected that has had READY or RESUMED."""
        self.watchers: list[Callable[[bool], None]] = []
        """Told when the bot comes and goes."""
        self.left = asyncio.Event()
        """Set once no bot is connected any more; cleared when one is."""
        self._guild = guild
        self._token = token
        self._heartbeat = heartbeat
        # discord.py notes when it sent a heartbeat after sending it: an answer that is quicker
        # than that is measured from the heartbeat before, and the bot says it "can't keep up".
        self._on_the_way = min(0.1, heartbeat / 4)
        self._sessions: dict[str, _Session] = {}
        self._wires: set[_Wire] = set()
        self._known_direct: set[int] = set()
        guild.listeners.append(self._on_news)

    # --- what a test makes go wrong ----------------------------------------------------------

    async def close(self, code: int = 4000) -> None:
        """Close every socket with a close code."""
        for wire in list(self._wires):
            await wire.socket.close(code=code)

    def abort(self) -> None:
        """Cut every connection without a word."""
        for wire in list(self._wires):
            wire.abort()

    def reconnect(self) -> None:
        """Ask the bot to reconnect (op 7), as Discord does some times a day."""
        for wire in list(self._wires):
            wire.say(Op.RECONNECT)

    def invalid_session(self, resumable: bool = False) -> None:
        """Tell the bot that its session is void (op 9)."""
        if not resumable:
            self._sessions.clear()
        for wire in list(self._wires):
            wire.say(Op.INVALID_SESSION, resumable)

    # --- what happens ------------------------------------------------------------------------

    def dispatch(self, event: str, data: Json, needed: Intent = Intent.NONE) -> None:
        """An event for every session whose intents ask for it, connected or not."""
        for session in self._sessions.values():
            if needed & ~session.intents:
                continue
            session.dispatch(event, data)

    def _on_news(self, event: str, data: Json, seen_by: int | None) -> None:
        if seen_by:
            return  # an ephemeral message is no gateway event
        if event.startswith("MESSAGE_"):
            direct = "guild_id" not in data
            data = self._as_seen_by_bot(data)
            self.dispatch(event, data, Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES)
        else:
            self.dispatch(event, data, Intent.GUILDS)

    def _as_seen_by_bot(self, data: Json) -> Json:
        """Without the privileged intent a bot reads its own and direct messages only."""
        author = data.get("author")
        if not author or author["id"] == str(APPLICATION_ID) or "guild_id" not in data:
            return data
        return data | {"content": "", "embeds": [], "attachments": [], "components": []}

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        wire = _Wire(request)
        await wire.socket.prepare(request)
        self._wires.add(wire)
        pump = asyncio.create_task(wire.pump())
        wire.say(Op.HELLO, {"heartbeat_interval": int(self._heartbeat * 1000)})
        try:
            await self._listen(wire)
        finally:
            self._leave(wire)
            pump.cancel()
            with suppress(asyncio.CancelledError):
                await pump
        return wire.socket

    async def _listen(self, wire: _Wire) -> None:
        answers: dict[int, Callable[[_Wire, Json], int | None]] = {
            Op.IDENTIFY: self._identify,
            Op.RESUME: self._resume,
            Op.REQUEST_MEMBERS: self._send_members,
        }
        loop = asyncio.get_running_loop()
        async for received in wire.socket:
            if received.type is not WSMsgType.TEXT:
                break
            packet: Json = json.loads(received.data)
            if packet["op"] == Op.HEARTBEAT:
                if self.acknowledge_heartbeats:
                    loop.call_later(self._on_the_way, wire.say, Op.HEARTBEAT_ACK)
            elif answer := answers.get(packet["op"]):
                refused = answer(wire, packet["d"])
                if refused:
                    await wire.socket.close(code=refused)

    def _identify(self, wire: _Wire, data: Json) -> int | None:
        if data["token"].removeprefix("Bot ") != self._token:
            return 4004
        intents = Intent(data["intents"])
        if intents & PRIVILEGED:
            return 4014
        self._sessions = {key: old for key, old in self._sessions.items() if old.wire}
        session = _Session(secrets.token_hex(16), intents, wire=wire)
        self._sessions[session.id] = session
        session.dispatch("READY", self._ready_data(session))
        session.dispatch("GUILD_CREATE", self._guild.data())
        self.identified += 1
        self._set_online(True)
        return None

    def _resume(self, wire: _Wire, data: Json) -> int | None:
        session = self._sessions.get(data["session_id"])
        if data["token"].removeprefix("Bot ") != self._token:
            return 4004
        if not session:
            wire.say(Op.INVALID_SESSION, False)
            return None
        for sequence, packet in session.sent:
            if sequence > data["seq"]:
                wire.put(packet)
        session.wire = wire
        session.dispatch("RESUMED", {})
        self.resumed += 1
        self._set_online(True)
        return None

    def _send_members(self, wire: _Wire, data: Json) -> int | None:
        for session in self._sessions.values():
            if session.wire is wire:
                people = self._guild.people.values()
                members = [self._guild.member_data(person) for person in people]
                chunk: Json = {
                    "guild_id": str(GUILD_ID),
                    "members": members,
                    "chunk_index": 0,
                    "chunk_count": 1,
                    "not_found": [],
                    "nonce": data.get("nonce"),
                }
                session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        return None

    def _leave(self, wire: _Wire) -> None:
        self._wires.discard(wire)
        for session in self._sessions.values():
            if session.wire is wire:
                session.wire = None
        if not any(session.wire for session in self._sessions.values()):
            self._set_online(False)

    def _set_online(self, online: bool) -> None:
        came, went = (self.ready, self.left) if online else (self.left, self.ready)
        came.set()
        went.clear()
        for watcher in self.watchers:
            watcher(online)

    def _ready_data(self, session: _Session) -> Json:
        return {
            "v": 10,
            "user": self._guild.bot.user() | {"verified": True, "mfa_enabled": False, "flags": 0},
            "guilds": [{"id": str(GUILD_ID), "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": RESUME_URL,
            "application": {"id": str(APPLICATION_ID), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "shard": [0, 1],
        }
