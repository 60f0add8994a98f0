"""/timeline: dated events in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import Page, card
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
        footer=f"{first + 1}–{first + len(shown)} of {len(events)} events",
    )
    return Page(embed, number, last=first + len(shown) >= len(events))


def event_blocks(events: Iterable[FiledEvent]) -> list[Block]:
    """Dated sentences, each under its date; a date that stands above already is not said again."""
    blocks: list[Block] = []
    above = ""
    for event in events:
        linked, bare = _frame(event, linked=True), _frame(event, linked=False)
        head, above = ("" if linked.head == above else linked.head), linked.head
        blocks.append(Block(event.sentence, linked._replace(head=head), bare._replace(head=head)))
    return blocks


def _frame(filed: FiledEvent, *, linked: bool) -> Frame:
    day = escape(date_in_words(filed.event.date, filed.article)[: 2 * LABEL])
    reported = "" if filed.event.stated else f"{DOT}*dated by its article*"
    others = len({article.id for article in filed.sources} - {filed.article.id})
    more = f"{DOT}{others + 1} sources" if others else ""
    return Frame(f"**{day}**{reported}", f"{credit(filed.article, linked=linked)}{more}")
