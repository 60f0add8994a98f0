"""The README says what the code does: settings, commands, and the two one-line commands."""

import importlib
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from discord.ext import commands
from typer.main import get_group

from bot.cli import cli
from bot.client import EXTENSIONS
from config.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_rows() -> list[str]:
    rows: list[str] = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default in (None, (), frozenset(), "") else f"`{_written(default)}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return rows


def _written(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return default.value if isinstance(default, StrEnum) else str(default)


def test_the_settings_table_is_the_settings_tree():
    start = README.index("| variable | default | what it is |")
    table = README[start:].split("\n\n")[0].splitlines()[2:]
    assert table == settings_rows()


def test_the_two_commands_pin_everything_they_install():
    commands = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert [command.rpartition("/")[2] for command in commands] == [
        "attache run",
        "python -m pytest",
    ]
    assert all("--require-hashes" in command for command in commands)
    for lock in re.findall(r"-r (\S+)", " ".join(commands)):
        assert "--hash=sha256:" in (ROOT / lock).read_text(encoding="utf-8")


def test_every_install_holds_extras_to_their_pins():
    """Before pip 23.3 a pin of `coverage` does not bind `coverage[toml]`; a constraint does."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    installs = re.findall(r"--require-hashes (.*?)(?: &&|\n)", README + dockerfile)
    assert len(installs) == 3
    for install in installs:
        lock = install.split()[1]
        assert install == f"-r {lock} -c {lock}"


def test_every_command_is_in_the_tables():
    told = re.findall(r"`/(\w+)", README)
    assert {name for name, _ in slash_commands()} <= set(told)
    for name, group in slash_commands():
        assert all(part in README for part in group), name
    terminal = README[README.index("| in a terminal") :].split("\n\n")[0]
    for command in get_group(cli).commands:
        assert re.search(rf"`(attache )?{command}\b", terminal), command


def slash_commands() -> Iterator[tuple[str, list[str]]]:
    for extension in EXTENSIONS:
        for thing in vars(importlib.import_module(extension)).values():
            if isinstance(thing, type) and issubclass(thing, commands.Cog):
                group = getattr(thing, "__cog_group_name__", "")
                names = [command.name for command in thing.__cog_app_commands__]
                if issubclass(thing, commands.GroupCog):
                    yield str(group), names
                else:
                    yield from ((name, []) for name in names)


def test_the_picture_is_there():
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file()
