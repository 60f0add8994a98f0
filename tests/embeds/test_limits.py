"""Whatever an article holds, Discord takes the embed, and nothing in it is lost or breaks out."""

from __future__ import annotations

import re

import discord
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.embeds import limits
from bot.embeds.articles import HITS_A_PAGE, article_page, search_page
from bot.embeds.briefing import briefing_message, briefing_number
from bot.embeds.quotes import QUOTES_A_PAGE, quotes_page
from bot.embeds.timeline import EVENTS_A_PAGE, timeline_page
from bot.model import Analysis, Article, Briefing, FiledEvent, FiledQuote, Hit, Person, Span, Story
from tests.embeds.hostile import (
    articles,
    briefings,
    filed_events,
    filed_quotes,
    people,
    read_articles,
    texts,
)

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
sample = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking such pages takes minutes
)
PING = re.compile(r"@everyone|@here|(?<!\\)(?:\\\\)*<(?:[@#/:a]|t:(?!\d+:[fFDRTt]>))")


def acceptable(embeds: list[discord.Embed]) -> None:
    """Everything Discord would refuse, and everything that would ping or forge."""
    assert 1 <= len(embeds) <= limits.EMBEDS
    assert limits.total(embeds) <= limits.TOTAL
    for embed in embeds:
        assert embed.title or embed.description or embed.fields
        for text, most in _parts(embed):
            assert text.strip()
            assert limits.length(text) <= most
            assert not any("\ud800" <= character <= "\udfff" for character in text)
            assert "\0" not in text
        for text in (embed.title or "", embed.description or "", *_values(embed)):
            assert not PING.search(text), text
        assert embed.url is None or re.fullmatch(r"https?://[a-z0-9.:_-]+([/?#]\S*)?", embed.url)


def _parts(embed: discord.Embed) -> list[tuple[str, int]]:
    parts = [
        (embed.title, limits.TITLE),
        (embed.description, limits.DESCRIPTION),
        (embed.footer.text, limits.FOOTER),
        *((field.name, limits.FIELD_NAME) for field in embed.fields),
        *((field.value, limits.FIELD_VALUE) for field in embed.fields),
    ]
    return [(text, most) for text, most in parts if text is not None]


def _values(embed: discord.Embed) -> list[str]:
    return [field.value or "" for field in embed.fields]


@sample
@given(people, st.lists(filed_quotes(), min_size=1, max_size=QUOTES_A_PAGE + 1), texts)
def test_quotes(person: Person, quotes: list[FiledQuote], about: str) -> None:
    page = quotes_page(person, quotes, about=about)
    acceptable([page.embed])
    told = (page.embed.description or "").count("\n— ")
    assert 1 <= told <= min(len(quotes), QUOTES_A_PAGE)  # the same words of two outlets stand once


@sample
@given(st.lists(filed_events(), min_size=1, max_size=EVENTS_A_PAGE + 1), texts)
def test_timeline(events: list[FiledEvent], topic: str) -> None:
    acceptable([timeline_page(events, topic=topic).embed])


@sample
@given(texts, st.lists(articles, min_size=1, max_size=HITS_A_PAGE + 1))
def test_search(query: str, found: list[Article]) -> None:
    hits = [Hit(article, Span(0, len(article.text))) for article in found]
    acceptable([search_page(query, hits).embed])


@sample
@given(read_articles(), st.lists(filed_quotes(), max_size=4), st.lists(articles, max_size=9))
def test_article(
    read: tuple[Article, Analysis], quotes: list[FiledQuote], others: list[Article]
) -> None:
    article, reading = read
    story = Story(1, (article, *others))
    acceptable([article_page(article, reading, quotes=quotes, story=story)])


@sample
@given(briefings, st.integers(1, 2**63))
def test_briefing(briefing: Briefing, number: int) -> None:
    embeds = briefing_message(briefing, number=number)
    acceptable(embeds)
    assert briefing_number(embeds) == number
