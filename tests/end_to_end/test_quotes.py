"""What /quote shows stands word for word in the article it leads to."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.model import Analysis, Article, Person, Quote, Span
from bot.preview import StandIn
from bot.store.sqlite import open_store
from bot.store.store import Store
from tests.end_to_end.house import NOW, SAMPLE, Clock, House, running
from tests.end_to_end.shown import blocks

pytestmark = pytest.mark.asyncio(loop_scope="module")

RECORDS = [json.loads(line) for line in (SAMPLE / "newsroom.jsonl").read_text().splitlines()]
BY_ADDRESS = {record["url"]: record for record in RECORDS}
SPEAKERS = ["Maren Tolvik", "Nadia Kestrel", "Piet Odermann", "Hanna Iversley", "Edmund Strake"]
WORDS = "We count every net – twice, “whatever it costs”, and 三回."
TEXT = f"Harbour Minister Maren Lindqvist said: “{WORDS}” Nobody clapped."


@pytest.mark.parametrize("speaker", SPEAKERS)
async def test_words_outlet_and_date_are_those_of_the_article_linked(house: House, speaker: str):
    answer = await house.discord.invoke("/quote", speaker=speaker)
    shown = list(blocks(answer.embeds[0]["description"]))
    assert shown
    for block in shown:
        address, *also = block.links
        record = BY_ADDRESS[address]
        assert block.words
        assert all(words in record["text"] for words in block.words)
        assert block.credit.startswith(f"— **{speaker}**")
        assert record["outlet"] in block.credit
        for other in (BY_ADDRESS[each] for each in also):
            assert other["outlet"] in block.credit.partition(" also in ")[2]
            assert all(words.strip(" ,.") in other["text"] for words in block.words)
        assert block.stamps == [int(datetime.fromisoformat(record["published"]).timestamp())]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord() -> AsyncGenerator[StandIn]:
    async with StandIn() as discord:
        yield discord


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def speeches(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Store]:
    """Twelve articles in which the minister says the same, each a day apart."""
    async with open_store(Path(tmp_path_factory.mktemp("speeches"), "attache.db")) as store:
        for day in range(1, 13):
            await store.put(_speech(day), _reading(), now=NOW)
        yield store


def _speech(day: int) -> Article:
    moment = NOW.replace(month=1, day=day)
    address = f"https://coast.example/{day}"
    return Article(f"speech-{day}", TEXT, f"Speech {day}", address, "Coast Courier", moment)


def _reading() -> Analysis:
    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    quote = Quote(
        segments=(span(WORDS),),
        sentence=Span(0, TEXT.index(" Nobody")),
        speaker="Maren Lindqvist",
        mention=span("Maren Lindqvist"),
        cue=span("said"),
        title=span("Harbour Minister"),
    )
    people = (Person("Maren Lindqvist", titles=("Harbour Minister",)),)
    return Analysis(quotes=(quote,), people=people)


async def test_a_quote_carries_person_title_cue_outlet_date_and_link(
    discord: StandIn, speeches: Store
):
    async with running(discord, speeches, Clock()) as house:
        answer = await house.discord.invoke("/quote", speaker="Lindqvist")
    (newest, *_) = blocks(answer.embeds[0]["description"])
    assert newest.words == [WORDS]
    assert newest.credit.startswith("— **Maren Lindqvist**, Harbour Minister, *said* · Coast")
    assert newest.links == ["https://coast.example/12"]
    assert newest.stamps == [int(NOW.replace(month=1, day=12).timestamp())]


async def test_pages_turn_even_in_an_answer_of_an_earlier_life(discord: StandIn, speeches: Store):
    async with running(discord, speeches, Clock()) as house:
        first = await house.discord.invoke("/quote", speaker="Lindqvist")
        second = await house.discord.click(first, "Next ▶")
        assert second.embeds[0]["footer"]["text"] == "Quotes 6–10 · newest first"
        assert second.message["id"] == first.message["id"]
    async with running(discord, speeches, Clock()) as house:
        last = await house.discord.click(first.message, "Next ▶")
        assert last.embeds[0]["footer"]["text"] == "Quotes 11–12 · newest first"
        back = await house.discord.click(first.message, "◀ Back")
        assert "Quotes 6–10" in back.text


async def test_a_question_too_long_for_a_button_is_kept_for_the_next_life(
    discord: StandIn, speeches: Store
):
    asked: dict[str, Any] = {"speaker": "Lindqvist", "about": "net " * 20, "since": "2026-01-01"}
    async with running(discord, speeches, Clock()) as house:
        first = await house.discord.invoke("/quote", **asked)
    async with running(discord, speeches, Clock()) as house:
        second = await house.discord.click(first.message, "Next ▶")
        assert "Quotes 6–10 · about net net" in second.text
