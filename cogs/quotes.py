"""/quote: who said what."""

from __future__ import annotations

from datetime import date

from discord import app_commands

from bot import speakers
from bot.client import AttacheClient
from bot.embeds.card import Page
from bot.embeds.quotes import QUOTES_A_PAGE, quotes_page
from cogs.options import Interaction, Since, Speaker, Topic, Until, between, moments
from cogs.paging import PagedCog, Question


class Quotes(PagedCog, name="quotes"):
    """Verbatim quotes."""

    @app_commands.command(description="What somebody said, word for word, newest first")
    @app_commands.describe(
        speaker="Who: a name, in any script",
        about="Only quotes about this",
        since="From this day on: 2025-02-07, 7 feb, yesterday, last week",
        until="Up to and with this day",
    )
    async def quote(
        self,
        interaction: Interaction,
        speaker: app_commands.Transform[str, Speaker],
        about: app_commands.Transform[str, Topic] | None = None,
        since: app_commands.Transform[date, Since] | None = None,
        until: app_commands.Transform[date, Until] | None = None,
    ) -> None:
        """Answer with the newest quotes."""
        await self.answer(interaction, (speaker, about, *between(since, until)))

    async def page(self, client: AttacheClient, question: Question, number: int, who: int) -> Page:
        """Quotes by speaker, about, since, until."""
        speaker, about, since, until = question
        asked = speakers.SpeakerQuestion(speaker or "", about, *moments(since, until))
        person, quotes = await speakers.quotes(
            client.parts.store,
            asked,
            audience=who,
            limit=QUOTES_A_PAGE + 1,
            offset=number * QUOTES_A_PAGE,
        )
        return quotes_page(person, quotes, number=number, about=about)


async def setup(bot: AttacheClient) -> None:
    """Add the command."""
    await bot.add_cog(Quotes())
