import asyncio

import discord
import pytest

from bot.preview import StandIn, Timing
from tests.preview.demo import DemoBot, running


@pytest.mark.parametrize("how", ["close", "normally", "abort", "reconnect", "invalid"])
async def test_after_a_lost_connection_the_bot_resumes_and_hears_what_it_missed(
    standin: StandIn, bot: DemoBot, how: str
) -> None:
    match how:
        case "close":
            await standin.gateway.close(4000)
        case "normally":
            await standin.gateway.close(1000)
        case "abort":
            standin.gateway.abort()
        case "reconnect":
            standin.gateway.reconnect()
        case _:
            standin.gateway.invalid_session(resumable=True)
    answer = await standin.invoke("/quote", speaker="Ada")
    await asyncio.wait_for(bot.resumes.wait(), 5)
    assert answer.embeds
    assert (standin.gateway.identified, standin.gateway.resumed) == (1, 1)


async def test_after_an_invalid_session_the_bot_logs_in_anew(
    standin: StandIn, bot: DemoBot
) -> None:
    standin.gateway.invalid_session()
    await asyncio.wait_for(standin.gateway.left.wait(), 5)
    await standin.until_ready(5)
    assert (standin.gateway.identified, standin.gateway.resumed) == (2, 0)
    assert (await standin.invoke("/quote", speaker="Ada")).embeds


async def test_unanswered_heartbeats_make_the_bot_come_back() -> None:
    timing = Timing(heartbeat=0.05)
    async with StandIn(timing=timing) as standin, running(standin, 0.2) as bot:
        standin.gateway.acknowledge_heartbeats = False
        await asyncio.wait_for(standin.gateway.left.wait(), 5)
        standin.gateway.acknowledge_heartbeats = True
        await asyncio.wait_for(bot.resumes.wait(), 5)
        assert standin.gateway.resumed >= 1


async def test_a_wrong_token_is_refused(standin: StandIn) -> None:
    async with DemoBot(standin.connector()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.start("wrong")


async def test_privileged_intents_are_refused(standin: StandIn) -> None:
    intents = discord.Intents(message_content=True)
    async with discord.Client(intents=intents, connector=standin.connector()) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(standin.token)
