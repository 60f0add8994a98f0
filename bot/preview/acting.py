"""Everything a person can do: run commands, press buttons, choose, fill in forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.preview.commands import Commands, Leaf, OptionType, offered
from bot.preview.component_rules import TEXT_INPUT
from bot.preview.errors import Unanswered
from bot.preview.gateway import Gateway
from bot.preview.guild import Channel, Guild, Message, Person
from bot.preview.interaction import Asked, Interaction
from bot.preview.interactions import Interactions
from bot.preview.payloads import Payloads, option_named
from bot.preview.wire import Json

LOCALE = "en-GB"


@dataclass(frozen=True, slots=True)
class Acting:
    """Everything a person can do, without waiting for the answer."""

    guild: Guild
    commands: Commands
    interactions: Interactions
    gateway: Gateway
    payloads: Payloads

    def run(
        self,
        person: Person,
        channel: Channel,
        leaf: Leaf,
        given: Mapping[str, object],
        locale: str = LOCALE,
    ) -> Interaction:
        """Send a slash command."""
        if not offered(leaf.command, person):
            raise Unanswered(f"/{' '.join(leaf.path)} is not offered to {person.name}.")
        data, name = self.payloads.command(leaf, given), " ".join(leaf.path)
        return self._ask(Asked.COMMAND, person, channel, data, locale=locale, name=name)

    def run_on(
        self,
        person: Person,
        channel: Channel,
        command: Json,
        target: Message | Person,
        locale: str = LOCALE,
    ) -> Interaction:
        """Use a command of a message's or a person's menu."""
        data: Json = {key: command[key] for key in ("id", "name", "type")}
        data["target_id"] = str(target.id)
        if isinstance(target, Message):
            data["resolved"] = {"messages": {str(target.id): target.data}}
        else:
            members = {str(target.id): target.membership() | {"permissions": "0"}}
            data["resolved"] = {"users": {str(target.id): target.user()}, "members": members}
        name = command["name"]
        return self._ask(Asked.COMMAND, person, channel, data, locale=locale, name=name)

    def complete(
        self,
        person: Person,
        channel: Channel,
        leaf: Leaf,
        given: Mapping[str, object],
        focused: str,
        locale: str = LOCALE,
    ) -> Interaction:
        """Ask what an option could be; `given` holds what is typed in it and in the others."""
        data = self.payloads.completing(leaf, given, focused)
        kind = OptionType(option_named(leaf, focused)["type"])
        return self._ask(Asked.AUTOCOMPLETE, person, channel, data, locale=locale, focused=kind)

    def press(
        self,
        person: Person,
        channel: Channel,
        message: Message,
        component: Json,
        values: list[str] | None = None,
        locale: str = LOCALE,
    ) -> Interaction:
        """Press a button, or choose from a menu."""
        data: Json = {"custom_id": component["custom_id"], "component_type": component["type"]}
        if values is not None:
            data["values"] = values
        return self._ask(Asked.COMPONENT, person, channel, data, locale=locale, source=message)

    def submit(
        self, asked: Interaction, filled: Mapping[str, str], locale: str = LOCALE
    ) -> Interaction:
        """Send the form an interaction opened; `filled` is by custom id."""
        modal = asked.modal or {}
        components = [_submitted(each, filled) for each in modal["components"]]
        data: Json = {"custom_id": modal["custom_id"], "components": components}
        source = asked.source
        return self._ask(
            Asked.MODAL, asked.person, asked.channel, data, locale=locale, source=source
        )

    def _ask(
        self,
        kind: Asked,
        person: Person,
        channel: Channel,
        data: Json,
        *,
        locale: str,
        name: str = "",
        source: Message | None = None,
        focused: OptionType = OptionType.STRING,
    ) -> Interaction:
        return self.interactions.ask(
            kind,
            person,
            channel,
            data,
            locale=locale,
            name=name,
            source=source,
            focused=focused,
            send=self.gateway.dispatch,
        )


def _submitted(component: Json, filled: Mapping[str, str]) -> Json:
    """A modal's component as the client sends it back: ids and values only."""
    answer: Json = {"type": component["type"], "id": component.get("id", 0)}
    if "custom_id" in component:
        value = filled.get(component["custom_id"], component.get("value") or "")
        answer["custom_id"] = component["custom_id"]
        if component["type"] == TEXT_INPUT:
            answer["value"] = value
        else:
            answer["values"] = [value] if value else []
    if "components" in component:
        answer["components"] = [_submitted(each, filled) for each in component["components"]]
    if "component" in component:
        answer["component"] = _submitted(component["component"], filled)
    return answer
