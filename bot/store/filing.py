"""What hangs on an article: its keys, audiences, reading, story and terms. Written together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model import Analysis, Article
from bot.store import codes, mentions, roster
from bot.store.database import Row, Value, Writer
from bot.store.fulltext import Document
from bot.store.names import key_of
from bot.store.spelling import correctable, spellings

_READING = """
INSERT INTO readings (article, text_hash, hash, dates, summary, people, keywords, terms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_QUOTE = """
INSERT INTO quotes (article, place, person, speaker, spans, published)
VALUES ($1, $2, $3, $4, $5, $6)
"""
_EVENT = """
INSERT INTO events (article, place, first_day, last_day, value, precision, stated, spans)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_MENTIONS = """
INSERT INTO mentions (article, story, day, dates, forms, terms)
SELECT a.n, a.story, $2, $3, $4, $5 FROM articles a WHERE a.n = $1
"""
_TALLY = """
INSERT INTO tallies (kind, key, guild_id, name, articles)
SELECT $2, $3, u.guild_id, $4, $5 FROM audiences u WHERE u.article = $1
ON CONFLICT (kind, key, guild_id) DO UPDATE SET articles = tallies.articles + excluded.articles
"""
_GOES_ON = """
UPDATE stories SET newest = CASE WHEN newest < $2 THEN $2 ELSE newest END
WHERE id = $1 RETURNING id
"""
_NEWEST_OF_BOTH = """
UPDATE stories SET newest = (SELECT max(newest) FROM stories WHERE id IN ($1, $2)) WHERE id = $1
"""
_COUNT_TERM = """
INSERT INTO term_counts (term, articles) VALUES ($1, $2)
ON CONFLICT (term) DO UPDATE SET articles = term_counts.articles + excluded.articles
"""


async def moment_of_filing(writer: Writer, now: datetime) -> int:
    """`now`, but after the end of every window that was claimed.

    A claim's window ends at its `now`; an article whose `now` is earlier, but which is written
    after the briefing was composed, would otherwise be in no briefing at all.
    """
    row = await writer.fetch_row("SELECT max(until) AS until FROM deliveries")
    moment = codes.moment(now)
    return moment if row["until"] is None else max(moment, row["until"] + 1)


async def story_for(
    writer: Writer, article: Article, on_file: Row | None, joins: int | None
) -> int:
    """The story of an article: the one it has, the one it joins, or a new one."""
    newest = codes.moment_or(article.published, codes.UNKNOWN)
    story = on_file["story"] if on_file is not None else joins
    row = await writer.fetch_one(_GOES_ON, story, newest)  # it may have become another's since
    row = row or await writer.fetch_row(
        "INSERT INTO stories (newest) VALUES ($1) RETURNING id", newest
    )
    return row["id"]


async def join_stories(writer: Writer, story: int, others: Iterable[int]) -> None:
    """Let all that belongs to other stories belong to this one."""
    for other in others:
        await writer.execute(_NEWEST_OF_BOTH, story, other)
        await writer.execute("UPDATE articles SET story = $1 WHERE story = $2", story, other)
        await writer.execute("UPDATE mentions SET story = $1 WHERE story = $2", story, other)
        await writer.execute("DELETE FROM stories WHERE id = $1", other)


def keys_of(article: Article, guid: str | None) -> list[tuple[str, str]]:
    """What an article is known by beside its id, surest first: URL, guid, outlet and text."""
    content = codes.digest(article.outlet, article.text)
    keys = (("url", article.url), ("guid", guid), ("content", content))
    return [(kind, key) for kind, key in keys if key]


async def show_to(writer: Writer, n: int, guild_id: int | None, added: int) -> None:
    """Let an owner's readers see an article; the operator sees what any server's feed brought."""
    owners = (codes.EVERYBODY,) if guild_id is None else (guild_id, codes.OPERATOR)
    await writer.execute_many(
        "INSERT INTO audiences (article, guild_id, added) VALUES ($1, $2, $3) "
        "ON CONFLICT (article, guild_id) DO NOTHING",
        [(n, key, added) for key in owners],
    )


async def file_keys(writer: Writer, n: int, keys: Iterable[tuple[str, str]]) -> None:
    """Remember what an article is known by; keys it had before still lead to it."""
    await writer.execute_many(
        "INSERT INTO article_keys (kind, key, article) VALUES ($1, $2, $3) "
        "ON CONFLICT (kind, key, article) DO NOTHING",
        [(kind, key, n) for kind, key in keys],
    )


async def file_reading(writer: Writer, n: int, article: Article, analysis: Analysis) -> None:
    """File what was read out of an article: people, quotes, events, terms."""
    seen = codes.moment_or_none(article.published)
    people = await roster.enrol(writer, n, analysis, seen)
    await writer.execute(
        _READING,
        n,
        codes.digest(article.text),
        reading_hash(analysis),
        codes.dump_dates(analysis.dates),
        codes.dump(analysis.summary),
        codes.dump_people(analysis.people),
        codes.dump(analysis.keywords),
        codes.dump(analysis.terms),
    )
    published = codes.moment_or(article.published, codes.UNKNOWN)
    await writer.execute_many(
        _QUOTE,
        [
            (n, place, people.get(quote.speaker), quote.speaker, codes.dump_quote(quote), published)
            for place, quote in enumerate(analysis.quotes)
        ],
    )
    await writer.execute_many(_EVENT, _event_rows(n, analysis))
    day = codes.day_of(article.published)
    if analysis.events:
        told = mentions.packed(analysis.events, analysis.gists)
        await writer.execute(_MENTIONS, n, day or None, *told)
    weighty = {term for term, _ in analysis.terms}
    await writer.execute_many(
        "INSERT INTO postings (term, day, article) VALUES ($1, $2, $3)",
        [(term, day, n) for term in weighty],
    )
    await writer.execute_many(_COUNT_TERM, [(term, 1) for term in weighty])


def _event_rows(n: int, analysis: Analysis) -> list[tuple[Value, ...]]:
    return [
        (
            n,
            place,
            event.date.first.toordinal(),
            event.date.last.toordinal(),
            event.date.value,
            event.date.precision,
            int(event.stated),
            codes.dump_event(event),
        )
        for place, event in enumerate(analysis.events)
    ]


async def unfile_reading(writer: Writer, n: int) -> None:
    """Take back what `file_reading` filed."""
    terms = await writer.fetch("SELECT term FROM postings WHERE article = $1", n)
    await writer.execute_many(_COUNT_TERM, [(row["term"], -1) for row in terms])
    for sql in (
        "DELETE FROM quotes WHERE article = $1",
        "DELETE FROM events WHERE article = $1",
        "DELETE FROM mentions WHERE article = $1",
        "DELETE FROM postings WHERE article = $1",
        "DELETE FROM readings WHERE article = $1",
    ):
        await writer.execute(sql, n)
    await roster.strike(writer, n)


async def tally(writer: Writer, n: int, outlet: str, keywords: Sequence[str], by: int) -> None:
    """Count an article's outlet and topics for all who see it."""
    named = [("outlet", outlet), *(("topic", keyword) for keyword in keywords)]
    keyed = {(kind, key_of(name)): name for kind, name in named}
    await writer.execute_many(
        _TALLY, [(n, kind, key, name, by) for (kind, key), name in keyed.items() if key]
    )


async def file_words(writer: Writer, document: Document) -> None:
    """Remember the document's words, so that a misspelt query finds them."""
    vocabulary = {word for word in document.vocabulary() if correctable(word)}
    rows = await writer.fetch_in("SELECT word FROM words WHERE word IN ($keys)", vocabulary)
    new = vocabulary.difference(row["word"] for row in rows)
    await writer.execute_many("INSERT INTO words (word) VALUES ($1)", [(word,) for word in new])
    await writer.execute_many(
        "INSERT INTO misspellings (spelling, word) VALUES ($1, $2)",
        [(spelling, word) for word in new for spelling in set(spellings(word))],
    )


def reading_hash(analysis: Analysis) -> str:
    """Tells one reading from another."""
    return codes.digest(repr(analysis))
