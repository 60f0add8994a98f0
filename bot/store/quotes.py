"""What people said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import FiledQuote
from bot.store import codes
from bot.store.database import Database, Reader, Row
from bot.store.fulltext import FullText
from bot.store.people import called, people_by_id
from bot.store.proof import Proof, witnesses
from bot.store.query import plan
from bot.store.search import on_topic
from bot.store.terms import terms

_OF = """
SELECT q.article, q.place, q.person, q.speaker, q.spans FROM quotes q
WHERE q.person IN ($keys) AND q.published >= $1 AND q.published < $2
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = q.article AND u.guild_id IN (0, $3))
ORDER BY q.published DESC, q.article DESC, q.place LIMIT $4 OFFSET $5
"""
_ABOUT = """
SELECT q.article, q.place, q.person, q.speaker, q.spans, q.published FROM quotes q
WHERE q.person IN ($4, $5) AND q.published >= $1 AND q.published < $2 AND q.article IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = q.article AND u.guild_id IN (0, $3))
"""
_IN = """
SELECT q.article, q.place, q.person, q.speaker, q.spans FROM quotes q
JOIN articles a ON a.n = q.article
WHERE q.person IS NOT NULL AND a.id IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1))
ORDER BY q.article, q.place
"""


class Quotes:
    """The part of the store that gives back what people said."""

    _db: Database
    _fulltext: FullText
    _proof: Proof

    async def quotes_of(
        self,
        name: str,
        *,
        audience: int | None = None,
        about: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> list[FiledQuote]:
        """What a person said, newest first."""
        eyes = codes.audience_key(audience)
        window = (
            codes.moment_or(since, codes.UNKNOWN),
            codes.moment_or(until, codes.FOREVER),
        )
        async with self._db.read() as reader:
            people = await called(reader, name, eyes)
            if about is None:
                rows = await reader.fetch_in(_OF, people, *window, eyes, limit, offset)
                return await self._filed(reader, rows)
            topic = await on_topic(reader, self._fulltext, about, eyes) if people else ()
            rows = await reader.fetch_in(_ABOUT, topic, *window, eyes, *(people * 2)[:2])
            quotes = await self._filed(reader, sorted(rows, key=_newest_first))
        return _closest(quotes, about)[offset : offset + limit]

    async def quotes_in(
        self, article_ids: Sequence[str], *, audience: int | None = None
    ) -> list[FiledQuote]:
        """Every attributed quote of these articles, in article order."""
        async with self._db.read() as reader:
            rows = await reader.fetch_in(_IN, article_ids, codes.audience_key(audience))
            quotes = await self._filed(reader, rows)
        order = {article_id: place for place, article_id in enumerate(article_ids)}
        return sorted(quotes, key=lambda quote: order[quote.article.id])

    async def _filed(self, reader: Reader, rows: Sequence[Row]) -> list[FiledQuote]:
        """The quotes of these rows that their articles' texts bear out."""
        articles = await witnesses(reader, (row["article"] for row in rows))
        people = await people_by_id(reader, (row["person"] for row in rows))
        return [
            FiledQuote(quote, articles[row["article"]].article, people[row["person"]])
            for row in rows
            if (quote := self._proof.quote(row, articles[row["article"]]))
        ]


def _newest_first(row: Row) -> tuple[int, int, int]:
    return -row["published"], -row["article"], row["place"]


def _closest(quotes: list[FiledQuote], about: str) -> list[FiledQuote]:
    """Quotes that have the topic in their own sentence or headline, if any do; else all."""
    wanted = [term.text for term in plan(about).terms]
    near = [quote for quote in quotes if _holds(quote, wanted)]
    return near or quotes


def _holds(quote: FiledQuote, wanted: Sequence[str]) -> bool:
    around = (quote.article.title, quote.quote.sentence.of(quote.article.text), *quote.words)
    held = set(terms(" ".join(around)))
    return all(any(term.startswith(start) for term in held) for start in wanted)
