"""What happened when."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence, Set
from datetime import date
from functools import lru_cache

from bot.model import FiledEvent, Mention, Precision
from bot.store import codes
from bot.store.database import Database, Row
from bot.store.fulltext import FullText
from bot.store.proof import Proof, Witness, witnesses
from bot.store.search import on_topic
from bot.store.terms import terms

_EVENTS = """
SELECT e.* FROM events e
WHERE e.last_day >= $1 AND e.first_day < $2
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = e.article AND u.guild_id IN (0, $3))
ORDER BY e.first_day, e.last_day, e.article, e.place LIMIT $4
"""
_EVENTS_OF = """
SELECT * FROM events WHERE article IN ($keys) AND last_day >= $1 AND first_day < $2
"""
_MENTIONS = """
SELECT e.article, a.id, e.place, e.first_day, e.value, e.precision, e.stated, e.terms, a.published
FROM events e JOIN articles a ON a.n = e.article
WHERE e.last_day >= $1 AND e.first_day < $2
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = e.article AND u.guild_id IN (0, $3))
ORDER BY e.article DESC LIMIT $4
"""
_MENTIONS_OF = """
SELECT e.article, a.id, e.place, e.first_day, e.value, e.precision, e.stated, e.terms, a.published
FROM events e JOIN articles a ON a.n = e.article
WHERE e.article IN ($keys) AND e.last_day >= $1 AND e.first_day < $2
"""
_IN_THEIR_STORIES = """
SELECT DISTINCT b.n FROM articles a JOIN articles b ON b.story = a.story
WHERE a.n IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = b.n AND u.guild_id IN (0, $1))
"""
_AT = "SELECT * FROM events WHERE article IN ($keys)"
_DAYS = (Precision.DAY, Precision.MINUTE)


class Events:
    """The part of the store that knows dated events."""

    _db: Database
    _fulltext: FullText
    _proof: Proof

    async def events(
        self,
        *,
        topic: str | None = None,
        audience: int | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 1000,
    ) -> list[FiledEvent]:
        """Dated sentences whose date overlaps `since <= date < until`, in date order."""
        eyes, window = codes.audience_key(audience), _window(since, until)
        async with self._db.read() as reader:
            if topic is None:
                rows = await reader.fetch(_EVENTS, *window, eyes, limit)
            else:
                articles = await on_topic(reader, self._fulltext, topic, eyes)
                rows = await reader.fetch_in(_EVENTS_OF, articles, *window)
                rows = (await asyncio.to_thread(sorted, rows, key=_date_order))[:limit]
            told = await witnesses(reader, (row["article"] for row in rows))
        return await asyncio.to_thread(self._borne_out, rows, told)

    async def mentions(
        self,
        *,
        topic: str | None = None,
        audience: int | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 40_000,
    ) -> list[Mention]:
        """Events without their texts, those of the latest articles first when there are more."""
        eyes, window = codes.audience_key(audience), _window(since, until)
        async with self._db.read() as reader:
            if topic is None:
                rows = await reader.fetch(_MENTIONS, *window, eyes, limit)
            else:
                articles = await on_topic(reader, self._fulltext, topic, eyes)
                others = await reader.fetch_in(_IN_THEIR_STORIES, articles, eyes)
                articles.update(row["n"] for row in others)
                rows = await reader.fetch_in(_MENTIONS_OF, sorted(articles, reverse=True), *window)
        about = frozenset(terms(topic or ""))
        return await asyncio.to_thread(lambda: [_mention(row, about) for row in rows[:limit]])

    async def events_at(self, mentions: Sequence[Mention]) -> list[FiledEvent]:
        """The events that were mentioned, in date order."""
        wanted = {mention.at for mention in mentions}
        async with self._db.read() as reader:
            rows = await reader.fetch_in(_AT, sorted({article for article, _ in wanted}))
            rows = [row for row in rows if (row["article"], row["place"]) in wanted]
            told = await witnesses(reader, (row["article"] for row in rows))
        rows.sort(key=_date_order)
        return await asyncio.to_thread(self._borne_out, rows, told)

    def _borne_out(self, rows: Sequence[Row], told: Mapping[int, Witness]) -> list[FiledEvent]:
        """Takes a tenth of a second for ten thousand: not for the event loop."""
        return [
            FiledEvent(event, told[row["article"]].article, (told[row["article"]].article,))
            for row in rows
            if (event := self._proof.event(row, told[row["article"]]))
        ]


def _window(since: date | None, until: date | None) -> tuple[int, int]:
    return (
        date.min.toordinal() if since is None else since.toordinal(),
        date.max.toordinal() + 1 if until is None else until.toordinal(),
    )


def _mention(row: Row, about: Set[str]) -> Mention:
    first, published, is_day = row["first_day"], row["published"], row["precision"] in _DAYS
    return Mention(
        _iso(first) if is_day else row["value"],
        row["id"],
        1 if published is None else codes.day_number(published) - first,
        bool(row["stated"]),
        not about or not about.isdisjoint(row["terms"].split(" ")),
        is_day,
        (row["article"], row["place"]),
    )


@lru_cache(maxsize=1 << 14)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _date_order(row: Row) -> tuple[int, int, int, int]:
    return row["first_day"], row["last_day"], row["article"], row["place"]
