"""What admins set up in their server, and what it leads to at its hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.preview import Answer, Unanswered
from tests.end_to_end.house import NOW, House

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADMIN_COMMANDS = {
    "/briefing add", "/briefing list", "/briefing edit", "/briefing remove", "/briefing pause",
    "/briefing preview", "/briefing send", "/feed add", "/feed list", "/feed remove",
}  # fmt: skip


def number_of(answer: Answer) -> str:
    """The number of the schedule an answer is about."""
    match = re.search(r"Briefing schedule (\d+)", answer.text)
    assert match
    return match[1]


async def test_a_member_is_offered_none_of_them(house: House):
    for command in ADMIN_COMMANDS:
        with pytest.raises(Unanswered, match="not offered"):
            await house.discord.invoke(command, channel=house.newsroom, at="07:30", url="x" * 9)


async def test_a_schedule_is_added_listed_changed_paused_and_removed(house: House):
    discord, lounge = house.discord, house.discord.channel("lounge").id
    added = await discord.invoke(
        "/briefing add", as_admin=True, channel=lounge, at="7:05", zone="asia/tokyo", days="mon-fri"
    )
    assert "07:05 Asia/Tokyo, weekdays" in added.text
    assert added.ephemeral
    number = number_of(added)
    (choice,) = [
        choice
        for choice in await discord.autocomplete("/briefing edit", "briefing", "", as_admin=True)
        if choice.value == number
    ]
    assert choice.name == "#lounge 07:05 Asia/Tokyo, weekdays"
    edited = await discord.invoke(
        "/briefing edit", as_admin=True, briefing=number, at="18:00", topic="ferries"
    )
    assert "18:00 Asia/Tokyo, weekdays, about ferries" in edited.text
    paused = await discord.invoke("/briefing pause", as_admin=True, briefing=number)
    assert "paused" in paused.text
    assert "paused" in (await discord.invoke("/briefing list", as_admin=True)).text
    previewed = await discord.invoke("/briefing preview", as_admin=True, briefing=number)
    assert previewed.ephemeral
    assert "Briefing: ferries" in previewed.text
    removed = await discord.invoke("/briefing remove", as_admin=True, briefing=number)
    assert "Briefing removed" in removed.text
    gone = await discord.invoke("/briefing edit", as_admin=True, briefing=number, at="18:00")
    assert "no such briefing" in gone.text
    assert not discord.messages(lounge)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"at": "25:00"}, "is no time of day; write it as 07:30"),
        ({"at": "07:30", "zone": "Atlantis"}, "is no time zone; write one such as Europe/London"),
        ({"at": "07:30", "days": "someday"}, "names no days; write daily"),
    ],
)
async def test_a_mistake_is_explained(house: House, options: dict[str, Any], expected: str):
    answer = await house.discord.invoke(
        "/briefing add", as_admin=True, channel=house.newsroom, **options
    )
    assert expected in answer.text
    assert answer.ephemeral


async def test_times_zones_and_days_are_suggested(house: House):
    async def offered(option: str, typed: str) -> list[object]:
        rest: dict[str, Any] = {"channel": house.newsroom, "at": "07:30"}
        rest.pop(option, None)
        choices = await house.discord.autocomplete(
            "/briefing add", option, typed, as_admin=True, **rest
        )
        return [choice.value for choice in choices]

    assert "07:30" in await offered("at", "7")
    assert (await offered("zone", "tokyo"))[0] == "Asia/Tokyo"
    assert "weekdays" in await offered("days", "we")


@pytest.mark.parametrize(
    ("permission", "named"),
    [
        ("send_messages", "Send Messages"),
        ("embed_links", "Embed Links"),
        ("view_channel", "View Channel"),
        ("read_message_history", "Read Message History"),
    ],
)
async def test_a_permission_the_bot_lacks_is_named_when_the_briefing_is_set_up(
    house: House, permission: str, named: str
):
    desk = house.discord.channel("desk").id
    house.discord.forbid(desk, permission)
    answer = await house.discord.invoke("/briefing add", as_admin=True, channel=desk, at="07:30")
    assert f"I could not post in #desk: I lack {named}." in answer.text
    house.discord.permit(desk, permission)
    assert not [one for one in await house.store.schedules(guild_id=None) if one.channel_id == desk]


async def test_a_schedule_fires_once_at_its_hour_in_its_zone(house: House):
    discord, desk = house.discord, house.discord.channel("desk").id
    added = await discord.invoke(
        "/briefing add", as_admin=True, channel=desk, at="09:30", zone="Europe/Helsinki"
    )
    due = datetime(2026, 3, 16, 7, 30, tzinfo=UTC)
    assert f"<t:{int(due.timestamp())}:F>" in added.text
    await house.deliverer.tick(due - timedelta(seconds=1))
    assert not discord.messages(desk)
    for seconds in (0, 5, 10, 200, 3600):
        await house.deliverer.tick(due + timedelta(seconds=seconds))
    (message,) = discord.messages(desk)
    assert message["embeds"][0]["title"] == "Briefing"
    assert "Quill" in message["embeds"][0]["description"]
    assert (
        f"<t:{int((due + timedelta(days=1)).timestamp())}:F>"
        in (await discord.invoke("/briefing list", as_admin=True)).text
    )
    await discord.invoke("/briefing remove", as_admin=True, briefing=number_of(added))


async def test_sent_by_hand_it_is_not_sent_again_at_its_hour(house: House):
    discord, place = house.discord, house.discord.channel("announcements").id
    added = await discord.invoke("/briefing add", as_admin=True, channel=place, at="12:00")
    number = number_of(added)
    for expected in (f"Posted in <#{place}>.", "out already, or on its way."):
        answer = await discord.invoke("/briefing send", as_admin=True, briefing=number)
        assert expected in answer.text
        assert answer.ephemeral
    await house.deliverer.tick(NOW.replace(hour=12))
    assert len(discord.messages(place)) == 1
    await discord.invoke("/briefing remove", as_admin=True, briefing=number)


async def test_sending_where_the_bot_may_not_says_why(house: House):
    discord, place = house.discord, house.discord.channel("lounge").id
    added = await discord.invoke("/briefing add", as_admin=True, channel=place, at="12:00")
    discord.forbid(place, "send_messages")
    answer = await discord.invoke("/briefing send", as_admin=True, briefing=number_of(added))
    assert "I may not post there: allow me View Channel, Send Messages" in answer.text
    listed = await discord.invoke("/briefing list", as_admin=True)
    assert "the last one failed: I may not post there" in listed.text
    discord.permit(place, "send_messages")
    await discord.invoke("/briefing remove", as_admin=True, briefing=number_of(added))


async def test_a_feed_is_added_listed_and_removed(house: House):
    discord = house.discord
    added = await discord.invoke("/feed add", as_admin=True, url="https://feeds.example/harbour")
    assert "Feed harbour" in added.text
    assert "Feed harbour" in (await discord.invoke("/feed list", as_admin=True)).text
    (choice,) = await discord.autocomplete("/feed remove", "feed", "harb", as_admin=True)
    removed = await discord.invoke("/feed remove", as_admin=True, feed=choice.value)
    assert "Feed removed" in removed.text
    gone = await discord.invoke("/feed remove", as_admin=True, feed=choice.value)
    assert "no such feed" in gone.text


async def test_an_address_that_is_no_feed_is_refused(house: House):
    answer = await house.discord.invoke("/feed add", as_admin=True, url="https://page.example/")
    assert "That address is no feed." in answer.text
    assert answer.ephemeral


async def test_every_admin_command_is_asked_here(house: House):
    groups = [command for command in house.discord.commands if command["options"]]
    leaves = {
        f"/{group['name']} {option['name']}"
        for group in groups
        for option in group["options"]
        if option["type"] == 1
    }
    assert leaves == ADMIN_COMMANDS
