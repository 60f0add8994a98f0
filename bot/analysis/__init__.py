"""Reading: one article in, its quotes, dates, events, summary and people out. Pure.

text ─► sentences ─┬─► quotes, people ──────────┬─► keywords, terms
                   ├─► dates ─► events ─► gists │
                   └─► summary                  └─► Analysis
"""

from __future__ import annotations

from bot.analysis import events
from bot.analysis.dates import find as find_dates
from bot.analysis.gists import gists
from bot.analysis.keywords import keywords
from bot.analysis.quotes import read as read_quotes
from bot.analysis.sentences import split
from bot.analysis.summary import summarise
from bot.analysis.terms import terms
from bot.model import Analysis, Article, Event

SENTENCES = 2


def analyse(article: Article, *, sentences: int = SENTENCES) -> Analysis:
    """Read one article; `sentences` is the length of its summary. Any text survives."""
    text, published = article.text, article.published
    spans = split(text)
    quotes, people = read_quotes(text, spans)
    dates = find_dates(text, spans, published)
    dated = events.find(text, spans, dates, published)
    told = tuple(sorted((*dated, *events.leads(spans, dates, published)), key=_place))
    return Analysis(
        quotes=quotes,
        dates=dates,
        events=told,
        summary=summarise(article.title, text, spans, sentences),
        people=people,
        keywords=keywords(article.title, text, people),
        terms=terms(article.title, text),
        gists=gists(article, told),
    )


def _place(event: Event) -> tuple[int, int]:
    return event.span
