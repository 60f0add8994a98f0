"""Finding articles: candidates from the index, the most promising read and ranked."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import Hit, Span
from bot.store import codes, feedback, ranking
from bot.store.candidates import Candidates, Search
from bot.store.database import Database, Reader, Row
from bot.store.fulltext import SHORT, FullText, Sieve, Term, all_of, any_of
from bot.store.meaning import Meaning
from bot.store.people import named_in
from bot.store.query import Query, by_outlet
from bot.store.ranking import Candidate, Weighted

_POOL = 200
_TOPIC = 5000

_ROWS = "SELECT * FROM articles WHERE docid IN ($keys)"
_SIFTED = """
SELECT a.docid, a.published, a.outlet FROM articles a
WHERE a.docid IN ($keys)
AND ($1 IS NULL OR a.outlet = $1)
AND ($2 IS NULL OR a.published >= $2)
AND ($3 IS NULL OR a.published < $3)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $4))
"""

SEEN = "SELECT article FROM audiences WHERE guild_id IN (0, $1) AND article IN ($keys)"

Ranked = list[tuple[float, int]]


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
        """Articles that match, best first, each with the sentence that matches best.

        Where an audience sees so little of the base that the usual look-up leaves a page unfilled,
        it is done again sifting every entry.
        """
        sieve = _sieve(audience, outlet, since, until)
        async with self._db.read() as reader:
            search = Search(reader, self._fulltext, sieve)
            meant = await Meaning(search).of_query(query)
            found, ranked, full = await _ranked(search, meant)
            if len(ranked) < offset + limit and full and not search.narrow:
                found, ranked, _ = await _ranked(replace(search, narrow=True), meant)
            return await _hits(reader, found.wanted, ranked[offset : offset + limit])


def _sieve(
    audience: int | None, outlet: str | None, since: datetime | None, until: datetime | None
) -> Sieve:
    days = (codes.day_of(since), codes.day_of(until) if until else codes.LAST_DAY)
    return Sieve(
        audience=codes.audience_key(audience),
        outlet=outlet,
        since=codes.moment_or_none(since),
        until=codes.moment_or_none(until),
        days=days,
    )


async def on_topic(reader: Reader, fulltext: FullText, topic: str, audience: int) -> set[int]:
    """Articles an audience sees on a topic."""
    found = await matching(reader, fulltext, topic, audience)
    rows = await reader.fetch_in(SEEN, found, audience)
    return {row["article"] for row in rows}


async def matching(
    reader: Reader, fulltext: FullText, topic: str, audience: int, limit: int = _TOPIC
) -> list[int]:
    """Articles on a topic, seen or not: all of its terms, or one person it names; else any."""
    search = Search(reader, fulltext, Sieve(audience))
    query = await Meaning(search).of_topic(topic)
    if not query.terms:
        return []
    people = await named_in(reader, query.names, audience)
    found = await search.newest(all_of(query.terms), limit)
    if len(people) == 1:
        found += await search.linked(people, limit)
    found = found or await search.newest(any_of(query.terms), limit)
    return [codes.n_of_docid(docid) for docid in found]


async def _ranked(search: Search, query: Query) -> tuple[Candidates, Ranked, bool]:
    """The candidates, the docids of the best of them, and whether there were more to read."""
    found = await search.candidates(query)
    pool = heapq.nlargest(_POOL, zip(found.promise.values(), found.promise, strict=True))
    sifted = await _sifted(search, [docid for _, docid in pool])
    rows = await search.fulltext.contents(search.reader, sifted)
    beside = await _beside(search, query, sifted)
    candidates = [
        Candidate(row["title"], row["body"], found.people[row["docid"]], beside[row["docid"]])
        for row in rows
    ]
    # In a thread, as articles may be long.
    scores = await asyncio.to_thread(_scores, query, found.wanted, candidates)
    scored = [
        (score, _published(sifted[row["docid"]]), row["docid"])
        for row, score in zip(rows, scores, strict=True)
    ]
    ranked = [(score, docid) for score, _, docid in sorted(scored, reverse=True)]
    return found, ranked, len(found.promise) > _POOL


def _scores(
    query: Query, wanted: Sequence[Weighted], candidates: Sequence[Candidate]
) -> list[float]:
    """How well each candidate answers."""
    average = sum(len(item.body) for item in candidates) / max(1, len(candidates)) or 1.0
    person = max((item.weight for item in wanted), default=1.0)
    phrases = _phrases(query, wanted)
    scores = [
        ranking.score(item, wanted, phrases, person=person, average=average) for item in candidates
    ]
    if query.tells_a_subject:
        return feedback.learnt(candidates, scores, wanted, average=average)
    return scores


def _published(row: Row) -> int:
    return codes.UNKNOWN if row["published"] is None else row["published"]


async def _sifted(search: Search, pool: Sequence[int]) -> dict[int, Row]:
    """When and where the articles of the pool that pass the sieve were published."""
    sieve = search.sieve
    rows = await search.reader.fetch_in(
        _SIFTED, pool, sieve.outlet, sieve.since, sieve.until, sieve.audience
    )
    return {row["docid"]: row for row in rows}


async def _beside(
    search: Search, query: Query, sifted: Mapping[int, Row]
) -> defaultdict[int, dict[str, float]]:
    """What the articles hold of a query by their day or outlet, and how often that counts."""
    held: defaultdict[int, dict[str, float]] = defaultdict(dict[str, float])
    for name in query.outlets:
        term = by_outlet(name).text
        for docid in (docid for docid, row in sifted.items() if row["outlet"] == name):
            held[docid][term] = ranking.FILED_SO
    for dated in query.dates:
        telling = await search.telling(dated, sifted)
        for docid in sifted:
            published = dated.spans(codes.day_of_docid(docid))
            held[docid][dated.term.text] = ranking.FILED_SO * published + (docid in telling)
    return held


def _phrases(query: Query, wanted: Sequence[Weighted]) -> list[Weighted]:
    """Neighbouring and quoted terms, weighted by those they are made of."""
    weights = {item.term.text: item.weight for item in wanted}
    return [
        *(_phrase(term, weights, ranking.PHRASE_WEIGHT) for term in query.phrases),
        *(_phrase(term, weights, ranking.EXACT_WEIGHT) for term in query.exact),
    ]


def _phrase(term: Term, weights: Mapping[str, float], share: float) -> Weighted:
    parts = [weights.get(part, 0.0) for part in term.text.split()]
    return Weighted(term, share * sum(parts) / max(1, len(parts)))


async def _hits(reader: Reader, wanted: Sequence[Weighted], page: Ranked) -> list[Hit]:
    """The articles of a page with their passages."""
    rows = await reader.fetch_in(_ROWS, [docid for _, docid in page])
    articles = {row["docid"]: codes.article_of(row) for row in rows}
    return [
        Hit(articles[docid], await _passage(articles[docid].text, wanted), score)
        for score, docid in page
    ]


async def _passage(text: str, wanted: Sequence[Weighted]) -> Span:
    """The passage to show; that of a long text is looked for in a thread."""
    if len(text) < SHORT:
        return ranking.passage(text, wanted)
    return await asyncio.to_thread(ranking.passage, text, wanted)
