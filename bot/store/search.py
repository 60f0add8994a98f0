"""Finding articles: candidates from the index, newest first where a word is common, then ranked.

A query never costs more than a fixed number of index entries: of each term the newest `_NEWEST`
articles are looked at, together with the newest that hold several terms, the phrases, or a person
the query names; the most promising `_POOL` of them are read and ranked.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Hit, Span
from bot.store import codes, ranking
from bot.store.database import Database, Reader
from bot.store.fulltext import SHORT, FullText, Match, Sieve, Term, all_of, any_of
from bot.store.names import LAST, key_of
from bot.store.people import named_in, people_by_id
from bot.store.query import Query, plan
from bot.store.ranking import Candidate, Weighted
from bot.store.spelling import correctable, nearest, spellings
from bot.store.terms import bigrams, spaceless

_NEWEST = 3000
_TOGETHER = 400
_POOL = 400
_TOPIC = 5000
_CORRECTIONS = 3
_ALIASES = 4

_PERSON = 4.0

_LONGER = """
SELECT word FROM words WHERE word >= $1 AND word < $2 ORDER BY length(word), word LIMIT $3
"""
_ROWS = "SELECT * FROM articles WHERE n IN ($keys)"
_SIFTED = """
SELECT a.n, a.published FROM articles a
WHERE a.n IN ($keys)
AND ($1 IS NULL OR a.outlet = $1)
AND ($2 IS NULL OR a.published >= $2)
AND ($3 IS NULL OR a.published < $3)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $4))
"""


class Finding:
    """The part of the store that searches."""

    _db: Database
    _fulltext: FullText

    async def search(
        self,
        query: str,
        *,
        audience: int | None = None,
        outlet: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> list[Hit]:
        """Articles that match, best first, each with the sentence that matches best."""
        sieve = _sieve(audience, outlet, since, until)
        async with self._db.read() as reader:
            search = Search(reader, self._fulltext, sieve)
            return await search.hits(await search.understood(plan(query)), limit, offset)


def _sieve(
    audience: int | None, outlet: str | None, since: datetime | None, until: datetime | None
) -> Sieve:
    days = (codes.day_of(since), codes.day_of(until) if until else 1 << 32)
    return Sieve(
        audience=codes.audience_key(audience),
        outlet=outlet,
        since=codes.moment_or_none(since),
        until=codes.moment_or_none(until),
        days=days,
    )


async def on_topic(reader: Reader, fulltext: FullText, topic: str, audience: int) -> set[int]:
    """Articles on a topic: all of its terms, or one person it names; else any of its terms."""
    search = Search(reader, fulltext, Sieve(audience))
    query = await search.understood(plan(topic))
    if not query.terms:
        return set()
    people = await named_in(reader, query.names, audience)
    found = set(await fulltext.newest(reader, all_of(query.terms), search.sieve.days, limit=_TOPIC))
    if len(people) == 1:
        found |= set(await search.linked(people, _TOPIC))
    return found or set(
        await fulltext.newest(reader, any_of(query.terms), search.sieve.days, limit=_TOPIC)
    )


@dataclass(frozen=True, slots=True)
class Search:
    """One search through one view of the article base."""

    reader: Reader
    fulltext: FullText
    sieve: Sieve

    async def understood(self, query: Query) -> Query:
        """The query with words nobody ever wrote replaced by the nearest ones on file."""
        typed = {term.text for term in query.terms if correctable(term.text)}
        rows = await self.reader.fetch_in("SELECT word FROM words WHERE word IN ($keys)", typed)
        unknown = typed.difference(row["word"] for row in rows)
        return query.corrected({word: await self._corrections(word) for word in unknown})

    async def _corrections(self, word: str) -> list[str]:
        """Words that go on from this one (elect, electoral), else the nearest in spelling."""
        longer = await self.reader.fetch(_LONGER, word, word + LAST, _CORRECTIONS)
        if longer:
            return [row["word"] for row in longer]
        rows = await self.reader.fetch_in(
            "SELECT word FROM misspellings WHERE spelling IN ($keys)", spellings(word)
        )
        return nearest(word, (row["word"] for row in rows))[:_CORRECTIONS]

    async def hits(self, query: Query, limit: int, offset: int) -> list[Hit]:
        """The answers to a query."""
        wanted, promise = await self._gather(query)
        people = await named_in(self.reader, query.names, self.sieve.audience)
        linked = Counter(await self.linked(people, _TOGETHER))
        linked.update(await self._called(people))
        for n, often in linked.items():
            promise[n] += often * _PERSON
        ranked = await self._ranked(query, wanted, promise, linked)
        page = ranked[offset : offset + limit]
        rows = await self.reader.fetch_in(_ROWS, [n for _, n in page])
        articles = {row["n"]: codes.article_of(row) for row in rows}
        return [
            Hit(articles[n], await _passage(articles[n].text, wanted), score) for score, n in page
        ]

    async def linked(self, people: Sequence[int], limit: int) -> list[int]:
        """Articles that name these people, latest filed first; twice where two are named."""
        rows = await self.reader.fetch_in(
            "SELECT article FROM article_people WHERE person IN ($keys) "
            "ORDER BY article DESC LIMIT $1",
            people,
            limit,
        )
        return [row["article"] for row in rows]

    async def _called(self, people: Sequence[int]) -> set[int]:
        """Articles that hold what these people are called in a script without spaces."""
        found: set[int] = set()
        for person in (await people_by_id(self.reader, people)).values():
            for alias in filter(spaceless, person.aliases[:_ALIASES]):
                phrase = Term(" ".join(bigrams(key_of(alias))))
                found.update(await self._newest(all_of([phrase]), _TOGETHER))
        return found

    async def _gather(self, query: Query) -> tuple[list[Weighted], dict[int, float]]:
        """Every term with its weight, and the candidates with what they promise to score."""
        total = await self._total()
        wanted: list[Weighted] = []
        promise: dict[int, float] = defaultdict(float)
        capped = False
        for term in query.terms:
            found = await self._newest(all_of([term]), _NEWEST)
            capped = capped or len(found) == _NEWEST
            weight = ranking.idf(total, len(found))
            wanted.append(Weighted(term, weight))
            for n in found:
                promise[n] += weight
        if capped:
            await self._deepen(query, wanted, promise)
        return wanted, promise

    async def _deepen(
        self, query: Query, wanted: Sequence[Weighted], promise: dict[int, float]
    ) -> None:
        """Older articles that hold several terms, where the newest of one term are not all."""
        weights = {item.term: item.weight for item in wanted}
        rarest = sorted(query.terms, key=lambda term: -weights[term])
        together = [all_of(rarest[:most]) for most in range(2, min(len(rarest), 4) + 1)]
        together += [all_of([phrase]) for phrase in (*query.exact, *query.phrases)]
        together.append(any_of(rarest[:4], title_only=True))
        for match in together:
            known = sum(weights.get(term, 0.0) for term in match.groups[0])
            for n in await self._newest(match, _TOGETHER):
                promise[n] = max(promise[n], known)

    async def _newest(self, match: Match, limit: int) -> list[int]:
        if self.sieve.narrow:
            return await self.fulltext.newest_sifted(self.reader, match, self.sieve, limit=limit)
        return await self.fulltext.newest(self.reader, match, self.sieve.days, limit=limit)

    async def _total(self) -> int:
        row = await self.reader.fetch_row("SELECT max(n) AS total FROM articles")
        return row["total"] or 0

    async def _ranked(
        self,
        query: Query,
        wanted: Sequence[Weighted],
        promise: dict[int, float],
        linked: Counter[int],
    ) -> list[tuple[float, int]]:
        """The most promising candidates that pass the sieve, best first, with their scores."""
        weights = {item.term.text: item.weight for item in wanted}
        phrases = [_phrase(term, weights, ranking.PHRASE_WEIGHT) for term in query.phrases]
        phrases += [_phrase(term, weights, ranking.EXACT_WEIGHT) for term in query.exact]
        pool = heapq.nlargest(_POOL, promise, key=lambda n: (promise[n], n))
        when = await self._sifted(pool)
        rows = await self.fulltext.contents(self.reader, when)
        average = sum(len(row["body"]) for row in rows) / max(1, len(rows)) or 1.0
        person = max(weights.values(), default=_PERSON)
        scored = [
            (
                ranking.score(
                    Candidate(row["n"], row["title"], row["body"], linked[row["n"]]),
                    wanted,
                    phrases,
                    person=person,
                    average=average,
                ),
                when[row["n"]],
                row["n"],
            )
            for row in rows
        ]
        return [(score, n) for score, _, n in sorted(scored, reverse=True)]

    async def _sifted(self, pool: Sequence[int]) -> dict[int, int]:
        """The articles of the pool that pass the sieve, each with its moment."""
        sieve = self.sieve
        rows = await self.reader.fetch_in(
            _SIFTED, pool, sieve.outlet, sieve.since, sieve.until, sieve.audience
        )
        return {
            row["n"]: codes.UNKNOWN if row["published"] is None else row["published"]
            for row in rows
        }


async def _passage(text: str, wanted: Sequence[Weighted]) -> Span:
    """The passage to show; that of a long text is looked for in a thread."""
    if len(text) < SHORT:
        return ranking.passage(text, wanted)
    return await asyncio.to_thread(ranking.passage, text, wanted)


def _phrase(term: Term, weights: Mapping[str, float], share: float) -> Weighted:
    parts = [weights.get(part, 0.0) for part in term.text.split()]
    return Weighted(term, share * sum(parts) / max(1, len(parts)))
