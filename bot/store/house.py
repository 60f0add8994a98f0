"""What the bot remembers of itself, and how the article base is."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.model import Counts
from bot.store import codes
from bot.store.database import Database
from bot.store.proof import Proof

_FILED = """
SELECT
    (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM stories) AS stories,
    (SELECT count(*) FROM quotes) AS quotes, (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM people) AS people, (SELECT max(published) FROM articles) AS newest,
    (SELECT count(*) FROM audiences WHERE guild_id = 0) AS everybody
"""
# What a server sees, where few of the articles are for everybody; else what it does not see: what
# only other servers' feeds brought (the operator, -1, sees each of those).
_SEEN = """
WITH seen AS (
    SELECT n, published, story FROM articles
    WHERE n IN (SELECT article FROM audiences WHERE guild_id IN (0, $1))
)
SELECT
    (SELECT count(*) FROM seen) AS articles, (SELECT max(published) FROM seen) AS newest,
    (SELECT count(DISTINCT story) FROM seen) AS stories,
    (SELECT count(*) FROM quotes WHERE article IN (SELECT n FROM seen)) AS quotes,
    (SELECT count(*) FROM events WHERE article IN (SELECT n FROM seen)) AS events,
    (SELECT count(DISTINCT person) FROM article_people WHERE article IN (SELECT n FROM seen))
        AS people
"""
_HIDDEN = """
WITH hidden (article) AS (
    SELECT o.article FROM audiences o WHERE o.guild_id = -1 AND NOT EXISTS (
        SELECT 1 FROM audiences u WHERE u.article = o.article AND u.guild_id IN (0, $1)
    )
)
SELECT
    (SELECT count(*) FROM hidden) AS articles,
    (SELECT count(DISTINCT a.story) FROM articles a JOIN hidden h ON h.article = a.n
        WHERE NOT EXISTS (SELECT 1 FROM articles b WHERE b.story = a.story
            AND b.n NOT IN (SELECT article FROM hidden))) AS stories,
    (SELECT count(*) FROM quotes q JOIN hidden h ON h.article = q.article) AS quotes,
    (SELECT count(*) FROM events e JOIN hidden h ON h.article = e.article) AS events,
    (SELECT count(DISTINCT l.person) FROM article_people l JOIN hidden h ON h.article = l.article
        WHERE NOT EXISTS (SELECT 1 FROM article_people o WHERE o.person = l.person
            AND o.article NOT IN (SELECT article FROM hidden))) AS people,
    (SELECT max(a.published) FROM articles a
        WHERE a.n NOT IN (SELECT article FROM hidden)) AS newest
"""
_COUNTED = ("articles", "stories", "quotes", "events", "people")
_RUN = """
SELECT
    (SELECT count(*) FROM feeds WHERE $1 = -1 OR guild_id IN (0, $1)) AS feeds,
    (SELECT count(*) FROM feeds WHERE failures > 0 AND ($1 = -1 OR guild_id IN (0, $1))) AS failing,
    (SELECT count(*) FROM schedules WHERE $1 = -1 OR guild_id = $1) AS schedules
"""

# The last one sent says where the next window begins; the newest end of all, when to file.
_TIDY = """
DELETE FROM deliveries WHERE state <> 'claimed' AND settled < $1
AND until < (SELECT max(d.until) FROM deliveries d)
AND (
    schedule_id NOT IN (SELECT id FROM schedules) OR EXISTS (
        SELECT 1 FROM deliveries d WHERE d.schedule_id = deliveries.schedule_id
        AND d.state = 'sent' AND d.until > deliveries.until
    )
)
"""
_KEPT = timedelta(days=90)


class House:
    """The part of the store that looks after the bot itself."""

    _db: Database
    _proof: Proof

    async def state(self, key: str) -> str | None:
        """A remembered value, such as the hash of the command tree that was synced."""
        async with self._db.read() as reader:
            row = await reader.fetch_one("SELECT value FROM state WHERE key = $1", key)
        return None if row is None else row["value"]

    async def set_state(self, key: str, value: str, *, expires: datetime | None = None) -> None:
        """Remember a value; one that `expires` may be forgotten then."""
        async with self._db.write(durable=True) as writer:
            await writer.execute(
                "INSERT INTO state (key, value, expires) VALUES ($1, $2, $3) ON CONFLICT (key) "
                "DO UPDATE SET value = excluded.value, expires = excluded.expires",
                key,
                value,
                codes.moment_or_none(expires),
            )

    async def guilds(self) -> set[int]:
        """The servers that have a schedule or a feed of their own."""
        async with self._db.read() as reader:
            rows = await reader.fetch(
                "SELECT guild_id FROM schedules UNION SELECT guild_id FROM feeds"
            )
        return {row["guild_id"] for row in rows} - {codes.EVERYBODY}

    async def tidy(self, now: datetime) -> None:
        """Forget values that have expired, and deliveries of which nothing depends any more."""
        async with self._db.write() as writer:
            await writer.execute("DELETE FROM state WHERE expires < $1", codes.moment(now))
            await writer.execute(_TIDY, codes.moment(now - _KEPT))

    async def counts(self, *, audience: int | None = None) -> Counts:
        """Sizes and health, as far as this audience sees."""
        eyes = codes.audience_key(audience)
        async with self._db.read() as reader:
            filed = await reader.fetch_row(_FILED)
            counted, newest = {name: filed[name] for name in _COUNTED}, filed["newest"]
            if audience is not None:
                few = filed["everybody"] * 2 < filed["articles"]
                part = await reader.fetch_row(_SEEN if few else _HIDDEN, eyes)
                newest = part["newest"]
                counted = {n: part[n] if few else counted[n] - part[n] for n in _COUNTED}
            run = await reader.fetch_row(_RUN, eyes)
        return Counts(
            **counted,
            feeds=run["feeds"],
            feeds_failing=run["failing"],
            schedules=run["schedules"],
            newest=codes.time_of(newest),
            dropped_spans=self._proof.dropped,
        )
