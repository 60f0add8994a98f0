"""The dates an article tells of, packed into one row: what dates are weighed by. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from bot.model import Article, Event, Mentions, Precision
from bot.store import codes
from bot.store.database import Row, Value
from bot.store.terms import terms

_DAYS = (Precision.DAY, Precision.MINUTE)

Days = tuple[int, int]
"""A stretch of day ordinals, the second not in it."""

EVER: Days = (date.min.toordinal(), date.max.toordinal() + 1)


def packed(article: Article, events: Sequence[Event]) -> tuple[Value, ...]:
    """An article's events as columns: the day published, dates, stated, terms."""
    sentences = (event.span.of(article.text) for event in events)
    return (
        codes.day_of(article.published) or None,
        codes.dump([_filed(event) for event in events]),
        codes.dump([int(event.stated) for event in events]),
        "\n".join(f" {' '.join(dict.fromkeys(terms(sentence)))} " for sentence in sentences),
    )


def mentions_of(row: Row, topic: Iterable[str], window: Days) -> Mentions:
    """The mentions of a row that overlap a window; a sentence with a term of the topic is about it.

    There are thousands of rows, so that lists are filled at once.
    """
    filed: list[int | tuple[str, int, int]] = json.loads(row["dates"])
    first = [when if isinstance(when, int) else when[1] for when in filed]
    day: int | None = row["day"]
    found = Mentions(
        row["article"],
        [_iso(when) if isinstance(when, int) else when[0] for when in filed],
        [1] * len(first) if day is None else [day - begins for begins in first],
        json.loads(row["stated"]),
        _about(row["terms"].split("\n"), [f" {term} " for term in topic]),
        range(len(first)),
    )
    if window == EVER:
        return found
    last = [when if isinstance(when, int) else when[2] for when in filed]
    since, until = window
    return found.only(
        [begins < until and ends >= since for begins, ends in zip(first, last, strict=True)]
    )


def _filed(event: Event) -> int | list[str | int]:
    """A day as its ordinal, a longer date as its value with its first and last day."""
    when = event.date
    if when.precision in _DAYS:
        return when.first.toordinal()
    return [when.value, when.first.toordinal(), when.last.toordinal()]


def _about(sentences: Sequence[str], topic: Sequence[str]) -> list[bool]:
    about = [not topic] * len(sentences)
    for term in topic:
        about = [
            known or term in sentence for known, sentence in zip(about, sentences, strict=True)
        ]
    return about


@lru_cache(maxsize=1 << 14)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
