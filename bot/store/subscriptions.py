"""What is followed: the part of the article base that feeds live in."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.model import Feed


class Subscriptions(Protocol):
    """The feeds of the operator and of servers, and how each of them fares."""

    async def add_feed(
        self, url: str, *, guild_id: int | None, title: str = "", now: datetime
    ) -> Feed:
        """Follow a feed, due at once; the same URL for the same owner is the same feed."""
        ...

    async def feeds(self, *, guild_id: int | None) -> list[Feed]:
        """The feeds of one owner (`None`: the operator's)."""
        ...

    async def remove_feed(self, feed_id: int, *, guild_id: int | None) -> bool:
        """Stop following; articles stay. False when that owner has no such feed."""
        ...

    async def due_feeds(self, now: datetime, *, limit: int = 50) -> list[Feed]:
        """Feeds whose `next_poll` has come."""
        ...

    async def save_feed(self, feed: Feed) -> None:
        """Write back what a poll learned (health, validators, next poll)."""
        ...
