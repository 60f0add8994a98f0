"""Every question a member can ask, put sensibly and put wrongly, over real sockets."""

from __future__ import annotations

from typing import Any

import pytest

from bot.preview import Unanswered
from tests.end_to_end.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("/quote", {"speaker": "Maren Tolvik", "since": "2026"}, "Maren Tolvik"),
    ("/quote", {"speaker": "Tolvik", "about": "Brackwater"}, "Money does not dry a house"),
    ("/quote", {"speaker": "Nadia Kestrel", "since": "5 march", "until": "5 march"}, "Kestrel"),
    ("/timeline", {}, "Timeline"),
    ("/timeline", {"topic": "ferry strike", "since": "2026-03"}, "March 2026"),
    ("/search", {"query": "ferry strike"}, "Toothbrushes away"),
    ("/search", {"query": "漁業協定"}, "漁業協定に署名"),
    ("/search", {"query": "flood", "source": "Velmora Herald", "since": "9 march"}, "San Oriel"),
    ("/article", {"article": "wire-ambry-water-treaty"}, "Rivers do not carry passports"),
    ("/article", {"article": "Halvern, Cardessa sign treaty"}, "wire-ambry-water-treaty"),
    (
        "/article",
        {"article": "https://northgate-wire.example/2026/03/05/ambry-water-treaty?utm_source=x"},
        "wire-ambry-water-treaty",
    ),
    ("/brief", {}, "Quill"),
    ("/brief", {"topic": "ferry", "hours": 168}, "Briefing: ferry"),
]

MISTAKEN: list[tuple[str, dict[str, Any], str]] = [
    ("/quote", {"speaker": "Maren Tolvick"}, "Did you mean Maren Tolvik"),
    ("/quote", {"speaker": "Strake"}, "Which one?"),
    ("/quote", {"speaker": "Zebedee Quux"}, "Try the surname"),
    ("/quote", {"speaker": " \u200b "}, "Type a word"),
    ("/quote", {"speaker": "Tolvik", "about": "submarines"}, "No quote of Maren Tolvik about"),
    ("/quote", {"speaker": "Tolvik", "since": "someday"}, "is no date I know"),
    ("/quote", {"speaker": "Tolvik", "since": "2026-03-09", "until": "2026-03-01"}, "swap"),
    ("/timeline", {"topic": "submarines"}, "No dated event about “submarines”"),
    ("/timeline", {"since": "31 feb 2026"}, "is no date I know"),
    ("/search", {"query": "submarine periscope"}, "Nothing on file matches"),
    ("/search", {"query": "ferry", "source": "The Daily Nothing"}, "No outlet “The Daily Nothing”"),
    ("/search", {"query": '"* ( ^ -'}, "Nothing on file matches"),
    ("/article", {"article": "nothing of the kind"}, "No article “nothing of the kind”"),
    ("/article", {"article": "https://elsewhere.example/x"}, "Type words of its headline"),
]


@pytest.mark.parametrize(("command", "options", "expected"), SENSIBLE)
async def test_a_sensible_question_is_answered_for_all_to_see(
    house: House, command: str, options: dict[str, Any], expected: str
):
    answer = await house.discord.invoke(command, **options)
    assert expected in answer.text
    assert answer.embeds
    assert not answer.ephemeral


@pytest.mark.parametrize(("command", "options", "expected"), MISTAKEN)
async def test_a_mistake_is_explained_to_the_asker_alone(
    house: House, command: str, options: dict[str, Any], expected: str
):
    answer = await house.discord.invoke(command, **options)
    assert expected in answer.text
    assert answer.ephemeral
    assert not answer.embeds


async def test_a_briefing_without_news_says_so(house: House):
    answer = await house.discord.invoke("/brief", topic="submarines", hours=1)
    assert "Nothing new on this topic." in answer.text


async def test_status_tells_what_is_on_file_to_the_asker_alone(house: House):
    answer = await house.discord.invoke("/status")
    assert "**54** articles" in answer.text
    assert answer.ephemeral


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Maren T", "Maren Tolvik"),
        ("tolv", "Maren Tolvik"),
        ("マレン", "Maren Tolvik"),
        ("鷹取", "Soichiro Takatori"),
        ("三崎", "Chihiro Misaki"),
        ("Iversley", "Hanna Iversley"),
    ],
)
async def test_a_speaker_is_suggested_by_any_of_their_names(house: House, typed: str, name: str):
    suggested = await house.discord.autocomplete("/quote", "speaker", typed)
    assert name in [choice.value for choice in suggested]


@pytest.mark.parametrize("name", ["鷹取壮一郎", "鷹取首相", "Takatori"])
async def test_a_speaker_is_found_by_any_of_their_names(house: House, name: str):
    answer = await house.discord.invoke("/quote", speaker=name)
    assert "**Soichiro Takatori**" in answer.text


@pytest.mark.parametrize(
    ("command", "option", "typed", "expected"),
    [
        ("/quote", "about", "brackw", "Brackwater"),
        ("/quote", "since", "last", "last week"),
        ("/timeline", "topic", "brackw", "Brackwater"),
        ("/search", "source", "vel", "Velmora Herald"),
        ("/search", "source", "汐", "汐見新聞"),
        ("/article", "article", "ferries sail", "courier-skerrow-deal"),
    ],
)
async def test_options_are_suggested_while_typing(
    house: House, command: str, option: str, typed: str, expected: str
):
    suggested = await house.discord.autocomplete(command, option, typed, **REST[command])
    assert expected in [choice.value for choice in suggested]
    assert len(suggested) <= 25


REST: dict[str, dict[str, Any]] = {
    "/quote": {"speaker": "Tolvik"},
    "/timeline": {},
    "/search": {"query": "flood"},
    "/article": {},
}


async def test_every_command_has_been_asked_here_or_is_for_admins(house: House):
    asked = {command for command, *_ in SENSIBLE} | {"/status"}
    offered = {f"/{command['name']}" for command in house.discord.commands}
    assert offered - asked == {"/briefing", "/feed"}
    for command in ("/briefing list", "/feed list"):
        with pytest.raises(Unanswered, match="not offered"):
            await house.discord.invoke(command)
