"""The feeds that are followed, and what polling them taught."""

from __future__ import annotations

from datetime import datetime

from bot.model import Feed
from bot.store import codes
from bot.store.database import Database, Row


class Feeds:
    """The part of the store that keeps feeds."""

    _db: Database

    async def add_feed(
        self, url: str, *, guild_id: int | None, title: str = "", now: datetime
    ) -> Feed:
        """Follow a feed, due at once; the same URL for the same owner is the same feed."""
        async with self._db.write(durable=True) as writer:
            row = await writer.fetch_row(
                "INSERT INTO feeds (guild_id, url, title, next_poll, failures, baselined) "
                "VALUES ($1, $2, $3, $4, 0, 0) "
                "ON CONFLICT (guild_id, url) DO UPDATE SET next_poll = excluded.next_poll "
                "RETURNING *",
                codes.owner(guild_id),
                url,
                title,
                codes.moment(now),
            )
        return _feed(row)

    async def feeds(self, *, guild_id: int | None) -> list[Feed]:
        """The feeds of one owner (`None`: the operator's), oldest first."""
        async with self._db.read() as reader:
            rows = await reader.fetch(
                "SELECT * FROM feeds WHERE guild_id = $1 ORDER BY id", codes.owner(guild_id)
            )
        return [_feed(row) for row in rows]

    async def remove_feed(self, feed_id: int, *, guild_id: int | None) -> bool:
        """Stop following; articles stay. False when that owner has no such feed."""
        async with self._db.write(durable=True) as writer:
            gone = await writer.fetch(
                "DELETE FROM feeds WHERE id = $1 AND guild_id = $2 RETURNING id",
                feed_id,
                codes.owner(guild_id),
            )
        return bool(gone)

    async def due_feeds(self, now: datetime, *, limit: int = 50) -> list[Feed]:
        """Feeds whose `next_poll` has come, the longest due first."""
        async with self._db.read() as reader:
            rows = await reader.fetch(
                "SELECT * FROM feeds WHERE next_poll <= $1 ORDER BY next_poll, id LIMIT $2",
                codes.moment(now),
                limit,
            )
        return [_feed(row) for row in rows]

    async def save_feed(self, feed: Feed) -> None:
        """Write back what a poll learned; a feed removed meanwhile stays removed."""
        async with self._db.write() as writer:
            await writer.execute(
                "UPDATE feeds SET title = $2, etag = $3, last_modified = $4, next_poll = $5, "
                "last_success = $6, failures = $7, last_error = $8, baselined = $9, "
                "moved_to = $10 WHERE id = $1",
                feed.id,
                feed.title,
                feed.etag,
                feed.last_modified,
                codes.moment_or_none(feed.next_poll),
                codes.moment_or_none(feed.last_success),
                feed.failures,
                feed.last_error,
                int(feed.baselined),
                feed.moved_to,
            )


def _feed(row: Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        guild_id=codes.owner_of(row["guild_id"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_poll=codes.time_of(row["next_poll"]),
        last_success=codes.time_of(row["last_success"]),
        failures=row["failures"],
        last_error=row["last_error"],
        baselined=bool(row["baselined"]),
        moved_to=row["moved_to"],
    )
