import asyncio

import aiohttp
import discord
import pytest

from bot.preview import StandIn, Timing
from tests.preview.demo import DemoBot, running

POST = ("POST", "/channels/*/messages")


def newsroom(standin: StandIn, bot: DemoBot) -> discord.TextChannel:
    channel = bot.get_channel(standin.channel("newsroom").id)
    assert isinstance(channel, discord.TextChannel)
    return channel


def statuses(standin: StandIn) -> list[int]:
    return [call.status for call in standin.requests if call.path.endswith("/messages")]


async def test_a_429_of_discord_is_waited_out(standin: StandIn, bot: DemoBot) -> None:
    standin.faults.next(*POST, status=429, retry_after=0.01)
    sent = await newsroom(standin, bot).send("hello")
    assert statuses(standin) == [429, 200]
    assert standin.messages(sent.channel.id)[0]["content"] == "hello"


async def test_a_429_of_cloudflare_is_raised(standin: StandIn, bot: DemoBot) -> None:
    standin.faults.next(*POST, status=429, via=False)
    with pytest.raises(discord.HTTPException) as raised:
        await newsroom(standin, bot).send("hello")
    assert raised.value.status == 429


async def test_a_503_is_raised(standin: StandIn, bot: DemoBot) -> None:
    standin.faults.next(*POST, status=503)
    with pytest.raises(discord.DiscordServerError):
        await newsroom(standin, bot).send("hello")
    assert standin.faults.waiting == 0


@pytest.mark.parametrize(("drop", "arrived"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection_is_raised_and_its_message_there_or_not(
    standin: StandIn, bot: DemoBot, drop: str, arrived: int
) -> None:
    standin.faults.next(*POST, drop=drop)  # pyright: ignore[reportArgumentType]  one of the two
    channel = newsroom(standin, bot)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel.send("hello", nonce="delivery-7")
    assert len(standin.messages(channel.id)) == arrived
    await channel.send("hello", nonce="delivery-7")
    assert len(standin.messages(channel.id)) == 1


async def test_a_hanging_answer_comes_late(standin: StandIn, bot: DemoBot) -> None:
    standin.faults.next(*POST, hang=30)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(newsroom(standin, bot).send("hello"), 0.05)
    assert standin.messages(standin.channel("newsroom").id) == []


async def test_a_fault_strikes_as_often_as_it_was_asked_to(standin: StandIn, bot: DemoBot) -> None:
    standin.faults.next(*POST, status=400, code=50035, message="no", times=2)
    for _ in range(2):
        with pytest.raises(discord.HTTPException, match="no"):
            await newsroom(standin, bot).send("hello")
    await newsroom(standin, bot).send("hello")


async def test_the_client_heeds_the_rate_limit_headers() -> None:
    timing = Timing(limit=2, window=0.05)
    async with StandIn(timing=timing) as standin, running(standin) as bot:
        for _ in range(5):
            await newsroom(standin, bot).send("hello")
        assert set(statuses(standin)) == {200}


async def test_who_does_not_heed_them_is_limited() -> None:
    async with (
        StandIn(timing=Timing(limit=1, window=60)) as standin,
        aiohttp.ClientSession(connector=standin.connector()) as session,
    ):
        headers = {"Authorization": f"Bot {standin.token}"}
        url = "https://discord.com/api/v10/users/@me"
        async with session.get(url, headers=headers) as first:
            assert first.headers["X-RateLimit-Remaining"] == "0"
        async with session.get(url, headers=headers) as second:
            assert (second.status, second.headers["Via"]) == (429, "1.1 google")
            assert (await second.json())["retry_after"] > 0


@pytest.mark.parametrize(
    ("taken", "code"), [("send_messages", 50013), ("view_channel", 50001), ("embed_links", 50013)]
)
async def test_a_missing_permission_is_refused(
    standin: StandIn, bot: DemoBot, taken: str, code: int
) -> None:
    channel = newsroom(standin, bot)
    standin.forbid(channel.id, taken)
    with pytest.raises(discord.Forbidden) as raised:
        await channel.send(embed=discord.Embed(title="News"))
    assert raised.value.code == code
    standin.permit(channel.id, taken)
    await channel.send(embed=discord.Embed(title="News"))


async def test_a_deleted_channel_is_unknown(standin: StandIn, bot: DemoBot) -> None:
    channel = newsroom(standin, bot)
    standin.delete_channel(channel.id)
    with pytest.raises(discord.NotFound) as raised:
        await channel.send("hello")
    assert raised.value.code == 10003
