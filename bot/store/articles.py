"""Filing articles with what was read out of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.errors import ArticleError
from bot.model import Analysis, Article, Window
from bot.store import codes, filing
from bot.store.database import Database, Row, Writer
from bot.store.fulltext import Document, FullText
from bot.store.proof import Proof, witness_of
from bot.store.search import on_topic
from bot.store.store import ALWAYS, Outcome

_ARTICLE = """
SELECT * FROM articles a WHERE id = $1
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $2))
"""
_SAVE = """
INSERT INTO articles
    (id, text, title, url, outlet, published, language, byline, added, removed_lines,
     story)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO UPDATE SET
    text = excluded.text, title = excluded.title, url = excluded.url, outlet = excluded.outlet,
    published = excluded.published, language = excluded.language, byline = excluded.byline,
    removed_lines = excluded.removed_lines, story = excluded.story
RETURNING n
"""
_ON_FILE = """
SELECT a.*, r.hash, r.keywords FROM articles a JOIN readings r ON r.article = a.n WHERE a.id = $1
"""
_SELECT = "SELECT a.* FROM articles a WHERE"
_PLACES = "SELECT a.n, a.published FROM articles a WHERE"
_SEEN = """
EXISTS (
    SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1)
    AND u.added > $2 AND u.added <= $3
)
"""
_FIRST_SEEN = """
a.n IN (SELECT article FROM audiences WHERE guild_id IN (0, $1) AND added > $2 AND added <= $3)
AND NOT EXISTS (
    SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $1) AND u.added <= $2
)
"""
_DATED = "AND a.published > $5 AND a.published <= $6"
_AMONG = "AND a.n IN ($keys)"
_NEWEST_FIRST = "ORDER BY a.published DESC NULLS LAST, a.n DESC LIMIT $4"


class Articles:
    """The part of the store that files articles and gives them back."""

    _db: Database
    _fulltext: FullText
    _proof: Proof

    async def article(self, article_id: str, *, audience: int | None = None) -> Article | None:
        """The article ingested under `article_id`."""
        async with self._db.read() as reader:
            row = await reader.fetch_one(_ARTICLE, article_id, codes.audience_key(audience))
        return None if row is None else codes.article_of(row)

    async def analysis(self, article_id: str) -> Analysis | None:
        """What was read out of it, without the spans its text no longer bears out."""
        async with self._db.read() as reader:
            row = await reader.fetch_one(
                "SELECT * FROM readings r JOIN articles a ON a.n = r.article WHERE a.id = $1",
                article_id,
            )
            if row is None:
                return None
            quotes = await reader.fetch(
                "SELECT * FROM quotes WHERE article = $1 ORDER BY place", row["n"]
            )
            events = await reader.fetch(
                "SELECT * FROM events WHERE article = $1 ORDER BY place", row["n"]
            )
        witness = witness_of(row)
        return Analysis(
            quotes=tuple(quote for q in quotes if (quote := self._proof.quote(q, witness))),
            dates=codes.dates_of(row["dates"]) if witness.sound else (),
            events=tuple(event for e in events if (event := self._proof.event(e, witness))),
            summary=codes.spans_of(row["summary"]) if witness.sound else (),
            people=codes.people_of(row["people"]),
            keywords=tuple(json.loads(row["keywords"])),
            terms=codes.terms_of(row["terms"]),
        )

    async def is_current(self, article: Article, *, guild_id: int | None = None) -> bool:
        """Whether the very same article is on file for that owner."""
        async with self._db.read() as reader:
            row = await reader.fetch_one(
                "SELECT a.* FROM articles a JOIN audiences u ON u.article = a.n "
                "WHERE a.id = $1 AND u.guild_id IN (0, $2)",
                article.id,
                codes.owner(guild_id),
            )
        return row is not None and codes.article_of(row) == article

    async def known_as(self, article: Article, *, guid: str | None = None) -> str | None:
        """The id on file for the same URL, guid or (outlet and text)."""
        async with self._db.read() as reader:
            for kind, key in filing.keys_of(article, guid):
                row = await reader.fetch_one(
                    "SELECT a.id FROM article_keys k JOIN articles a ON a.n = k.article "
                    "WHERE k.kind = $1 AND k.key = $2 ORDER BY a.n LIMIT 1",
                    kind,
                    key,
                )
                if row is not None:
                    return row["id"]
        return None

    async def put(
        self,
        article: Article,
        analysis: Analysis,
        *,
        now: datetime,
        guild_id: int | None = None,
        removed_lines: int = 0,
        story_id: int | None = None,
        same_story: Sequence[int] = (),
        guid: str | None = None,
    ) -> Outcome:
        """File an article and its reading, in one transaction."""
        _refuse_unstorable(article)
        document = await Document.of(article)
        async with self._db.write() as writer:
            added = await filing.moment_of_filing(writer, now)
            on_file = await writer.fetch_one(_ON_FILE, article.id)
            outcome = _outcome(on_file, article, analysis)
            if on_file is not None:
                topics = json.loads(on_file["keywords"])
                await filing.tally(writer, on_file["n"], on_file["outlet"], topics, -1)
            if on_file is not None and outcome is Outcome.UNCHANGED:
                n = on_file["n"]
            else:
                story = await filing.story_for(writer, article, on_file, story_id)
                if story == story_id:
                    await filing.join_stories(writer, story, same_story)
                n = await self._file(writer, article, on_file, added, removed_lines, story)
                docid = codes.docid(n, document.day)
                await writer.execute("UPDATE articles SET docid = $2 WHERE n = $1", n, docid)
                await self._fulltext.add(writer, docid, document)
                await filing.file_words(writer, document)
                await filing.file_reading(writer, n, article, analysis)
            await filing.show_to(writer, n, guild_id, added)
            await filing.tally(writer, n, article.outlet, analysis.keywords, 1)
            await filing.file_keys(writer, n, filing.keys_of(article, guid))
        return outcome

    async def _file(
        self,
        writer: Writer,
        article: Article,
        on_file: Row | None,
        added: int,
        removed_lines: int,
        story: int,
    ) -> int:
        """Write the article itself, without what hung on it before; its number."""
        if on_file is not None:
            await self._fulltext.remove(writer, on_file["docid"])
            await filing.unfile_reading(writer, on_file["n"])
        row = await writer.fetch_row(
            _SAVE,
            article.id,
            article.text,
            article.title,
            article.url,
            article.outlet,
            codes.moment_or_none(article.published),
            article.language,
            article.byline,
            added,
            removed_lines,
            story,
        )
        return row["n"]

    async def articles(
        self,
        *,
        filed: Window = ALWAYS,
        published: Window = ALWAYS,
        audience: int | None = None,
        topic: str | None = None,
        limit: int = 500,
    ) -> list[Article]:
        """Articles first filed and published within the windows, newest published first."""
        eyes = codes.audience_key(audience)
        parts = [_SELECT, _SEEN if filed == ALWAYS else _FIRST_SEEN]
        values = [eyes, *codes.bounds(filed), limit]
        if published != ALWAYS:
            parts.append(_DATED)
            values += codes.bounds(published)
        async with self._db.read() as reader:
            if topic is None:
                rows = await reader.fetch(" ".join((*parts, _NEWEST_FIRST)), *values)
            else:
                wanted = await on_topic(reader, self._fulltext, topic, eyes)
                sql = " ".join((_PLACES, *parts[1:], _AMONG, _NEWEST_FIRST))
                places = await reader.fetch_in(sql, wanted, *values)
                best = [row["n"] for row in sorted(places, key=_newest_first)[:limit]]
                rows = await reader.fetch_in("SELECT * FROM articles WHERE n IN ($keys)", best)
                rows.sort(key=_newest_first)
        return [codes.article_of(row) for row in rows[:limit]]


def _newest_first(row: Row) -> tuple[int, int]:
    published = row["published"]
    return -(codes.UNKNOWN if published is None else published), -row["n"]


def _outcome(on_file: Row | None, article: Article, analysis: Analysis) -> Outcome:
    if on_file is None:
        return Outcome.NEW
    same = codes.article_of(on_file) == article
    same = same and on_file["hash"] == filing.reading_hash(analysis)
    return Outcome.UNCHANGED if same else Outcome.UPDATED


def _refuse_unstorable(article: Article) -> None:
    for text in (article.id, article.text, article.title, article.url or "", article.outlet):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ArticleError(
                f"{article.id!r} holds half a character at {error.start}: it is no valid Unicode. "
                "Decode it again, with the encoding it was written in.",
                subject=article.id,
            ) from error
