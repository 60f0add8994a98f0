"""The commands the bot registered: kept, listed, and found by what a person types."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.preview.command_rules import check_command, check_commands
from bot.preview.errors import Unanswered, unknown_command
from bot.preview.guild import APPLICATION_ID, GUILD_ID, Person
from bot.preview.wire import Json, Permission, Snowflakes, items


class OptionType(IntEnum):
    """Types of command options."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


class CommandType(IntEnum):
    """Types of commands."""

    SLASH = 1
    ON_USER = 2
    ON_MESSAGE = 3


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something a person can run: a command, or a sub-command with the path to it."""

    command: Json
    path: tuple[str, ...]
    options: list[Json]
    description: str


class Commands:
    """What is registered, for the application everywhere and for the one server."""

    def __init__(self, snowflakes: Snowflakes) -> None:
        self.registered = asyncio.Event()
        self.watchers: list[Callable[[], None]] = []
        self._snowflakes = snowflakes
        self._scopes: dict[bool, dict[tuple[int, str], Json]] = {False: {}, True: {}}

    def all(self) -> list[Json]:
        """Every command a person of the server is offered, permissions aside."""
        return [*self.listed(in_guild=False), *self.listed(in_guild=True)]

    def listed(self, *, in_guild: bool) -> list[Json]:
        """The commands of one scope, as Discord lists them."""
        return list(self._scopes[in_guild].values())

    def overwrite(self, bodies: list[Json], *, in_guild: bool) -> list[Json]:
        """Replace all commands of a scope; one that keeps type and name keeps its id."""
        check_commands(bodies)
        before = self._scopes[in_guild]
        kept = (self._made(body, in_guild, before) for body in bodies)
        self._scopes[in_guild] = {_key(command): command for command in kept}
        self._tell()
        return self.listed(in_guild=in_guild)

    def upsert(self, body: Json, *, in_guild: bool) -> Json:
        """Create one command, or replace the one of the same type and name."""
        scope = self._scopes[in_guild]
        others = [command for key, command in scope.items() if key != _key(body)]
        check_command(body)
        check_commands([*others, body], each=False)
        command = self._made(body, in_guild, scope)
        scope[_key(command)] = command
        self._tell()
        return command

    def change(self, command_id: int, body: Json, *, in_guild: bool) -> Json:
        """Edit one command."""
        old = self.get(command_id, in_guild=in_guild)
        changed = old | body
        check_command(changed)
        scope = self._scopes[in_guild]
        del scope[_key(old)]
        scope[_key(changed)] = changed
        self._tell()
        return changed

    def remove(self, command_id: int, *, in_guild: bool) -> None:
        """Delete one command."""
        del self._scopes[in_guild][_key(self.get(command_id, in_guild=in_guild))]
        self._tell()

    def get(self, command_id: int, *, in_guild: bool) -> Json:
        """One command, or 10063."""
        for command in self._scopes[in_guild].values():
            if command["id"] == str(command_id):
                return command
        raise unknown_command()

    def find(self, typed: str) -> Leaf:
        """`find("/briefing add")`: what a person means by it."""
        path = tuple(typed.removeprefix("/").split())
        for leaf in self.leaves():
            if leaf.path == path:
                return leaf
        known = ", ".join(f"/{' '.join(leaf.path)}" for leaf in self.leaves()) or "none"
        raise Unanswered(f"No command /{' '.join(path)} is registered; there are: {known}.")

    def find_context(self, name: str, kind: CommandType) -> Json:
        """A command of a message's or a user's menu."""
        for command in self.all():
            if command["type"] == kind and command["name"] == name:
                return command
        raise Unanswered(f"No {kind.name.lower()} command {name!r} is registered.")

    def leaves(self) -> Iterator[Leaf]:
        """Every slash command and sub-command."""
        for command in self.all():
            if command["type"] == CommandType.SLASH:
                yield from _leaves(command, (command["name"],), command)

    def _tell(self) -> None:
        self.registered.set()
        for watcher in self.watchers:
            watcher()

    def _made(self, body: Json, in_guild: bool, before: dict[tuple[int, str], Json]) -> Json:
        old = before.get(_key(body))
        permissions = body.get("default_member_permissions")
        command: Json = {
            "id": old["id"] if old else str(self._snowflakes.next()),
            "application_id": str(APPLICATION_ID),
            "version": str(self._snowflakes.next()),
            "type": int(body.get("type") or CommandType.SLASH),
            "name": body["name"],
            "name_localizations": body.get("name_localizations"),
            "description": body.get("description") or "",
            "description_localizations": body.get("description_localizations"),
            "options": body.get("options") or [],
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": body.get("dm_permission", True),
            "contexts": body.get("contexts"),
            "integration_types": body.get("integration_types") or [0],
            "nsfw": bool(body.get("nsfw")),
        }
        if in_guild:
            command["guild_id"] = str(GUILD_ID)
        return command


def offered(command: Json, person: Person) -> bool:
    """Whether Discord shows the command to this person."""
    needed = command["default_member_permissions"]
    if needed is None or Permission.ADMINISTRATOR in person.permissions:
        return True
    return int(needed) != 0 and not int(needed) & ~int(person.permissions)


def offered_directly(command: Json) -> bool:
    """Whether the command is offered in direct messages too."""
    contexts = command["contexts"]
    return 1 in contexts if contexts is not None else command["dm_permission"] is not False


def _key(command: Json) -> tuple[int, str]:
    return int(command.get("type") or CommandType.SLASH), command["name"]


def _leaves(node: Json, path: tuple[str, ...], command: Json) -> Iterator[Leaf]:
    options = items(node, "options")
    below = [each for each in options if each["type"] <= OptionType.GROUP]
    if not below:
        yield Leaf(command, path, options, node["description"])
    for each in below:
        yield from _leaves(each, (*path, each["name"]), command)
