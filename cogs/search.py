"""/search and /article: find an article, read it through."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from discord import app_commands

from bot import outlets
from bot.articles.urls import canonical
from bot.client import AttacheClient
from bot.embeds.articles import HITS_A_PAGE, article_page, search_page
from bot.embeds.card import Page
from bot.embeds.limits import CHOICE, CHOICES, URL, length
from bot.errors import QuestionError
from bot.model import Analysis, Article
from bot.store.store import Store
from bot.wording import advice
from cogs.options import (
    Choices,
    Interaction,
    Outlet,
    Since,
    Text,
    audience,
    between,
    choices,
    moments,
)
from cogs.paging import PagedCog, Question
from cogs.replies import Reply, reply


class ArticleName(Text):
    """An article by its id, its address or its headline."""

    @property
    def max_value(self) -> int:
        """Addresses can be long."""
        return URL

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        store, who = interaction.client.parts.store, audience(interaction)
        if value:
            found = [hit.article for hit in await store.search(value, audience=who, limit=CHOICES)]
        else:
            found = await store.articles(audience=who, limit=CHOICES)
        return choices((_shown(article), _meant(article)) for article in found)


class Search(PagedCog, name="search"):
    """Articles."""

    @app_commands.command(description="Articles that match, best first, with the passage")
    @app_commands.describe(
        query="Words, a name, a day or a “phrase”",
        source="Only this outlet",
        since="Published from this day on: 2025-02-07, 7 feb, last week",
    )
    async def search(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, 200],
        source: app_commands.Transform[str, Outlet] | None = None,
        since: app_commands.Transform[date, Since] | None = None,
    ) -> None:
        """Answer with the best articles."""
        await self.answer(interaction, (query, source, *between(since, None)))

    @app_commands.command(description="One article: summary, quotes, dates, people, other outlets")
    @app_commands.describe(article="A headline from the list, an id or an address")
    async def article(
        self, interaction: Interaction, article: app_commands.Transform[str, ArticleName]
    ) -> None:
        """Answer with what was read out of it."""
        await reply(interaction, self._read(interaction, article))

    async def _read(self, interaction: Interaction, name: str) -> Reply:
        store, who = interaction.client.parts.store, audience(interaction)
        article = await _find(store, name, who)
        reading, quotes, story = await asyncio.gather(
            store.analysis(article.id),
            store.quotes_in([article.id], audience=who),
            store.story_of(article.id, audience=who),
        )
        page = article_page(article, reading or Analysis(), quotes=quotes, story=story)
        return Reply([page])

    async def page(self, client: AttacheClient, question: Question, number: int, who: int) -> Page:
        """Articles by query, source, since."""
        query, source, since, until = question
        first, after = moments(since, until)
        store = client.parts.store
        hits = await store.search(
            query or "",
            audience=who,
            outlet=await outlets.find(store, source, audience=who) if source else None,
            since=first,
            until=after,
            limit=HITS_A_PAGE + 1,
            offset=number * HITS_A_PAGE,
        )
        if not hits:
            narrowed = [name for name, given in (("source", source), ("since", since)) if given]
            hint = f"Try without {' and '.join(narrowed)}." if narrowed else advice(query)
            raise QuestionError(f"Nothing on file matches “{query}”. {hint}".rstrip())
        return search_page(query or "", hits, number=number)


async def _find(store: Store, name: str, who: int) -> Article:
    """The article of that id or address, or the one whose headline begins so."""
    if name.lower().startswith(("http://", "https://")):
        address = canonical(name)
        name = await store.known_as(Article(address, "", url=address)) or name
    if article := await store.article(name, audience=who):
        return article
    for hit in await store.search(name, audience=who, limit=CHOICES) if name else []:
        if hit.article.title.casefold().startswith(name.casefold()):
            return hit.article
    raise QuestionError(
        f"No article “{name[:80]}” is on file. Type words of its headline, and pick."
    )


def _shown(article: Article) -> str:
    title = article.title or article.id
    return f"{title} · {article.outlet}" if article.outlet else title


def _meant(article: Article) -> str:
    return article.id if length(article.id) <= CHOICE else article.title[:CHOICE]


async def setup(bot: AttacheClient) -> None:
    """Add the commands."""
    await bot.add_cog(Search())
