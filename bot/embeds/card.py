"""One embed in Attaché's look, within Discord's limits whatever it is given."""

from __future__ import annotations

from dataclasses import dataclass

from discord import Colour, Embed

from bot.embeds.limits import DESCRIPTION, TITLE, length
from bot.embeds.text import cut, escape, one_line, safe_address

SIGNATURE = 512
"""No footer is longer: title, description and footer fit into one message whatever they say."""
INK = Colour(0x2F5D8A)
"""News and answers."""
VOICE = Colour(0xB8863B)
"""What people said."""
AHEAD = Colour(0x3D8B6E)
"""What is to come, and what went well."""
AMBER = Colour(0xC4673A)
"""What needs a look."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer; pages are counted from 0."""

    embed: Embed
    number: int = 0
    last: bool = True


def card(
    title: str,
    description: str,
    *,
    footer: str = "",
    colour: Colour = INK,
    address: str | None = None,
) -> Embed:
    """An embed; `description` is markdown that fits, `title` and `footer` are any text."""
    if length(description) > DESCRIPTION:
        raise ValueError("a description is fitted before it comes here")
    embed = Embed(
        title=headline(title, TITLE) or None,
        description=description or None,
        colour=colour,
        url=safe_address(address),
    )
    if footer := cut(one_line(footer), SIGNATURE):
        embed.set_footer(text=footer)
    return embed


def numbered(thing: str, first: int, count: int) -> str:
    """`Quotes 6–10`, or `Quote 6` where that is all."""
    return f"{thing}s {first}–{first + count - 1}" if count > 1 else f"{thing} {first}"


def headline(text: str, room: int) -> str:
    """A line of escaped markdown within `room`."""
    line = one_line(text)
    limit = room
    while length(shown := escape(cut(line, limit))) > room:
        limit -= max(1, (length(shown) - room) // 2)
    return shown
