"""/brief for everybody; /briefing, the schedules of this server, for its admins."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
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
from cogs.replies import Reply, reply

BRIEFINGS_A_SERVER = 25
A_WEEK = 168
EVERYTHING = "everything"


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
        now = interaction.client.parts.now()
        window = Window(since=now - timedelta(hours=hours), until=now) if hours else Window()
        await reply(interaction, _composed(interaction, window, topic))


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
        days: app_commands.Transform[frozenset[int], Weekdays] | None = None,
        topic: app_commands.Transform[str, Topic] | None = None,
        when_empty: bool = False,
    ) -> None:
        """File a schedule."""
        new = Schedule(
            id=0,
            channel_id=channel,
            at=at,
            zone=zone or "",
            days=days or EVERY_DAY,
            topic=topic,
            guild_id=audience(interaction),
            say_when_empty=when_empty,
        )
        await reply(interaction, _added(interaction, new), ephemeral=True)

    @app_commands.command(description="The briefings of this server")
    async def list(self, interaction: Interaction) -> None:
        """List them."""
        await reply(interaction, _listed(interaction), ephemeral=True)

    @app_commands.command(description="Change a briefing; what you leave out stays")
    @app_commands.describe(
        briefing="Which one",
        channel="Where instead",
        at="At what time instead: 07:30",
        zone="Whose clock instead, such as Europe/London",
        days="On which days instead: daily, weekdays, mon,wed,fri",
        topic=f"About what instead; “{EVERYTHING}” lifts the limit",
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
            topic=None if topic == EVERYTHING else topic or briefing.topic,
            say_when_empty=briefing.say_when_empty if when_empty is None else when_empty,
        )
        await reply(interaction, _saved(interaction, "Briefing changed", changed), ephemeral=True)

    @app_commands.command(description="Remove a briefing")
    @app_commands.describe(briefing="Which one")
    async def remove(self, interaction: Interaction, briefing: Which) -> None:
        """Remove it, showing what it was."""
        await reply(interaction, _removed(interaction, briefing), ephemeral=True)

    @app_commands.command(description="Pause a briefing, or let a paused one go on")
    @app_commands.describe(briefing="Which one")
    async def pause(self, interaction: Interaction, briefing: Which) -> None:
        """Turn it off or on."""
        title = "Briefing goes on" if briefing.paused else "Briefing paused"
        turned = replace(briefing, paused=not briefing.paused, last_error=None)
        await reply(interaction, _saved(interaction, title, turned), ephemeral=True)

    @app_commands.command(description="See what a briefing would say now; only you see it")
    @app_commands.describe(briefing="Which one")
    async def preview(self, interaction: Interaction, briefing: Which) -> None:
        """Compose it, post nothing."""
        await reply(interaction, _previewed(interaction, briefing), ephemeral=True)

    @app_commands.command(description="Post today's briefing now, instead of at its hour")
    @app_commands.describe(briefing="Which one")
    async def send(self, interaction: Interaction, briefing: Which) -> None:
        """Post it once, however often this is asked."""
        await reply(interaction, _sent(interaction, briefing), ephemeral=True)


async def _own(interaction: Interaction) -> list[Schedule]:
    return await interaction.client.parts.store.schedules(guild_id=audience(interaction))


async def _composed(interaction: Interaction, window: Window, topic: str | None) -> Reply:
    parts, who = interaction.client.parts, audience(interaction)
    briefing = await questions.brief(
        parts.store, window=window, now=parts.now(), topic=topic, audience=who
    )
    return Reply(briefing_message(briefing))


async def _added(interaction: Interaction, new: Schedule) -> Reply:
    own, parts = await _own(interaction), interaction.client.parts
    if len(own) >= BRIEFINGS_A_SERVER:
        raise QuestionError(f"A server may have {BRIEFINGS_A_SERVER} briefings. Remove one first.")
    new = replace(new, zone=new.zone or (own[-1].zone if own else "UTC"))
    filed = await parts.store.add_schedule(replace(new, next_run=next_run(new, parts.now())))
    return Reply([schedule_page("Briefing added", filed)])


async def _listed(interaction: Interaction) -> Reply:
    store, here = interaction.client.parts.store, interaction.guild
    operators = [
        one
        for one in await store.schedules(guild_id=None)
        if here is not None and here.get_channel(one.channel_id) is not None
    ]
    listed = [*await _own(interaction), *operators]
    if not listed:
        raise QuestionError("No briefing yet. /briefing add sets one up.")
    last = {one.id: await store.last_delivery(one.id) for one in listed}
    return Reply([schedules_page(listed, last)])


async def _saved(interaction: Interaction, title: str, schedule: Schedule) -> Reply:
    parts = interaction.client.parts
    saved = replace(schedule, next_run=next_run(schedule, parts.now()))
    if not await parts.store.save_schedule(saved):
        raise QuestionError("This briefing has just been removed.")
    return Reply([schedule_page(title, saved)])


async def _removed(interaction: Interaction, schedule: Schedule) -> Reply:
    store = interaction.client.parts.store
    await store.remove_schedule(schedule.id, guild_id=schedule.guild_id)
    return Reply(
        [schedule_page("Briefing removed", replace(schedule, next_run=None, paused=False))]
    )


async def _previewed(interaction: Interaction, schedule: Schedule) -> Reply:
    parts = interaction.client.parts
    last = await parts.store.last_delivery(schedule.id)
    since = last.window.until if last and last.state is DeliveryState.SENT else None
    return await _composed(interaction, Window(since, parts.now()), schedule.topic)


async def _sent(interaction: Interaction, schedule: Schedule) -> Reply:
    parts, channel = interaction.client.parts, f"<#{schedule.channel_id}>"
    delivery = await parts.deliver_now(schedule)
    if delivery is None:
        return Reply(content=f"Today's briefing for {channel} is out already, or on its way.")
    last = await parts.store.last_delivery(schedule.id)
    if last is not None and last.state is DeliveryState.SENT and not last.message_ids:
        return Reply(content="There is nothing new to tell, so nothing was posted.")
    return Reply(content=f"Posted in {channel}.")


def _named(interaction: Interaction, schedule: Schedule) -> str:
    channel = interaction.client.get_channel(schedule.channel_id)
    return f"#{getattr(channel, 'name', schedule.channel_id)} {schedule_in_words(schedule)}"


async def setup(bot: AttacheClient) -> None:
    """Add the commands."""
    await bot.add_cog(Brief())
    await bot.add_cog(Briefings())
