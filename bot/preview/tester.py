"""A person as a test plays one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.preview.acting import LOCALE, Acting
from bot.preview.answer import Answer, Choice, settle
from bot.preview.commands import CommandType
from bot.preview.component_rules import BUTTON, SELECT, SELECTS, walk
from bot.preview.errors import Unanswered
from bot.preview.guild import Channel, Message, Person
from bot.preview.interaction import Interaction
from bot.preview.wire import Json

WITHIN = 5.0


class Tester:
    """Does what a person does, and waits for the answer."""

    def __init__(self, acting: Acting) -> None:
        self.guild = acting.guild
        self._acting = acting

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
        leaf = self._acting.commands.find(command)
        who, where = self._who(as_admin), self._where(in_channel)
        return await self._seen(self._acting.run(who, where, leaf, options, in_locale), within)

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
        command = self._acting.commands.find_context(name, CommandType.ON_MESSAGE)
        channel, found = self._find(message)
        who = self._who(as_admin)
        return await self._seen(
            self._acting.run_on(who, channel, command, found, in_locale), within
        )

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
        command = self._acting.commands.find_context(name, CommandType.ON_USER)
        who, where = self._who(as_admin), self._where(in_channel)
        target = self.guild.people[person_id]
        return await self._seen(self._acting.run_on(who, where, command, target, in_locale), within)

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
        leaf = self._acting.commands.find(command)
        who, where = self._who(as_admin), self._where(in_channel)
        given = {**filled, option: value}
        asked = self._acting.complete(who, where, leaf, given, option, in_locale)
        await settle(asked, self._acting.interactions.answer_within, within)
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
            self._acting.press(who, channel, message, component, locale=in_locale), within
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
            self._acting.press(who, channel, message, component, chosen, in_locale), within
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
        asked = self._acting.submit(answer.interaction, by_id, in_locale)
        return await self._seen(asked, within)

    async def _seen(self, asked: Interaction, within: float) -> Answer:
        await settle(asked, self._acting.interactions.answer_within, within)
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
