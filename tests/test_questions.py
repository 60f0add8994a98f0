"""Timelines, asked through the article base."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.analysis import analyse
from bot.model import Article, FiledEvent, Window
from bot.questions import MOST_DATES, READABLE, brief, timeline
from bot.store.sqlite import open_store
from bot.store.store import Store

MONDAY = datetime(2031, 5, 12, 12, tzinfo=UTC)

WRECK = (
    "The ferry Blue Heron sank off Maruka on Sunday with 80 people on board.\n\n"
    "Marukan divers searched the wreck on Monday morning. Nobody slept on Sunday night."
)
TRIAL = (
    "The owner of the ferry was charged in Maruka on Wednesday, ten days after it sank.\n\n"
    "Marukan police had arrested him on 15 May at the airport of Tano."
)
FAIR = "The spring fair of Karsk opened on Saturday with a parade of 300 tractors and two bands."
SHIPS = "石破首相は10日、東京で記者会見し、港の安全対策を発表した。"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[Store]:
    async with open_store(tmp_path / "attache.db") as opened:
        yield opened


async def put(store: Store, name: str, text: str, *, days: int = 0, guild: int | None = None):
    published = MONDAY + timedelta(days=days)
    article = Article(name, text, name, outlet=name, published=published)
    await store.put(article, analyse(article), now=MONDAY, guild_id=guild)


async def press(store: Store) -> None:
    await put(store, "wreck", WRECK)
    await put(store, "trial", TRIAL, days=9)
    await put(store, "fair", FAIR)


def sentences(told: Sequence[FiledEvent]) -> list[str]:
    return [event.sentence for event in told]


async def test_a_briefing_of_undated_news_claims_no_time(store: Store) -> None:
    article = Article("fair", FAIR, "Fair")
    await store.put(article, analyse(article), now=MONDAY)
    told = await brief(store, window=Window(), now=MONDAY)
    assert [story.lead.id for story in told.stories] == ["fair"]
    assert told.window == Window()


async def test_a_topic_is_told_in_the_order_of_its_dates_and_nothing_else(store: Store) -> None:
    await press(store)
    told = await timeline(store, topic="Maruka")
    assert [event.event.date.first for event in told] == [
        date(2031, 5, 11),
        date(2031, 5, 12),
        date(2031, 5, 15),
        date(2031, 5, 21),
    ]
    assert all("Maruka" in sentence for sentence in sentences(told))
    assert FAIR in sentences(await timeline(store))


async def test_a_relative_of_the_word_is_about_the_topic(store: Store) -> None:
    await press(store)
    told = sentences(await timeline(store, topic="Maruka"))
    assert "Marukan divers searched the wreck on Monday morning." in told
    assert "Nobody slept on Sunday night." not in told


async def test_a_topic_nobody_wrote_of_is_empty(store: Store) -> None:
    assert await timeline(store, topic="Maruka") == []
    await press(store)
    assert await timeline(store, topic="volcano") == await timeline(store, topic="") == []
    assert await timeline(store, topic="volcano", dates=9) == []


async def test_a_topic_of_one_article(store: Store) -> None:
    await press(store)
    for dates in (None, 1, 100):
        assert sentences(await timeline(store, topic="tractors", dates=dates)) == [FAIR]


async def test_as_many_dates_as_there_are(store: Store) -> None:
    await press(store)
    assert len(await timeline(store, topic="Maruka", dates=1)) == 1
    days = [event.event.date.first for event in await timeline(store, dates=100, topic="Maruka")]
    assert len(days) == len(set(days)) >= 4


async def test_only_in_the_window(store: Store) -> None:
    await press(store)
    (told,) = await timeline(
        store, topic="Maruka", since=date(2031, 5, 15), until=date(2031, 5, 16)
    )
    assert told.event.date.first == date(2031, 5, 15)
    for until in (date(2031, 5, 11), date(2031, 5, 10)):
        for dates in (None, 3):
            assert await timeline(store, since=date(2031, 5, 11), until=until, dates=dates) == []


async def test_another_server_is_told_nothing_of_it(store: Store) -> None:
    await put(store, "wreck", WRECK, guild=1)
    assert await timeline(store, topic="Maruka", audience=1)
    assert await timeline(store, topic="Maruka", audience=2) == []


async def test_of_more_than_is_readable_the_weightiest_dates_are_told(store: Store) -> None:
    for day in range(READABLE // 3 + 1):
        guests = (f"Bel{day}{who} Tam{day}{who} of Ox{day}{who}" for who in "abc")
        text = "\n\n".join(f"The mayor of Maruka met {guest} on Monday." for guest in guests)
        await put(store, f"day {day}", text, days=7 * day)
    told = await timeline(store, topic="Maruka")
    assert len({event.event.date.first for event in told}) == len(told) == MOST_DATES


async def test_a_briefing_on_a_topic_is_led_by_what_is_about_it(store: Store) -> None:
    passing = "It ends the Maruka ferry."
    bridge = f"The cabinet approved a bridge. {'It will be long and dear. ' * 20}{passing}"
    await press(store)
    await put(store, "bridge", bridge, days=10)
    await put(store, "bridge again", bridge.replace("approved", "agreed on"), days=10)
    told = await brief(store, window=Window(), now=MONDAY + timedelta(days=20), topic="Maruka")
    assert [story.lead.id for story in told.stories] == ["trial"]
    ever = Window(since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=1))
    told = await brief(store, window=ever, now=MONDAY, topic="Maruka")
    assert [story.lead.id for story in told.stories][-1].startswith("bridge")


async def test_what_is_coming_is_of_articles_about_the_topic(store: Store) -> None:
    await put(store, "wreck", f"{WRECK}\n\nThe divers will meet the families on 20 May.")
    await put(store, "bank", f"{FAIR * 5}\n\nThe bank will lower its rates on 19 May.\n\n{WRECK}")
    await put(store, "port", f"{FAIR * 5}\n\nMaruka will close its port on 21 May.\n\n{WRECK}")
    told = await brief(store, window=Window(), now=MONDAY, topic="Maruka")
    assert sentences(told.coming) == [
        "The divers will meet the families on 20 May.",
        "Maruka will close its port on 21 May.",
    ]
    without = await brief(store, window=Window(), now=MONDAY)
    assert "The bank will lower its rates on 19 May." in sentences(without.coming)


async def test_japanese_articles_alone(store: Store) -> None:
    await put(store, "港", SHIPS)
    for topic in ("石破", "東京", None):
        (told,) = await timeline(store, topic=topic)
        assert (told.sentence, told.event.date.value) == (SHIPS, "2031-05-10")
    assert await timeline(store, topic="犬") == []
