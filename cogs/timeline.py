"""/timeline: what happened when."""

from __future__ import annotations

from datetime import date

from discord import app_commands

from bot import questions
from bot.client import AttacheClient
from bot.embeds.card import Page
from bot.embeds.timeline import EVENTS_A_PAGE, timeline_page
from bot.errors import QuestionError
from bot.model import FiledEvent
from bot.wording import advice
from cogs.options import Interaction, Since, Topic, Until, between, days
from cogs.paging import Answers, PagedCog, Question


class Timeline(PagedCog, name="timeline"):
    """Dated events."""

    def __init__(self) -> None:
        self._answers = Answers[list[FiledEvent]]()

    @app_commands.command(description="Dated events in their order, each with its source")
    @app_commands.describe(
        topic="Only events about this",
        since="From this day on: 1970, 2025-02-07, 7 feb, last week",
        until="Up to and with this day",
    )
    async def timeline(
        self,
        interaction: Interaction,
        topic: app_commands.Transform[str, Topic] | None = None,
        since: app_commands.Transform[date, Since] | None = None,
        until: app_commands.Transform[date, Until] | None = None,
    ) -> None:
        """Answer with the earliest events."""
        await self.answer(interaction, (topic, *between(since, until)))

    async def page(self, client: AttacheClient, question: Question, number: int, who: int) -> Page:
        """Events by topic, since, until."""
        topic, since, until = question
        first, after = days(since, until)
        store = client.parts.store
        events = await self._answers.of(
            store,
            (*question, who),
            lambda: questions.timeline(store, topic=topic, since=first, until=after, audience=who),
        )
        if not events:
            raise _nothing_on_file(topic, in_time=bool(since or until))
        if number * EVENTS_A_PAGE >= len(events):
            raise QuestionError("There are no further events any more. Please ask again.")
        return timeline_page(events, topic=topic, number=number)


def _nothing_on_file(topic: str | None, *, in_time: bool) -> QuestionError:
    about = f" about “{topic}”" if topic else ""
    then = " in that time" if in_time else ""
    return QuestionError(f"No dated event{about} is on file{then}. {advice(topic)}".rstrip())


async def setup(bot: AttacheClient) -> None:
    """Add the command."""
    await bot.add_cog(Timeline())
