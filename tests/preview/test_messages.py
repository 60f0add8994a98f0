import asyncio
import io

import discord
import pytest

from bot.preview import StandIn, Timing, Unanswered
from tests.preview.demo import DemoBot, running
from tests.preview.test_faults import newsroom


async def test_history_is_newest_first(standin: StandIn, bot: DemoBot) -> None:
    channel = newsroom(standin, bot)
    for word in ("one", "two", "three"):
        await channel.send(word)
    assert [message.content async for message in channel.history(limit=2)] == ["three", "two"]


async def test_a_message_is_fetched_edited_and_deleted(standin: StandIn, bot: DemoBot) -> None:
    channel = newsroom(standin, bot)
    sent = await channel.send("first", embed=discord.Embed(title="kept"))
    await sent.edit(content="second")
    fetched = await channel.fetch_message(sent.id)
    assert (fetched.content, fetched.embeds[0].title) == ("second", "kept")
    assert fetched.edited_at
    await fetched.delete()
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(sent.id)


async def test_the_same_nonce_is_the_same_message(standin: StandIn, bot: DemoBot) -> None:
    channel = newsroom(standin, bot)
    first = await channel.send("briefing", nonce="delivery-1")
    second = await channel.send("briefing", nonce="delivery-1")
    other = await channel.send("briefing", nonce="delivery-2")
    assert first.id == second.id != other.id


async def test_a_nonce_is_forgotten_after_a_while() -> None:
    async with StandIn(timing=Timing(nonce=0.0)) as standin, running(standin) as bot:
        channel = newsroom(standin, bot)
        first = await channel.send("briefing", nonce="delivery-1")
        assert (await channel.send("briefing", nonce="delivery-1")).id != first.id


async def test_without_allowed_mentions_everything_pings(standin: StandIn, bot: DemoBot) -> None:
    channel, person = newsroom(standin, bot), standin.member.id
    text = f"@everyone <@{person}> <@&{standin.guild_id}>"
    await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    assert standin.pings == []
    await channel.send(text, allowed_mentions=discord.AllowedMentions.all())
    assert standin.pings == ["@everyone", f"<@{person}>", f"<@&{standin.guild_id}>"]


async def test_a_file_can_be_read_back(standin: StandIn, bot: DemoBot) -> None:
    picture = discord.File(io.BytesIO(b"\x89PNG"), "timeline.png", description="A timeline")
    embed = discord.Embed(title="Timeline").set_image(url="attachment://timeline.png")
    sent = await newsroom(standin, bot).send(embed=embed, file=picture)
    attachment = sent.attachments[0]
    assert (attachment.description, sent.embeds[0].image.url) == ("A timeline", attachment.url)
    assert await attachment.read() == b"\x89PNG"


async def test_embeds_that_share_a_url_are_shown_once(standin: StandIn, bot: DemoBot) -> None:
    embeds = [discord.Embed(title=str(i), url="https://example.org/") for i in range(2)]
    sent = await newsroom(standin, bot).send(embeds=embeds)
    assert [embed.title for embed in sent.embeds] == ["0"]


async def test_a_direct_message_reaches_its_person(standin: StandIn, bot: DemoBot) -> None:
    person = await bot.fetch_user(standin.member.id)
    await person.send("psst")
    assert [each["content"] for each in standin.direct_messages(standin.member)] == ["psst"]
    standin.guild.closed_to_direct.add(standin.member.id)
    with pytest.raises(discord.Forbidden) as raised:
        await person.send("psst")
    assert raised.value.code == 50007


async def test_an_announcement_is_published_once(standin: StandIn, bot: DemoBot) -> None:
    channel = bot.get_channel(standin.channel("announcements").id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send("news")
    await sent.publish()
    with pytest.raises(discord.HTTPException, match="already been crossposted"):
        await sent.publish()


async def test_the_next_message_is_waited_for(standin: StandIn, bot: DemoBot) -> None:
    channel = newsroom(standin, bot)
    waiting = asyncio.create_task(standin.next_message(channel.id))
    await asyncio.sleep(0)
    await channel.send("here it is")
    assert (await waiting)["content"] == "here it is"
    with pytest.raises(Unanswered, match="No message"):
        await standin.next_message(channel.id, within=0.01)


async def test_an_unserved_route_is_in_the_log(standin: StandIn, bot: DemoBot) -> None:
    with pytest.raises(discord.NotFound):
        await newsroom(standin, bot).webhooks()
    assert (standin.requests[-1].route, standin.requests[-1].status) == ("", 404)
