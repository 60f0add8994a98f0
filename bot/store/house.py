"""What the bot remembers of itself, and how the article base is."""

from __future__ import annotations

from bot.model import Counts
from bot.store import codes
from bot.store.database import Database
from bot.store.proof import Proof

_VISIBLE = """
SELECT count(*) AS articles, max(a.published) AS newest, count(DISTINCT a.story) AS stories
FROM articles a
WHERE EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1))
"""
_READ = """
SELECT
    (SELECT count(*) FROM quotes q WHERE EXISTS (
        SELECT 1 FROM audiences u WHERE u.article = q.article AND u.guild_id IN (0, $1))) AS quotes,
    (SELECT count(*) FROM events e WHERE EXISTS (
        SELECT 1 FROM audiences u WHERE u.article = e.article AND u.guild_id IN (0, $1))) AS events,
    (SELECT count(*) FROM people p WHERE EXISTS (
        SELECT 1 FROM article_people l JOIN audiences u ON u.article = l.article
        WHERE l.person = p.id AND u.guild_id IN (0, $1))) AS people
"""
_RUN = """
SELECT
    (SELECT count(*) FROM feeds WHERE $1 = -1 OR guild_id IN (0, $1)) AS feeds,
    (SELECT count(*) FROM feeds WHERE failures > 0 AND ($1 = -1 OR guild_id IN (0, $1))) AS failing,
    (SELECT count(*) FROM schedules WHERE $1 = -1 OR guild_id = $1) AS schedules
"""


class House:
    """The part of the store that looks after the bot itself."""

    _db: Database
    _proof: Proof

    async def state(self, key: str) -> str | None:
        """A remembered value, such as the hash of the command tree that was synced."""
        async with self._db.read() as reader:
            row = await reader.fetch_one("SELECT value FROM state WHERE key = $1", key)
        return None if row is None else row["value"]

    async def set_state(self, key: str, value: str) -> None:
        """Remember a value."""
        async with self._db.write(durable=True) as writer:
            await writer.execute(
                "INSERT INTO state (key, value) VALUES ($1, $2) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value,
            )

    async def counts(self, *, audience: int | None = None) -> Counts:
        """Sizes and health, as far as this audience sees."""
        eyes = codes.audience_key(audience)
        async with self._db.read() as reader:
            visible = await reader.fetch_row(_VISIBLE, eyes)
            read = await reader.fetch_row(_READ, eyes)
            run = await reader.fetch_row(_RUN, eyes)
        return Counts(
            articles=visible["articles"],
            quotes=read["quotes"],
            events=read["events"],
            people=read["people"],
            stories=visible["stories"],
            feeds=run["feeds"],
            feeds_failing=run["failing"],
            schedules=run["schedules"],
            newest=codes.time_of(visible["newest"]),
            dropped_spans=self._proof.dropped,
        )
