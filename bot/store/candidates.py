"""Which articles a query may mean: a look-up whose cost does not grow with the base.

Of each term the newest `_NEWEST` articles are taken (`_SIFTED` where each of them is held against
the sieve). A term that has more is common; then articles are looked up as well that hold several
terms or neighbours, `_REACH` times as far back as the newest of the rarest such term reach, and of
any year those that are about common terms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.store import codes, ranking
from bot.store.database import Reader
from bot.store.dated import Dated, Days
from bot.store.fulltext import FullText, Match, Sieve, Term, all_of, any_of
from bot.store.names import key_of
from bot.store.people import named_in, people_by_id
from bot.store.query import Query
from bot.store.ranking import Weighted
from bot.store.salience import SALIENT
from bot.store.terms import bigrams, spaceless

_NEWEST = 1000
_SIFTED = 250
_TOGETHER = 300
_SAMPLED = 10
_REACH = 5
_MOST_SALIENT = 3
_MOST_TOGETHER = 4
_PERSON = 4.0
_ALIASES = 4

_LINKED = """
SELECT a.docid FROM article_people l JOIN articles a ON a.n = l.article
WHERE l.person IN ($keys) ORDER BY l.article DESC LIMIT $1
"""
_COUNT_PUBLISHED = "SELECT count(*) AS published FROM articles WHERE docid >= $1 AND docid < $2"
_PUBLISHED = """
SELECT docid FROM articles WHERE docid >= $1 AND docid < $2 ORDER BY docid DESC LIMIT $3
"""
_TELLING = """
SELECT DISTINCT a.docid FROM events e JOIN articles a ON a.n = e.article
WHERE e.first_day >= $1 AND e.first_day <= $2 AND e.last_day <= $2 LIMIT $3
"""
_TOLD = """
SELECT a.docid FROM articles a WHERE a.docid IN ($keys) AND EXISTS (
    SELECT 1 FROM events e WHERE e.article = a.n AND e.first_day >= $1 AND e.last_day <= $2
)
"""


@dataclass(slots=True)
class Candidates:
    """Articles by docid: what each promises to score, and how many people it shares."""

    wanted: list[Weighted] = field(default_factory=list[Weighted])
    promise: defaultdict[int, float] = field(default_factory=lambda: defaultdict[int, float](float))
    people: Counter[int] = field(default_factory=Counter[int])

    def weight(self, terms: Iterable[Term]) -> float:
        """What some of the terms weigh together."""
        weights = {item.term: item.weight for item in self.wanted}
        return sum(weights.get(term, 0.0) for term in terms)


@dataclass(frozen=True, slots=True)
class Search:
    """One search through one view of the article base; `narrow` sifts every entry it looks at."""

    reader: Reader
    fulltext: FullText
    sieve: Sieve
    narrow: bool = False

    @property
    def each(self) -> int:
        """How many articles are taken of each term."""
        return _SIFTED if self.narrow else _NEWEST

    async def candidates(self, query: Query) -> Candidates:
        """The articles a query may mean."""
        row = await self.reader.fetch_row("SELECT max(n) AS total FROM articles")
        total: int = row["total"] or 0
        found = Candidates()
        common = await self._by_term(query, found, total)
        for dated in query.dates:
            await self._by_date(dated, query.words, found, total)
        if common:
            await self._by_several(query, found, common)
        people = await named_in(self.reader, query.names, self.sieve.audience)
        found.people.update(await self.linked(people, _TOGETHER))
        found.people.update(await self._called(people))
        for docid, shared in found.people.items():
            found.promise[docid] += shared * _PERSON
        return found

    async def _by_term(self, query: Query, found: Candidates, total: int) -> dict[Term, int]:
        """Take the newest articles of each term; the common terms, with a day to go back to."""
        common: dict[Term, int] = {}
        for term in query.terms:
            docids = await self.newest(all_of([term]), self.each)
            enough = len(docids) == self.each
            weight = ranking.idf(total, _holding(docids, total) if enough else len(docids))
            weight *= ranking.EXACTNESS if " " in term.text else 1.0
            found.wanted.append(Weighted(term, weight))
            for docid in docids:
                found.promise[docid] += weight
            if enough:
                last, first = codes.day_of_docid(docids[0]), codes.day_of_docid(docids[-1])
                common[term] = last - _REACH * (last - first + 1)
        return common

    async def _by_date(
        self, dated: Dated, words: Sequence[Term], found: Candidates, total: int
    ) -> None:
        """Take articles that tell of a date or were published on it, first what holds a word."""
        docids = set(await self.newest(all_of([dated.term]), _TOGETHER))
        fitting: set[int] = set()
        published = 0
        for days in dated.days:
            bounds = codes.docid(0, days.first), codes.docid(0, days.last + 1)
            row = await self.reader.fetch_row(_COUNT_PUBLISHED, *bounds)
            published += row["published"]
            docids.update(await self._docids(_TELLING, *days, _TOGETHER))
            docids.update(await self._docids(_PUBLISHED, *bounds, _TOGETHER))
            if words:
                fitting.update(await self.newest(any_of(words), _TOGETHER, within=days))
        weight = ranking.idf(total, max(published, len(docids)))
        lightest = min((item.weight for item in found.wanted), default=0.0)
        for docid in docids | fitting:
            found.promise[docid] += weight
        for docid in fitting:
            found.promise[docid] = max(found.promise[docid], weight + lightest)
        found.wanted.append(Weighted(dated.term, weight))

    async def telling(self, dated: Dated, docids: Iterable[int]) -> set[int]:
        """Those of the articles that tell of a date."""
        told = [await self.reader.fetch_in(_TOLD, docids, *days) for days in dated.days]
        return {row["docid"] for rows in told for row in rows}

    async def _docids(self, sql: str, *values: int) -> list[int]:
        return [row["docid"] for row in await self.reader.fetch(sql, *values)]

    async def _by_several(
        self, query: Query, found: Candidates, common: Mapping[Term, int]
    ) -> None:
        """Take older articles that hold several terms at once, all of them where one is rare."""
        rarest = sorted(query.terms, key=lambda term: -found.weight([term]))
        most = min(len(rarest), _MOST_TOGETHER)
        together = [(all_of(rarest[:n]), rarest[:n], 0.0) for n in range(2, most + 1)]
        for phrase in query.phrases:
            parts = [Term(part) for part in phrase.text.split()]
            # Beside a rare term, neighbours that are all common tell nothing.
            if len(common) == len(query.terms) or not common.keys() >= {*parts}:
                together.append((all_of([phrase]), parts, ranking.PHRASE_WEIGHT))
        for phrase in query.exact:
            parts = [Term(part) for part in phrase.text.split()]
            together.append((all_of([phrase]), parts, ranking.EXACT_WEIGHT))
        await self._by_salience([term for term in rarest if term in common], found)
        last = max(common.values())
        for match, terms, share in together:
            promise = found.weight(terms) * (1 + share)
            rare = any(term not in common for term in terms if term in query.terms)
            reach = 0 if rare else min(common.get(term, last) for term in terms)
            for docid in await self.newest(match, _TOGETHER, reach=reach):
                found.promise[docid] = max(found.promise[docid], promise)

    async def _by_salience(self, common: Sequence[Term], found: Candidates) -> None:
        """Take articles of any year that are about the common terms, rarest first."""
        for most in range(1, min(len(common), _MOST_SALIENT) + 1):
            about = common[:most]
            promise = found.weight(about) * ranking.saturated(SALIENT)
            match = all_of(term.salient() for term in about)
            for docid in await self.newest(match, _TOGETHER):
                found.promise[docid] = max(found.promise[docid], promise)

    async def newest(
        self, match: Match, limit: int, *, reach: int = 0, within: Days | None = None
    ) -> list[int]:
        """Docids that match, newest day first, back to the day `reach` or `within` some days."""
        sieve = self.sieve.of_days(*within) if within else self.sieve.of_days(reach, codes.LAST_DAY)
        if self.narrow:
            return await self.fulltext.newest_sifted(self.reader, match, sieve, limit=limit)
        return await self.fulltext.newest(self.reader, match, sieve, limit=limit)

    async def linked(self, people: Sequence[int], limit: int) -> list[int]:
        """Docids of articles that name these people, twice where two are named; latest first."""
        rows = await self.reader.fetch_in(_LINKED, people, limit)
        return [row["docid"] for row in rows]

    async def _called(self, people: Sequence[int]) -> set[int]:
        """Docids of articles with what these people are called in a script without spaces."""
        found: set[int] = set()
        for person in (await people_by_id(self.reader, people)).values():
            for alias in filter(spaceless, person.aliases[:_ALIASES]):
                phrase = Term(" ".join(bigrams(key_of(alias))))
                found.update(await self.newest(all_of([phrase]), _TOGETHER))
        return found


def _holding(docids: Sequence[int], total: int) -> int:
    """How many articles hold a common term, judged by its newest."""
    filed = [codes.n_of_docid(docid) for docid in docids[::_SAMPLED]]
    return total * len(docids) // (max(filed) - min(filed) + 1)
