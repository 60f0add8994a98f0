import discord
import pytest

from bot.preview import Call, StandIn
from tests.preview.demo import DemoBot
from tests.preview.openapi import assert_valid, description, faults, require_description
from tests.preview.test_faults import newsroom


async def test_every_call_of_a_working_bot_is_valid(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/quote", speaker="Ada")
    await standin.autocomplete("/quote", "speaker", "ish")
    await standin.click(answer, "Next")
    await standin.click(answer, "demo:slow")
    await standin.submit_modal(await standin.click(answer, "Write"), Words="hello")
    await standin.invoke("/slow")
    channel = newsroom(standin, bot)
    sent = await channel.send("hello", embed=discord.Embed(title="News"), nonce="delivery-1")
    await sent.edit(content="better")
    await sent.delete()
    person = await bot.fetch_user(standin.member.id)
    await person.send("psst")
    assert_valid(standin.requests)


def test_every_call_is_held_against_the_description() -> None:
    require_description()
    assert {"/users/@me", CALLBACK} <= description()["paths"].keys()


CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@pytest.mark.parametrize(
    "call",
    [
        Call("POST", CALLBACK, "", body={"type": 4, "data": {"content": "x" * 2001}}),
        Call("POST", CALLBACK, "", body={"type": 4, "data": {"embeds": [{"title": "x" * 257}]}}),
        Call("PUT", "/applications/{application_id}/commands", "", body=[{"name": "x" * 33}]),
        Call("POST", "/users/@me", ""),
    ],
)
def test_what_the_description_forbids_is_a_fault(call: Call) -> None:
    require_description()
    assert list(faults(call))


async def test_what_the_description_overlooks_is_a_fault_too(
    standin: StandIn, bot: DemoBot
) -> None:
    with pytest.raises(discord.HTTPException):
        await newsroom(standin, bot).send("x" * 2001)
    with pytest.raises(AssertionError, match=r"2000 or fewer"):
        assert_valid(standin.requests)
