"""Any text an article may hold, and the harsh parts of it more often than chance would."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TypeVar

from hypothesis import strategies as st

from bot.model import (
    Analysis,
    Article,
    Briefing,
    BriefStory,
    Event,
    EventDate,
    FiledEvent,
    FiledQuote,
    Person,
    Precision,
    Quote,
    Span,
    Story,
    Window,
)

TRICKS = (
    *("@everyone", "@here", "<@1>", "<@&1>", "<#1>", "</a:1>", "<t:0:R>", "<:a:1>", "<a:a:1>"),
    *("**", "__", "~~", "||", "`", "```", "\n```\n", "[a](https://evil.example)", "](", "[", "]"),
    *("\n# ", "\n> ", "\n>>> ", "\n- ", "\n1. ", "\n-# ", "https://evil.example", "\\", ":smile:"),
    *(
        "\0",
        "\r",
        "\u202e",
        "\u200b",
        "\ud800",
        "👩‍👩‍👧",
        "🇯🇵",
        "e\u0301",
        "石破",
        " ",
        "\n",
        "\n\n",
    ),
)
T = TypeVar("T")
Texts = st.SearchStrategy[str]
pieces: st.SearchStrategy[list[str]] = st.lists(
    st.sampled_from(TRICKS) | st.text(max_size=8), max_size=8
)
words: Texts = pieces.map("".join)
texts: Texts = words | words.map(lambda text: text * 80)
paths: Texts = texts.map(lambda path: f"https://a.example/{path}")
addresses: st.SearchStrategy[str | None] = st.none() | texts | paths
moments: st.SearchStrategy[datetime | None] = st.none() | st.integers(0, 2**32).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)
articles = st.builds(
    Article,
    id=texts,
    text=texts,
    title=texts,
    url=addresses,
    outlet=texts,
    published=moments,
    byline=texts,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A stretch of `text`."""
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return Span(start, end)


people = st.builds(Person, name=texts, aliases=st.tuples() | st.tuples(texts))


@st.composite
def filed_quotes(draw: st.DrawFn) -> FiledQuote:
    """A quote with everything, or little, known of it."""
    article = draw(articles)
    segments = draw(st.lists(spans(article.text), min_size=1, max_size=3))
    maybe = st.none() | spans(article.text)
    quote = Quote(
        segments=tuple(segments),
        sentence=Span(0, len(article.text)),
        speaker=draw(st.none() | texts),
        cue=draw(maybe),
        title=draw(maybe),
    )
    return FiledQuote(quote, article, draw(st.none() | people))


@st.composite
def filed_events(draw: st.DrawFn) -> FiledEvent:
    """A dated sentence of whatever precision."""
    article = draw(articles)
    first, last = sorted((draw(st.dates(date(1, 1, 1))), draw(st.dates(date(1, 1, 1)))))
    when = EventDate(
        draw(spans(article.text)), draw(words), draw(st.sampled_from(Precision)), first, last
    )
    event = Event(draw(spans(article.text)), when, draw(st.booleans()))
    return FiledEvent(event, article, tuple(draw(st.lists(articles, max_size=2))))


@st.composite
def brief_stories(draw: st.DrawFn) -> BriefStory:
    """A story told by several outlets."""
    told = draw(st.lists(articles, min_size=1, max_size=4))
    sentences = draw(st.lists(spans(told[0].text), max_size=2))
    others = [(one, draw(spans(one.text))) for one in told[1:3]]
    return BriefStory(Story(1, tuple(told)), tuple(sentences), tuple(others))


def _tuple(found: list[T]) -> tuple[T, ...]:
    return tuple(found)


def many(one: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """At most so many of them."""
    return st.lists(one, max_size=most).map(_tuple)


@st.composite
def read_articles(draw: st.DrawFn) -> tuple[Article, Analysis]:
    """An article and what was read out of it."""
    filed = draw(filed_events())
    text = filed.article.text
    summary = draw(st.just((Span(0, len(text)),)) | many(spans(text), 2))
    found = draw(many(people, 15))
    return filed.article, Analysis(events=(filed.event,) * 4, summary=summary, people=found)


briefings = st.builds(
    Briefing,
    window=st.builds(Window, moments, moments),
    topic=st.none() | texts,
    stories=many(brief_stories(), 5),
    quotes=many(filed_quotes(), 4),
    coming=many(filed_events(), 5),
    late_since=moments,
)
