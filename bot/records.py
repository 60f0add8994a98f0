"""The words of the model as plain JSON values: what every `--json` prints (pure).

Offsets are characters in the article's text; a quote's exclude its marks. Times are ISO 8601, UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.model import (
    Analysis,
    Article,
    Briefing,
    Counts,
    Event,
    FiledEvent,
    FiledQuote,
    Hit,
    Person,
    Quote,
    Span,
    Story,
    Timex,
)

Record = dict[str, Any]


def analysis_record(article: Article, analysis: Analysis) -> Record:
    """An article with everything that was read out of it."""
    text = article.text
    return {
        "id": article.id,
        "title": article.title,
        "published": moment_record(article.published),
        "text": text,
        "quotes": [quote_record(quote, text) for quote in analysis.quotes],
        "events": [event_record(event, text) for event in analysis.events if event.stated],
        "dates": [timex_record(timex, text) for timex in analysis.dates],
        "summary": [span_record(span, text) for span in analysis.summary],
        "people": [person_record(person) for person in analysis.people],
    }


def article_record(article: Article) -> Record:
    """An article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": moment_record(article.published),
        "language": article.language,
    }


def quote_record(quote: Quote, text: str) -> Record:
    """A quote; its `text` is the segments, a space between two of them."""
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "segments": [list(segment) for segment in quote.segments],
        "text": " ".join(segment.of(text) for segment in quote.segments),
        "speaker": quote.speaker,
        "mention": span_record(quote.mention, text) if quote.mention else None,
        "cue": quote.cue.of(text) if quote.cue else None,
    }


def event_record(event: Event, text: str) -> Record:
    """A dated sentence."""
    date = event.date
    return {
        **span_record(event.span, text),
        "date": {
            **span_record(date.span, text),
            "value": date.value,
            "precision": date.precision.value,
        },
    }


def timex_record(timex: Timex, text: str) -> Record:
    """A temporal expression."""
    return {
        **span_record(timex.span, text),
        "type": timex.type.value,
        "value": timex.value,
    }


def span_record(span: Span, text: str) -> Record:
    """A stretch of text and what stands there."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def person_record(person: Person) -> Record:
    """Somebody, with what else they are called."""
    return {"name": person.name, "aliases": list(person.aliases), "titles": list(person.titles)}


def moment_record(moment: datetime | None) -> str | None:
    """A time such as `2025-02-07T12:00:00Z`."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


# --- answers --------------------------------------------------------------------------------


def filed_quote_record(filed: FiledQuote) -> Record:
    """A quote with the article it stands in and the person who said it."""
    text = filed.article.text
    quote = filed.quote
    return {
        **quote_record(quote, text),
        "title": quote.title.of(text) if quote.title else None,
        "sentence": span_record(quote.sentence, text),
        "person": person_record(filed.person) if filed.person else None,
        "article": article_record(filed.article),
    }


def filed_event_record(filed: FiledEvent) -> Record:
    """A dated sentence with the articles that tell it."""
    return {
        "date": filed.event.date.value,
        "precision": filed.event.date.precision.value,
        "stated": filed.event.stated,
        "text": filed.sentence,
        "sources": [article_record(article) for article in filed.sources or (filed.article,)],
    }


def hit_record(hit: Hit) -> Record:
    """An article that answers a search, with the passage that does."""
    return {
        **article_record(hit.article),
        "passage": span_record(hit.passage, hit.article.text),
        "score": hit.score,
    }


def story_record(story: Story) -> Record:
    """A story as the ids of its articles."""
    return {"story": story.id, "articles": [article.id for article in story.articles]}


def briefing_record(briefing: Briefing) -> Record:
    """A briefing, every sentence with the article it is cut from."""
    return {
        "since": moment_record(briefing.window.since),
        "until": moment_record(briefing.window.until),
        "topic": briefing.topic,
        "late_since": moment_record(briefing.late_since),
        "stories": [
            {
                **story_record(brief.story),
                "headline": brief.lead.title,
                "sentences": _cut(brief.sentences, brief.lead.text),
                "others": [
                    {**span_record(span, article.text), "article": article_record(article)}
                    for article, span in brief.others
                ],
                "lead": article_record(brief.lead),
                "outlets": sorted({one.outlet for one in brief.story.articles if one.outlet}),
            }
            for brief in briefing.stories
        ],
        "quotes": [filed_quote_record(quote) for quote in briefing.quotes],
        "coming": [filed_event_record(event) for event in briefing.coming],
    }


def counts_record(counts: Counts) -> Record:
    """The size and health of the article base."""
    return {**asdict(counts), "newest": moment_record(counts.newest)}


def _cut(spans: Sequence[Span], text: str) -> list[Record]:
    return [span_record(span, text) for span in spans]
