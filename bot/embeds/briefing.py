"""The briefing: one message of up to three embeds, which find room for each other."""

from __future__ import annotations

import re

from discord import Embed

from bot.embeds.articles import ALSO_ROOM, also_in, headline_link
from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import AHEAD, INK, VOICE, card
from bot.embeds.credits import DOT, imprint
from bot.embeds.limits import DESCRIPTION, TITLE, TOTAL, length
from bot.embeds.quotes import quote_block
from bot.embeds.text import stamp
from bot.embeds.timeline import event_blocks
from bot.model import Briefing, BriefStory

FOOTER = "Briefing {number}"
SIGNS = 3 * TITLE
"""Room for the titles and footers of the three embeds."""
QUOTES_ROOM, COMING_ROOM = 1500, 1200
_NUMBERED = re.compile(r"Briefing (\d+)")


def briefing_message(briefing: Briefing, *, number: int | None = None) -> list[Embed]:
    """The embeds of a briefing's message; `number` stands in the footer of the last."""
    coming = stack(event_blocks(briefing.coming), COMING_ROOM)
    quotes = stack([quote_block(quote) for quote in briefing.quotes], QUOTES_ROOM)
    intro = _intro(briefing)
    room = min(DESCRIPTION, TOTAL - SIGNS - length(coming) - length(quotes)) - len(intro) - 2
    stories = stack([_story_block(story) for story in briefing.stories], room)
    topic = f": {briefing.topic}" if briefing.topic else ""
    embeds = [card(f"Briefing{topic}", f"{intro}\n\n{stories}".strip(), colour=INK)]
    if quotes:
        embeds.append(card("In their own words", quotes, colour=VOICE))
    if coming:
        embeds.append(card("Coming up", coming, colour=AHEAD))
    if number is not None:
        embeds[-1].set_footer(text=FOOTER.format(number=number))
    return embeds


def briefing_number(embeds: list[Embed]) -> int | None:
    """The number a briefing's message carries."""
    match = _NUMBERED.fullmatch((embeds[-1].footer.text or "") if embeds else "")
    return int(match[1]) if match else None


def _intro(briefing: Briefing) -> str:
    lines: list[str] = []
    if briefing.late_since is not None:
        lines.append(f"*Late: this was due {stamp(briefing.late_since, 'f')}.*")
    since, until = briefing.window.since, briefing.window.until
    if since is not None and until is not None:
        lines.append(f"{stamp(since, 'f')} to {stamp(until, 'f')}")
    if briefing.empty:
        about = " on this topic" if briefing.topic else ""
        lines.append(f"Nothing new{about}.")
    return "\n".join(lines)


def _story_block(told: BriefStory) -> Block:
    return Block(told.words, _frame(told, linked=True), _frame(told, linked=False))


def _frame(told: BriefStory, *, linked: bool) -> Frame:
    also = also_in(told.story, told.lead, ALSO_ROOM, linked)
    tail = (imprint(told.lead), f"also in {also}" if also else "")
    return Frame(headline_link(told.lead, linked=linked), DOT.join(filter(None, tail)))
