"""The full-text index of SQLite, FTS5.

Documents are numbered by the day they were published, so "newest first" is the order of the index
and stops at its limit, however common a word is. Ranking is not FTS5's: bm25() reads every match of
every word before it answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.store.codes import docid
from bot.store.database import Reader, Row, Writer
from bot.store.fulltext import Document, Match, Sieve, Term, outlet_term

_INSERT = """
INSERT INTO fulltext (rowid, title, body, outlet, salient) VALUES ($1, $2, $3, $4, $5)
"""
_NEWEST = """
SELECT rowid AS docid FROM fulltext
WHERE fulltext MATCH $1 AND rowid >= $2 AND rowid < $3
ORDER BY rowid DESC LIMIT $4
"""
_NEWEST_SIFTED = """
SELECT f.rowid AS docid FROM fulltext f CROSS JOIN articles a ON a.docid = f.rowid
WHERE f.fulltext MATCH $1 AND f.rowid >= $2 AND f.rowid < $3
AND ($5 IS NULL OR a.outlet = $5)
AND ($6 IS NULL OR a.published >= $6)
AND ($7 IS NULL OR a.published < $7)
AND EXISTS (SELECT 1 FROM audiences u WHERE u.article = a.n AND u.guild_id IN (0, $8))
ORDER BY f.rowid DESC LIMIT $4
"""
# FTS5's own content table: the same rows as through the virtual table, at a third of the cost.
_CONTENTS = "SELECT id AS docid, c0 AS title, c1 AS body FROM fulltext_content WHERE id IN ($keys)"


class Fts5:
    """FTS5 behind the FullText protocol."""

    async def add(self, writer: Writer, docid: int, document: Document) -> None:
        """Index a document."""
        await writer.execute(
            _INSERT,
            docid,
            document.title,
            document.body,
            document.outlet,
            document.salient,
        )

    async def remove(self, writer: Writer, docid: int) -> None:
        """Forget a document."""
        await writer.execute("DELETE FROM fulltext WHERE rowid = $1", docid)

    async def newest(self, reader: Reader, match: Match, sieve: Sieve, *, limit: int) -> list[int]:
        """Docids that match, of the sieve's days and outlet alone, newest day first."""
        rows = await reader.fetch(_NEWEST, render(match, sieve.outlet), *_docids(sieve.days), limit)
        return [row["docid"] for row in rows]

    async def newest_sifted(
        self, reader: Reader, match: Match, sieve: Sieve, *, limit: int
    ) -> list[int]:
        """The same, with every condition of the sieve."""
        filters = (sieve.outlet, sieve.since, sieve.until, sieve.audience)
        values = (render(match, sieve.outlet), *_docids(sieve.days), limit, *filters)
        rows = await reader.fetch(_NEWEST_SIFTED, *values)
        return [row["docid"] for row in rows]

    async def contents(self, reader: Reader, docids: Iterable[int]) -> list[Row]:
        """The terms of documents."""
        return await reader.fetch_in(_CONTENTS, docids)


def _docids(days: tuple[int, int]) -> tuple[int, int]:
    first, last = days
    return docid(0, first), docid(0, last + 1)


def render(match: Match, outlet: str | None = None) -> str:
    """A match in FTS5's query language; every term is quoted, so no term is an operator."""
    groups = (" AND ".join(_quoted(term) for term in group) for group in match.groups)
    expression = " OR ".join(f"({group})" for group in groups)
    if outlet is None:
        return expression
    return f"({expression}) AND outlet : {_quoted(Term(outlet_term(outlet)))}"


def _quoted(term: Term) -> str:
    texts = (text.replace('"', '""') for text in term.texts)
    forms = " OR ".join(f'"{text}" *' if term.prefix else f'"{text}"' for text in texts)
    return f"({forms})" if term.forms else forms
