"""The Discord client: carries its parts, loads the cogs by name, answers errors politely.

parts ─► AttacheClient ─► cogs (setup_hook) ─► commands registered, if they changed
briefing ─► DiscordSender ─► one message, its number as nonce and in the footer
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn, Protocol

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import membership
from bot.embeds.briefing import briefing_message, briefing_number
from bot.embeds.limits import CONTENT
from bot.embeds.text import cut, escape
from bot.errors import (
    AttacheError,
    FeedError,
    FetchError,
    QuestionError,
    SendError,
    SendRefused,
    SendUncertain,
)
from bot.model import Briefing, Delivery, Feed, Schedule
from bot.store.store import Store

log = logging.getLogger(__name__)
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks

EXTENSIONS = (
    "cogs.paging",
    "cogs.quotes",
    "cogs.timeline",
    "cogs.search",
    "cogs.briefings",
    "cogs.feeds",
    "cogs.admin",
)
COMMANDS_HASH = "commands.hash"
LOOK_BACK = 1000
"""Messages of a channel in which a briefing is looked for, at the most."""
CLOCKS_APART = timedelta(hours=1)
"""How far our clock may be from Discord's."""
UNKNOWN_INTERACTION = 10062
"""Discord's code for one whose three seconds are over."""
THINKING = discord.InteractionResponseType.deferred_channel_message
APOLOGY = "Something went wrong on our side; it has been logged."


class Probe(Protocol):
    """What the cogs need of the pipeline."""

    async def probe(self, url: str) -> Feed:
        """Read a feed once: its address as it was found and its title; raises if it is none."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What the commands work with."""

    store: Store
    now: Callable[[], datetime]
    pipeline: Probe
    deliver_now: Callable[[Schedule], Awaitable[Delivery | None]]
    owner_ids: frozenset[int] = frozenset()
    """The operators, whom /status tells of all servers."""


class AttacheClient(commands.Bot):
    """The bot. Only `connector` differs between Discord and the preview."""

    def __init__(self, parts: Parts, *, connector: aiohttp.BaseConnector | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # never heard: no message intent
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            tree_cls=PoliteTree,
            connector=connector,
        )
        self.parts = parts
        self.connected = False
        """Whether the gateway is up now; `is_ready()` stays true while it reconnects."""

    async def setup_hook(self) -> None:
        """Load the commands, or refuse to start; register them if they changed."""
        for name in EXTENSIONS:
            await self.load_extension(name)
        await self._register_commands()

    async def on_ready(self) -> None:
        """Say so in the log, and catch up on who took the bot out meanwhile."""
        self.connected = True
        log.info("ready as %s; servers: %d", self.user, len(self.guilds))
        here = {guild.id for guild in self.guilds}
        await membership.reconcile(self.parts.store, here, self.parts.now())

    async def on_resumed(self) -> None:
        """The connection is back."""
        self.connected = True

    async def on_disconnect(self) -> None:
        """The connection is lost, or could not be made."""
        self.connected = False

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Let what the server had rest."""
        log.info("left server %d", guild.id)
        await membership.left(self.parts.store, guild.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Let what the server had go on."""
        log.info("joined server %d", guild.id)
        await membership.joined(self.parts.store, guild.id, self.parts.now())

    async def _register_commands(self) -> None:
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        body = json.dumps([self.application_id, payload], sort_keys=True)
        digest = hashlib.sha256(body.encode()).hexdigest()
        if await self.parts.store.state(COMMANDS_HASH) == digest:
            log.info("commands unchanged: %d", len(payload))
            return
        await self.tree.sync()
        await self.parts.store.set_state(COMMANDS_HASH, digest)
        log.info("commands registered: %d", len(payload))


class PoliteTree(app_commands.CommandTree[AttacheClient]):
    """Turns whatever a command raises into an answer that only the asker sees."""

    async def on_error(
        self, interaction: discord.Interaction[AttacheClient], error: app_commands.AppCommandError
    ) -> None:
        """Answer in words the asker can act on; log what is ours to mend."""
        await apologise(interaction, error)


def _cause(error: Exception) -> Exception:
    """What a command or an option raised, out of discord.py's wrapping."""
    wrapped = isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError)
    return error.__cause__ if wrapped and isinstance(error.__cause__, Exception) else error


async def apologise(interaction: discord.Interaction[AttacheClient], error: Exception) -> None:
    """Tell the asker what went wrong; only them, unless "thinking" was said to all."""
    cause = _cause(error)
    if isinstance(cause, discord.NotFound) and cause.code == UNKNOWN_INTERACTION:
        log.warning("%s was answered too late", _named(interaction))
        return
    words = in_words(error)
    if words is None:
        bug = None if isinstance(cause, AttacheError) else error
        log.error("%s failed: %s", _named(interaction), cause, exc_info=bug)
        words = APOLOGY
    words = cut(escape(words), CONTENT)
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(words, ephemeral=True)
        elif interaction.response.type is THINKING:
            await interaction.edit_original_response(content=words)
        else:
            await interaction.followup.send(words, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
        log.warning("the answer to %s could not be sent: %s", _named(interaction), failure)


def in_words(error: Exception) -> str | None:
    """What the asker is told; None for an error that is ours to mend."""
    match _cause(error):
        case QuestionError() | FetchError() | FeedError() | SendError() as asked_for:
            return str(asked_for)
        case app_commands.CommandOnCooldown(retry_after=seconds):
            return f"That was quick. Try again in {max(1, round(seconds))} s."
        case app_commands.MissingPermissions(missing_permissions=missing):
            return f"For this you need the permission {_listed(missing)} in this server."
        case app_commands.BotMissingPermissions(missing_permissions=missing):
            return f"For this I need the permission {_listed(missing)} in this channel."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command has just changed. Reload Discord (Ctrl+R) and try again."
        case app_commands.TransformerError(value=value):
            return f"“{str(value)[:100]}” does not fit there."
        case app_commands.CheckFailure():
            return "You may not use this command here."
        case _:
            return None


@dataclass(frozen=True, slots=True)
class DiscordSender:
    """Posts briefings: the Sender of `bot.delivery`."""

    client: AttacheClient

    async def send(self, channel_id: int, briefing: Briefing, *, number: int) -> tuple[int, ...]:
        """Post one message; discord.py sends the nonce with `enforce_nonce`."""
        channel = self.client.get_partial_messageable(channel_id)
        try:
            message = await channel.send(
                embeds=briefing_message(briefing, number=number), nonce=str(number)
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise_as_ours(error, channel_id)
        return (message.id,)

    async def find(self, channel_id: int, *, number: int, since: datetime) -> tuple[int, ...]:
        """Look for the number in the footers of our own messages, the newest first."""
        channel = self.client.get_partial_messageable(channel_id)
        try:
            async for message in channel.history(limit=LOOK_BACK):
                ours = message.author == self.client.user
                if ours and briefing_number(message.embeds) == number:
                    return (message.id,)
                if message.created_at < since - CLOCKS_APART:
                    break
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise_as_ours(error, channel_id)
        return ()


def raise_as_ours(error: Exception, channel_id: int) -> NoReturn:
    """Raise what Discord's answer means for a delivery: never, perhaps it did, or not now."""
    subject = str(channel_id)
    match error:
        case discord.NotFound():
            raise SendRefused("the channel is gone", subject=subject) from error
        case discord.Forbidden():
            raise SendRefused(
                "I may not post there: allow me View Channel, Send Messages, Embed Links and "
                "Read Message History in the channel's settings",
                subject=subject,
            ) from error
        case discord.RateLimited(retry_after=seconds):
            message = "Discord asks us to wait"
            raise SendError(message, subject=subject, retry_after=seconds) from error
        case discord.HTTPException(status=429):
            seconds = _retry_after(error)
            message = "Discord asks us to wait"
            raise SendError(message, subject=subject, retry_after=seconds) from error
        case discord.HTTPException(status=status) if status < 500:
            raise SendRefused(f"Discord refuses it: {error}", subject=subject) from error
        case discord.HTTPException() | aiohttp.ClientError() | OSError():
            message = f"Discord did not answer properly ({type(error).__name__})"
            raise SendUncertain(message, subject=subject) from error
        case _:
            raise SendError(f"not sent: {error}", subject=subject) from error


def _retry_after(error: discord.HTTPException) -> float | None:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return None


def _listed(permissions: list[str]) -> str:
    return ", ".join(name.replace("_", " ").title() for name in permissions)


def _named(interaction: discord.Interaction[AttacheClient]) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command is not None else "a button"
