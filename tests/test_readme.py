"""The README says what the code does: settings, commands, and the two one-line commands."""

import re
from enum import StrEnum
from pathlib import Path

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


def test_the_picture_is_there():
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file()
