"""Answers with pages. Their buttons work after a restart: the question stands in the button.

custom_id = `kind:page:question`, where `kind` is the name of the cog that answers. A question too
long for that is kept in the store, and its key (`~…`) stands there instead.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, Self, TypeVar, cast
from urllib.parse import unquote

import discord
from discord import ui
from discord.ext import commands

from bot.client import AttacheClient, apologise
from bot.embeds.card import Page
from bot.embeds.limits import CUSTOM_ID, length
from bot.errors import QuestionError
from bot.store.store import Store
from cogs.options import Interaction, audience
from cogs.replies import Reply, reply

T = TypeVar("T")

Question = Sequence[str | None]
"""A question as its parts, in an order its cog knows."""
PAGE_DIGITS = 6
REMEMBERED = 8
KEPT, KEPT_FOR = "question.", timedelta(days=90)


class PagedCog(commands.Cog):
    """A cog whose answers have pages; it answers under its cog name."""

    async def page(self, client: AttacheClient, question: Question, number: int, who: int) -> Page:
        """Page `number` of the answer to `question`, for the audience `who`."""
        raise NotImplementedError

    async def answer(self, interaction: Interaction, question: Question) -> None:
        """Answer with the first page."""
        room = CUSTOM_ID - len(self.qualified_name) - PAGE_DIGITS - 2
        parts = interaction.client.parts
        kept = await packed(parts.store, question, room, expires=parts.now() + KEPT_FOR)
        place = Place(self.qualified_name, 0, kept)
        await reply(interaction, self.turned(interaction, question, place))

    async def turned(self, interaction: Interaction, question: Question, place: Place) -> Reply:
        """The page at `place` with its buttons."""
        page = await self.page(interaction.client, question, place.number, audience(interaction))
        return Reply([page.embed], view=turners(place._replace(number=page.number), last=page.last))


class Answers(Generic[T]):
    """The latest answers, each as long as nothing is written: turning a page asks nothing anew."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()

    async def of(
        self, store: Store, question: Hashable, ask: Callable[[], Coroutine[Any, Any, T]]
    ) -> T:
        """The answer to a question, which `ask` gives."""
        revision = await store.revision()
        known, answer = self._kept.pop(question, (None, None))
        if known != revision or answer is None:
            answer = await ask()
        self._kept[question] = revision, answer
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return answer


class Place(NamedTuple):
    """Where a reader stands: in which cog's answer, on which page, to which question."""

    kind: str
    number: int
    question: str

    @property
    def custom_id(self) -> str:
        """The place as a button carries it."""
        return f"{self.kind}:{self.number}:{self.question}"


class TurnPage(
    ui.DynamicItem[ui.Button[ui.View]],
    template=re.compile(r"(?P<kind>[a-z]+):(?P<number>\d{1,6}):(?P<question>.*)", re.DOTALL),
):
    """A button that shows another page of an answer."""

    def __init__(self, place: Place, *, label: str, disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=place.custom_id, disabled=disabled))
        self.place = place

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button as it was pressed, maybe in an answer of an earlier life."""
        place = Place(match["kind"], int(match["number"]), match["question"])
        return cls(place, label=cast(ui.Button[Any], item).label or "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask again, show the page."""
        try:
            await _show(interaction, self.place)
        except Exception as error:  # noqa: BLE001 - apologise logs what is ours to mend
            await apologise(interaction, error)


async def _show(interaction: Interaction, place: Place) -> None:
    cog = interaction.client.get_cog(place.kind)
    if not isinstance(cog, PagedCog):
        raise QuestionError("This answer is from an earlier version of me. Please ask again.")
    question = await unpacked(interaction.client.parts.store, place.question)
    await reply(interaction, cog.turned(interaction, question, place))


def turners(place: Place, *, last: bool) -> ui.View | None:
    """Back and forth, as far as there is a page; none for a single page."""
    first = place.number == 0
    if first and last:
        return None
    before, after = place._replace(number=max(0, place.number - 1)), place.number + 1
    view = ui.View(timeout=None)
    view.add_item(TurnPage(before, label="◀ Back", disabled=first))
    view.add_item(TurnPage(place._replace(number=after), label="Next ▶", disabled=last))
    return view


async def packed(store: Store, question: Question, room: int, *, expires: datetime) -> str:
    """A question as text that fits into `room`; a long one is kept in the store under a key."""
    text = "|".join("" if part is None else f"={_escaped(part)}" for part in question)
    if length(text) <= room:
        return text
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    await store.set_state(KEPT + key, text, expires=expires)
    return f"~{key}"


async def unpacked(store: Store, text: str) -> Question:
    """The question again; QuestionError when it is no longer kept."""
    if text.startswith("~"):
        kept = await store.state(KEPT + text[1:])
        if kept is None:
            raise QuestionError("This answer is too old to turn its pages. Please ask again.")
        text = kept
    return [unquote(part[1:]) if part else None for part in text.split("|")]


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace("|", "%7C")


async def setup(bot: AttacheClient) -> None:
    """Let the buttons of earlier lives be heard."""
    bot.add_dynamic_items(TurnPage)
