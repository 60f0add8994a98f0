"""Compose: stories, quotes and coming events → Briefing. Pure.

1. Of a story counts what is new: by how many outlets tell it stories are ranked, then by how many
   articles, then by freshness. Those that open with the topic come before those that mention it.
2. Each is told by the sentences that say what its outlets have in common, each with its source;
   where one outlet alone tells it, by the first sentences of its lead article's summary.
3. Quotes are the day's: attributed, readable in length, one a speaker, top stories first.
4. Coming events are sentences, clear by themselves, whose date lies ahead: soonest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from bot.analysis.about import EVERYTHING, About
from bot.analysis.digest import digest
from bot.analysis.sentences import split
from bot.analysis.standing import stands_alone
from bot.model import (
    Analysis,
    Article,
    Briefing,
    BriefStory,
    FiledEvent,
    FiledQuote,
    Story,
    Window,
)

STORIES, QUOTES, COMING = 5, 4, 5
SENTENCES = 2
VOICES = 6
"""How many outlets' articles a story is told from at most."""
READABLE = range(30, 301)
"""Characters of a quote worth telling: below it is a phrase, above it a speech."""
EPOCH = datetime.min.replace(tzinfo=UTC)


def rank(stories: Iterable[Story], about: About = EVERYTHING) -> list[Story]:
    """The stories worth telling, those about the topic before others, the weightiest first."""
    order = sorted(stories, key=_weight, reverse=True)
    return sorted(order, key=lambda story: not about.opened_by(story.articles[0]))[:STORIES]


def news_of(stories: Sequence[Story], new: Collection[str]) -> list[Story]:
    """The stories as their `new` articles (ids) tell them, the fullest first.

    What an earlier briefing told of a story is not told again because one more article joined it.
    """
    told = ([one for one in story.articles if one.id in new] for story in stories)
    return [
        Story(story.id, tuple(sorted(articles, key=lambda one: -len(one.text))))
        for story, articles in zip(stories, told, strict=True)
        if articles
    ]


def compose(
    window: Window,
    *,
    top: Sequence[Story],
    readings: Mapping[str, Analysis],
    quotes: Sequence[FiledQuote],
    events: Sequence[FiledEvent],
    today: date,
    topic: str | None = None,
    late_since: datetime | None = None,
) -> Briefing:
    """A briefing about the `top` stories; `readings` are their lead articles' analyses by id."""
    return Briefing(
        window=window,
        topic=topic,
        stories=tuple(_told(story, readings.get(story.articles[0].id)) for story in top),
        quotes=tuple(_choose_quotes(quotes, top)),
        coming=tuple(_coming(events, today)),
        late_since=late_since,
    )


def _weight(story: Story) -> tuple[int, int, datetime]:
    outlets = {article.outlet for article in story.articles}
    newest = max((article.published or EPOCH for article in story.articles), default=EPOCH)
    return len(outlets), len(story.articles), newest


def _told(story: Story, reading: Analysis | None) -> BriefStory:
    voices = _voices(story)
    if len(voices) == 1:
        return BriefStory(story, reading.summary[:SENTENCES] if reading else ())
    chosen = digest([(one.text, split(one.text)) for one in voices], SENTENCES)
    return BriefStory(
        story,
        tuple(sorted(span for at, span in chosen if at == 0)),
        tuple((voices[at], span) for at, span in chosen if at > 0),
    )


def _voices(story: Story) -> list[Article]:
    """The lead article, and the first one of every other outlet."""
    lead = story.articles[0]
    voices = {lead.outlet: lead}
    for article in story.articles:
        if article.outlet:
            voices.setdefault(article.outlet, article)
    return list(voices.values())[:VOICES]


def _choose_quotes(quotes: Iterable[FiledQuote], top: Sequence[Story]) -> list[FiledQuote]:
    rank = {article.id: place for place, story in enumerate(top) for article in story.articles}
    chosen: dict[str, FiledQuote] = {}
    said: set[str] = set()
    for quote in sorted(quotes, key=lambda one: rank.get(one.article.id, len(top))):
        speaker, words = quote.quote.speaker, " ".join(quote.words)
        if speaker and speaker not in chosen and len(words) in READABLE and words not in said:
            chosen[speaker] = quote
            said.add(words)
    return list(chosen.values())[:QUOTES]


def _coming(events: Iterable[FiledEvent], today: date) -> list[FiledEvent]:
    told: set[tuple[str, str]] = set()
    coming: list[FiledEvent] = []
    for event in sorted(events, key=lambda one: (one.event.date.first, one.event.date.last)):
        key = event.event.date.value, event.article.id
        if event.event.date.first > today and key not in told and stands_alone(event.sentence):
            told.add(key)
            coming.append(event)
    return coming[:COMING]
