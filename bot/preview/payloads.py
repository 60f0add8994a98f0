"""What a person typed, as the data of an interaction: values checked as Discord's client does."""

from __future__ import annotations

from collections.abc import Mapping

from bot.preview.commands import Leaf, OptionType
from bot.preview.errors import Unanswered
from bot.preview.guild import GUILD_ID, Guild
from bot.preview.messages import Messages, Upload
from bot.preview.wire import Json, items

_TEXT_LIMIT = 6_000


class Payloads:
    """Builds the `data` of command interactions."""

    def __init__(self, guild: Guild, messages: Messages) -> None:
        self._guild = guild
        self._messages = messages

    def command(self, leaf: Leaf, given: Mapping[str, object]) -> Json:
        """A finished command: everything required is there and everything fits."""
        missing = [
            each["name"]
            for each in leaf.options
            if each.get("required") and each["name"] not in given
        ]
        if missing:
            raise Unanswered(f"/{' '.join(leaf.path)} needs {', '.join(missing)}.")
        return self._data(leaf, given, focused=None)

    def completing(self, leaf: Leaf, given: Mapping[str, object], focused: str) -> Json:
        """A command still being typed; `focused` is the option the cursor is in."""
        if not option_named(leaf, focused).get("autocomplete"):
            raise Unanswered(f"Option {focused!r} of /{' '.join(leaf.path)} completes nothing.")
        return self._data(leaf, given, focused)

    def _data(self, leaf: Leaf, given: Mapping[str, object], focused: str | None) -> Json:
        resolved: Json = {}
        options: list[Json] = []
        for name, value in given.items():
            option = option_named(leaf, name)
            kind = OptionType(option["type"])
            entry: Json = {"name": name, "type": int(kind)}
            if name == focused:
                options.append(entry | {"value": str(value), "focused": True})
                continue
            entry["value"] = self._value(kind, value, name, resolved)
            _check_bounds(option, entry["value"])
            options.append(entry)
        data = _wrapped(leaf, options) | {
            "id": leaf.command["id"],
            "name": leaf.command["name"],
            "type": leaf.command["type"],
        }
        if "guild_id" in leaf.command:
            data["guild_id"] = leaf.command["guild_id"]
        return data | {"resolved": resolved} if resolved else data

    def _value(self, kind: OptionType, value: object, name: str, resolved: Json) -> object:
        try:
            match kind:
                case OptionType.STRING:
                    return str(value)
                case OptionType.BOOLEAN:
                    return value in (True, "true", "True", "yes")
                case OptionType.INTEGER:
                    return int(str(value))
                case OptionType.NUMBER:
                    return float(str(value))
                case OptionType.ATTACHMENT if isinstance(value, Upload):
                    return self._attached(value, resolved)
                case _:
                    return self._resolve(kind, int(str(value)), resolved)
        except ValueError:
            raise Unanswered(f"Option {name!r} takes {kind.name.lower()}, not {value!r}.") from None

    def _attached(self, value: Upload, resolved: Json) -> str:
        attachment = self._messages.keep(GUILD_ID, value)
        resolved.setdefault("attachments", {})[attachment["id"]] = attachment
        return attachment["id"]

    def _resolve(self, kind: OptionType, wanted: int, resolved: Json) -> str:
        key = str(wanted)
        if kind is OptionType.CHANNEL:
            resolved.setdefault("channels", {})[key] = self._channel(wanted)
        elif kind is OptionType.ROLE:
            role = next((each for each in self._guild.roles() if each["id"] == key), None)
            if not role:
                raise ValueError(wanted)
            resolved.setdefault("roles", {})[key] = role
        else:
            person = self._guild.people.get(wanted)
            if not person:
                raise ValueError(wanted)
            resolved.setdefault("users", {})[key] = person.user()
            permissions = {"permissions": str(int(person.permissions))}
            resolved.setdefault("members", {})[key] = person.membership() | permissions
        return key

    def _channel(self, channel_id: int) -> Json:
        """A picked channel carries the bot's permissions in it."""
        channel = self._guild.channels.get(channel_id)
        if not channel:
            raise ValueError(channel_id)
        return channel.data() | {
            "permissions": str(int(self._guild.member.permissions)),
            "app_permissions": str(int(self._guild.permissions(self._guild.bot, channel))),
        }


def option_named(leaf: Leaf, name: str) -> Json:
    """The option of a command, or an error that lists those there are."""
    for option in leaf.options:
        if option["name"] == name:
            return option
    there = ", ".join(option["name"] for option in leaf.options) or "none"
    raise Unanswered(f"/{' '.join(leaf.path)} has no option {name!r}; it has: {there}.")


def _wrapped(leaf: Leaf, options: list[Json]) -> Json:
    """The options inside their sub-command, inside its group."""
    below = leaf.path[1:]
    for depth, name in enumerate(reversed(below)):
        kind = OptionType.GROUP if depth else OptionType.SUBCOMMAND
        options = [{"name": name, "type": int(kind), "options": options}]
    return {"options": options}


def _check_bounds(option: Json, value: object) -> None:
    name = option["name"]
    choices = [choice["value"] for choice in items(option, "choices")]
    if choices and value not in choices:
        raise Unanswered(f"Option {name!r} takes one of {choices}, not {value!r}.")
    if isinstance(value, str):
        least, most = option.get("min_length") or 0, option.get("max_length") or _TEXT_LIMIT
        if not least <= len(value) <= most:
            raise Unanswered(f"Option {name!r} takes {least} to {most} characters.")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        least, most = option.get("min_value"), option.get("max_value")
        if (least is not None and value < least) or (most is not None and value > most):
            raise Unanswered(f"Option {name!r} takes {least} to {most}, not {value}.")
