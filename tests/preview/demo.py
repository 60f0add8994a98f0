"""A small bot on the real client: one command for each way of answering."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TypeAlias

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from bot.preview import StandIn

Asked: TypeAlias = discord.Interaction["DemoBot"]


class Pager(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Next", custom_id="demo:next")
    async def turn(self, asked: Asked, _: discord.ui.Button[Pager]) -> None:
        await asked.response.edit_message(content="page 2")

    @discord.ui.button(label="Slow", custom_id="demo:slow")
    async def turn_slowly(self, asked: Asked, _: discord.ui.Button[Pager]) -> None:
        await asked.response.defer()
        await asked.edit_original_response(content="page 3")

    @discord.ui.button(label="Write", custom_id="demo:write")
    async def write(self, asked: Asked, _: discord.ui.Button[Pager]) -> None:
        await asked.response.send_modal(Form())

    @discord.ui.select(
        custom_id="demo:outlet",
        placeholder="Outlet",
        options=[discord.SelectOption(label="The Post"), discord.SelectOption(label="The Wire")],
    )
    async def choose(self, asked: Asked, menu: discord.ui.Select[Pager]) -> None:
        await asked.response.send_message(f"chose {menu.values[0]}", ephemeral=True)


class Form(discord.ui.Modal, title="A question"):
    words: discord.ui.TextInput[Form] = discord.ui.TextInput(label="Words", custom_id="demo:words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"you wrote {self.words.value}")


class DemoBot(commands.Bot):
    def __init__(self, connector: aiohttp.BaseConnector, heartbeat_timeout: float = 60.0) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            connector=connector,
            heartbeat_timeout=heartbeat_timeout,
            guild_ready_timeout=0.01,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.resumes = asyncio.Event()
        self.done = asyncio.Event()
        self.late: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def setup_hook(self) -> None:
        for add in (add_answers, add_options, add_menus):
            add(self.tree)
        self.add_view(Pager())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without discord.py's five seconds between two logins."""

    async def on_resumed(self) -> None:
        self.resumes.set()


def add_answers(tree: app_commands.CommandTree[DemoBot]) -> None:
    @tree.command(description="What somebody said")
    @app_commands.describe(speaker="Who said it", limit="How many")
    async def quote(asked: Asked, speaker: str, limit: app_commands.Range[int, 1, 25] = 5) -> None:
        embed = discord.Embed(title=f"Words of {speaker}", description=f"**{limit}** at most")
        await asked.response.send_message(embed=embed, view=Pager())

    @quote.autocomplete("speaker")
    async def complete(asked: Asked, typed: str) -> list[app_commands.Choice[str]]:
        people = ["Ada Ishikawa", "Tom Reed", "Ishmael Cole"]
        return [
            app_commands.Choice(name=name, value=name)
            for name in people
            if typed.lower() in name.lower()
        ]

    @tree.command(description="A slow answer")
    async def slow(asked: Asked) -> None:
        await asked.response.defer(ephemeral=True, thinking=True)
        await asked.edit_original_response(content="at last")
        await asked.followup.send("and more", ephemeral=True)

    @tree.command(description="Never answers")
    async def silent(asked: Asked) -> None: ...

    @tree.command(description="Answers twice, past what discord.py would let through")
    async def late(asked: Asked) -> None:
        try:
            for _ in range(2):
                await interaction_callback(asked)
        except discord.HTTPException as error:
            asked.client.late.set_result(error.code)

    @tree.command(description="Answers, changes its mind, and takes it back")
    async def fickle(asked: Asked) -> None:
        await asked.response.send_message("yes")
        second = await asked.followup.send("more", wait=True)
        await second.edit(content="less")
        assert (await asked.original_response()).content == "yes"
        await asked.delete_original_response()
        asked.client.done.set()


def add_options(tree: app_commands.CommandTree[DemoBot]) -> None:
    briefing = app_commands.Group(
        name="briefing",
        description="Schedules",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @briefing.command(description="Post every day")
    async def add(asked: Asked, channel: discord.TextChannel, at: str) -> None:
        there = asked.guild and asked.guild.get_channel(channel.id)
        able = bool(there and there.permissions_for(there.guild.me).send_messages)
        await asked.response.send_message(f"{channel.mention} at {at}, may write: {able}")

    tree.add_command(briefing)

    @tree.command(description="One option of each type")
    @app_commands.choices(mood=[app_commands.Choice(name="Glad", value="glad")])
    async def kinds(
        asked: Asked,
        yes: bool,
        share: float,
        who: discord.Member,
        role: discord.Role,
        file: discord.Attachment,
        mood: str = "plain",
    ) -> None:
        content = (await file.read()).decode()
        said = f"{yes} {share} {who.display_name} {role.name} {file.filename}={content} {mood}"
        await asked.response.send_message(said)


def add_menus(tree: app_commands.CommandTree[DemoBot]) -> None:
    @tree.context_menu(name="Wave")
    async def wave(asked: Asked, member: discord.Member) -> None:
        await asked.response.send_message(f"waved at {member.display_name}")

    @tree.context_menu(name="Verify quote")
    async def verify(asked: Asked, message: discord.Message) -> None:
        await asked.response.send_message(f"verified {message.id}", ephemeral=True)


async def interaction_callback(asked: Asked) -> None:
    path = f"/interactions/{asked.id}/{asked.token}/callback"
    await asked.client.http.request(
        Route("POST", path), json={"type": 4, "data": {"content": "here"}}
    )


@asynccontextmanager
async def running(standin: StandIn, heartbeat_timeout: float = 60.0) -> AsyncGenerator[DemoBot]:
    """The bot, logged in and ready."""
    client = DemoBot(standin.connector(), heartbeat_timeout)
    async with client:
        task = asyncio.create_task(client.start(standin.token))
        await standin.until_ready(5)
        await client.wait_until_ready()
        yield client
    await task
