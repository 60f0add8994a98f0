"""What the article base can be asked. Rows never leave a store; these words do.

`audience` is the server that asks: it sees the operator's articles and feeds and its own, nothing
of another server's. PUBLIC sees the operator's alone; `None` is the operator, who sees everything.
`since <= published < until` wherever the two are arguments. Every quote or event is cut from the
stored text when it is read; one that no longer matches the text it was read from is dropped and
counted, never returned.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.model import (
    Analysis,
    Article,
    Counts,
    FiledEvent,
    FiledQuote,
    Hit,
    Mentions,
    Person,
    Story,
    StoryMember,
    Told,
    Window,
)
from bot.store.agenda import Agenda
from bot.store.subscriptions import Subscriptions

ALWAYS = Window()


class Outcome(StrEnum):
    """What became of an article that was put in."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Store(Agenda, Subscriptions, Protocol):
    """The article base."""

    # --- articles ---------------------------------------------------------------------------

    async def article(self, article_id: str, *, audience: int | None = None) -> Article | None:
        """The article ingested under `article_id`."""
        ...

    async def analysis(self, article_id: str) -> Analysis | None:
        """What was read out of it."""
        ...

    async def is_current(self, article: Article, *, guild_id: int | None = None) -> bool:
        """Whether the very same article (all fields) is on file for that owner's readers.

        Reading it again is needless then.
        """
        ...

    async def known_as(self, article: Article, *, guid: str | None = None) -> str | None:
        """The id of the article on file with the same URL, else guid, else outlet and text.

        A feed that changes its guids or URLs must not double its articles. A guid that is no URL
        is unique in its feed only: give it with the feed's URL before it.
        """
        ...

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
        """File an article and its reading, in one transaction; an id on file is updated.

        `story_id` is the story it joins; `None` opens a new one (an update keeps its story). The
        articles of the stories in `same_story` join that one as well.

        `guild_id` is the server whose feed brought it, `None` the operator; an article that
        several brought is seen by each of them. `removed_lines` were cleaned away. `guid` is the
        name its feed gives it, for `known_as`.
        """
        ...

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
        """Articles that match, best first. A query in Japanese finds Japanese words."""
        ...

    async def articles(
        self,
        *,
        filed: Window = ALWAYS,
        published: Window = ALWAYS,
        audience: int | None = None,
        topic: str | None = None,
        limit: int = 500,
    ) -> list[Article]:
        """Articles first filed and published within the windows, newest published first.

        One without a known date passes only an open `published` window, and comes last.
        """
        ...

    async def outlets(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[str]:
        """Outlets by prefix, busiest first."""
        ...

    async def topics(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[str]:
        """Keywords by prefix, commonest first."""
        ...

    # --- people and their words -------------------------------------------------------------

    async def people(
        self, prefix: str, *, audience: int | None = None, limit: int = 25
    ) -> list[Person]:
        """People whose name or alias (any script) has a word that starts so; most quoted first."""
        ...

    async def person(self, name: str, *, audience: int | None = None) -> Person | None:
        """The one person called so: full name, alias or an unambiguous surname."""
        ...

    async def foremost(self, name: str, *, audience: int | None = None) -> Person | None:
        """Of several people called so, the one who is quoted far more than all the others."""
        ...

    async def add_aliases(self, name: str, aliases: Sequence[str]) -> None:
        """File the operator's own aliases of a person (石破茂 of Shigeru Ishiba)."""
        ...

    async def quotes_of(
        self,
        name: str,
        *,
        audience: int | None = None,
        about: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> list[FiledQuote]:
        """What a person said, newest first; `name` as for `person`."""
        ...

    async def quotes_in(
        self, article_ids: Sequence[str], *, audience: int | None = None
    ) -> list[FiledQuote]:
        """Every attributed quote of these articles, in article order."""
        ...

    # --- events and stories -----------------------------------------------------------------

    async def events(
        self,
        *,
        topic: str | None = None,
        audience: int | None = None,
        since: date | None = None,
        until: date | None = None,
        begun: bool = True,
        limit: int = 1000,
    ) -> list[FiledEvent]:
        """Dated sentences whose date overlaps `since <= date < until`, in date order.

        Not `begun`: only those whose date begins in it (next May, but not this year).
        """
        ...

    async def mentions(
        self,
        *,
        topic: str | None = None,
        about: Collection[str] = (),
        audience: int | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 5_000,
    ) -> Mentions:
        """What articles on a topic, and others of their stories, tell of the same dates.

        `about` are the stems that make a sentence one about the topic; without any each one is. Of
        more articles than `limit` on a topic some are left out all along, else the earliest.
        """
        ...

    async def terms_on(
        self, topic: str, *, audience: int | None = None, limit: int = 60
    ) -> tuple[int, list[tuple[tuple[str, int], ...]]]:
        """How many articles are on a topic, and the terms of some, evenly from first to last."""
        ...

    async def told(self, chosen: Sequence[Told]) -> list[FiledEvent]:
        """The events that a timeline tells, with their sources, in the order they were chosen."""
        ...

    async def story_candidates(
        self,
        terms: Sequence[str],
        *,
        since: datetime | None,
        until: datetime | None,
        limit: int = 200,
    ) -> list[StoryMember]:
        """Filed articles published in the window that share the rarest of `terms`."""
        ...

    async def document_frequencies(self, terms: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many articles are on file, and how many of them hold each term."""
        ...

    async def stories(
        self,
        *,
        audience: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 500,
    ) -> list[Story]:
        """Stories with an article published in the window, newest first."""
        ...

    async def stories_of(
        self, article_ids: Sequence[str], *, audience: int | None = None
    ) -> list[Story]:
        """The stories these articles belong to, each once, in the order of the articles."""
        ...

    async def story_of(self, article_id: str, *, audience: int | None = None) -> Story | None:
        """The story an article belongs to."""
        ...

    # --- the house --------------------------------------------------------------------------

    async def state(self, key: str) -> str | None:
        """A remembered value, such as the hash of the command tree that was synced."""
        ...

    async def set_state(self, key: str, value: str, *, expires: datetime | None = None) -> None:
        """Remember a value; one that `expires` may be forgotten then."""
        ...

    async def revision(self) -> Hashable:
        """Two that are equal: nothing was written in between. Unequal ones say nothing."""
        ...

    async def guilds(self) -> set[int]:
        """The servers that have a schedule or a feed of their own."""
        ...

    async def tidy(self, now: datetime) -> None:
        """Forget values that have expired, and deliveries of which nothing depends any more."""
        ...

    async def counts(self, *, audience: int | None = None) -> Counts:
        """Sizes and health."""
        ...
