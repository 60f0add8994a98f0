"""What a timeline needs to know of a dated sentence, read at ingest and filed beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from bot.analysis.standing import stands_alone, told, unstamped
from bot.analysis.terms import stems
from bot.model import Article, Event, FiledEvent, Gist, Precision, Span

TOP = 450
"""Characters from the top of an article in which news tells what happened."""

NEAR = 20
"""Characters in front of a date in which stands how what is told lies to it."""

_BESIDE = re.compile(r"\b(?:after|before|since|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_ACCENTS = re.compile("[\u0300-\u036f]+")


def gists(article: Article, events: Iterable[Event]) -> tuple[Gist, ...]:
    """The gist of every event; a sentence of several dates is read once."""
    known: dict[tuple[Span, bool, bool], Gist] = {}
    found: list[Gist] = []
    for event in events:
        cut = without_dateline(FiledEvent(event, article)).event
        key = cut.span, cut.stated, _off_its_date(article.text, cut)
        if key not in known:
            dateline = article.text[event.span.start : cut.span.start]
            known[key] = _gist(cut.span.of(article.text), dateline, cut, off_its_date=key[-1])
        found.append(known[key])
    return tuple(found)


def gist(article: Article, event: Event) -> Gist:
    """The gist of one event."""
    return gists(article, [event])[0]


def gist_terms(text: str) -> list[str]:
    """The terms by which a sentence, or a topic, is known: its stems."""
    return stems(unaccented(text))


def unaccented(text: str) -> str:
    """As many write it: Muller for Müller; kana keep their voicing marks."""
    if text.isascii():
        return text
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", plain)


def _off_its_date(text: str, event: Event) -> bool:
    """Whether it tells of a time before or after its date: "nine weeks after the 30 May vote"."""
    start = event.date.span.start
    return (
        event.stated
        and event.date.precision is not Precision.MINUTE
        and _BESIDE.search(text, max(event.span.start, start - NEAR), start) is not None
    )


def _gist(sentence: str, dateline: str, event: Event, *, off_its_date: bool) -> Gist:
    return Gist.of(
        " ".join((*gist_terms(sentence), "|", *gist_terms(dateline))),
        words=sentence.count(" ") + 1,
        stated=event.stated,
        alone=stands_alone(sentence) and not off_its_date,
        on_top=event.span.start < TOP,
    )


def lag(filed: FiledEvent) -> int:
    """How many days after the date the article was published."""
    published = filed.article.published
    return (published.date() - filed.event.date.first).days if published else 1


def without_dateline(filed: FiledEvent) -> FiledEvent:
    """The sentence behind stamp and dateline; a day that only those name is not stated."""
    event, text = filed.event, filed.article.text
    span = told(text, unstamped(text, event.span))
    if span == event.span:
        return filed
    if event.stated and event.date.span.start < span.start:
        if lag(filed) != 0:
            return filed
        day = replace(event.date, span=Span(span.start, span.start))
        return replace(filed, event=Event(span, day, stated=False))
    return replace(filed, event=replace(event, span=span))
