"""Articles that try to ping, to link and to break out of the markdown they are shown in."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.model import Article, Schedule
from bot.preview import Answer
from bot.store.sqlite import open_store
from tests.end_to_end.house import NOW, House, file_articles, house_on
from tests.end_to_end.shown import escapes, links_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

ATTACKS = {
    "pings": "@everyone @here <@123> <@!123> <@&1> <#1> </quote:1> <id:customize>",
    "links": "[x](http://evil.test) [x](<http://evil.test>) http://evil.test <http://evil.test>",
    "spans": "||hidden|| ```\ncode\n``` `code` **bold** __under__ ~~gone~~ *slanted* _too_",
    "lines": "fine\n> quoted\n>>> all quoted\n# Huge\n-# tiny\n- item\n1. first",
    "stamps": "<t:0:R> <:smile:1> <a:smile:1> :smile:",
    "masks": "](http://evil.test) [a]( [b] \\[c](http://evil.test) [[d]](http://evil.test)",
    "order": "\u202egnp.exe\u202c \u2066inner\u2069 zero\u200bwidth \ufeff bell\x07",
    "length": "x" * 5000,
    "wide": "🏴" * 1500,
    "marks": "*" * 700 + "_" * 700 + "`" * 700 + "|" * 700,
}
ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://news.example/a)b [x](http://evil.test)",
    "http://user:pass@evil.test/",
    "https://" + "a" * 3000 + ".example/",
    "https://news.example/" + "long/" * 200,
    "https://news.example/@everyone/<@123>",
    "not an address",
    "https://[::1",
    None,
]
OURS = ("https://news.example/", "http://news.example/")


def hostile(number: int, name: str, attack: str) -> Article:
    """An article with the attack in everything a stranger can write."""
    text = (
        f"{attack}\n\n“We never said {attack} to anybody,” said Minister Maren Lindqvist"
        f"{' ' + attack if len(attack) < 100 else ''} on 3 March 2026.\n\n"
        f"Maren Lindqvist said on Monday: “Nothing {attack} happens in Varnholm.”\n\n"
        f"The council of {attack} meets on 20 April 2026."
    )
    return Article(
        f"hostile-{name}",
        text,
        title=f"{attack} {name}"[:300],
        url=ADDRESSES[number % len(ADDRESSES)],
        outlet=attack[:300],
        published=NOW - timedelta(hours=number + 1),
        byline=attack,
    )


ARTICLES = [
    *(hostile(number, name, attack) for number, (name, attack) in enumerate(ATTACKS.items())),
    Article("untitled", "“Nobody is here,” said Maren Lindqvist.", published=NOW, outlet=" "),
    Article("@everyone", "One line by Maren Lindqvist.", title="\u200b", published=NOW),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    database = Path(tmp_path_factory.mktemp("hostile"), "attache.db")
    async with open_store(database) as store:
        await file_articles(store, ARTICLES)
    async with house_on(database) as house:  # which asserts that nothing pinged at the end
        yield house


def assert_harmless(message: dict[str, Any]) -> None:
    """It shows, links to nothing but the articles, and holds no markup of theirs."""
    assert message["embeds"] or message["content"]
    assert not [link for link in links_of(message) if not link.startswith(OURS)]
    assert not escapes(message)


async def every_page(house: House, answer: Answer) -> None:
    """Harmless from the first page to the last."""
    assert_harmless(answer.message)
    while any(each["label"] == "Next ▶" and not each["disabled"] for each in answer.components):
        answer = await house.discord.click(answer, "Next ▶")
        assert_harmless(answer.message)


async def test_quotes(house: House):
    answer = await house.discord.invoke("/quote", speaker="Maren Lindqvist")
    assert "in Varnholm" in answer.text
    await every_page(house, answer)


@pytest.mark.parametrize("name", [article.id for article in ARTICLES])
async def test_article(house: House, name: str):
    answer = await house.discord.invoke("/article", article=name)
    assert answer.embeds
    assert_harmless(answer.message)


@pytest.mark.parametrize("options", [{}, {"topic": "Varnholm"}])
async def test_timeline(house: House, options: dict[str, Any]):
    await every_page(house, await house.discord.invoke("/timeline", **options))


@pytest.mark.parametrize("query", ["Lindqvist", "evil", "everyone"])
async def test_search(house: House, query: str):
    await every_page(house, await house.discord.invoke("/search", query=query))


async def test_brief(house: House):
    answer = await house.discord.invoke("/brief", hours=100)
    assert len(answer.embeds) > 1
    assert_harmless(answer.message)


async def test_a_posted_briefing(house: House):
    due = NOW + timedelta(hours=1)
    new = Schedule(id=0, channel_id=house.newsroom, at=time(7), zone="UTC", next_run=due)
    await house.store.add_schedule(new)
    await house.deliverer.tick(due)
    (*_, message) = house.discord.messages(house.newsroom)
    assert message["embeds"][-1]["footer"]["text"].startswith("Briefing ")
    assert_harmless(message)


@pytest.mark.parametrize("typed", ["", "x", "@", "[", "🏴", "\u202e", "a" * 100])
@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("/quote", "speaker"),
        ("/timeline", "topic"),
        ("/search", "source"),
        ("/article", "article"),
    ],
)
async def test_suggestions(house: House, command: str, option: str, typed: str):
    for choice in await house.discord.autocomplete(command, option, typed):
        assert 1 <= len(choice.name) <= 100
        assert 1 <= len(str(choice.value)) <= 100


@pytest.mark.parametrize("attack", [attack[:100] for attack in ATTACKS.values()], ids=ATTACKS)
@pytest.mark.parametrize(
    ("command", "option"),
    [("/quote", "speaker"), ("/timeline", "topic"), ("/article", "article"), ("/brief", "topic")],
)
async def test_questions_as_hostile_as_the_articles(
    house: House, command: str, option: str, attack: str
):
    options: dict[str, Any] = {option: attack}
    answer = await house.discord.invoke(command, **options)
    assert_harmless(answer.message)


@pytest.mark.parametrize("attack", ["masks", "pings", "marks"])
async def test_a_schedule_about_something_hostile(house: House, attack: str):
    topic = ATTACKS[attack][:100]
    added = await house.discord.invoke(
        "/briefing add", as_admin=True, channel=house.newsroom, at="08:00", topic=topic
    )
    assert "Briefing added" in added.text
    mention = f"<#{house.newsroom}>"
    for answer in (added, await house.discord.invoke("/briefing list", as_admin=True)):
        assert set(escapes(answer.message)) <= {mention}
        assert not links_of(answer.message)
