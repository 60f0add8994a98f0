"""/quote: what somebody said, newest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.embeds.articles import ALSO_ROOM, also_in
from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import VOICE, Page, card, numbered
from bot.embeds.credits import DOT, attribution, said
from bot.model import Article, FiledQuote, Person, Story

QUOTES_A_PAGE = 5
SAME_NEWS = timedelta(days=3)
"""Within so long, the same words in another outlet are the same news."""
_NO_WORD = re.compile(r"\W+")


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
        stack([quote_block(quote, *tellers) for quote, *tellers in _once(shown)]),
        footer=DOT.join(parts),
        colour=VOICE,
    )
    return Page(embed, number, last=len(quotes) <= QUOTES_A_PAGE)


def quote_block(filed: FiledQuote, *tellers: FiledQuote) -> Block:
    """A quotation with everything that is known of it; others who tell it are named behind it."""
    told = Story(0, (filed.article, *(other.article for other in tellers)))
    frame, bare = (_frame(filed, told, linked=linked) for linked in (True, False))
    return Block(said(filed), frame, bare, quoted=True)


def _frame(filed: FiledQuote, told: Story, *, linked: bool) -> Frame:
    also = also_in(told, filed.article, ALSO_ROOM, linked)
    tail = attribution(filed, linked=linked) + (f"{DOT}also in {also}" if also else "")
    return Frame(tail=tail)


def _once(quotes: Sequence[FiledQuote]) -> list[list[FiledQuote]]:
    """The same words in several outlets, as agencies spread them, are one quotation."""
    told: list[list[FiledQuote]] = []
    for quote in quotes:
        for tellers in told:
            if _same(tellers[0], quote):
                tellers.append(quote)
                break
        else:
            told.append([quote])
    return told


def _same(one: FiledQuote, other: FiledQuote) -> bool:
    if one.article.outlet == other.article.outlet or _bare(one) != _bare(other):
        return False
    return _is_near(one.article, other.article)


def _is_near(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) <= SAME_NEWS


def _bare(filed: FiledQuote) -> str:
    return _NO_WORD.sub(" ", " ".join(filed.words)).strip().casefold()
