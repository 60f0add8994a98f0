"""What admins set up: briefings and feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import discord
import pytest
from simcord.results import InteractionResult

from bot.errors import SendRefused
from bot.model import Delivery, Feed, Schedule
from tests.cogs.conftest import Room
from tests.cogs.newsroom import NOW

pytestmark = pytest.mark.simcord(check_errors=False)


def told(result: InteractionResult) -> str:
    """What only the admin reads: words, titles, descriptions."""
    assert result.response is not None, result
    assert result.ephemeral
    embeds = result.response.embeds
    parts = [part or "" for embed in embeds for part in (embed.title, embed.description)]
    return "\n".join([result.response.content, *parts])


async def add(room: Room, **options: object) -> Schedule:
    """A briefing of this server."""
    given = {"channel": room.channel, "at": "07:30", **options}
    result = await room.admin.slash(room.channel, "briefing add", **given)
    assert "Briefing added" in told(result)
    return (await room.store.schedules(guild_id=room.guild.id))[-1]


async def test_add_files_a_schedule_and_says_when_it_runs(room: Room) -> None:
    schedule = await add(room, zone="europe/london", days="mon-fri", topic="harbour")
    assert schedule == Schedule(
        id=schedule.id,
        channel_id=room.channel.id,
        at=time(7, 30),
        zone="Europe/London",
        days=frozenset(range(5)),
        topic="harbour",
        guild_id=room.guild.id,
        next_run=datetime(2025, 2, 10, 7, 30, tzinfo=UTC),
    )


async def test_the_zone_is_that_of_the_latest_briefing(room: Room) -> None:
    assert (await add(room)).zone == "UTC"
    await add(room, zone="Asia/Tokyo")
    assert (await add(room)).zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"at": "half past"}, "write it as 07:30"),
        ({"at": "7:30", "zone": "Atlantis"}, "Europe/London"),
        ({"at": "7:30", "days": "someday"}, "mon,wed,fri"),
    ],
)
async def test_a_mistake_is_answered_with_what_to_type(
    room: Room, options: dict[str, str], answer: str
) -> None:
    result = await room.admin.slash(room.channel, "briefing add", channel=room.channel, **options)
    assert answer in told(result)
    assert await room.store.schedules(guild_id=room.guild.id) == []


async def test_a_channel_the_bot_may_not_post_in_is_refused_with_what_is_missing(
    room: Room,
) -> None:
    me = room.guild.me
    assert me is not None
    closed = room.guild.create_text_channel(
        "closed", overwrites={me: discord.PermissionOverwrite(embed_links=False)}
    )
    result = await room.admin.slash(room.channel, "briefing add", channel=closed, at="07:30")
    assert "I lack Embed Links" in told(result)
    assert "#closed" in told(result)


async def test_edit_changes_what_is_named_and_nothing_else(room: Room) -> None:
    before = await add(room, topic="harbour", zone="Asia/Tokyo")
    result = await room.admin.slash(
        room.channel, "briefing edit", briefing=str(before.id), at="18:00", topic="everything"
    )
    assert "18:00 Asia/Tokyo, daily" in told(result)
    after = await room.store.schedule(before.id)
    assert after == replace(
        before, at=time(18, 0), topic=None, next_run=datetime(2025, 2, 8, 9, 0, tzinfo=UTC)
    )


async def test_pause_and_go_on(room: Room) -> None:
    one = await add(room)
    paused = await room.admin.slash(room.channel, "briefing pause", briefing=str(one.id))
    assert "paused" in told(paused)
    again = await room.admin.slash(room.channel, "briefing pause", briefing=str(one.id))
    assert "goes on" in told(again)
    assert await room.store.schedule(one.id) == one


async def test_list_and_remove(room: Room) -> None:
    assert "/briefing add" in told(await room.admin.slash(room.channel, "briefing list"))
    one = await add(room)
    listed = told(await room.admin.slash(room.channel, "briefing list"))
    assert room.channel.mention in listed
    removed = await room.admin.slash(room.channel, "briefing remove", briefing=str(one.id))
    assert told(removed).endswith(f"{room.channel.mention} · 07:30 UTC, daily")
    assert await room.store.schedule(one.id) is None
    gone = await room.admin.slash(room.channel, "briefing remove", briefing=str(one.id))
    assert "no such briefing" in told(gone)


async def test_the_operators_briefings_of_this_server_are_listed_and_not_to_be_touched(
    room: Room,
) -> None:
    await room.store.add_schedule(Schedule(0, room.channel.id, time(6), "UTC", origin="env"))
    await room.store.add_schedule(Schedule(0, 404, time(5), "UTC", origin="env"))
    listed = told(await room.admin.slash(room.channel, "briefing list"))
    assert "06:00 UTC, daily · set by the operator" in listed
    assert "05:00" not in listed
    (one, _) = await room.store.schedules(guild_id=None)
    removed = await room.admin.slash(room.channel, "briefing remove", briefing=str(one.id))
    assert "no such briefing" in told(removed)


async def test_preview_posts_nothing(room: Room) -> None:
    one = await add(room)
    result = await room.admin.slash(room.channel, "briefing preview", briefing=str(one.id))
    assert "Harbour stays open" in told(result)
    assert room.outside.asked == []


async def test_send_says_what_became_of_it(room: Room) -> None:
    one = await add(room)

    async def send() -> str:
        return told(await room.admin.slash(room.channel, "briefing send", briefing=str(one.id)))

    room.outside.delivery = Delivery(1, one.id, 5, date(2025, 2, 7), NOW)
    assert f"Posted in <#{one.channel_id}>" in await send()
    room.outside.delivery = None
    assert "out already" in await send()
    room.outside.delivery = SendRefused("the channel is gone")
    assert "the channel is gone" in await send()
    assert [schedule.id for schedule in room.outside.asked] == [one.id] * 3


async def test_another_servers_briefing_cannot_be_touched(room: Room) -> None:
    one = await add(room)
    other = room.env.create_guild()
    channel = other.create_text_channel("elsewhere")
    result = await other.add_member(
        room.env.create_user("eve"),
        roles=[other.create_role("A", permissions=discord.Permissions(manage_guild=True))],
    ).slash(channel, "briefing remove", briefing=str(one.id))
    assert "no such briefing" in told(result)
    assert await room.store.schedule(one.id) == one


async def test_feeds_are_added_once_listed_and_removed(room: Room) -> None:
    assert "/feed add" in told(await room.admin.slash(room.channel, "feed list"))
    url = "https://coast.example/rss"
    room.outside.feeds[url] = Feed(id=0, url=url, title="Coast [Courier]")
    await room.store.add_feed("https://shared.example/rss", guild_id=None, now=NOW)
    added = told(await room.admin.slash(room.channel, "feed add", url=" coast.example/rss "))
    assert "Feed added" in added
    assert "(https://coast.example/rss)" in added
    listed = told(await room.admin.slash(room.channel, "feed list"))
    assert "shared by the operator" in listed
    assert url in listed
    (feed,) = await room.store.feeds(guild_id=room.guild.id)
    choices = await room.admin.autocomplete(room.channel, "feed remove", "feed", "coast")
    assert [choice["value"] for choice in choices] == [str(feed.id)]
    assert "Feed removed" in told(
        await room.admin.slash(room.channel, "feed remove", feed=str(feed.id))
    )
    assert await room.store.feeds(guild_id=room.guild.id) == []


async def test_what_is_no_feed_is_refused_with_the_reason(room: Room) -> None:
    result = await room.admin.slash(room.channel, "feed add", url="https://coast.example/")
    assert "This is no feed" in told(result)
    assert "no such feed" in told(await room.admin.slash(room.channel, "feed remove", feed="7"))


async def test_a_server_cannot_have_us_read_addresses_without_end(room: Room) -> None:
    for _ in range(5):
        await room.admin.slash(room.channel, "feed add", url="https://coast.example/")
    result = await room.admin.slash(room.channel, "feed add", url="https://coast.example/")
    assert "That was quick" in told(result)


async def test_members_do_not_see_the_admins_commands(room: Room) -> None:
    assert set(room.alice.available_commands(room.channel)) == {
        *("quote", "timeline", "search", "article", "brief", "status"),
    }
    assert {"briefing add", "feed add"} <= set(room.admin.available_commands(room.channel))


async def test_autocomplete_of_times_zones_days_and_briefings(room: Room) -> None:
    async def offered(option: str, typed: str, command: str = "briefing add") -> list[str]:
        found = await room.admin.autocomplete(room.channel, command, option, typed)
        return [choice["value"] for choice in found]

    assert (await offered("at", "7:"))[:2] == ["07:00", "07:30"]
    assert "07:30" in await offered("at", "")
    assert (await offered("zone", "new y"))[0] == "America/New_York"
    assert (await offered("zone", "london"))[0] == "Europe/London"
    assert "UTC" in await offered("zone", "")
    assert await offered("days", "week") == ["weekdays", "weekends"]
    one = await add(room)
    assert await offered("briefing", "news", "briefing edit") == [str(one.id)]
