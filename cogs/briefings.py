"""/brief for everybody; /briefing, the schedules of this server, for its admins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot import questions
from bot.client import AttacheClient
from bot.embeds.briefing import briefing_message
from bot.embeds.status import schedule_in_words, schedule_page, schedules_page
from bot.errors import QuestionError
from bot.model import EVERY_DAY, DeliveryState, Schedule, Window
from bot.schedule import next_run
from bot.store.store import Store
from cogs.options import (
    Choices,
    Clock,
    Interaction,
    PostableChannel,
    Topic,
    Weekdays,
    Zone,
    audience,
    choices,
)

BRIEFINGS_A_SERVER = 25
A_WEEK = 168


class OwnSchedule(app_commands.Transformer[AttacheClient]):
    """A briefing of this server, by its number."""

    async def transform(self, interaction: Interaction, value: Any, /) -> Schedule:
        for schedule in await _own(interaction):
            if str(value).strip() == str(schedule.id):
                return schedule
        raise QuestionError("This server has no such briefing. Pick one from the list.")

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        named = [(_named(interaction, one), str(one.id)) for one in await _own(interaction)]
        return choices(one for one in named if value.casefold() in one[0].casefold())


Which = app_commands.Transform[Schedule, OwnSchedule]


class Brief(commands.Cog, name="brief"):
    """A briefing on request."""

    @app_commands.command(description="A briefing now: top stories, quotes, what is coming")
    @app_commands.describe(topic="Only about this", hours="How far to look back")
    async def brief(
        self,
        interaction: Interaction,
        topic: app_commands.Transform[str, Topic] | None = None,
        hours: app_commands.Range[int, 1, A_WEEK] | None = None,
    ) -> None:
        """Answer with what is new."""
        await interaction.response.defer()
        parts, now = interaction.client.parts, interaction.client.parts.now()
        window = Window(since=now - timedelta(hours=hours), until=now) if hours else Window()
        briefing = await questions.brief(
            parts.store, window=window, now=now, topic=topic, audience=audience(interaction)
        )
        await interaction.edit_original_response(embeds=briefing_message(briefing))


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Briefings(
    commands.GroupCog,
    name="briefings",
    group_name="briefing",
    group_description="When which channel is briefed",
):
    """The schedules of a server."""

    @app_commands.command(description="Brief a channel, every day or on some days")
    @app_commands.describe(
        channel="Where",
        at="At what time: 07:30",
        zone="Whose clock, such as Europe/London; else that of your latest briefing, or UTC",
        days="daily, weekdays, weekends, or mon,wed,fri",
        topic="Only about this",
        when_empty="Post a line even when there is nothing new",
    )
    async def add(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[int, PostableChannel],
        at: app_commands.Transform[time, Clock],
        zone: app_commands.Transform[str, Zone] | None = None,
        days: app_commands.Transform[frozenset[int], Weekdays] = EVERY_DAY,
        topic: app_commands.Transform[str, Topic] | None = None,
        when_empty: bool = False,
    ) -> None:
        """File a schedule."""
        await interaction.response.defer(ephemeral=True)
        own, parts = await _own(interaction), interaction.client.parts
        if len(own) >= BRIEFINGS_A_SERVER:
            raise QuestionError(f"A server may have {BRIEFINGS_A_SERVER} briefings. Remove one.")
        new = Schedule(
            id=0,
            channel_id=channel,
            at=at,
            zone=zone or (own[-1].zone if own else "UTC"),
            days=days,
            topic=topic,
            guild_id=audience(interaction),
            say_when_empty=when_empty,
        )
        filed = await parts.store.add_schedule(replace(new, next_run=next_run(new, parts.now())))
        await interaction.edit_original_response(embed=schedule_page("Briefing added", filed))

    @app_commands.command(description="The briefings of this server")
    async def list(self, interaction: Interaction) -> None:
        """List them."""
        await interaction.response.defer(ephemeral=True)
        own = await _own(interaction)
        if not own:
            raise QuestionError("No briefing yet. /briefing add sets one up.")
        await interaction.edit_original_response(embed=schedules_page(own))

    @app_commands.command(description="Change a briefing; what you leave out stays")
    @app_commands.describe(
        briefing="Which one",
        channel="Where instead",
        at="At what time instead: 07:30",
        zone="Whose clock instead, such as Europe/London",
        days="On which days instead: daily, weekdays, mon,wed,fri",
        topic="About what instead; “everything” lifts the limit",
        when_empty="Post a line even when there is nothing new",
    )
    async def edit(
        self,
        interaction: Interaction,
        briefing: Which,
        channel: app_commands.Transform[int, PostableChannel] | None = None,
        at: app_commands.Transform[time, Clock] | None = None,
        zone: app_commands.Transform[str, Zone] | None = None,
        days: app_commands.Transform[frozenset[int], Weekdays] | None = None,
        topic: app_commands.Transform[str, Topic] | None = None,
        when_empty: bool | None = None,
    ) -> None:
        """Change what was named, and when it runs next."""
        changed = replace(
            briefing,
            channel_id=channel or briefing.channel_id,
            at=briefing.at if at is None else at,
            zone=zone or briefing.zone,
            days=days or briefing.days,
            topic=None if topic == "everything" else topic or briefing.topic,
            say_when_empty=briefing.say_when_empty if when_empty is None else when_empty,
        )
        await _save(interaction, "Briefing changed", changed)

    @app_commands.command(description="Remove a briefing")
    @app_commands.describe(briefing="Which one")
    async def remove(self, interaction: Interaction, briefing: Which) -> None:
        """Remove it, showing what it was."""
        store = interaction.client.parts.store
        await store.remove_schedule(briefing.id, guild_id=briefing.guild_id)
        page = schedule_page("Briefing removed", replace(briefing, next_run=None))
        await interaction.response.send_message(embed=page, ephemeral=True)

    @app_commands.command(description="Pause a briefing, or let a paused one go on")
    @app_commands.describe(briefing="Which one")
    async def pause(self, interaction: Interaction, briefing: Which) -> None:
        """Turn it off or on."""
        title = "Briefing goes on" if briefing.paused else "Briefing paused"
        await _save(interaction, title, replace(briefing, paused=not briefing.paused))

    @app_commands.command(description="See what a briefing would say now; only you see it")
    @app_commands.describe(briefing="Which one")
    async def preview(self, interaction: Interaction, briefing: Which) -> None:
        """Compose it, post nothing."""
        await interaction.response.defer(ephemeral=True)
        parts, now = interaction.client.parts, interaction.client.parts.now()
        composed = await questions.brief(
            parts.store,
            window=Window(since=await _told_until(parts.store, briefing), until=now),
            now=now,
            topic=briefing.topic,
            audience=audience(interaction),
        )
        await interaction.edit_original_response(embeds=briefing_message(composed))

    @app_commands.command(description="Post today's briefing now, instead of at its hour")
    @app_commands.describe(briefing="Which one")
    async def send(self, interaction: Interaction, briefing: Which) -> None:
        """Post it once, however often this is asked."""
        await interaction.response.defer(ephemeral=True)
        parts = interaction.client.parts
        delivery = await parts.deliver_now(briefing)
        last = await parts.store.last_delivery(briefing.id)
        if delivery is None:
            words = f"Today's briefing for <#{briefing.channel_id}> is out already, or on its way."
        elif last is not None and last.state is DeliveryState.SENT and not last.message_ids:
            words = "There is nothing new to tell, so nothing was posted."
        else:
            words = f"Posted in <#{briefing.channel_id}>."
        await interaction.edit_original_response(content=words)


async def _own(interaction: Interaction) -> list[Schedule]:
    return await interaction.client.parts.store.schedules(guild_id=audience(interaction))


async def _save(interaction: Interaction, title: str, schedule: Schedule) -> None:
    parts = interaction.client.parts
    saved = replace(schedule, next_run=next_run(schedule, parts.now()), last_error=None)
    if not await parts.store.save_schedule(saved):
        raise QuestionError("This briefing has just been removed.")
    await interaction.response.send_message(embed=schedule_page(title, saved), ephemeral=True)


async def _told_until(store: Store, schedule: Schedule) -> datetime | None:
    """The end of what was last told; None when nothing was."""
    last = await store.last_delivery(schedule.id)
    return last.window.until if last and last.state is DeliveryState.SENT else None


def _named(interaction: Interaction, schedule: Schedule) -> str:
    channel = interaction.client.get_channel(schedule.channel_id)
    return f"#{getattr(channel, 'name', schedule.channel_id)} {schedule_in_words(schedule)}"


async def setup(bot: AttacheClient) -> None:
    """Add the commands."""
    await bot.add_cog(Brief())
    await bot.add_cog(Briefings())
