"""What members ask, and what they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simcord.results import InteractionResult

from bot.client import AttacheClient
from tests.cogs.conftest import Room
from tests.cogs.newsroom import HARBOUR, NOW, speech

pytestmark = pytest.mark.simcord(check_errors=False)


def shown(result: InteractionResult) -> str:
    """The description of the first embed of a public answer."""
    assert result.response is not None, result
    assert not result.ephemeral, result.response.content
    return result.response.embeds[0].description or ""


def told(result: InteractionResult) -> str:
    """What only the asker reads."""
    assert result.response is not None, result
    assert result.ephemeral
    return result.response.content


async def test_quote_shows_words_person_title_cue_outlet_link_and_date(room: Room) -> None:
    text = shown(await room.alice.slash(room.channel, "quote", speaker="lindqvist"))
    first = text.split("\n\n")[0]
    assert first == (
        "> “We shall keep the harbour open,” … “whatever it costs.”\n"
        "— **Maren Lindqvist**, Harbour Minister, *said* · "
        "[Coast Courier](https://coast.example/harbour) · <t:1738832400:D>"
    )


async def test_a_quote_pings_nobody_and_keeps_its_stars(room: Room) -> None:
    text = shown(await room.alice.slash(room.channel, "quote", speaker="Tobias Okoro"))
    assert "@everyone" not in text
    assert r"\*problem\*" in text


async def test_a_person_is_found_by_an_alias_in_another_script(room: Room) -> None:
    result = await room.alice.slash(room.channel, "quote", speaker="リンドクヴィスト")
    assert "Maren Lindqvist" in shown(result)


async def test_quotes_within_days_and_about_a_topic(room: Room) -> None:
    result = await room.alice.slash(
        room.channel, "quote", speaker="lindqvist", since="3 jan 2025", until="2025-01-04"
    )
    text = shown(result)
    assert "number 3 " in text
    assert "number 2 " in text
    assert text.count("> ") == 2
    about = await room.alice.slash(room.channel, "quote", speaker="lindqvist", about="harbour")
    assert "whatever it costs" in shown(about)
    assert "ferries" not in shown(about)


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"speaker": "Lindquist"}, "Did you mean Maren Lindqvist?"),
        ({"speaker": "okoro"}, "Ada Okoro, Tobias Okoro"),
        ({"speaker": "Zzyzx"}, "Try the surname"),
        ({"speaker": "   "}, "Type a word"),
        ({"speaker": "lindqvist", "since": "soonish"}, "is no date I know. Write 2025-02-07"),
        ({"speaker": "lindqvist", "since": "2025-02-30"}, "is no date I know"),
        ({"speaker": "lindqvist", "since": "2025", "until": "2024"}, "swap since and until"),
        ({"speaker": "lindqvist", "until": "2020"}, "The latest on file is of 6 February 2025"),
        ({"speaker": "lindqvist", "about": "volcanoes"}, "about “volcanoes”"),
    ],
)
async def test_a_mistake_is_answered_with_what_to_type_and_to_the_asker_alone(
    room: Room, options: dict[str, str], answer: str
) -> None:
    assert answer in told(await room.alice.slash(room.channel, "quote", **options))


async def test_timeline_is_in_date_order_with_links(room: Room) -> None:
    text = shown(await room.alice.slash(room.channel, "timeline"))
    assert text.index("**3 February 2025**") < text.index("**12 March 2025**")
    assert "https://coast.example/harbour" in text


async def test_timeline_between_days(room: Room) -> None:
    text = shown(await room.alice.slash(room.channel, "timeline", since="next month"))
    assert "12 March" in text
    assert "3 February" not in text
    nothing = await room.alice.slash(room.channel, "timeline", since="2030")
    assert "No dated event" in told(nothing)


async def test_search_shows_the_passage_and_links_the_headline(room: Room) -> None:
    text = shown(await room.alice.slash(room.channel, "search", query="fees"))
    assert text.startswith("**[Crews ［and owners］ want lower fees](https://north.example/fees)**")
    elsewhere = await room.alice.slash(room.channel, "search", query="fees", source="Coast Courier")
    assert "Try without source" in told(elsewhere)


@pytest.mark.parametrize("name", ["harbour", "https://coast.example/harbour", "harbour stays"])
async def test_article_by_id_address_or_headline(room: Room, name: str) -> None:
    result = await room.alice.slash(room.channel, "article", article=name)
    assert result.response is not None
    embed = result.response.embeds[0]
    assert embed.title == HARBOUR.title
    assert embed.url == HARBOUR.url
    assert "stay open all winter" in (embed.description or "")
    assert [field.name for field in embed.fields] == ["Quotes", "Dates", "People"]


async def test_no_such_article(room: Room) -> None:
    result = await room.alice.slash(room.channel, "article", article="nowhere")
    assert "No article “nowhere”" in told(result)


async def test_brief_has_stories_quotes_and_what_is_coming(room: Room) -> None:
    result = await room.alice.slash(room.channel, "brief", hours=48)
    assert result.response is not None
    titles = [embed.title for embed in result.response.embeds]
    assert titles == ["Briefing", "In their own words", "Coming up"]
    assert "Harbour stays open" in shown(result)


async def test_status_is_for_the_asker(room: Room) -> None:
    result = await room.alice.slash(room.channel, "status")
    assert result.ephemeral
    assert result.response is not None
    assert "**14** articles" in (result.response.embeds[0].description or "")


async def test_status_tells_an_operator_of_all_servers(
    room: Room, simcord_bot: AttacheClient
) -> None:
    await room.store.put(*speech(30), now=NOW, guild_id=1)
    simcord_bot.parts = replace(simcord_bot.parts, owner_ids=frozenset({room.alice.id}))
    for asker, title, counted in (
        (room.alice, "Status of all servers", "**15** articles"),
        (room.admin, "Status", "**14** articles"),
    ):
        result = await asker.slash(room.channel, "status")
        assert result.response is not None
        (embed,) = result.response.embeds
        assert embed.title == title
        assert counted in (embed.description or "")


async def test_autocomplete_finds_people_topics_outlets_and_articles(room: Room) -> None:
    async def offered(command: str, option: str, typed: str) -> list[str]:
        found = await room.alice.autocomplete(room.channel, command, option, typed)
        return [choice["value"] for choice in found]

    assert await offered("quote", "speaker", "リン") == ["Maren Lindqvist"]
    assert await offered("quote", "speaker", "oko") == ["Ada Okoro", "Tobias Okoro"]
    assert await offered("quote", "about", "har") == ["harbour"]
    assert await offered("search", "source", "no") == ["Northern Wire"]
    assert await offered("article", "article", "fees") == ["union"]
    assert (await offered("article", "article", ""))[:2] == ["harbour", "union"]
    assert await offered("quote", "since", "last m") == ["last month"]


async def test_a_server_sees_its_own_articles_and_no_other_server_does(room: Room) -> None:
    article, reading = speech(30)
    await room.store.put(article, reading, now=NOW, guild_id=room.guild.id)
    assert "number 30" in shown(
        await room.alice.slash(room.channel, "quote", speaker="lindqvist", since="30 jan")
    )
    other = room.env.create_guild()
    channel = other.create_text_channel("elsewhere")
    bob = other.add_member(room.env.create_user("bob"))
    assert "number 30" not in shown(await bob.slash(channel, "quote", speaker="lindqvist"))
