"""What one server's feed brought is shown to that server alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.model import Article, Schedule
from bot.preview.guild import GUILD_ID
from bot.store.sqlite import open_store
from tests.end_to_end.house import NOW, House, file_articles, house_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

ELSEWHERE = GUILD_ID + 1
OWNERS = {"Shared": None, "Ours": GUILD_ID, "Theirs": ELSEWHERE}


def article(word: str) -> Article:
    """News that says whose it is in every part."""
    text = (
        f"{word} council opened the {word} harbour on 3 March 2026. “The {word} harbour is open to "
        f"everybody who sails,” said Mayor Ida {word}man. It closes again on 4 May 2026."
    )
    address = f"https://{word.lower()}.example/harbour"
    when = NOW - timedelta(hours=2)
    return Article(word.lower(), text, f"{word} harbour opens", address, f"{word} Post", when)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    database = Path(tmp_path_factory.mktemp("servers"), "attache.db")
    async with open_store(database) as store:
        for word, owner in OWNERS.items():
            await file_articles(store, [article(word)], guild_id=owner)
        await store.add_feed("https://theirs.example/feed", guild_id=ELSEWHERE, now=NOW)
    async with house_on(database) as house:
        yield house


def seen_in(text: str) -> set[str]:
    """Whose news a text tells."""
    return {word for word in OWNERS if word in text}


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("/search", {"query": "harbour"}),
    ("/brief", {}),
    ("/brief", {"hours": 24}),
]


@pytest.mark.parametrize(("command", "options"), QUESTIONS)
async def test_a_server_sees_its_own_and_what_is_shared(
    house: House, command: str, options: dict[str, Any]
):
    answer = await house.discord.invoke(command, **options)
    assert seen_in(answer.text) == {"Shared", "Ours"}


@pytest.mark.parametrize(("command", "options"), QUESTIONS)
async def test_in_direct_messages_only_what_is_shared_is_seen(
    house: House, command: str, options: dict[str, Any]
):
    direct = house.discord.guild.open_direct(house.discord.member.id).id
    answer = await house.discord.invoke(command, in_channel=direct, **options)
    assert seen_in(answer.text) == {"Shared"}


@pytest.mark.parametrize("options", [{}, {"topic": "harbour"}])
async def test_a_timeline_counts_only_the_sources_that_are_seen(
    house: House, options: dict[str, Any]
):
    answer = await house.discord.invoke("/timeline", **options)
    assert "2 sources" in answer.text  # the three tell the same, one of them to others
    assert "Theirs" not in seen_in(answer.text)


async def test_the_others_people_and_articles_do_not_exist(house: House):
    questions: list[tuple[str, dict[str, Any]]] = [
        ("/quote", {"speaker": "Ida Theirsman"}),
        ("/article", {"article": "theirs"}),
        ("/article", {"article": "https://theirs.example/harbour"}),
        ("/article", {"article": "Theirs harbour opens"}),
        ("/search", {"query": "harbour", "source": "Theirs Post"}),
    ]
    for command, options in questions:
        answer = await house.discord.invoke(command, **options)
        assert answer.ephemeral
        assert "everybody who sails" not in answer.text


@pytest.mark.parametrize(
    ("command", "option", "typed"),
    [
        ("/quote", "speaker", "Ida"),
        ("/search", "source", ""),
        ("/article", "article", "harbour"),
        ("/article", "article", ""),
        ("/timeline", "topic", ""),
    ],
)
async def test_nothing_of_theirs_is_suggested(house: House, command: str, option: str, typed: str):
    suggested = await house.discord.autocomplete(command, option, typed)
    assert suggested
    assert "Theirs" not in seen_in(" ".join(choice.name for choice in suggested))


async def test_their_feeds_are_not_listed(house: House):
    listed = await house.discord.invoke("/feed list", as_admin=True)
    assert "theirs" not in listed.text


@pytest.mark.parametrize(("guild_id", "told"), [(None, {"Shared"}), (GUILD_ID, {"Shared", "Ours"})])
async def test_a_scheduled_briefing_tells_what_its_owner_may_see(
    house: House, guild_id: int | None, told: set[str]
):
    due = NOW + timedelta(hours=1)
    new = Schedule(0, house.newsroom, time(7), "UTC", guild_id=guild_id, next_run=due)
    one = await house.store.add_schedule(new)
    await house.deliverer.tick(due)
    (*_, message) = house.discord.messages(house.newsroom)
    assert seen_in(str(message["embeds"])) == told
    await house.store.remove_schedule(one.id, guild_id=guild_id)


async def test_status_counts_what_the_server_sees(house: House):
    assert "**2** articles" in (await house.discord.invoke("/status")).text
