"""Nothing is shown that is not in the stored text: spans are held against it when they are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Article, Event, Quote, Span
from bot.store import codes
from bot.store.database import Reader, Row

_ARTICLES = """
SELECT a.*, r.text_hash FROM articles a JOIN readings r ON r.article = a.n WHERE a.n IN ($keys)
"""


@dataclass(frozen=True, slots=True)
class Witness:
    """An article, and whether its text is still the one it was read from."""

    article: Article
    sound: bool


async def witnesses(reader: Reader, articles: Iterable[int]) -> dict[int, Witness]:
    """The articles that spans are held against, by number; thousands take a while to hash."""
    rows = await reader.fetch_in(_ARTICLES, articles)
    return await asyncio.to_thread(lambda: {row["n"]: witness_of(row) for row in rows})


def witness_of(row: Row) -> Witness:
    """An article from a row that has the hash of the text that was read as well."""
    return Witness(codes.article_of(row), codes.digest(row["text"]) == row["text_hash"])


class Proof:
    """Lets only spans pass that their article's text bears out, and counts the others."""

    def __init__(self) -> None:
        self._dropped: set[tuple[str, int, int]] = set()

    @property
    def dropped(self) -> int:
        """How many different spans were dropped since the store was opened."""
        return len(self._dropped)

    def quote(self, row: Row, witness: Witness) -> Quote | None:
        """A quote from its row, if the text bears it out."""
        quote = codes.quote_of(row["spans"], row["speaker"])
        return quote if self._sound("quote", row, codes.quote_spans(quote), witness) else None

    def event(self, row: Row, witness: Witness) -> Event | None:
        """An event from its row, if the text bears it out."""
        event = codes.event_of(row)
        return event if self._sound("event", row, (event.span, event.date.span), witness) else None

    def _sound(self, kind: str, row: Row, spans: Iterable[Span], witness: Witness) -> bool:
        sound = witness.sound and codes.fits(spans, witness.article.text)
        if not sound:
            self._dropped.add((kind, row["article"], row["place"]))
        return sound
