"""What travels: Discord's JSON, ids, times and permission bits."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import IntFlag
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]

DISCORD_EPOCH_MS = 1_420_070_400_000


encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
"""JSON without a needless space, and without escaping what UTF-8 can say."""


def items(data: Json, key: str) -> list[Json]:
    """The list under a key; empty when it is absent or null, which mean the same to Discord."""
    return data.get(key) or []


class Snowflakes:
    """Ids that carry their time, as Discord makes them: milliseconds, then a counter."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counter = itertools.count()

    def next(self) -> int:
        """A new id, greater than every earlier one while the clock does not go backwards."""
        milliseconds = int(self._clock() * 1000) - DISCORD_EPOCH_MS
        return max(0, milliseconds) << 22 | next(self._counter) & 0x3FFFFF


def time_of(snowflake: int) -> str:
    """The moment a snowflake was made, as Discord writes times."""
    return iso(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000)


def iso(seconds: float) -> str:
    """Unix seconds as ISO 8601 with an offset."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


class Permission(IntFlag):
    """The permissions that decide something here, with Discord's bits."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38

    @classmethod
    def named(cls, *names: str) -> Permission:
        """`named("send_messages")`: the names discord.py uses."""
        flags = cls.NONE
        for name in names:
            flags |= cls[name.upper()]
        return flags


EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)


class MessageFlag(IntFlag):
    """The message flags the stand-in knows."""

    NONE = 0
    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    COMPONENTS_V2 = 1 << 15
