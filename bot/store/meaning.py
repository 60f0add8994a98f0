"""What a query means, given what is on file: spellings, outlets, days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bot.store import codes
from bot.store.candidates import Search
from bot.store.dated import without_dates
from bot.store.fulltext import Term, all_of
from bot.store.names import LAST
from bot.store.query import QUOTED, Query, plan, storable
from bot.store.spelling import correctable, nearest, spellings
from bot.store.terms import spaceless
from bot.store.variants import apart

_CORRECTIONS = 3
_LONGER = """
SELECT word FROM words WHERE word >= $1 AND word < $2 ORDER BY length(word), word LIMIT $3
"""
_OUTLETS = """
SELECT key, min(name) AS name FROM tallies
WHERE kind = 'outlet' AND guild_id IN (0, $1) AND articles > 0 AND key IN ($keys)
GROUP BY key
"""
_LATEST = """
SELECT added, (SELECT max(docid) FROM articles) AS newest FROM articles ORDER BY n DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Understands queries as one search sees the article base."""

    search: Search

    async def of_query(self, text: str) -> Query:
        """What somebody searches for: days and outlets are told from words."""
        text = storable(text)
        quoted = [found[0] for found in QUOTED.finditer(text)]
        words, dates = without_dates(QUOTED.sub(" ", text), await self._today())
        query = plan(" ".join((*quoted, words)), dates)
        for name in await self._outlets(query.names):
            query = query.with_outlet(name)
        return await self._spelled(query)

    async def of_topic(self, text: str) -> Query:
        """What articles are asked to be about: days and outlets are words like others."""
        return await self._spelled(plan(text))

    async def _today(self) -> date:
        """The day the base has come to: its newest article's, but not after its last filing."""
        row = await self.search.reader.fetch_one(_LATEST)
        if row is None:
            return date.max
        filed = codes.day_of(codes.time_of(row["added"]))
        return date.fromordinal(min(codes.day_of_docid(row["newest"]) or filed, filed))

    async def _outlets(self, names: Iterable[str]) -> list[str]:
        """The outlets that words of the query name; one ordinary word names none."""
        keys = [name for name in names if " " in name or spaceless(name)]
        keys += [f"the {key}" for key in keys]
        rows = await self.search.reader.fetch_in(_OUTLETS, keys, self.search.sieve.audience)
        return [row["name"] for row in rows]

    async def _spelled(self, query: Query) -> Query:
        """The query with every term in the forms that are on file.

        What nobody ever wrote is what goes on from it (elect, electoral), else the words nearest in
        spelling, else two words.
        """
        typed = {term.text: [*query.variants.get(term.text, ())] for term in query.words}
        for first, second, together in await self._joined(query):
            typed.get(first, []).append(together)
            typed.get(second, []).append(together)
        known = await self._on_file(chain(typed, *typed.values()))
        meant: dict[str, list[str]] = {}
        for term, others in typed.items():
            forms = [form for form in (term, *others) if form in known or not correctable(form)]
            meant[term] = forms or await self._corrected(term) or await self._apart(term, query)
        return query.meaning({term: forms for term, forms in meant.items() if forms})

    async def _joined(self, query: Query) -> list[tuple[str, str, str]]:
        """Neighbours that stand on file as one word, and nowhere as two (sand bags)."""
        known = await self._on_file(together for _, _, together in query.joined)
        return [
            (first, second, together)
            for first, second, together in query.joined
            if together in known and not await self._stands(f"{first} {second}")
        ]

    async def _on_file(self, terms: Iterable[str]) -> set[str]:
        words = [term for term in terms if correctable(term)]
        rows = await self.search.reader.fetch_in(
            "SELECT word FROM words WHERE word IN ($keys)", words
        )
        return {row["word"] for row in rows}

    async def _corrected(self, word: str) -> list[str]:
        """Words that go on from this one, else the nearest in spelling."""
        reader = self.search.reader
        longer = await reader.fetch(_LONGER, word, word + LAST, _CORRECTIONS)
        if longer:
            return [row["word"] for row in longer]
        rows = await reader.fetch_in(
            "SELECT word FROM misspellings WHERE spelling IN ($keys)", spellings(word)
        )
        return nearest(word, (row["word"] for row in rows))[:_CORRECTIONS]

    async def _apart(self, term: str, query: Query) -> list[str]:
        """A word as two that stand next to each other somewhere."""
        pairs = list(apart(query.typed.get(term, "")))
        known = await self._on_file(chain.from_iterable(pairs))
        phrases = [" ".join(pair) for pair in pairs if known.issuperset(filter(correctable, pair))]
        return [phrase for phrase in phrases if await self._stands(phrase)]

    async def _stands(self, phrase: str) -> bool:
        """Whether words stand next to each other somewhere."""
        return bool(await self.search.newest(all_of([Term(phrase)]), 1))
