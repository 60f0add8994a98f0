"""Interactions: asked once, answered within three seconds, followed up for fifteen minutes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.preview.command_rules import check_choices
from bot.preview.commands import OptionType
from bot.preview.errors import (
    Problems,
    already_acknowledged,
    token_expired,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from bot.preview.guild import APPLICATION_ID, GUILD_ID, Channel, ChannelKind, Guild, Message, Person
from bot.preview.messages import Messages, Upload
from bot.preview.wire import Json, MessageFlag, Snowflakes


class Asked(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Reply(IntEnum):
    """Callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_TO_MESSAGE = {Reply.MESSAGE, Reply.DEFERRED_MESSAGE}
_TO_COMPONENT = {Reply.DEFERRED_UPDATE, Reply.UPDATE}


@dataclass(eq=False, slots=True)
class Interaction:
    """One question of a person, and how far its answer has come."""

    id: int
    token: str
    kind: Asked
    person: Person
    channel: Channel
    asked: float
    name: str = ""
    focused: OptionType = OptionType.STRING
    """The type of the option that is being completed."""
    source: Message | None = None
    """The message whose button or menu was used."""
    reply: Reply | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list[Message])
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list[Json])
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is something to see: a deferral alone is not."""

    def may_get(self, reply: Reply) -> bool:
        """Whether this kind of question may have that kind of first answer."""
        if self.kind is Asked.AUTOCOMPLETE:
            return reply is Reply.CHOICES
        if reply in _TO_MESSAGE:
            return True
        if reply in _TO_COMPONENT:
            return self.source is not None
        return reply is Reply.MODAL and self.kind is not Asked.MODAL

    def check_choices(self, data: Json) -> None:
        """Refuse completions Discord would refuse."""
        problems = Problems()
        path = ("data", "choices")
        check_choices(data.get("choices") or [], self.focused, path, problems)
        problems.refuse()


class Interactions:
    """All open interactions, with Discord's deadlines."""

    def __init__(
        self,
        guild: Guild,
        messages: Messages,
        snowflakes: Snowflakes,
        *,
        answer_within: float,
        token_life: float,
    ) -> None:
        self.answer_within = answer_within
        self._token_life = token_life
        self._guild = guild
        self._messages = messages
        self._snowflakes = snowflakes
        self._open: dict[str, Interaction] = {}

    def ask(
        self,
        kind: Asked,
        person: Person,
        channel: Channel,
        data: Json,
        *,
        locale: str,
        source: Message | None = None,
        focused: OptionType = OptionType.STRING,
        send: Callable[[str, Json], None],
    ) -> Interaction:
        """Put the question to the bot."""
        now = asyncio.get_running_loop().time()
        self._forget_before(now - self._token_life)
        interaction = Interaction(
            self._snowflakes.next(),
            secrets.token_urlsafe(24),
            kind,
            person,
            channel,
            now,
            name=str(data.get("name", "")),
            focused=focused,
            source=source,
        )
        self._open[interaction.token] = interaction
        send("INTERACTION_CREATE", self._payload(interaction, data, locale))
        return interaction

    def expecting(self, interaction_id: int, token: str, reply: int) -> Interaction:
        """The interaction that may still get this first answer, or 10062, 40060, 50035."""
        interaction = self._open.get(token)
        if not interaction or interaction.id != interaction_id:
            raise unknown_interaction()
        if interaction.reply:
            raise already_acknowledged()
        if asyncio.get_running_loop().time() - interaction.asked > self.answer_within:
            raise unknown_interaction()
        if reply not in set(Reply) or not interaction.may_get(Reply(reply)):
            problems = Problems()
            problems.add(("type",), "INTERACTION_TYPE_INVALID", f"Type {reply} is invalid here")
            problems.refuse()
        return interaction

    def answer(
        self, interaction: Interaction, reply: int, data: Json, uploads: list[Upload]
    ) -> Json:
        """Do what the first answer says; returns what `with_response` shows."""
        interaction.reply = Reply(reply)
        self._act(interaction, data, uploads)
        interaction.acknowledged.set()
        if interaction.reply not in (Reply.DEFERRED_MESSAGE, Reply.DEFERRED_UPDATE):
            interaction.answered.set()
        return _callback_response(interaction)

    def _act(self, interaction: Interaction, data: Json, uploads: list[Upload]) -> None:
        match interaction.reply:
            case Reply.MESSAGE:
                interaction.original = self._post(interaction, data, uploads)
            case Reply.DEFERRED_MESSAGE:
                interaction.original = self._post(interaction, data, [], loading=True)
            case Reply.DEFERRED_UPDATE:
                interaction.original = interaction.source
            case Reply.UPDATE:
                interaction.original = interaction.source
                self._edit(interaction, interaction.source, data, uploads)
            case Reply.CHOICES:
                interaction.choices = data.get("choices") or []
            case _:
                interaction.modal = data

    def follow_up(self, token: str, body: Json, uploads: list[Upload]) -> Message:
        """A further message; the first one after a deferral takes the place of "thinking"."""
        interaction = self._answered(token)
        original = interaction.original
        if original and _is_loading(original):
            self._edit(interaction, original, body, uploads)
            return original
        message = self._post(interaction, body, uploads, reply_to=original)
        interaction.followups.append(message)
        interaction.answered.set()
        return message

    def edit(self, token: str, which: str, body: Json, uploads: list[Upload]) -> Message:
        """`which` is "@original" or a message id."""
        interaction = self._answered(token)
        message = _find(interaction, which)
        self._edit(interaction, message, body, uploads)
        return message

    def fetch(self, token: str, which: str) -> Message:
        """The message as it is."""
        return _find(self._answered(token), which)

    def delete(self, token: str, which: str) -> None:
        """Take an answer back; also what dismisses a deferral."""
        interaction = self._answered(token)
        message = _find(interaction, which)
        self._messages.delete(interaction.channel, message)
        if message is interaction.original:
            interaction.original = None
        interaction.answered.set()

    def _answered(self, token: str) -> Interaction:
        interaction = self._open.get(token)
        if not interaction:
            raise token_expired()
        if asyncio.get_running_loop().time() - interaction.asked > self._token_life:
            raise token_expired()
        if not interaction.reply:
            raise unknown_webhook()
        return interaction

    def _post(
        self,
        interaction: Interaction,
        body: Json,
        uploads: list[Upload],
        *,
        loading: bool = False,
        reply_to: Message | None = None,
    ) -> Message:
        flags = MessageFlag(int(body.get("flags") or 0))
        private = MessageFlag.EPHEMERAL in flags
        extra = _origin(interaction) | {"flags": int(flags), "type": 20}
        if loading:
            extra["flags"] = int(flags | MessageFlag.LOADING)
        if reply_to:
            place = {"message_id": reply_to.data["id"], "channel_id": str(interaction.channel.id)}
            extra |= {"type": 19, "message_reference": {"type": 0} | place}
        return self._messages.post(
            interaction.channel,
            self._guild.bot,
            body,
            uploads,
            extra=extra,
            seen_by=interaction.person.id if private else None,
        )

    def _edit(
        self, interaction: Interaction, message: Message | None, body: Json, uploads: list[Upload]
    ) -> None:
        if not message:
            raise unknown_message()
        self._messages.edit(interaction.channel, message, body, uploads)
        interaction.answered.set()

    def _forget_before(self, moment: float) -> None:
        """Drop the oldest whose token has expired: a dict keeps the order they came in."""
        while self._open:
            token, oldest = next(iter(self._open.items()))
            if oldest.asked >= moment:
                return
            del self._open[token]

    def _payload(self, interaction: Interaction, data: Json, locale: str) -> Json:
        channel, person = interaction.channel, interaction.person
        held = self._guild.permissions(self._guild.bot, channel)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(APPLICATION_ID),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": channel.data(),
            "app_permissions": str(int(held)),
            "locale": locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(GUILD_ID)},
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if interaction.source:
            payload["message"] = interaction.source.data
        if channel.kind is ChannelKind.DIRECT:
            return payload | {"user": person.user(), "context": 1}
        permissions = {"permissions": str(int(person.permissions))}
        return payload | {
            "guild_id": str(GUILD_ID),
            "guild": {"id": str(GUILD_ID), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": self._guild.member_data(person) | permissions,
            "context": 0,
        }


def _is_loading(message: Message) -> bool:
    return MessageFlag.LOADING in MessageFlag(message.data["flags"])


def _origin(interaction: Interaction) -> Json:
    """What a message says about the interaction it answers."""
    user = interaction.person.user()
    metadata: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": user,
        "authorizing_integration_owners": {"0": str(GUILD_ID)},
    }
    origin: Json = {"application_id": str(APPLICATION_ID), "webhook_id": str(APPLICATION_ID)}
    if interaction.kind is Asked.COMMAND:
        metadata["name"] = interaction.name
        brief = {"id": str(interaction.id), "type": 2, "name": interaction.name, "user": user}
        origin["interaction"] = brief
    return origin | {"interaction_metadata": metadata}


def _find(interaction: Interaction, which: str) -> Message:
    candidates = [interaction.original, *interaction.followups]
    if which == "@original":
        candidates = candidates[:1]
    for message in candidates:
        if message and which in ("@original", message.data["id"]):
            return message
    raise unknown_message()


def _callback_response(interaction: Interaction) -> Json:
    loading = interaction.reply is Reply.DEFERRED_MESSAGE
    about: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel.id),
        "response_message_loading": loading,
    }
    resource: Json = {"type": int(interaction.reply or 0)}
    if interaction.original:
        message = interaction.original
        about["response_message_id"] = message.data["id"]
        about["response_message_ephemeral"] = message.seen_by is not None
        if interaction.reply in (Reply.MESSAGE, Reply.DEFERRED_MESSAGE, Reply.UPDATE):
            resource["message"] = message.data
    return {"interaction": about, "resource": resource}
