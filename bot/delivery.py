"""Claim → send → confirm: a briefing reaches its channel once, however often it is tried."""

from __future__ import annotations

from typing import Protocol

from bot.model import Briefing


class Sender(Protocol):
    """An outlet. Its errors: SendRefused (never will), SendUncertain (may have), SendError (did not)."""

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        """Post a briefing as one message and return the message's id.

        `number` is the delivery's id: it is the message's nonce, and stands in the footer.
        """
        ...

    async def find(self, channel_id: int, *, number: int) -> tuple[int, ...]:
        """The id of the message that carries `number`, if it is in the channel; else empty."""
        ...
