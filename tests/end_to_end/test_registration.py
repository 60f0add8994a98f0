"""Commands are registered with Discord when they changed, not at every start."""

from __future__ import annotations

from pathlib import Path

from bot.client import COMMANDS_HASH
from bot.preview import StandIn
from bot.store.sqlite import open_store
from tests.end_to_end.house import Clock, running
from tests.preview.openapi import assert_valid


async def test_commands_are_registered_once_and_again_when_they_changed(tmp_path: Path):
    async with StandIn() as discord, open_store(tmp_path / "attache.db") as store:

        def registered() -> int:
            return sum(call.method == "PUT" for call in discord.requests)

        async with running(discord, store, Clock()):
            assert registered() == 1
        async with running(discord, store, Clock()) as house:
            assert registered() == 1
            assert (await house.discord.invoke("/status")).text
        await store.set_state(COMMANDS_HASH, "those of an earlier version")
        async with running(discord, store, Clock()):
            assert registered() == 2
        assert_valid(discord.requests)


async def test_only_admins_are_offered_what_changes_the_server(tmp_path: Path):
    async with (
        StandIn() as discord,
        open_store(tmp_path / "attache.db") as store,
        running(discord, store, Clock()),
    ):
        needed = {
            command["name"]: command["default_member_permissions"] for command in discord.commands
        }
    manage_server = str(1 << 5)
    assert {name for name, value in needed.items() if value} == {"briefing", "feed"}
    assert needed["briefing"] == needed["feed"] == manage_server
