"""Every extension loads, and the command tree keeps Discord's rules on registration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cogs
from bot.client import EXTENSIONS, AttacheClient, Parts

NAME = re.compile(r"[-_'\w]{1,32}")
Payload = dict[str, Any]


@pytest.fixture
async def commands(parts: Parts) -> list[Payload]:
    client = AttacheClient(parts)
    for name in EXTENSIONS:
        await client.load_extension(name)
    found = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    await client.close()
    return found


def test_every_extension_is_listed() -> None:
    found = {
        f"cogs.{path.stem}"
        for path in Path(*cogs.__path__).glob("*.py")
        if "async def setup(" in path.read_text(encoding="utf-8")
    }
    assert found == set(EXTENSIONS)


def test_the_commands_are_those_of_the_design(commands: list[Payload]) -> None:
    named = {command["name"]: command for command in commands}
    assert set(named) == {
        *("quote", "timeline", "search", "article", "brief", "status", "briefing", "feed"),
    }
    assert {option["name"] for option in named["briefing"]["options"]} == {
        *("add", "list", "edit", "remove", "pause", "preview", "send"),
    }
    assert {option["name"] for option in named["feed"]["options"]} == {"add", "list", "remove"}


def test_admin_commands_are_for_admins_of_a_server(commands: list[Payload]) -> None:
    for command in commands:
        for_admins = command["name"] in ("briefing", "feed")
        assert (command["default_member_permissions"] == 1 << 5) is for_admins
        if for_admins:
            assert command["contexts"] == [0]


def test_names_and_descriptions_keep_to_their_lengths(commands: list[Payload]) -> None:
    for part in _parts(commands):
        assert NAME.fullmatch(part["name"]), part
        assert part["name"] == part["name"].lower()
        assert 1 <= len(part["description"]) <= 100, part
        assert part["description"] != "…", f"{part['name']} is not described"


def test_options_are_few_unique_and_required_first(commands: list[Payload]) -> None:
    for part in [{"options": commands}, *_parts(commands)]:
        options: list[Payload] = part.get("options", [])
        assert len(options) <= 25
        assert len({option["name"] for option in options}) == len(options)
        required = [option.get("required", False) for option in options]
        assert required == sorted(required, reverse=True), part


def test_a_command_is_not_too_long(commands: list[Payload]) -> None:
    for command in commands:
        texts = [part["name"] + part["description"] for part in _parts([command])]
        assert sum(map(len, texts)) <= 8000


def test_free_text_is_bounded(commands: list[Payload]) -> None:
    for part in _parts(commands):
        if part.get("type") == 3 and "required" in part and not part.get("autocomplete"):
            assert part["max_length"] <= 500, part


def _parts(options: list[Payload]) -> Iterator[Payload]:
    for option in options:
        yield option
        yield from _parts(option.get("options", []))
