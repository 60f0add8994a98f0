"""What happened when."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.model import FiledEvent, Mentions, Told
from bot.store import codes
from bot.store.database import Database, Reader, Row
from bot.store.fulltext import FullText
from bot.store.mentions import EVER, Days, empty, mentions_of
from bot.store.proof import Proof, Witness, witnesses
from bot.store.search import SEEN, matching, on_topic

_EVENTS = """
SELECT e.* FROM events e
WHERE e.last_day >= $1 AND e.first_day < $2 AND e.first_day >= $3
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = e.article AND u.guild_id IN (0, $4))
ORDER BY e.first_day, e.last_day, e.article, e.place LIMIT $5
"""
_EVENTS_OF = """
SELECT * FROM events
WHERE article IN ($keys) AND last_day >= $1 AND first_day < $2 AND first_day >= $3
"""
_MENTIONS = """
SELECT m.* FROM mentions m WHERE m.article IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = m.article AND u.guild_id IN (0, $1))
"""
_NEWEST = """
SELECT DISTINCT e.article FROM events e WHERE e.last_day >= $1 AND e.first_day < $2
ORDER BY e.article DESC LIMIT $3
"""
_OF_STORIES = "SELECT a.n FROM articles a WHERE a.story IN ($keys)"
_TERMS = "SELECT terms FROM readings WHERE article IN ($keys)"
# SQLite looks each pair up this way; `(article, place) IN (VALUES …)` scans all events.
_AT = """
WITH wanted (article, place) AS ($keys)
SELECT * FROM events WHERE (article, place) IN (SELECT article, place FROM wanted)
"""
_ARTICLES = "SELECT * FROM articles WHERE n IN ($keys)"

_MATCHING = 50_000
_SIFTED = 4
"""How many times as many articles are looked at as are wanted, so that enough of them are seen."""


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
        begun: bool = True,
        limit: int = 1000,
    ) -> list[FiledEvent]:
        """Dated sentences whose date overlaps `since <= date < until`, in date order.

        Not `begun`: only those whose date begins in it; of a million articles the index finds them.
        """
        eyes, window = codes.audience_key(audience), _window(since, until)
        if empty(window):
            return []
        bounds = (*window, EVER[0] if begun else window[0])
        async with self._db.read() as reader:
            if topic is None:
                rows = await reader.fetch(_EVENTS, *bounds, eyes, limit)
            else:
                articles = await on_topic(reader, self._fulltext, topic, eyes)
                rows = await reader.fetch_in(_EVENTS_OF, articles, *bounds)
                rows = (await asyncio.to_thread(sorted, rows, key=_date_order))[:limit]
            told = await witnesses(reader, (row["article"] for row in rows))
        return await asyncio.to_thread(self._borne_out, rows, told)

    async def mentions(
        self,
        *,
        topic: str | None = None,
        about: Collection[str] = (),
        audience: int | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 5_000,
    ) -> Mentions:
        """What the articles on a topic tell of dates, those of their stories too."""
        eyes, window = codes.audience_key(audience), _window(since, until)
        if empty(window):
            return mentions_of([], about, window)
        async with self._db.read() as reader:
            if topic is None:
                newest = await reader.fetch(_NEWEST, *window, limit)
                rows = await reader.fetch_in(_MENTIONS, (row["article"] for row in newest), eyes)
            else:
                rows = await self._told_on(reader, topic, eyes, limit)
        return await asyncio.to_thread(mentions_of, rows, about, window)

    async def _told_on(self, reader: Reader, topic: str, eyes: int, limit: int) -> list[Row]:
        """The mentions of articles on a topic and of their stories."""
        found = await matching(reader, self._fulltext, topic, eyes, _MATCHING)
        if len(found) > limit:
            seen = await reader.fetch_in(SEEN, found, eyes)
            found = _spread([row["article"] for row in seen], limit)
        rows = await reader.fetch_in(_MENTIONS, found, eyes)
        told = await reader.fetch_in(_OF_STORIES, {row["story"] for row in rows})
        others = {row["n"] for row in told}.difference(found)
        return rows + await reader.fetch_in(_MENTIONS, others, eyes)

    async def terms_on(
        self, topic: str, *, audience: int | None = None, limit: int = 60
    ) -> tuple[int, list[tuple[tuple[str, int], ...]]]:
        """How many articles are on a topic, and the terms of some, evenly from first to last."""
        eyes = codes.audience_key(audience)
        async with self._db.read() as reader:
            found = await matching(reader, self._fulltext, topic, eyes, _MATCHING)
            rows = await reader.fetch_in(SEEN, _spread(found, _SIFTED * limit), eyes)
            seen = [row["article"] for row in rows]
            rows = await reader.fetch_in(_TERMS, _spread(seen, limit))
        return len(found), [codes.terms_of(row["terms"]) for row in rows]

    async def told(self, chosen: Sequence[Told]) -> list[FiledEvent]:
        """The events that a timeline tells, with their sources, as they were chosen."""
        sources = {number for told in chosen for number in told.sources}
        async with self._db.read() as reader:
            rows = await reader.fetch_in(_AT, [(told.article, told.place) for told in chosen])
            own = await witnesses(reader, {told.article for told in chosen})
            others = await reader.fetch_in(_ARTICLES, sources.difference(own))
        return await asyncio.to_thread(self._told, chosen, rows, own, others)

    def _told(
        self,
        chosen: Sequence[Told],
        rows: Sequence[Row],
        own: Mapping[int, Witness],
        others: Sequence[Row],
    ) -> list[FiledEvent]:
        articles = {number: witness.article for number, witness in own.items()}
        articles.update((row["n"], codes.article_of(row)) for row in others)
        events = {
            (row["article"], row["place"]): self._proof.event(row, own[row["article"]])
            for row in rows
        }
        return [
            FiledEvent(
                event, articles[told.article], tuple(map(articles.__getitem__, told.sources))
            )
            for told in chosen
            if (event := events.get((told.article, told.place)))
        ]

    def _borne_out(self, rows: Sequence[Row], told: Mapping[int, Witness]) -> list[FiledEvent]:
        """Takes a tenth of a second for ten thousand: not for the event loop."""
        return [
            FiledEvent(event, told[row["article"]].article, (told[row["article"]].article,))
            for row in rows
            if (event := self._proof.event(row, told[row["article"]]))
        ]


def _window(since: date | None, until: date | None) -> Days:
    first, after = EVER
    return (
        first if since is None else since.toordinal(),
        after if until is None else until.toordinal(),
    )


def _spread(articles: Sequence[int], limit: int) -> Sequence[int]:
    """At most so many, taken evenly from the first to the last."""
    return articles[:: max(1, -(-len(articles) // limit))]


def _date_order(row: Row) -> tuple[int, int, int, int]:
    return row["first_day"], row["last_day"], row["article"], row["place"]
