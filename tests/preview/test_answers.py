import asyncio

import pytest

from bot.preview import StandIn, Timing, Unanswered, Upload
from tests.preview.demo import DemoBot, running


async def test_a_slash_command_is_answered_with_an_embed(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/quote", speaker="Ada", limit=3)
    assert answer.embeds[0]["title"] == "Words of Ada"
    assert "**3** at most" in answer.text
    assert not answer.ephemeral
    assert not answer.deferred
    assert standin.messages(standin.channel("newsroom").id) == [answer.message]


async def test_completion_asks_the_bot(standin: StandIn, bot: DemoBot) -> None:
    choices = await standin.autocomplete("/quote", "speaker", "ish")
    assert [choice.value for choice in choices] == ["Ada Ishikawa", "Ishmael Cole"]


async def test_an_option_that_completes_nothing_says_so(standin: StandIn, bot: DemoBot) -> None:
    with pytest.raises(Unanswered, match="completes nothing"):
        await standin.autocomplete("/quote", "limit", "1")


async def test_a_button_edits_its_message(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/quote", speaker="Ada")
    turned = await standin.click(answer, "Next")
    assert turned.content == answer.content == "page 2"
    slowly = await standin.click(answer, "demo:slow")
    assert (slowly.deferred, slowly.content) == (True, "page 3")


async def test_a_menu_answers_its_chooser_alone(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/quote", speaker="Ada")
    chosen = await standin.select(answer, "Outlet", "The Wire")
    assert (chosen.content, chosen.ephemeral) == ("chose The Wire", True)
    assert chosen.message not in standin.messages(standin.channel("newsroom").id)


async def test_a_form_is_filled_by_label(standin: StandIn, bot: DemoBot) -> None:
    form = await standin.click(await standin.invoke("/quote", speaker="Ada"), "Write")
    assert form.modal
    assert form.modal["title"] == "A question"
    sent = await standin.submit_modal(form, Words="hello")
    assert sent.content == "you wrote hello"


async def test_a_deferred_answer_is_waited_for(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/slow")
    assert (answer.deferred, answer.ephemeral, answer.content) == (True, True, "at last")


async def test_a_sub_command_gets_the_channel_and_its_permissions(
    standin: StandIn, bot: DemoBot
) -> None:
    desk = standin.channel("desk").id
    added = await standin.invoke("/briefing add", as_admin=True, channel=desk, at="08:00")
    assert added.content == f"<#{desk}> at 08:00, may write: True"
    standin.forbid(desk, "send_messages")
    added = await standin.invoke("/briefing add", as_admin=True, channel=desk, at="08:00")
    assert added.content.endswith("may write: False")


async def test_a_member_is_not_offered_what_admins_are(standin: StandIn, bot: DemoBot) -> None:
    with pytest.raises(Unanswered, match="not offered to Robin"):
        await standin.invoke("/briefing add", channel=standin.channel("desk").id, at="08:00")


async def test_options_of_every_type_arrive(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke(
        "/kinds",
        yes=True,
        share=0.5,
        who=standin.admin.id,
        role=standin.guild_id,
        file=Upload("feeds.opml", "text/x-opml", b"<opml/>"),
        mood="glad",
    )
    assert answer.content == "True 0.5 Sasha @everyone feeds.opml=<opml/> glad"


async def test_an_answer_can_be_followed_edited_and_taken_back(
    standin: StandIn, bot: DemoBot
) -> None:
    answer = await standin.invoke("/fickle")
    await asyncio.wait_for(bot.done.wait(), 5)
    assert answer.interaction.original is None
    assert [followup["content"] for followup in answer.followups] == ["less"]


async def test_a_person_has_commands_of_their_own(standin: StandIn, bot: DemoBot) -> None:
    waved = await standin.invoke_on_user("Wave", standin.admin.id)
    assert waved.content == "waved at Sasha"


async def test_a_message_has_commands_of_its_own(standin: StandIn, bot: DemoBot) -> None:
    answer = await standin.invoke("/quote", speaker="Ada")
    verified = await standin.invoke_on_message("Verify quote", answer)
    assert verified.content == f"verified {answer.message['id']}"


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "needs speaker"),
        ({"speaker": "Ada", "mood": "glad"}, "it has: speaker, limit"),
        ({"speaker": "Ada", "limit": 99}, "takes 1 to 25"),
        ({"speaker": "Ada", "limit": "many"}, "takes integer"),
    ],
)
async def test_what_the_client_would_not_send_is_not_sent(
    standin: StandIn, bot: DemoBot, options: dict[str, object], complaint: str
) -> None:
    with pytest.raises(Unanswered, match=complaint):
        await standin.invoke("/quote", **options)  # pyright: ignore[reportArgumentType]  any options


async def test_an_unknown_command_names_the_known(standin: StandIn, bot: DemoBot) -> None:
    with pytest.raises(Unanswered, match="there are: /quote, /slow, /silent, /late, /fickle"):
        await standin.invoke("/quot")


async def test_silence_is_an_assertion_error(bot: DemoBot, standin: StandIn) -> None:
    with pytest.raises(Unanswered, match="did not answer silent"):
        await standin.invoke("/silent", within=0.05)


async def test_after_three_seconds_the_interaction_is_unknown() -> None:
    async with StandIn(timing=Timing(answer=0.0)) as standin, running(standin) as bot:
        with pytest.raises(Unanswered):
            await standin.invoke("/late")
        assert await bot.late == 10062


async def test_the_second_answer_is_refused(standin: StandIn, bot: DemoBot) -> None:
    await standin.invoke("/late")
    assert await bot.late == 40060


async def test_after_its_life_the_token_is_invalid() -> None:
    async with StandIn(timing=Timing(token=0.0)) as standin, running(standin):
        with pytest.raises(Unanswered, match="nothing followed"):
            await standin.invoke("/slow", within=0.2)
        assert standin.requests[-1].error == {"message": "Invalid Webhook Token", "code": 50027}
