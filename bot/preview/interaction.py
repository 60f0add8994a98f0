"""One question of a person to the bot, and how Discord words it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum

from bot.preview.command_rules import check_choices
from bot.preview.commands import OptionType
from bot.preview.errors import Problems
from bot.preview.guild import APPLICATION_ID, GUILD_ID, Channel, ChannelKind, Guild, Message, Person
from bot.preview.wire import Json


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
    """The command with its sub-command."""
    command_type: int = 0
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


def payload(interaction: Interaction, guild: Guild, data: Json, locale: str) -> Json:
    """What INTERACTION_CREATE carries."""
    channel, person = interaction.channel, interaction.person
    held = guild.permissions(guild.bot, channel)
    carried: Json = {
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
        carried["message"] = interaction.source.data
    if channel.kind is ChannelKind.DIRECT:
        return carried | {"user": person.user(), "context": 1}
    return carried | _in_guild(guild, person)


def _in_guild(guild: Guild, person: Person) -> Json:
    permissions = {"permissions": str(int(person.permissions))}
    return {
        "guild_id": str(GUILD_ID),
        "guild": {"id": str(GUILD_ID), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": guild.member_data(person) | permissions,
        "context": 0,
    }


def origin(interaction: Interaction) -> Json:
    """What a message says about the interaction it answers."""
    user = interaction.person.user()
    metadata: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": user,
        "authorizing_integration_owners": {"0": str(GUILD_ID)},
    }
    marks: Json = {"application_id": str(APPLICATION_ID), "webhook_id": str(APPLICATION_ID)}
    if interaction.kind is Asked.COMMAND:
        metadata |= {"name": interaction.name, "command_type": interaction.command_type}
        brief = {"id": str(interaction.id), "type": 2, "name": interaction.name, "user": user}
        marks["interaction"] = brief
    return marks | {"interaction_metadata": metadata}


def callback_response(interaction: Interaction) -> Json:
    """What `with_response` shows."""
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
