"""/status: health in plain words."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import AttacheClient
from bot.embeds.status import status_page
from cogs.options import Interaction, audience
from cogs.replies import Reply, reply


class Admin(commands.Cog, name="admin"):
    """The house itself."""

    @app_commands.command(description="How I am: what is on file, feeds, the next briefing")
    async def status(self, interaction: Interaction) -> None:
        """Answer with counts and what needs a look."""
        await reply(interaction, _status(interaction), ephemeral=True)


async def _status(interaction: Interaction) -> Reply:
    parts, who = interaction.client.parts, audience(interaction)
    everywhere = interaction.user.id in parts.owner_ids
    counts = await parts.store.counts(audience=None if everywhere else who)
    schedules = await parts.store.schedules(guild_id=who)
    upcoming = min(
        (one.next_run for one in schedules if one.next_run and not one.paused), default=None
    )
    latency = interaction.client.latency
    page = status_page(counts, upcoming, latency=latency, now=parts.now(), everywhere=everywhere)
    return Reply([page])


async def setup(bot: AttacheClient) -> None:
    """Add the command."""
    await bot.add_cog(Admin())
