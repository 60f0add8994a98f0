"""The one server: its people, roles and channels, and who may do what where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.preview.errors import missing_access, missing_permissions, unknown_channel, unknown_user
from bot.preview.wire import EVERYONE, Json, Permission

# Ids are the same at every start, so that schedules on file still find their channel.
_BASE = 1_300_000_000_000_000_000
APPLICATION_ID = _BASE + 1
GUILD_ID = _BASE + 2
BOT_ROLE_ID = _BASE + 3
ADMIN_ROLE_ID = _BASE + 4
MEMBER_ID = _BASE + 11
ADMIN_ID = _BASE + 12
FIRST_CHANNEL_ID = _BASE + 101
FIRST_DIRECT_ID = _BASE + 201
JOINED = "2026-01-01T00:00:00.000+00:00"
NAME, BOT_NAME = "The Daily Draft", "Attaché"

Listener = Callable[[str, Json, int | None], None]


class ChannelKind(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    DIRECT = 1
    ANNOUNCEMENT = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the server, the bot included."""

    id: int
    name: str
    permissions: Permission
    role_id: int | None = None
    bot: bool = False

    def user(self) -> Json:
        """The user object."""
        return {
            "id": str(self.id),
            "username": self.name.lower(),
            "global_name": None if self.bot else self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }

    def membership(self) -> Json:
        """The member object, without its user."""
        return {
            "nick": self.name if self.bot else None,
            "avatar": None,
            "roles": [str(self.role_id)] if self.role_id else [],
            "joined_at": JOINED,
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": None,
        }


@dataclass(slots=True)
class Message:
    """A message in Discord's JSON, and who alone sees it when it is ephemeral."""

    data: Json
    seen_by: int | None = None

    @property
    def id(self) -> int:
        """Its snowflake."""
        return int(self.data["id"])


@dataclass(eq=False, slots=True)
class Channel:
    """A channel; `forbidden` is what the bot may not do in it."""

    id: int
    name: str
    kind: ChannelKind = ChannelKind.TEXT
    topic: str = ""
    position: int = 0
    forbidden: Permission = Permission.NONE
    recipient: Person | None = None
    messages: dict[int, Message] = field(default_factory=dict[int, Message])

    def data(self) -> Json:
        """The channel object."""
        common: Json = {"id": str(self.id), "type": int(self.kind), "last_message_id": None}
        if self.recipient:
            return common | {"recipients": [self.recipient.user()], "flags": 0}
        return common | {
            "guild_id": str(GUILD_ID),
            "name": self.name,
            "topic": self.topic,
            "position": self.position,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "parent_id": None,
            "flags": 0,
            "permission_overwrites": self._overwrites(),
        }

    def _overwrites(self) -> list[Json]:
        if not self.forbidden:
            return []
        deny = str(int(self.forbidden))
        return [{"id": str(APPLICATION_ID), "type": 1, "allow": "0", "deny": deny}]


CHANNELS = (
    ("newsroom", ChannelKind.TEXT, "Briefings arrive here. Ask anything with a slash."),
    ("announcements", ChannelKind.ANNOUNCEMENT, "What everybody should know."),
    ("lounge", ChannelKind.TEXT, "Off the record."),
    ("desk", ChannelKind.TEXT, "Where the editors set things up."),
)
_PLAIN: Json = {
    "icon": None,
    "features": ["COMMUNITY", "NEWS"],
    "preferred_locale": "en-US",
    "afk_timeout": 300,
    "verification_level": 0,
    "default_message_notifications": 1,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "premium_progress_bar_enabled": False,
    "system_channel_flags": 0,
    "joined_at": JOINED,
    "large": False,
    "unavailable": False,
    "threads": [],
    "presences": [],
    "voice_states": [],
    "stage_instances": [],
    "guild_scheduled_events": [],
    "emojis": [],
    "stickers": [],
    "soundboard_sounds": [],
}
"""What every server says of itself, and ours has nothing special to say."""


class Guild:
    """Everything that stands still, and the news of what changes."""

    def __init__(self) -> None:
        self.name = NAME
        bot_rights = EVERYONE | Permission.MENTION_EVERYONE
        self.bot = Person(APPLICATION_ID, BOT_NAME, bot_rights, BOT_ROLE_ID, bot=True)
        self.member = Person(MEMBER_ID, "Robin", EVERYONE)
        admin_rights = EVERYONE | Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS
        self.admin = Person(ADMIN_ID, "Sasha", admin_rights, ADMIN_ROLE_ID)
        self.people = {person.id: person for person in (self.bot, self.member, self.admin)}
        self.channels = {
            FIRST_CHANNEL_ID + place: Channel(FIRST_CHANNEL_ID + place, name, kind, topic, place)
            for place, (name, kind, topic) in enumerate(CHANNELS)
        }
        self.direct: dict[int, Channel] = {}
        self.listeners: list[Listener] = []
        self.closed_to_direct: set[int] = set()
        """People who take no direct messages."""

    def emit(self, event: str, data: Json, seen_by: int | None = None) -> None:
        """Tell the gateway and the pages; `seen_by` is who alone sees an ephemeral message."""
        for listener in self.listeners:
            listener(event, data, seen_by)

    def channel(self, channel_id: int) -> Channel:
        """The channel, server or direct, or 10003."""
        found = self.channels.get(channel_id) or self.direct.get(channel_id)
        if not found:
            raise unknown_channel()
        return found

    def open_direct(self, person_id: int) -> Channel:
        """The direct-message channel between the bot and a person."""
        person = self.people.get(person_id)
        if not person or person.bot:
            raise unknown_user()
        place = FIRST_DIRECT_ID + sorted(self.people).index(person_id)
        new = Channel(place, person.name, ChannelKind.DIRECT, recipient=person)
        return self.direct.setdefault(place, new)

    def permissions(self, person: Person, channel: Channel) -> Permission:
        """What somebody may do in a channel."""
        if person.bot:
            return person.permissions & ~channel.forbidden
        return person.permissions

    def require(self, channel: Channel, needed: Permission) -> None:
        """The bot has these permissions in the channel, or 50001, or 50013."""
        if channel.kind is ChannelKind.DIRECT:
            return
        held = self.permissions(self.bot, channel)
        if Permission.VIEW_CHANNEL not in held:
            raise missing_access()
        if needed & ~held:
            raise missing_permissions()

    def member_data(self, person: Person) -> Json:
        """The member object with its user."""
        return person.membership() | {"user": person.user()}

    def roles(self) -> list[Json]:
        """The role objects."""
        return [
            _role(GUILD_ID, "@everyone", EVERYONE, 0),
            _role(BOT_ROLE_ID, self.bot.name, self.bot.permissions, 1, managed=True),
            _role(ADMIN_ROLE_ID, "Editors", self.admin.permissions, 2),
        ]

    def data(self) -> Json:
        """What GUILD_CREATE carries."""
        return {
            "id": str(GUILD_ID),
            "name": self.name,
            "owner_id": str(ADMIN_ID),
            **_PLAIN,
            "member_count": len(self.people),
            "roles": self.roles(),
            "channels": [channel.data() for channel in self.channels.values()],
            "members": [self.member_data(person) for person in self.people.values()],
        }


def _role(
    role_id: int, name: str, held: Permission, position: int, *, managed: bool = False
) -> Json:
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": str(int(held)),
        "managed": managed,
        "mentionable": False,
        "flags": 0,
    }
