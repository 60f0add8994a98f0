"""Pages and their buttons, which outlive the bot."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AttacheClient, Parts
from bot.embeds.limits import CUSTOM_ID
from bot.errors import QuestionError
from bot.model import PUBLIC
from bot.speakers import SpeakerQuestion, quotes
from bot.store.sqlite import open_store
from cogs.paging import REMEMBERED, Answers, Place, packed, turners, unpacked
from cogs.timeline import Timeline as TimelineCog
from tests.cogs.conftest import Room

NEVER = datetime(9999, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.simcord(check_errors=False)


def answer(result: InteractionResult) -> ResponseMessage:
    """The message."""
    assert result.response is not None, result
    return result.response


def numbers(result: InteractionResult) -> list[int]:
    """Which of the speeches are shown."""
    text = answer(result).embeds[0].description or ""
    return [int(number) for number in re.findall(r"number (\d+)", text)]


def disabled(result: InteractionResult) -> list[bool]:
    """Whether Back and Next can be pressed."""
    return [button["disabled"] for button in answer(result).components[0]["components"]]


async def test_pages_go_forth_and_back_for_anyone(room: Room) -> None:
    first = await room.alice.slash(room.channel, "quote", speaker="lindqvist")
    assert numbers(first) == [11, 10, 9, 8]
    assert disabled(first) == [True, False]
    second = await room.admin.click(answer(first), label="Next ▶")
    assert numbers(second) == [7, 6, 5, 4, 3]
    assert disabled(second) == [False, False]
    third = await room.alice.click(answer(second), label="Next ▶")
    assert numbers(third) == [2, 1, 0]
    assert disabled(third) == [False, True]
    assert numbers(await room.alice.click(answer(third), label="◀ Back")) == [7, 6, 5, 4, 3]


async def test_buttons_work_after_a_restart(room: Room, parts: Parts) -> None:
    first = await room.alice.slash(room.channel, "quote", speaker="lindqvist", since="2025")
    await room.env.restart_bot(AttacheClient(parts))
    assert numbers(await room.alice.click(answer(first), label="Next ▶")) == [7, 6, 5, 4, 3]


async def test_a_long_question_is_kept_for_its_buttons(room: Room, parts: Parts) -> None:
    query = "ferries about number " + "“a|b%7C” " * 18
    first = await room.alice.slash(room.channel, "search", query=query)
    buttons = answer(first).components[0]["components"]
    assert all(len(button["custom_id"]) <= CUSTOM_ID for button in buttons)
    await room.env.restart_bot(AttacheClient(parts))
    second = await room.alice.click(answer(first), label="Next ▶")
    assert (answer(second).embeds[0].footer.text or "").startswith("Articles 6–10")


async def test_a_page_that_is_no_more_says_so(room: Room) -> None:
    question = SpeakerQuestion("lindqvist")
    with pytest.raises(QuestionError, match="no further quote of Maren Lindqvist"):
        await quotes(room.store, question, audience=PUBLIC, offset=500)
    timeline = TimelineCog()
    client = cast(AttacheClient, room.env.bot)
    with pytest.raises(QuestionError, match="no further events"):
        await timeline.page(client, (None, None, None), 9, PUBLIC)


async def test_an_answer_is_kept_until_something_is_written(room: Room) -> None:
    asked: list[int] = []

    async def ask() -> list[int]:
        asked.append(len(asked))
        return asked[-1:]

    answers = Answers[list[int]]()
    assert await answers.of(room.store, "a", ask) == await answers.of(room.store, "a", ask) == [0]
    assert await answers.of(room.store, "b", ask) == [1]
    await room.store.set_state("written", "now")
    assert await answers.of(room.store, "a", ask) == [2]


async def test_few_answers_are_kept(room: Room) -> None:
    asked: list[int] = []

    async def ask() -> int:
        asked.append(1)
        return len(asked)

    answers = Answers[int]()
    for question in range(REMEMBERED + 1):
        await answers.of(room.store, question, ask)
    assert await answers.of(room.store, REMEMBERED, ask) == REMEMBERED + 1
    assert await answers.of(room.store, 0, ask) == REMEMBERED + 2


async def test_a_button_of_an_earlier_version_says_so(room: Room) -> None:
    channel = room.env.bot.get_partial_messageable(room.channel.id)
    view = turners(Place("gone", 1, "="), last=False)
    assert view is not None
    message = await channel.send("An old answer", view=view)
    pressed = await room.alice.click(message, label="Next ▶")
    assert pressed.ephemeral
    assert "earlier version" in answer(pressed).content


async def test_a_single_page_has_no_buttons(room: Room) -> None:
    result = await room.alice.slash(room.channel, "timeline")
    assert answer(result).components == []


async def test_a_button_whose_question_is_lost_says_so_to_the_one_who_pressed(
    room: Room, parts: Parts, tmp_path: Path
) -> None:
    query = "ferries about number " + "x" * 120
    first = await room.alice.slash(room.channel, "search", query=query)
    async with open_store(tmp_path / "empty.db") as empty:
        await room.env.restart_bot(AttacheClient(replace(parts, store=empty)))
        pressed = await room.alice.click(answer(first), label="Next ▶")
        assert pressed.ephemeral
        assert "Please ask again" in answer(pressed).content


@pytest.mark.parametrize(
    "question",
    [("a", None, "b"), ("", None), ("a|b", "50%", "%7C"), ("石破", "~x"), ("=", "|", None)],
)
async def test_a_question_comes_back_as_it_was(
    room: Room, question: tuple[str | None, ...]
) -> None:
    for space in (90, 0):
        text = await packed(room.store, question, space, expires=NEVER)
        assert tuple(await unpacked(room.store, text)) == question
