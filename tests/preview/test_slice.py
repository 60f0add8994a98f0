from bot.preview import StandIn
from tests.preview.conftest import DemoBot


async def test_answers(discord_here: StandIn, bot: DemoBot) -> None:
    answer = await discord_here.invoke("/quote", speaker="Ada", limit=3)
    assert answer.embeds[0]["title"] == "Words of Ada"
    assert "**3**" in answer.text
    assert not answer.ephemeral
    assert [c.value for c in await discord_here.autocomplete("/quote", "speaker", "ish")] == [
        "Ada Ishikawa",
        "Ishmael Cole",
    ]
    page = await discord_here.click(answer, "Next")
    assert page.content == "page 2"
    page = await discord_here.click(answer, "demo:slow")
    assert page.content == "page 3" and page.deferred
    chosen = await discord_here.select(answer, "Outlet", "The Wire")
    assert chosen.content == "chose The Wire" and chosen.ephemeral
    form = await discord_here.click(answer, "Write")
    done = await discord_here.submit_modal(form, Words="hello")
    assert done.content == "you wrote hello"
    slow = await discord_here.invoke("/slow")
    assert slow.deferred and slow.ephemeral and slow.content == "at last"
    news = discord_here.channel("newsroom")
    added = await discord_here.invoke("/briefing add", as_admin=True, channel=news.id, at="08:00")
    assert "may write: True" in added.content
    v = await discord_here.invoke_on_message("Verify quote", answer)
    assert v.ephemeral
