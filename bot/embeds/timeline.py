"""/timeline: dated events in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import Page, card, numbered
from bot.embeds.credits import DOT, LABEL, credit
from bot.embeds.text import escape
from bot.model import FiledEvent
from bot.when import date_in_words

EVENTS_A_PAGE = 8


def timeline_page(
    events: Sequence[FiledEvent], *, topic: str | None = None, number: int = 0
) -> Page:
    """Page `number` of all `events`, which are in date order."""
    first = number * EVENTS_A_PAGE
    shown = events[first : first + EVENTS_A_PAGE]
    embed = card(
        f"Timeline: {topic}" if topic else "Timeline",
        stack(event_blocks(shown)),
        footer=f"{numbered('Event', first + 1, len(shown))} of {len(events)}",
    )
    return Page(embed, number, last=first + len(shown) >= len(events))


def event_blocks(events: Iterable[FiledEvent], *, credited: bool = True) -> list[Block]:
    """Dated sentences, each under its date; a date that stands above already is not said again."""
    blocks: list[Block] = []
    above = ""
    for event in events:
        day = _day(event)
        head, above = ("" if day == above else day), day
        frame, bare = (
            Frame(head, _sources(event, linked=linked) if credited else "")
            for linked in (True, False)
        )
        blocks.append(Block(event.sentence, frame, bare))
    return blocks


def _day(filed: FiledEvent) -> str:
    day = escape(date_in_words(filed.event.date, filed.article)[: 2 * LABEL])
    return f"**{day}**" + ("" if filed.event.stated else f"{DOT}*dated by its article*")


def _sources(filed: FiledEvent, *, linked: bool) -> str:
    others = len({article.id for article in filed.sources} - {filed.article.id})
    more = f"{DOT}{others + 1} sources" if others else ""
    return f"{credit(filed.article, linked=linked)}{more}"
