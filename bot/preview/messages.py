"""Posting, editing and deleting messages, and which pings would have gone out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.preview.errors import unknown_message
from bot.preview.guild import GUILD_ID, Channel, ChannelKind, Guild, Message, Person
from bot.preview.wire import Clock, Json, MessageFlag, Snowflakes, iso, items, time_of

_MENTION = re.compile(r"@(?P<everyone>everyone|here)\b|<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>")
_KEPT_FLAGS = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.EPHEMERAL | MessageFlag.COMPONENTS_V2


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a message."""

    name: str
    content_type: str
    content: bytes
    description: str | None = None


class Messages:
    """All messages of the server and its people."""

    def __init__(
        self, guild: Guild, snowflakes: Snowflakes, clock: Clock, nonce_life: float
    ) -> None:
        self.pings: list[str] = []
        self.files: dict[int, Upload] = {}
        self._guild = guild
        self._snowflakes = snowflakes
        self._clock = clock
        self._nonce_life = nonce_life
        self._nonces: dict[tuple[int, str], tuple[float, Message]] = {}

    def post(
        self,
        channel: Channel,
        author: Person,
        body: Json,
        uploads: list[Upload],
        *,
        extra: Json | None = None,
        seen_by: int | None = None,
    ) -> Message:
        """A new message; `extra` is what an interaction adds to it."""
        earlier = self._same_nonce(channel, body)
        if earlier:
            return earlier
        blank = _blank(self._snowflakes.next(), channel, author, body)
        message = Message(blank | (extra or {}), seen_by)
        self._fill(message, body, uploads)
        channel.messages[message.id] = message
        self._remember_nonce(channel, body, message)
        self._emit("MESSAGE_CREATE", channel, message)
        return message

    def edit(self, channel: Channel, message: Message, body: Json, uploads: list[Upload]) -> None:
        """What the body names is replaced, the rest stays."""
        old = message.data
        kept: Json = {key: old[key] for key in ("content", "embeds", "components")}
        flags = int(body.get("flags") or old["flags"]) & _KEPT_FLAGS
        old["flags"] = flags | old["flags"] & MessageFlag.EPHEMERAL
        old["edited_timestamp"] = iso(self._clock())
        if "attachments" in body:
            keep = {str(each["id"]) for each in items(body, "attachments")}
            old["attachments"] = [each for each in old["attachments"] if each["id"] in keep]
        self._fill(message, kept | body, uploads)
        self._emit("MESSAGE_UPDATE", channel, message)

    def delete(self, channel: Channel, message: Message) -> None:
        """Gone, for everybody."""
        channel.messages.pop(message.id, None)
        data = {"id": message.data["id"], "channel_id": str(channel.id)}
        if channel.kind is not ChannelKind.DIRECT:
            data["guild_id"] = str(GUILD_ID)
        self._guild.emit("MESSAGE_DELETE", data, message.seen_by)

    def find(self, channel: Channel, message_id: int) -> Message:
        """A message everybody in the channel sees, or 10008."""
        message = channel.messages.get(message_id)
        if not message or message.seen_by:
            raise unknown_message()
        return message

    def _fill(self, message: Message, body: Json, uploads: list[Upload]) -> None:
        data = message.data
        data["attachments"] += [self.keep(data["channel_id"], upload) for upload in uploads]
        data["content"] = body.get("content") or ""
        data["components"] = items(body, "components")
        data["embeds"] = list(_shown_embeds(items(body, "embeds"), data["attachments"]))
        mentions = self._mentions(data, body.get("allowed_mentions"))
        data.update(mentions)
        if not message.seen_by:
            self.pings += _pings(mentions, data["content"])

    def keep(self, channel_id: object, upload: Upload) -> Json:
        """Store a file; returns the attachment object."""
        attachment_id = self._snowflakes.next()
        self.files[attachment_id] = upload
        path = f"attachments/{channel_id}/{attachment_id}/{upload.name}"
        return {
            "id": str(attachment_id),
            "filename": upload.name,
            "size": len(upload.content),
            "content_type": upload.content_type,
            "description": upload.description,
            "url": f"https://cdn.discordapp.com/{path}",
            "proxy_url": f"https://media.discordapp.net/{path}",
        }

    def _mentions(self, data: Json, allowed: Json | None) -> Json:
        """What Discord would notify: without `allowed_mentions`, everybody who is named."""
        text = "\n".join([data["content"], *_component_texts(data["components"])])
        found = list(_MENTION.finditer(text))
        users = dict.fromkeys(int(each["user"]) for each in found if each["user"])
        roles = dict.fromkeys(int(each["role"]) for each in found if each["role"])
        return {
            "mention_everyone": any(each["everyone"] for each in found)
            and _allows(allowed, "everyone", None),
            "mentions": [
                self._guild.people[user].user()
                for user in users
                if user in self._guild.people and _allows(allowed, "users", user)
            ],
            "mention_roles": [str(role) for role in roles if _allows(allowed, "roles", role)],
        }

    def _same_nonce(self, channel: Channel, body: Json) -> Message | None:
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        kept = self._nonces.get((channel.id, str(body["nonce"])))
        if kept and self._clock() - kept[0] < self._nonce_life:
            return kept[1]
        return None

    def _remember_nonce(self, channel: Channel, body: Json, message: Message) -> None:
        if body.get("nonce") is not None:
            self._nonces[channel.id, str(body["nonce"])] = (self._clock(), message)

    def _emit(self, event: str, channel: Channel, message: Message) -> None:
        data = message.data
        if channel.kind is not ChannelKind.DIRECT:
            data = data | {"guild_id": str(GUILD_ID)}
        self._guild.emit(event, data, message.seen_by)


def _blank(message_id: int, channel: Channel, author: Person, body: Json) -> Json:
    """A message object before anything is written in it."""
    nonce = {"nonce": body["nonce"]} if body.get("nonce") is not None else {}
    return {
        "id": str(message_id),
        "channel_id": str(channel.id),
        "author": author.user(),
        "timestamp": time_of(message_id),
        "edited_timestamp": None,
        "tts": False,
        "pinned": False,
        "type": 0,
        "flags": int(body.get("flags") or 0) & _KEPT_FLAGS,
        "attachments": list[Json](),
        **nonce,
    }


def _shown_embeds(embeds: list[Json], attachments: list[Json]) -> Iterator[Json]:
    """Of embeds that share a URL only the first is shown; attachment:// becomes the file's URL."""
    urls = {f"attachment://{each['filename']}": each["url"] for each in attachments}
    seen: set[str] = set()
    for embed in embeds:
        url = embed.get("url")
        if url and url in seen:
            continue
        seen.add(url or "")
        shown: Json = {"type": "rich"} | embed
        for part in ("image", "thumbnail"):
            if part in shown:
                picture = shown[part]
                shown[part] = picture | {"url": urls.get(picture["url"], picture["url"])}
        yield shown


def _component_texts(components: list[Json]) -> Iterator[str]:
    for component in components:
        if isinstance(component.get("content"), str):
            yield component["content"]
        yield from _component_texts(items(component, "components"))


def _allows(allowed: Json | None, kind: str, one: int | None) -> bool:
    if allowed is None or kind in (allowed.get("parse") or []):
        return True
    named: list[object] = allowed.get(kind) or []
    return str(one) in map(str, named)


def _pings(mentions: Json, content: str) -> Iterator[str]:
    if mentions["mention_everyone"]:
        yield "@everyone" if "@everyone" in content else "@here"
    yield from (f"<@{user['id']}>" for user in mentions["mentions"])
    yield from (f"<@&{role}>" for role in mentions["mention_roles"])
