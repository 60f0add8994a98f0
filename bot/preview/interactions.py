"""Interactions: asked once, answered within three seconds, followed up for fifteen minutes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from bot.preview.commands import OptionType
from bot.preview.errors import (
    Problems,
    already_acknowledged,
    token_expired,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from bot.preview.guild import Channel, Guild, Message, Person
from bot.preview.interaction import Asked, Interaction, Reply, callback_response, origin, payload
from bot.preview.messages import Messages, Upload
from bot.preview.wire import Json, MessageFlag, Snowflakes


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
        name: str = "",
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
            asked=now,
            name=name,
            command_type=int(data.get("type", 0)),
            focused=focused,
            source=source,
        )
        self._open[interaction.token] = interaction
        send("INTERACTION_CREATE", payload(interaction, self._guild, data, locale))
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
        return callback_response(interaction)

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
        extra = origin(interaction) | {"flags": int(flags), "type": 20}
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


def _is_loading(message: Message) -> bool:
    return MessageFlag.LOADING in MessageFlag(message.data["flags"])


def _find(interaction: Interaction, which: str) -> Message:
    candidates = [interaction.original, *interaction.followups]
    if which == "@original":
        candidates = candidates[:1]
    for message in candidates:
        if message and which in ("@original", message.data["id"]):
            return message
    raise unknown_message()
