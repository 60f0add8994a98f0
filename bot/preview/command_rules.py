"""Discord's rules for registering commands."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

from bot.preview.errors import Path, Problems, too_many_commands
from bot.preview.wire import Json, items

MOST_COMMANDS = {1: 100, 2: 15, 3: 15}
MOST_OPTIONS = 25
MOST_CHOICES = 25
LARGEST_COMMAND = 8_000
_SUBCOMMAND, _GROUP = 1, 2
_STRING, _INTEGER, _NUMBER = 3, 4, 10


def check_commands(bodies: list[Json], *, each: bool = True) -> None:
    """A whole scope: how many of each type, no name twice; and `each` command by itself."""
    counts = Counter(int(body.get("type") or 1) for body in bodies)
    for kind, most in MOST_COMMANDS.items():
        if counts[kind] > most:
            raise too_many_commands(most)
    problems = Problems()
    seen: set[tuple[int, object]] = set()
    for place, body in enumerate(bodies):
        key = (int(body.get("type") or 1), body.get("name"))
        if key in seen:
            code = "APPLICATION_COMMANDS_DUPLICATE_NAME"
            problems.add((place, "name"), code, "Application command names must be unique")
        seen.add(key)
        if each:
            _check(body, (place,), problems)
    problems.refuse()


def check_command(body: Json) -> None:
    """One command."""
    problems = Problems()
    _check(body, (), problems)
    problems.refuse()


def _check(body: Json, path: Path, problems: Problems) -> None:
    if int(body.get("type") or 1) != 1:
        problems.length(body.get("name"), 1, 32, (*path, "name"))
        if body.get("description"):
            code = "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"
            message = "Context menu commands cannot have description"
            problems.add((*path, "description"), code, message)
        return
    _check_node(body, path, problems)
    if _size(body) > LARGEST_COMMAND:
        code = "APPLICATION_COMMAND_TOO_LARGE"
        problems.add(path, code, f"Command exceeds maximum size ({LARGEST_COMMAND})")


def _check_node(node: Json, path: Path, problems: Problems) -> None:
    """Name, description and what lies below, of a command or any of its options."""
    for name in _localized(node, "name"):
        if not valid_name(name):
            code = "APPLICATION_COMMAND_INVALID_NAME"
            problems.add((*path, "name"), code, "Command name is invalid")
    for description in _localized(node, "description"):
        problems.length(description, 1, 100, (*path, "description"))
    _check_options(items(node, "options"), (*path, "options"), problems)


def valid_name(name: object) -> bool:
    r"""`^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, and lower case where there is a case."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32 or name != name.lower():
        return False
    return all(mark in "-_'" or _is_word_character(mark) for mark in name)


def _is_word_character(mark: str) -> bool:
    if unicodedata.category(mark)[0] in "LN":
        return True
    return unicodedata.name(mark, "").startswith(("DEVANAGARI", "THAI"))


def _check_options(options: list[Json], path: Path, problems: Problems) -> None:
    if len(options) > MOST_OPTIONS:
        problems.too_many(path, MOST_OPTIONS)
    names: set[object] = set()
    optional_seen = False
    for place, option in enumerate(options):
        here = (*path, place)
        if option.get("name") in names:
            code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
            problems.add((*here, "name"), code, "Option names must be unique")
        names.add(option.get("name"))
        if option.get("required") and optional_seen:
            code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
            message = "Required options must be placed before non-required options"
            problems.add(here, code, message)
        optional_seen |= not option.get("required")
        _check_option(option, here, problems)
    if len({option.get("type") in (_SUBCOMMAND, _GROUP) for option in options}) > 1:
        code = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
        problems.add(path, code, "Sub-command and sub-command group option types are mutually "
                     "exclusive to all other types")  # fmt: skip


def _check_option(option: Json, path: Path, problems: Problems) -> None:
    kind = option.get("type")
    if not isinstance(kind, int) or not 1 <= kind <= 11:
        problems.add((*path, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
        return
    _check_node(option, path, problems)
    choices = items(option, "choices")
    if choices and option.get("autocomplete"):
        code = "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"
        problems.add((*path, "autocomplete"), code, "Cannot have both choices and autocomplete")
    if (choices or option.get("autocomplete")) and kind not in (_STRING, _INTEGER, _NUMBER):
        code = "APPLICATION_COMMAND_OPTIONS_TYPE_NO_CHOICES"
        problems.add((*path, "type"), code, "This type of option takes no choices")
    check_choices(choices, kind, (*path, "choices"), problems)


def check_choices(choices: list[Json], kind: int, path: Path, problems: Problems) -> None:
    """Choices, fixed or autocompleted: 25 at most, named in 1 to 100 characters, of their type."""
    if len(choices) > MOST_CHOICES:
        problems.too_many(path, MOST_CHOICES)
    for place, choice in enumerate(choices):
        here = (*path, place)
        for name in _localized(choice, "name"):
            problems.length(name, 1, 100, (*here, "name"))
        value = choice.get("value")
        if kind == _STRING:
            problems.length(value, 1, 100, (*here, "value"))
        elif not isinstance(value, int | float) or (kind == _INTEGER and value != int(value)):
            problems.add(
                (*here, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.'
            )


def _localized(node: Json, key: str) -> list[Any]:
    return [node.get(key), *(node.get(f"{key}_localizations") or {}).values()]


def _size(node: Json) -> int:
    """Characters of names, descriptions and values; of localisations the longest counts."""
    total = 0
    for key in ("name", "description"):
        total += max(
            (len(text) for text in _localized(node, key) if isinstance(text, str)), default=0
        )
    total += len(str(node.get("value", "")))
    return total + sum(_size(below) for key in ("options", "choices") for below in items(node, key))
