"""What is suggested while somebody types: outlets, topics and people by their beginning.

A short beginning, which thousands have, is looked for among the busiest alone, read in the order
they are shown; a longer one is looked up whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Person
from bot.store import codes
from bot.store.database import Database
from bot.store.names import LAST, key_of, name_words
from bot.store.people import people_by_id

HEAD = 5000
"""How many are the busiest."""
_ANY_NUMBER = 1 << 40

_BUSIEST = """
SELECT key FROM (
    SELECT key FROM tallies WHERE kind = $1 AND guild_id = {guild} AND key >= $3 AND key < $4
    AND articles > coalesce((
        SELECT articles FROM tallies WHERE kind = $1 AND guild_id = {guild}
        ORDER BY articles DESC, key LIMIT 1 OFFSET $6
    ), 0)
    ORDER BY articles DESC, key LIMIT $5
) {alias}
"""
_COUNTED = """
SELECT min(name) AS name FROM tallies
WHERE kind = $1 AND guild_id IN (0, $2) AND articles > 0 AND {which}
GROUP BY key ORDER BY sum(articles) DESC, key LIMIT $5
"""
_FOR_ALL, _OWN = (_BUSIEST.format(guild=g, alias=a) for g, a in (("0", "a"), ("$2", "b")))
_AMONG_BUSIEST = _COUNTED.format(which=f"key IN ({_FOR_ALL} UNION {_OWN})")
_AMONG_ALL = _COUNTED.format(which="key >= $3 AND key < $4")

_PEOPLE = """
SELECT p.id FROM people p WHERE {which} {typed}
AND (p.key LIKE '% %' OR 1 <> (
    SELECT count(DISTINCT n.person) FROM person_names n
    WHERE n.key = p.key AND n.kind IN ('alias', 'surname') AND n.person <> p.id
))
AND EXISTS (
    SELECT 1 FROM article_people l JOIN audiences u ON u.article = l.article
    WHERE l.person = p.id AND u.guild_id IN (0, $1)
)
ORDER BY p.quoted DESC, p.name LIMIT $2
"""
_HAS_WORD = """
AND EXISTS (
    SELECT 1 FROM name_words w WHERE w.person = p.id AND w.word >= {start} AND w.word < {end}
)
"""
_MOST_QUOTED = """
p.quoted > coalesce((SELECT quoted FROM people ORDER BY quoted DESC, name LIMIT 1 OFFSET $3), -1)
"""
_HAS_FIRST_WORD = """
p.id IN (SELECT person FROM name_words WHERE word >= $4 AND word < $5 ORDER BY word LIMIT $3)
"""


class Suggestions:
    """The part of the store that knows how names begin."""

    _db: Database

    async def outlets(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[str]:
        """Outlets by prefix, busiest first."""
        return await self._tallied("outlet", prefix, audience, limit)

    async def topics(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[str]:
        """Keywords by prefix, commonest first."""
        return await self._tallied("topic", prefix, audience, limit)

    async def _tallied(self, kind: str, prefix: str, audience: int | None, limit: int) -> list[str]:
        key = key_of(prefix)
        asked = (kind, codes.audience_key(audience), key, key + LAST, limit)
        async with self._db.read() as reader:
            rows = await reader.fetch(_AMONG_BUSIEST, *asked, HEAD)
            if len(rows) < limit:
                rows = await reader.fetch(_AMONG_ALL, *asked)
        return [row["name"] for row in rows]

    async def people(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[Person]:
        """People whose name or alias (any script) has a word that starts so; most quoted first.
        Not a bare surname that only one of the others has.

        Of one beginning that more than `HEAD` words have, those who are not among the most quoted
        are told in part.
        """
        words = sorted(name_words(key_of(prefix)), key=len, reverse=True) or [""]
        ends = [end for word in words for end in (word, word + LAST)]
        eyes, most = codes.audience_key(audience), HEAD if len(words) == 1 else _ANY_NUMBER
        async with self._db.read() as reader:
            rows = await reader.fetch(_typed(_MOST_QUOTED, words), eyes, limit, HEAD, *ends)
            if len(rows) < limit:
                rows = await reader.fetch(_typed(_HAS_FIRST_WORD, words), eyes, limit, most, *ends)
            people = await people_by_id(reader, (row["id"] for row in rows))
        return [people[row["id"]] for row in rows]


def _typed(which: str, words: Sequence[str]) -> str:
    """The question for people who have a word for each of those typed."""
    places = range(4, 4 + 2 * len(words), 2)
    typed = (_HAS_WORD.format(start=f"${place}", end=f"${place + 1}") for place in places)
    return _PEOPLE.format(which=which, typed="".join(typed))
