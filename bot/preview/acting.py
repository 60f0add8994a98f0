"""A person's part: typing commands, pressing buttons, and seeing what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.preview.commands import Commands, CommandType, Leaf, OptionType, offered
from bot.preview.component_rules import BUTTON, SELECT, SELECTS, TEXT_INPUT, walk
from bot.preview.errors import Unanswered
from bot.preview.gateway import Gateway
from bot.preview.guild import Channel, Guild, Message, Person
from bot.preview.interactions import Asked, Interaction, Interactions, Reply
from bot.preview.payloads import Payloads, option_named
from bot.preview.wire import Json, MessageFlag

LOCALE = "en-GB"
WITHIN = 5.0


class Choice(NamedTuple):
    """One suggestion for an option."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person got to see; `message` is as it stands now, not as it first was."""

    interaction: Interaction

    @property
    def message(self) -> Json:
        """The message in Discord's JSON; empty when the answer is a modal or was deleted."""
        original = self.interaction.original
        if original is None and self.interaction.followups:
            original = self.interaction.followups[0]
        return original.data if original else {}

    @property
    def content(self) -> str:
        """The text outside embeds."""
        return self.message.get("content", "")

    @property
    def embeds(self) -> list[Json]:
        """The embeds."""
        return self.message.get("embeds", [])

    @property
    def components(self) -> list[Json]:
        """Buttons and menus, without the rows they stand in."""
        inside = walk(self.message.get("components", []), ())
        return [each for _, each in inside if each["type"] in (BUTTON, *SELECTS)]

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return MessageFlag.EPHEMERAL in MessageFlag(self.message.get("flags", 0))

    @property
    def deferred(self) -> bool:
        """Whether the bot said it was thinking first."""
        return self.interaction.reply in (Reply.DEFERRED_MESSAGE, Reply.DEFERRED_UPDATE)

    @property
    def followups(self) -> list[Json]:
        """What came after the answer."""
        return [message.data for message in self.interaction.followups]

    @property
    def modal(self) -> Json | None:
        """The form the bot opened, if that is the answer."""
        return self.interaction.modal

    @property
    def text(self) -> str:
        """Everything there is to read in the answer and its follow-ups."""
        return "\n".join(
            line for message in (self.message, *self.followups) for line in readable(message)
        )


def readable(message: Json) -> Iterator[str]:
    """The lines of a message a person can read."""
    yield message.get("content", "")
    for embed in message.get("embeds", []):
        yield from (embed.get("title", ""), embed.get("description", ""))
        for each in embed.get("fields", []):
            yield from (each["name"], each["value"])
        yield embed.get("footer", {}).get("text", "")
    for _, component in walk(message.get("components", []), ()):
        yield str(component.get("label") or component.get("content") or "")


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
        data = self.payloads.command(leaf, given)
        return self._ask(Asked.COMMAND, person, channel, data, locale=locale)

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
        return self._ask(Asked.COMMAND, person, channel, data, locale=locale)

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
        source: Message | None = None,
        focused: OptionType = OptionType.STRING,
    ) -> Interaction:
        return self.interactions.ask(
            kind,
            person,
            channel,
            data,
            locale=locale,
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


async def settle(interaction: Interaction, first: float, within: float) -> None:
    """Wait until there is something to see, or say what failed to come."""
    what = f"The bot did not answer {interaction.name or interaction.kind.name.lower()!r}"
    try:
        await asyncio.wait_for(interaction.acknowledged.wait(), min(first, within))
    except TimeoutError:
        raise Unanswered(f"{what} within {min(first, within):g} s.") from None
    try:
        await asyncio.wait_for(interaction.answered.wait(), within)
    except TimeoutError:
        raise Unanswered(f"{what}: it deferred, and nothing followed in {within:g} s.") from None


@dataclass(frozen=True, slots=True)
class Tester:
    """A person as a test plays one: every method waits for the answer."""

    acting: Acting
    guild: Guild
    _settled: list[Interaction] = field(default_factory=list[Interaction])

    async def invoke(
        self,
        command: str,
        /,
        *,
        as_admin: bool = False,
        in_channel: int | None = None,
        in_locale: str = LOCALE,
        within: float = WITHIN,
        **options: object,
    ) -> Answer:
        """Run a slash command: `invoke("/briefing add", as_admin=True, at="08:00")`."""
        leaf = self.acting.commands.find(command)
        who, where = self._who(as_admin), self._where(in_channel)
        return await self._seen(self.acting.run(who, where, leaf, options, in_locale), within)

    async def invoke_on_message(
        self,
        name: str,
        message: Json | Answer,
        /,
        *,
        as_admin: bool = False,
        in_locale: str = LOCALE,
        within: float = WITHIN,
    ) -> Answer:
        """Use a command of a message's menu."""
        command = self.acting.commands.find_context(name, CommandType.ON_MESSAGE)
        channel, found = self._find(message)
        who = self._who(as_admin)
        return await self._seen(self.acting.run_on(who, channel, command, found, in_locale), within)

    async def invoke_on_user(
        self,
        name: str,
        person_id: int,
        /,
        *,
        as_admin: bool = False,
        in_channel: int | None = None,
        in_locale: str = LOCALE,
        within: float = WITHIN,
    ) -> Answer:
        """Use a command of a person's menu."""
        command = self.acting.commands.find_context(name, CommandType.ON_USER)
        who, where = self._who(as_admin), self._where(in_channel)
        target = self.guild.people[person_id]
        return await self._seen(self.acting.run_on(who, where, command, target, in_locale), within)

    async def autocomplete(
        self,
        command: str,
        /,
        option: str,
        value: object = "",
        *,
        as_admin: bool = False,
        in_channel: int | None = None,
        in_locale: str = LOCALE,
        within: float = WITHIN,
        **filled: object,
    ) -> list[Choice]:
        """What the bot suggests for `option` when `value` is typed so far."""
        leaf = self.acting.commands.find(command)
        who, where = self._who(as_admin), self._where(in_channel)
        given = {**filled, option: value}
        asked = self.acting.complete(who, where, leaf, given, option, in_locale)
        await settle(asked, self.acting.interactions.answer_within, within)
        return [Choice(each["name"], each["value"]) for each in asked.choices]

    async def click(
        self,
        where: Json | Answer,
        button: str,
        /,
        *,
        as_admin: bool = False,
        in_locale: str = LOCALE,
        within: float = WITHIN,
    ) -> Answer:
        """Press a button, by custom id or label."""
        channel, message = self._find(where)
        component = _component(message, button, (BUTTON,))
        who = self._who(as_admin)
        return await self._seen(
            self.acting.press(who, channel, message, component, locale=in_locale), within
        )

    async def select(
        self,
        where: Json | Answer,
        menu: str,
        /,
        *values: str,
        as_admin: bool = False,
        in_locale: str = LOCALE,
        within: float = WITHIN,
    ) -> Answer:
        """Choose from a menu, by its custom id or placeholder; values or labels."""
        channel, message = self._find(where)
        component = _component(message, menu, SELECTS)
        chosen = [_choice_value(component, value) for value in values]
        who = self._who(as_admin)
        return await self._seen(
            self.acting.press(who, channel, message, component, chosen, in_locale), within
        )

    async def submit_modal(
        self, answer: Answer, /, *, in_locale: str = LOCALE, within: float = WITHIN, **filled: str
    ) -> Answer:
        """Send a form, its fields by custom id or label."""
        if not answer.modal:
            raise Unanswered("The answer is no modal.")
        inputs = {name: each["custom_id"] for name, each in _modal_inputs(answer.modal)}
        unknown = [name for name in filled if name not in inputs]
        if unknown:
            raise Unanswered(f"The modal has no field {unknown}; it has {sorted(inputs)}.")
        by_id = {inputs[name]: value for name, value in filled.items()}
        asked = self.acting.submit(answer.interaction, by_id, in_locale)
        return await self._seen(asked, within)

    async def _seen(self, asked: Interaction, within: float) -> Answer:
        await settle(asked, self.acting.interactions.answer_within, within)
        return Answer(asked)

    def _who(self, as_admin: bool) -> Person:
        return self.guild.admin if as_admin else self.guild.member

    def _where(self, channel_id: int | None) -> Channel:
        if channel_id is None:
            return next(iter(self.guild.channels.values()))
        return self.guild.channel(channel_id)

    def _find(self, where: Json | Answer) -> tuple[Channel, Message]:
        data = where.message if isinstance(where, Answer) else where
        if not data:
            raise Unanswered("The answer has no message.")
        channel = self.guild.channel(int(data["channel_id"]))
        message = channel.messages.get(int(data["id"]))
        if not message:
            raise Unanswered("The message was deleted.")
        return channel, message


def _component(message: Message, wanted: str, kinds: tuple[int, ...]) -> Json:
    there: list[str] = []
    for _, each in walk(message.data["components"], ()):
        names = [each.get(key) for key in ("custom_id", "label", "placeholder")]
        if each["type"] not in kinds:
            continue
        if wanted in names and each.get("disabled"):
            raise Unanswered(f"{wanted!r} is disabled.")
        if wanted in names and "custom_id" in each:
            return each
        there.append(str(each.get("label") or each.get("custom_id")))
    raise Unanswered(f"The message has no {wanted!r}; it has: {', '.join(there) or 'none'}.")


def _choice_value(menu: Json, wanted: str) -> str:
    if menu["type"] != SELECT:
        return wanted
    for each in menu["options"]:
        if wanted in (each["value"], each["label"]):
            return each["value"]
    raise Unanswered(f"The menu has no {wanted!r}; it has {[o['label'] for o in menu['options']]}.")


def _modal_inputs(modal: Json) -> Iterator[tuple[str, Json]]:
    """The inputs of a modal under each name a test may use for them."""
    for _, each in walk(modal["components"], ()):
        inner = each.get("component") or each
        for name in (each.get("label"), inner.get("custom_id")):
            if name and "custom_id" in inner:
                yield name, inner
