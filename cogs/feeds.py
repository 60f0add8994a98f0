"""/feed: the feeds of this server, for its admins."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import AttacheClient
from bot.embeds.status import feed_in_words, feed_page, feeds_page
from bot.errors import QuestionError
from bot.model import Feed
from cogs.options import Choices, Interaction, audience, choices
from cogs.replies import Reply, reply

FEEDS_A_SERVER = 50
PROBES = 5
"""Addresses a server may have us read in a minute."""


class OwnFeed(app_commands.Transformer[AttacheClient]):
    """A feed this server added, by its number."""

    async def transform(self, interaction: Interaction, value: Any, /) -> Feed:
        for feed in await _own(interaction):
            if str(value).strip() in (str(feed.id), feed.url):
                return feed
        raise QuestionError("This server has no such feed. Pick one from the list.")

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        return choices(
            (feed_in_words(feed), str(feed.id))
            for feed in await _own(interaction)
            if value.casefold() in f"{feed.title} {feed.url}".casefold()
        )


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Feeds(commands.GroupCog, name="feeds", group_name="feed", group_description="Feeds we read"):
    """Feeds of a server."""

    @app_commands.command(description="Read a feed from now on")
    @app_commands.describe(url="The address of a feed: RSS, Atom or JSON Feed")
    @app_commands.checks.cooldown(PROBES, 60.0, key=audience)
    async def add(self, interaction: Interaction, url: app_commands.Range[str, 8, 500]) -> None:
        """Read the feed once, then follow it."""
        address = url.strip() if "://" in url else f"https://{url.strip()}"
        await reply(interaction, _added(interaction, address), ephemeral=True)

    @app_commands.command(description="The feeds that this server's answers come from")
    async def list(self, interaction: Interaction) -> None:
        """List our own feeds, then the operator's."""
        await reply(interaction, _listed(interaction), ephemeral=True)

    @app_commands.command(description="Stop reading a feed; its articles stay")
    @app_commands.describe(feed="Which one")
    async def remove(
        self, interaction: Interaction, feed: app_commands.Transform[Feed, OwnFeed]
    ) -> None:
        """Stop following."""
        await reply(interaction, _removed(interaction, feed), ephemeral=True)


async def _added(interaction: Interaction, url: str) -> Reply:
    parts = interaction.client.parts
    if len(await _own(interaction)) >= FEEDS_A_SERVER:
        raise QuestionError(f"A server may have {FEEDS_A_SERVER} feeds. Remove one first.")
    found = await parts.pipeline.probe(url)
    feed = await parts.store.add_feed(
        found.url, guild_id=audience(interaction), title=found.title, now=parts.now()
    )
    return Reply([feed_page("Feed added", feed)])


async def _listed(interaction: Interaction) -> Reply:
    own, shared = await _own(interaction), await interaction.client.parts.store.feeds(guild_id=None)
    if not (own or shared):
        raise QuestionError("No feed yet. /feed add follows one.")
    return Reply([feeds_page(own, shared)])


async def _removed(interaction: Interaction, feed: Feed) -> Reply:
    await interaction.client.parts.store.remove_feed(feed.id, guild_id=audience(interaction))
    return Reply([feed_page("Feed removed", feed)])


async def _own(interaction: Interaction) -> list[Feed]:
    return await interaction.client.parts.store.feeds(guild_id=audience(interaction))


async def setup(bot: AttacheClient) -> None:
    """Add the commands."""
    await bot.add_cog(Feeds())
