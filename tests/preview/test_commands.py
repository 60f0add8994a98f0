import discord
import pytest

from bot.preview import StandIn, Unanswered
from tests.preview.demo import Asked, DemoBot
from tests.preview.openapi import assert_valid


async def hello(asked: Asked) -> None:
    await asked.response.send_message("hello")


async def test_a_server_has_commands_of_its_own(standin: StandIn, bot: DemoBot) -> None:
    guild = discord.Object(standin.guild_id)
    bot.tree.command(description="Says hello", guild=guild)(hello)
    await bot.tree.sync(guild=guild)
    assert (await standin.invoke("/hello")).content == "hello"
    assert [each.name for each in await bot.tree.fetch_commands(guild=guild)] == ["hello"]
    assert_valid(standin.requests)


async def test_a_command_that_keeps_its_name_keeps_its_id(standin: StandIn, bot: DemoBot) -> None:
    before = {each["name"]: each["id"] for each in standin.commands}
    bot.tree.remove_command("slow")
    await bot.tree.sync()
    after = {each["name"]: each["id"] for each in standin.commands}
    assert after == {name: known for name, known in before.items() if name != "slow"}
    with pytest.raises(Unanswered, match="No command /slow"):
        await standin.invoke("/slow")


async def test_one_command_is_fetched_edited_and_deleted(standin: StandIn, bot: DemoBot) -> None:
    quote = next(each for each in await bot.tree.fetch_commands() if each.name == "quote")
    await quote.edit(description="Somebody's words")
    assert (await bot.tree.fetch_command(quote.id)).description == "Somebody's words"
    await quote.delete()
    with pytest.raises(discord.NotFound) as raised:
        await bot.tree.fetch_command(quote.id)
    assert raised.value.code == 10063


async def test_commands_that_break_the_rules_are_not_registered(
    standin: StandIn, bot: DemoBot
) -> None:
    before = standin.commands
    with pytest.raises(discord.HTTPException) as raised:
        await bot.http.bulk_upsert_global_commands(
            standin.application_id, [{"name": f"c{n}", "description": "x"} for n in range(101)]
        )
    assert raised.value.code == 30032
    assert standin.commands == before
