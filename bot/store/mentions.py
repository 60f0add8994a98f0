"""The dates an article tells of, packed into one row: what dates are weighed by. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from bot.model import Article, Event, Mentions, Precision
from bot.store import codes
from bot.store.database import Row, Value
from bot.store.terms import terms

_DAYS = (Precision.DAY, Precision.MINUTE)

Days = tuple[int, int]
"""A stretch of day ordinals, the second not in it."""

_Filed = int | tuple[str, int, int]
"""A day, or of a longer date its value, its first and its last day."""

EVER: Days = (date.min.toordinal(), date.max.toordinal() + 1)


def empty(window: Days) -> bool:
    """Whether no day is in it, so that no longer date touches it either."""
    first, after = window
    return first >= after


def packed(article: Article, events: Sequence[Event]) -> tuple[Value, ...]:
    """An article's events as columns: the day published, dates, stated, terms."""
    sentences = (event.span.of(article.text) for event in events)
    return (
        codes.day_of(article.published) or None,
        codes.dump([_filed(event) for event in events]),
        codes.dump([int(event.stated) for event in events]),
        "\n".join(f" {' '.join(dict.fromkeys(terms(sentence)))} " for sentence in sentences),
    )


def mentions_of(rows: Sequence[Row], topic: Iterable[str], window: Days) -> list[Mentions]:
    """The mentions of rows that overlap a window; a sentence with a term of the topic is about it.

    Of a large topic there are fifty thousand: what can be done is done of all at once.
    """
    dates: list[list[_Filed]] = _lists(row["dates"] for row in rows)
    stated: list[list[int]] = _lists(row["stated"] for row in rows)
    about = _about("\n".join(row["terms"] for row in rows).split("\n"), topic)
    found: list[Mentions] = []
    end = 0
    for row, filed, said in zip(rows, dates, stated, strict=True):
        start, end = end, end + len(filed)
        days = [when if isinstance(when, int) else when[1] for when in filed]
        mentions = Mentions(
            row["article"],
            [_iso(when) if isinstance(when, int) else when[0] for when in filed],
            _lags(row["day"], days),
            said,
            about[start:end],
            range(end - start),
        )
        found.append(mentions if window == EVER else mentions.only(_inside(window, filed)))
    return found


def _lists(columns: Iterable[str]) -> Any:
    return json.loads(f"[{','.join(columns)}]")


def _lags(published: int | None, days: Sequence[int]) -> list[int]:
    return [1] * len(days) if published is None else [published - day for day in days]


def _inside(window: Days, filed: Iterable[_Filed]) -> list[bool]:
    since, until = window
    ends = ((when, when) if isinstance(when, int) else when[1:] for when in filed)
    return [first < until and last >= since for first, last in ends]


def _filed(event: Event) -> _Filed:
    when = event.date
    if when.precision in _DAYS:
        return when.first.toordinal()
    return when.value, when.first.toordinal(), when.last.toordinal()


def _about(sentences: Sequence[str], topic: Iterable[str]) -> list[bool]:
    terms = [f" {term} " for term in topic]
    about = [not terms] * len(sentences)
    for term in terms:
        about = [known or term in said for known, said in zip(about, sentences, strict=True)]
    return about


@lru_cache(maxsize=1 << 14)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
