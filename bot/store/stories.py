"""Articles about one happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model import Story, StoryMember
from bot.store import codes
from bot.store.database import Database, Reader, Row

_RAREST = 30
_COMMON = 2000

_FREQUENCIES = "SELECT term, articles FROM term_counts WHERE articles > 0 AND term IN ($keys)"
_POSTINGS = """
SELECT article FROM postings WHERE term = $1 AND day >= $2 AND day <= $3
ORDER BY day DESC, article DESC LIMIT $4
"""
_MEMBERS = """
SELECT a.n, a.id, a.story, a.published, r.terms FROM articles a
JOIN readings r ON r.article = a.n
WHERE ($1 IS NULL OR a.published >= $1) AND ($2 IS NULL OR a.published < $2) AND a.n IN ($keys)
"""
_LATEST = """
SELECT s.id AS story FROM stories s
WHERE EXISTS (
    SELECT 1 FROM articles a JOIN audiences u ON u.article = a.n
    WHERE a.story = s.id AND u.guild_id IN (0, $1)
)
ORDER BY s.newest DESC, s.id DESC LIMIT $2
"""
_WITHIN = """
SELECT a.story FROM articles a
WHERE a.published >= $3 AND a.published < $4
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1))
GROUP BY a.story ORDER BY max(a.published) DESC, a.story DESC LIMIT $2
"""
_TOLD = """
SELECT a.* FROM articles a
WHERE a.story IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1))
ORDER BY a.story, a.published IS NULL, a.published DESC, a.n DESC
"""
_STORIES_OF = """
SELECT a.id, a.story FROM articles a WHERE a.id IN ($keys)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1))
"""


class Stories:
    """The part of the store that groups articles."""

    _db: Database

    async def story_candidates(
        self,
        terms: Sequence[str],
        *,
        since: datetime | None,
        until: datetime | None,
        limit: int = 200,
    ) -> list[StoryMember]:
        """Filed articles published in the window that share the rarest of `terms`.

        Those that share most come first: a term counts by how few articles hold it.
        """
        days = (codes.day_of(since), codes.day_of(until) if until else 1 << 32)
        promise: dict[int, float] = {}
        async with self._db.read() as reader:
            counts = await _frequencies(reader, terms)
            for term in sorted(counts, key=lambda term: (counts[term], term))[:_RAREST]:
                for row in await reader.fetch(_POSTINGS, term, *days, _COMMON):
                    n = row["article"]
                    promise[n] = promise.get(n, 0.0) + 1 / counts[term]
            best = sorted(promise, key=lambda n: (-promise[n], -n))[: limit * 2]
            window = (codes.moment_or_none(since), codes.moment_or_none(until))
            rows = {row["n"]: row for row in await reader.fetch_in(_MEMBERS, best, *window)}
        return [
            StoryMember(
                story_id=row["story"],
                article_id=row["id"],
                published=codes.time_of(row["published"]),
                terms=codes.terms_of(row["terms"]),
            )
            for n in best
            if (row := rows.get(n)) is not None
        ][:limit]

    async def document_frequencies(self, terms: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many articles are on file, and how many of them hold each term."""
        async with self._db.read() as reader:
            counts = await _frequencies(reader, terms)
            row = await reader.fetch_row("SELECT count(*) AS articles FROM readings")
        return row["articles"], {term: counts.get(term, 0) for term in terms}

    async def stories(
        self,
        *,
        audience: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 500,
    ) -> list[Story]:
        """Stories with an article published in the window, newest first."""
        eyes = codes.audience_key(audience)
        window = (codes.moment_or(since, codes.UNKNOWN), codes.moment_or(until, codes.FOREVER))
        async with self._db.read() as reader:
            if since is None and until is None:
                rows = await reader.fetch(_LATEST, eyes, limit)
            else:
                rows = await reader.fetch(_WITHIN, eyes, limit, *window)
            return await _told(reader, [row["story"] for row in rows], eyes)

    async def story_of(self, article_id: str, *, audience: int | None = None) -> Story | None:
        """The story an article belongs to."""
        stories = await self.stories_of([article_id], audience=audience)
        return stories[0] if stories else None

    async def stories_of(
        self, article_ids: Sequence[str], *, audience: int | None = None
    ) -> list[Story]:
        """The stories these articles belong to, each once, in the order of the articles."""
        eyes = codes.audience_key(audience)
        async with self._db.read() as reader:
            rows = await reader.fetch_in(_STORIES_OF, article_ids, eyes)
            story = {row["id"]: row["story"] for row in rows}
            wanted = dict.fromkeys(story[one] for one in article_ids if one in story)
            return await _told(reader, list(wanted), eyes)


async def _frequencies(reader: Reader, terms: Iterable[str]) -> dict[str, int]:
    return {row["term"]: row["articles"] for row in await reader.fetch_in(_FREQUENCIES, terms)}


async def _told(reader: Reader, ids: Sequence[int], audience: int) -> list[Story]:
    """Stories with the articles an audience sees: the fullest first, then the newest."""
    members: dict[int, list[Row]] = {}
    for row in await reader.fetch_in(_TOLD, ids, audience):
        members.setdefault(row["story"], []).append(row)
    stories: list[Story] = []
    for story in ids:
        articles = [codes.article_of(row) for row in members[story]]
        lead = max(articles, key=lambda article: len(article.text))
        rest = (article for article in articles if article is not lead)
        stories.append(Story(story, (lead, *rest)))
    return stories
