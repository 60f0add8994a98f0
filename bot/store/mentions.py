"""What an article tells of dates, packed into one row: what timelines are made of. Pure.

Each column is a list with an entry an event, in the order of their `place`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain, repeat
from typing import Any

from bot.model import Article, Event, Gist, Mentions, Precision
from bot.store import codes
from bot.store.database import Row, Value

_DAYS = (Precision.DAY, Precision.MINUTE)

Days = tuple[int, int]
"""A stretch of day ordinals, the second not in it."""

EVER: Days = (date.min.toordinal(), date.max.toordinal() + 1)

_EVENT: tuple[str, ...] = ("first_day", "last_day", "value", "precision", "stated", "spans")

Gister = Callable[[Article, Sequence[Event]], Sequence[Gist]]
"""What reads the gist of every event: `bot.analysis.gists`."""


def empty(window: Days) -> bool:
    """Whether no day is in it, so that no longer date touches it either."""
    first, after = window
    return first >= after


def packed(events: Sequence[Event], gists: Sequence[Gist]) -> tuple[Value, ...]:
    """An article's events as columns: dates, forms, terms."""
    told = list(zip(events, gists, strict=True))
    return (
        codes.dump([_filed(event) for event, _ in told]),
        codes.dump([gist.form for _, gist in told]),
        "\n".join(f" {gist.terms} " for _, gist in told),
    )


def packed_again(gister: Gister | None, text: str, published: int | None, filed: str) -> str:
    """What `packed` gives, as JSON, for events that were filed without gists.

    `filed` are their columns: first and last day, value, precision, stated, spans.
    """
    if gister is None:
        raise ValueError("an older article base is opened by `attache migrate`")
    article = Article("", text, published=codes.time_of(published))
    rows: list[list[Any]] = json.loads(filed)
    events = [codes.event_of(dict(zip(_EVENT, row, strict=True))) for row in rows]
    return codes.dump(packed(events, gister(article, events)))


def mentions_of(rows: Sequence[Row], topic: Iterable[str], window: Days) -> Mentions:
    """The mentions of rows that overlap a window; a sentence with a term of the topic is about it.

    Of a large topic there are fifty thousand: what can be done is done of all at once.
    """
    filed: list[list[int | str]] = _lists(row["dates"] for row in rows)
    dates = list(map(_Dates().__getitem__, chain.from_iterable(filed)))
    firsts = [first for _, first, _ in dates]
    published = _of_each((row["day"] for row in rows), filed)
    terms = "\n".join([row["terms"] for row in rows]).split("\n") if rows else []
    mentions = Mentions(
        articles=list(_of_each((row["article"] for row in rows), filed)),
        places=list(chain.from_iterable(range(len(told)) for told in filed)),
        dates=[value for value, _, _ in dates],
        firsts=firsts,
        lags=[
            1 if day is None else day - first for day, first in zip(published, firsts, strict=True)
        ],
        about=_about(terms, topic),
        forms=list(chain.from_iterable(_lists(row["forms"] for row in rows))),
        terms=terms,
    )
    if window == EVER:
        return mentions
    since, until = window
    return mentions.only([first < until and last >= since for _, first, last in dates])


class _Dates(dict[int | str, tuple[str, int, int]]):
    """Dates as they are filed: value, first and last day."""

    def __missing__(self, filed: int | str) -> tuple[str, int, int]:
        if isinstance(filed, int):
            found = date.fromordinal(filed).isoformat(), filed, filed
        else:
            value, first, last = filed.split(" ")
            found = value, int(first), int(last)
        self[filed] = found
        return found


def _filed(event: Event) -> int | str:
    """A day, or of a longer date its value, its first and its last day."""
    when = event.date
    first, last = when.first.toordinal(), when.last.toordinal()
    return first if when.precision in _DAYS else f"{when.value} {first} {last}"


def _lists(columns: Iterable[str]) -> Any:
    return json.loads(f"[{','.join(columns)}]")


def _of_each(values: Iterable[Any], lists: Iterable[Sequence[object]]) -> Iterable[Any]:
    """Each value as often as its list is long."""
    return chain.from_iterable(map(repeat, values, map(len, lists)))


def _about(sentences: Sequence[str], topic: Iterable[str]) -> list[bool]:
    terms = [f" {term} " for term in topic]
    about = [not terms] * len(sentences)
    for term in terms:
        about = [known or term in said for known, said in zip(about, sentences, strict=True)]
    return about
