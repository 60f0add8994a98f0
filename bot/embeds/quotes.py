"""/quote: what somebody said, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import VOICE, Page, card, numbered
from bot.embeds.credits import DOT, attribution, said
from bot.model import FiledQuote, Person

QUOTES_A_PAGE = 5


def quotes_page(
    person: Person, quotes: Sequence[FiledQuote], *, number: int = 0, about: str | None = None
) -> Page:
    """Page `number` of a person's quotes; one more than a page holds says that there is another."""
    shown = quotes[:QUOTES_A_PAGE]
    first = number * QUOTES_A_PAGE + 1
    counted = numbered("Quote", first, len(shown))
    parts = [counted, *([f"about {about}"] if about else []), "newest first"]
    also = [alias for alias in person.aliases if not alias.isascii()][:1]
    embed = card(
        DOT.join((person.name, *also)),
        stack([quote_block(quote) for quote in shown]),
        footer=DOT.join(parts),
        colour=VOICE,
    )
    return Page(embed, number, last=len(quotes) <= QUOTES_A_PAGE)


def quote_block(filed: FiledQuote) -> Block:
    """A quotation with everything that is known of it."""
    return Block(
        said(filed),
        Frame(tail=attribution(filed)),
        Frame(tail=attribution(filed, linked=False)),
        quoted=True,
    )
