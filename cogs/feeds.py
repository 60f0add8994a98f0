"""/feed: the feeds of this server, for its admins."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import AttacheClient
from bot.embeds.status import feed_page, feeds_page
from bot.errors import QuestionError
from bot.model import Feed
from cogs.options import Choices, Interaction, audience, choices

FEEDS_A_SERVER = 50


class OwnFeed(app_commands.Transformer[AttacheClient]):
    """A feed this server added, by its number."""

    async def transform(self, interaction: Interaction, value: Any, /) -> Feed:
        for feed in await _own(interaction):
            if str(value).strip() in (str(feed.id), feed.url):
                return feed
        raise QuestionError("This server has no such feed. Pick one from the list.")

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        return choices(
            (f"{feed.title or feed.url}", str(feed.id))
            for feed in await _own(interaction)
            if value.casefold() in f"{feed.title} {feed.url}".casefold()
        )


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Feeds(commands.GroupCog, name="feeds", group_name="feed", group_description="Feeds we read"):
    """Feeds of a server."""

    @app_commands.command(description="Read a feed from now on")
    @app_commands.describe(url="The address of an RSS or Atom feed")
    async def add(self, interaction: Interaction, url: app_commands.Range[str, 8, 500]) -> None:
        """Read the feed once, then follow it."""
        await interaction.response.defer(ephemeral=True)
        parts = interaction.client.parts
        if len(await _own(interaction)) >= FEEDS_A_SERVER:
            raise QuestionError(f"A server may have {FEEDS_A_SERVER} feeds. Remove one first.")
        found = await parts.pipeline.probe(url.strip())
        feed = await parts.store.add_feed(
            found.url, guild_id=audience(interaction), title=found.title, now=parts.now()
        )
        await interaction.edit_original_response(embed=feed_page("Feed added", feed))

    @app_commands.command(description="The feeds that this server's answers come from")
    async def list(self, interaction: Interaction) -> None:
        """List our own feeds, then the operator's."""
        await interaction.response.defer(ephemeral=True)
        own, shared = (
            await _own(interaction),
            await interaction.client.parts.store.feeds(guild_id=None),
        )
        await interaction.edit_original_response(embed=feeds_page(own, shared))

    @app_commands.command(description="Stop reading a feed; its articles stay")
    @app_commands.describe(feed="Which one")
    async def remove(
        self, interaction: Interaction, feed: app_commands.Transform[Feed, OwnFeed]
    ) -> None:
        """Stop following."""
        store = interaction.client.parts.store
        await store.remove_feed(feed.id, guild_id=audience(interaction))
        await interaction.response.send_message(
            embed=feed_page("Feed removed", feed), ephemeral=True
        )


async def _own(interaction: Interaction) -> list[Feed]:
    return await interaction.client.parts.store.feeds(guild_id=audience(interaction))


async def setup(bot: AttacheClient) -> None:
    """Add the commands."""
    await bot.add_cog(Feeds())
