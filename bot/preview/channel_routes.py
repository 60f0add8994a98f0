"""REST routes of channels and their messages, direct ones included."""

from __future__ import annotations

from bot.preview.errors import (
    DiscordError,
    cannot_message_user,
    missing_permissions,
    not_the_author,
)
from bot.preview.guild import Channel, ChannelKind, Guild, Message
from bot.preview.message_rules import check_message
from bot.preview.messages import Messages
from bot.preview.rest import Ask, Rest
from bot.preview.wire import Json, MessageFlag, Permission

_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = _MESSAGES + "/{message_id}"
MOST_FETCHED = 100


class ChannelRoutes:
    """What the bot does in a channel, as far as its permissions reach."""

    def __init__(self, rest: Rest, guild: Guild, messages: Messages) -> None:
        self._guild = guild
        self._messages = messages
        rest.add("GET", "/channels/{channel_id}", self._channel_data)
        rest.add("POST", "/channels/{channel_id}/typing", self._type)
        rest.add("GET", _MESSAGES, self._history)
        rest.add("POST", _MESSAGES, self._post)
        rest.add("GET", _MESSAGE, self._fetch)
        rest.add("PATCH", _MESSAGE, self._edit)
        rest.add("DELETE", _MESSAGE, self._delete)
        rest.add("POST", _MESSAGE + "/crosspost", self._crosspost)
        rest.add("POST", "/users/@me/channels", self._open_direct)

    def _channel_data(self, ask: Ask) -> Json:
        return self._channel(ask).data()

    def _type(self, ask: Ask) -> None:
        self._channel(ask, Permission.SEND_MESSAGES)

    def _history(self, ask: Ask) -> list[Json]:
        channel = self._channel(ask)
        held = self._guild.permissions(self._guild.bot, channel)
        if Permission.READ_MESSAGE_HISTORY not in held:
            return []  # Discord answers so, not with 50013
        limit = min(int(ask.query("limit") or 50), MOST_FETCHED)
        public = [message for message in channel.messages.values() if not message.seen_by]
        if before := ask.query("before"):
            public = [message for message in public if message.id < int(before)]
        if after := ask.query("after"):
            public = [message for message in public if message.id > int(after)][:limit]
        return [message.data for message in reversed(public[-limit:])]

    def _post(self, ask: Ask) -> Json:
        channel = self._channel(ask, Permission.SEND_MESSAGES)
        if channel.recipient and channel.recipient.id in self._guild.closed_to_direct:
            raise cannot_message_user()
        if ask.body.get("embeds"):
            self._guild.require(channel, Permission.EMBED_LINKS)
        if ask.uploads:
            self._guild.require(channel, Permission.ATTACH_FILES)
        check_message(ask.body, ask.uploads)
        return self._messages.post(channel, self._guild.bot, ask.body, ask.uploads).data

    def _fetch(self, ask: Ask) -> Json:
        channel = self._channel(ask, Permission.READ_MESSAGE_HISTORY)
        return self._message(ask, channel).data

    def _edit(self, ask: Ask) -> Json:
        channel = self._channel(ask)
        message = self._message(ask, channel)
        if not self._is_ours(message):
            raise not_the_author()
        check_message(ask.body, ask.uploads, edited=message.data)
        self._messages.edit(channel, message, ask.body, ask.uploads)
        return message.data

    def _delete(self, ask: Ask) -> None:
        channel = self._channel(ask)
        message = self._message(ask, channel)
        if not self._is_ours(message):
            self._guild.require(channel, Permission.MANAGE_MESSAGES)
        self._messages.delete(channel, message)

    def _crosspost(self, ask: Ask) -> Json:
        channel = self._channel(ask, Permission.SEND_MESSAGES)
        message = self._message(ask, channel)
        if channel.kind is not ChannelKind.ANNOUNCEMENT:
            raise DiscordError(403, 50024, "Cannot execute action on this channel type")
        if not self._is_ours(message):
            raise missing_permissions()
        if message.data["flags"] & MessageFlag.CROSSPOSTED:
            raise DiscordError(400, 40033, "This message has already been crossposted.")
        message.data["flags"] |= MessageFlag.CROSSPOSTED
        return message.data

    def _open_direct(self, ask: Ask) -> Json:
        return self._guild.open_direct(int(ask.body["recipient_id"])).data()

    def _channel(self, ask: Ask, needed: Permission = Permission.NONE) -> Channel:
        channel = self._guild.channel(ask.id("channel_id"))
        self._guild.require(channel, needed)
        return channel

    def _message(self, ask: Ask, channel: Channel) -> Message:
        return self._messages.find(channel, ask.id("message_id"))

    def _is_ours(self, message: Message) -> bool:
        return message.data["author"]["id"] == str(self._guild.bot.id)
