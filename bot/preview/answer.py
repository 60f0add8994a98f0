"""What a person gets to see when the bot answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.preview.component_rules import BUTTON, SELECTS, walk
from bot.preview.errors import Unanswered
from bot.preview.interaction import Interaction, Reply
from bot.preview.wire import Json, MessageFlag


class Choice(NamedTuple):
    """One suggestion for an option."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person got to see; `message` is as it stands now, not as it first was."""

    interaction: Interaction

    @property
    def message(self) -> Json:
        """The message in Discord's JSON; empty when the answer is a modal or was deleted."""
        original = self.interaction.original
        if original is None and self.interaction.followups:
            original = self.interaction.followups[0]
        return original.data if original else {}

    @property
    def content(self) -> str:
        """The text outside embeds."""
        return self.message.get("content", "")

    @property
    def embeds(self) -> list[Json]:
        """The embeds."""
        return self.message.get("embeds", [])

    @property
    def components(self) -> list[Json]:
        """Buttons and menus, without the rows they stand in."""
        inside = walk(self.message.get("components", []), ())
        return [each for _, each in inside if each["type"] in (BUTTON, *SELECTS)]

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return MessageFlag.EPHEMERAL in MessageFlag(self.message.get("flags", 0))

    @property
    def deferred(self) -> bool:
        """Whether the bot said it was thinking first."""
        return self.interaction.reply in (Reply.DEFERRED_MESSAGE, Reply.DEFERRED_UPDATE)

    @property
    def followups(self) -> list[Json]:
        """What came after the answer."""
        return [message.data for message in self.interaction.followups]

    @property
    def modal(self) -> Json | None:
        """The form the bot opened, if that is the answer."""
        return self.interaction.modal

    @property
    def text(self) -> str:
        """Everything there is to read in the answer and its follow-ups."""
        return "\n".join(
            line for message in (self.message, *self.followups) for line in readable(message)
        )


def readable(message: Json) -> Iterator[str]:
    """The lines of a message a person can read."""
    yield message.get("content", "")
    for embed in message.get("embeds", []):
        yield from (embed.get("title", ""), embed.get("description", ""))
        for each in embed.get("fields", []):
            yield from (each["name"], each["value"])
        yield embed.get("footer", {}).get("text", "")
    for _, component in walk(message.get("components", []), ()):
        yield str(component.get("label") or component.get("content") or "")


async def settle(interaction: Interaction, first: float, within: float) -> None:
    """Wait until there is something to see, or say what failed to come."""
    asked = interaction.name or f"the {interaction.kind.name.lower()}"
    what = f"The bot did not answer {asked}"
    try:
        await asyncio.wait_for(interaction.acknowledged.wait(), min(first, within))
    except TimeoutError:
        raise Unanswered(f"{what} within {min(first, within):g} s.") from None
    try:
        await asyncio.wait_for(interaction.answered.wait(), within)
    except TimeoutError:
        raise Unanswered(f"{what}: it deferred, and nothing followed in {within:g} s.") from None
