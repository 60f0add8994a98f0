"""Replies in time: at once when the answer is there within a second, else "thinking" first.

Discord drops an interaction that hears nothing for three seconds. Deferring each of them at once
would be safe too, but costs a second request, and a deferred answer has already decided who sees
it: a mistake would be told to the whole channel.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from discord import Embed, InteractionType
from discord.ui import View
from discord.utils import MISSING

from cogs.options import Interaction

PATIENCE = 1.0
"""Seconds before "thinking"; what is left of the three is for the way through the network."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: words or embeds, and buttons."""

    embeds: Sequence[Embed] = ()
    content: str | None = None
    view: View | None = None


async def reply(
    interaction: Interaction,
    work: Coroutine[Any, Any, Reply],
    *,
    ephemeral: bool = False,
    patience: float = PATIENCE,
) -> None:
    """Send what `work` comes to; a pressed button changes the message it stands on."""
    pressed = interaction.type is InteractionType.component
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=patience)
        if not task.done():
            await interaction.response.defer(ephemeral=ephemeral, thinking=not pressed)
        ready = await task
    finally:
        task.cancel()
    deferred = interaction.response.is_done()
    if deferred or pressed:
        change = interaction.response.edit_message
        if deferred:
            change = interaction.edit_original_response
        await change(content=ready.content, embeds=ready.embeds, view=ready.view)
    else:
        await interaction.response.send_message(
            ready.content,
            embeds=ready.embeds,
            view=ready.view if ready.view is not None else MISSING,
            ephemeral=ephemeral,
        )
