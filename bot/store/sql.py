"""The store, put together: the same SQL on every database, but for the full-text index."""

from __future__ import annotations

from collections.abc import Hashable

from bot.store.articles import Articles
from bot.store.database import Database
from bot.store.deliveries import Deliveries
from bot.store.events import Events
from bot.store.feeds import Feeds
from bot.store.fulltext import FullText
from bot.store.house import House
from bot.store.people import People
from bot.store.proof import Proof
from bot.store.quotes import Quotes
from bot.store.schedules import Schedules
from bot.store.search import Finding
from bot.store.stories import Stories
from bot.store.suggestions import Suggestions


class SqlStore(
    Articles,
    Finding,
    Suggestions,
    People,
    Quotes,
    Events,
    Stories,
    Feeds,
    Schedules,
    Deliveries,
    House,
):
    """The article base on a SQL database. Its parts say what they do; `Store` says what for."""

    def __init__(self, database: Database, fulltext: FullText) -> None:
        self._db = database
        self._fulltext = fulltext
        self._proof = Proof()

    async def revision(self) -> Hashable:
        """Two that are equal: nothing was written in between."""
        return await self._db.revision()
