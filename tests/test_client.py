"""The client: commands registered when they changed, errors in words, briefings sent once."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
import simcord
from discord import app_commands
from discord.ext import commands

from bot import client as client_module
from bot.client import COMMANDS_HASH, AttacheClient, DiscordSender, Parts, in_words
from bot.errors import QuestionError, SendError, SendRefused, SendUncertain, StoreError
from bot.model import Briefing, Delivery, Feed, Schedule, Window
from bot.store.sqlite import open_store

NOW = datetime(2025, 2, 7, 12, 0, tzinfo=UTC)
NOTHING_NEW = Briefing(Window(NOW, NOW))


class NoFeeds:
    async def probe(self, url: str) -> Feed:
        raise AssertionError(url)


async def _deliver_nothing(schedule: Schedule) -> Delivery | None:
    return None


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncGenerator[Parts]:
    async with open_store(tmp_path / "articles.db") as store:
        yield Parts(store, lambda: NOW, NoFeeds(), _deliver_nothing)


async def test_commands_are_registered_once_and_again_when_they_changed(parts: Parts) -> None:
    async with simcord.run(AttacheClient(parts)) as env:
        await env.restart_bot(AttacheClient(parts))
        await parts.store.set_state(COMMANDS_HASH, "that of an earlier version")
        await env.restart_bot(AttacheClient(parts))
        puts = [request for request in env.http_requests if request.method == "PUT"]
        assert len(puts) == 2


async def test_it_refuses_to_start_without_a_cog(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "EXTENSIONS", ("cogs.no_such_cog",))
    with pytest.raises(commands.ExtensionNotFound):
        async with simcord.run(AttacheClient(parts)):
            pass


async def test_no_privileged_intent_and_no_ping(parts: Parts) -> None:
    client = AttacheClient(parts)
    assert not client.intents.message_content
    assert not client.intents.members
    assert not client.intents.presences
    assert client.allowed_mentions is not None
    assert client.allowed_mentions.to_dict() == {"parse": []}
    await client.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QuestionError("Type a year."), "Type a year."),
        (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 9), 4.2), "Try again in 4 s"),
        (app_commands.MissingPermissions(["manage_guild"]), "you need the permission Manage Guild"),
        (app_commands.BotMissingPermissions(["embed_links"]), "I need the permission Embed Links"),
        (app_commands.CommandNotFound("x", []), "Reload Discord"),
        (app_commands.CheckFailure(), "may not use"),
    ],
)
def test_errors_in_words(error: Exception, words: str) -> None:
    assert words in (in_words(error) or "")


@pytest.mark.parametrize("error", [RuntimeError("a detail"), StoreError("/home/me/articles.db")])
def test_what_is_ours_to_mend_has_no_words(error: Exception) -> None:
    assert in_words(error) is None


async def test_an_answer_that_comes_too_late_is_a_line_in_the_log(
    parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    client = AttacheClient(parts)

    @client.tree.command(description="Dawdles")
    async def dawdles(interaction: discord.Interaction[AttacheClient]) -> None:
        late = http_error(404)
        raise discord.NotFound(late.response, {"code": 10062, "message": "Unknown interaction"})

    async with simcord.run(client, check_errors=False) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        with caplog.at_level(logging.WARNING, logger="bot.client"):
            await guild.add_member(env.create_user("alice")).slash(channel, "dawdles")
        assert [record.message for record in caplog.records] == ["/dawdles was answered too late"]
    assert dawdles.name == "dawdles"


@pytest.mark.parametrize(
    ("error", "traced"),
    [(RuntimeError("secret detail"), True), (StoreError("secret.db: the disk is full"), False)],
)
async def test_what_is_ours_to_mend_is_logged_and_told_without_detail(
    parts: Parts, caplog: pytest.LogCaptureFixture, error: Exception, traced: bool
) -> None:
    client = AttacheClient(parts)

    @client.tree.command(description="Breaks")
    async def breaks(interaction: discord.Interaction[AttacheClient]) -> None:
        raise error

    async with simcord.run(client, check_errors=False) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        with caplog.at_level(logging.ERROR, logger="bot.client"):
            result = await guild.add_member(env.create_user("alice")).slash(channel, "breaks")
        assert result.ephemeral
        assert result.response is not None
        assert result.response.content == client_module.APOLOGY
        assert f"/breaks failed: {error}" in caplog.text
        assert ("Traceback" in caplog.text) is traced
    assert breaks.name == "breaks"


async def test_an_answer_that_cannot_be_sent_is_a_line_in_the_log(
    parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    async with simcord.run(AttacheClient(parts), check_errors=False) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        env.inject_error("POST", "/interactions/*", status=404)
        with caplog.at_level(logging.WARNING, logger="bot.client"):
            await guild.add_member(env.create_user("alice")).slash(channel, "quote", speaker="x")
        assert "the answer to /quote could not be sent" in caplog.text


async def test_a_server_that_takes_the_bot_out_is_left_alone_until_it_is_back(parts: Parts) -> None:
    client = AttacheClient(parts)
    async with simcord.run(client) as env:
        here, gone = env.create_guild().id, 4711
        for guild_id in (here, gone):
            await parts.store.add_feed("https://a.example/feed", guild_id=guild_id, now=NOW)
        await client.on_ready()
        assert [feed.guild_id for feed in await parts.store.due_feeds(NOW)] == [here]
        guild = client.get_guild(here)
        assert guild is not None
        await client.on_guild_remove(guild)
        assert await parts.store.due_feeds(NOW) == []
        await client.on_guild_join(guild)
        assert [feed.guild_id for feed in await parts.store.due_feeds(NOW)] == [here]


# --- briefings ------------------------------------------------------------------------------


async def test_a_briefing_is_one_message_with_its_number_and_is_found_again(parts: Parts) -> None:
    client = AttacheClient(parts)
    async with simcord.run(client) as env:
        channel = env.create_guild().create_text_channel("news")
        sender = DiscordSender(client)
        (message_id,) = await sender.send(channel.id, NOTHING_NEW, number=1042)
        posted = cast(dict[str, Any], env.http_requests[-1].json)
        assert posted["nonce"] == "1042"
        assert posted["enforce_nonce"] is True
        assert posted["allowed_mentions"] == {"parse": []}
        assert channel.last_message is not None
        assert channel.last_message.embeds[-1].footer.text == "Briefing 1042"
        assert await sender.find(channel.id, number=1042, since=NOW) == (message_id,)
        assert await sender.find(channel.id, number=104, since=NOW) == ()


async def test_a_channel_that_is_gone_or_closed_is_never_tried_again(parts: Parts) -> None:
    client = AttacheClient(parts)
    async with simcord.run(client) as env:
        channel = env.create_guild().create_text_channel("news")
        sender = DiscordSender(client)
        with pytest.raises(SendRefused, match="gone"):
            await sender.send(1, NOTHING_NEW, number=1)
        with pytest.raises(SendRefused, match="gone"):
            await sender.find(1, number=1, since=NOW)
        env.inject_error("POST", "/channels/*/messages", status=403)
        with pytest.raises(SendRefused, match="Embed Links"):
            await sender.send(channel.id, NOTHING_NEW, number=1)
        env.inject_error("POST", "/channels/*/messages", status=400)
        with pytest.raises(SendRefused, match="refuses"):
            await sender.send(channel.id, NOTHING_NEW, number=1)


async def test_a_failing_discord_may_have_taken_it(parts: Parts) -> None:
    client = AttacheClient(parts)
    async with simcord.run(client) as env:
        channel = env.create_guild().create_text_channel("news")
        env.inject_error("POST", "/channels/*/messages", status=503)
        with pytest.raises(SendUncertain):
            await DiscordSender(client).send(channel.id, NOTHING_NEW, number=1)


def http_error(status: int, **headers: str) -> discord.HTTPException:
    """What discord.py raises for an answer with this status."""
    response = SimpleNamespace(status=status, reason="", headers=headers)
    return discord.HTTPException(cast(aiohttp.ClientResponse, response), "")


@pytest.mark.parametrize(
    ("error", "meaning", "retry_after"),
    [
        (aiohttp.ServerDisconnectedError(), SendUncertain, None),
        (ConnectionResetError(104, "reset"), SendUncertain, None),
        (TimeoutError(), SendUncertain, None),
        (http_error(502), SendUncertain, None),
        (http_error(413), SendRefused, None),
        (discord.RateLimited(3.5), SendError, 3.5),
        (http_error(429, **{"Retry-After": "7"}), SendError, 7.0),
        (http_error(429), SendError, None),
        (discord.ClientException("not logged in"), SendError, None),
    ],
)
def test_what_an_error_means_for_a_delivery(
    error: Exception, meaning: type[SendError], retry_after: float | None
) -> None:
    with pytest.raises(SendError) as raised:
        client_module.raise_as_ours(error, 1)
    assert type(raised.value) is meaning
    assert raised.value.retry_after == retry_after
