"""/search and /article: articles with the passage that answers, and one article read through."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.analysis.gists import without_dateline
from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import Page, card, numbered
from bot.embeds.credits import DOT, LABEL, imprint, said, source, voice
from bot.embeds.limits import DESCRIPTION, FIELD_VALUE, TOTAL, length, total
from bot.embeds.text import cut, escape, one_line
from bot.embeds.timeline import event_blocks
from bot.model import Analysis, Article, FiledEvent, FiledQuote, Hit, Span, Story
from bot.wording import nowhere

HITS_A_PAGE = 5
HEADLINE = 110
ALSO_ROOM = 300
"""Characters for the other outlets behind a story or a quotation."""
NAMED = 512
"""Room for an article's id: the sections leave the summary no less than 1,000 characters."""
QUOTES_SHOWN, DATES_SHOWN, PEOPLE_SHOWN = 3, 4, 12


def search_page(query: str, hits: Sequence[Hit], *, number: int = 0) -> Page:
    """Page `number` of a search; one more than a page holds says that there is another."""
    shown = hits[:HITS_A_PAGE]
    first = number * HITS_A_PAGE + 1
    footer = [numbered("Article", first, len(shown)), "best first"]
    if not number and (unheld := nowhere(query, [hit.article for hit in shown])):
        footer.append(unheld)
    embed = card(
        f"Search: {query}",
        stack([_hit_block(hit) for hit in shown]),
        footer=DOT.join(footer),
    )
    return Page(embed, number, last=len(hits) <= HITS_A_PAGE)


def article_page(
    article: Article,
    reading: Analysis,
    *,
    quotes: Sequence[FiledQuote] = (),
    story: Story | None = None,
) -> Embed:
    """One article: its summary, quotes, dates and people, and who else tells the story."""
    name = cut(f"Article {one_line(article.id)}", NAMED)
    embed = card(one_line(article.title) or "Untitled", "", footer=name, address=article.url)
    people = ", ".join(person.name for person in reading.people[:PEOPLE_SHOWN])
    _section(embed, "Quotes", [_quote_block(quote) for quote in quotes[:QUOTES_SHOWN]])
    _section(embed, "Dates", event_blocks(_dates(article, reading), credited=False))
    _section(embed, "People", [Block(people, Frame(), Frame())] if people else [])
    also = also_in(story, article) if story else ""
    if also:
        embed.add_field(name="Also in", value=also, inline=False)
    room = min(DESCRIPTION, TOTAL - total([embed]))
    embed.description = stack([_summary_block(article, reading)], room) or None
    return embed


def headline_link(article: Article, *, linked: bool = True) -> str:
    """The headline in bold, leading to the article."""
    title = cut(one_line(article.title) or "Untitled", HEADLINE)
    return f"**{source(title, article, linked=linked)}**"


def also_in(story: Story, article: Article, room: int = FIELD_VALUE, linked: bool = True) -> str:
    """The other outlets that tell the story, each leading to its first telling."""
    told: dict[str, Article] = {}
    for other in story.articles:
        if other.outlet and other.outlet != article.outlet:
            told.setdefault(other.outlet, other)
    parts = [
        source(cut(one_line(outlet), LABEL), other, linked=linked) for outlet, other in told.items()
    ]
    while length(", ".join(parts)) > room:
        parts.pop()
    return ", ".join(parts)


def _hit_block(hit: Hit) -> Block:
    article = hit.article
    tail = imprint(article)
    return Block(
        hit.passage.of(article.text),
        Frame(headline_link(article), tail),
        Frame(headline_link(article, linked=False), tail),
    )


def _quote_block(filed: FiledQuote) -> Block:
    frame = Frame(tail=voice(filed))
    return Block(said(filed), frame, frame, quoted=True)


def _dates(article: Article, reading: Analysis) -> list[FiledEvent]:
    """The first dated sentences, each under one date, soonest first."""
    told: dict[Span, FiledEvent] = {}
    for event in reading.events:
        filed = without_dateline(FiledEvent(event, article))
        if filed.event.stated:
            told.setdefault(filed.event.span, filed)
    return sorted(list(told.values())[:DATES_SHOWN], key=lambda one: one.event.date.first)


def _summary_block(article: Article, reading: Analysis) -> Block:
    words = " ".join(span.of(article.text) for span in reading.summary)
    byline = escape(cut(one_line(article.byline), LABEL))
    head = DOT.join(filter(None, (imprint(article), byline)))
    frame = Frame(head=f"{head}\n" if head else "")
    return Block(words, frame, frame)


def _section(embed: Embed, name: str, blocks: Sequence[Block]) -> None:
    if blocks and (value := stack(blocks, FIELD_VALUE)):
        embed.add_field(name=name, value=value, inline=False)
