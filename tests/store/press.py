"""Articles and readings for the store's tests: spans are looked up in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.analysis.gists import gists
from bot.model import (
    Analysis,
    Article,
    Event,
    EventDate,
    Person,
    Precision,
    Quote,
    Schedule,
    Span,
    Timex,
    TimexType,
)
from bot.store.store import Store

NOON = datetime(2031, 5, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

HARBOUR = (
    'Mira Tolland opened the harbour on Monday. "The quay is ready," Tolland said. '
    "Ships will call from June 2031."
)


def article(
    name: str = "harbour",
    text: str = HARBOUR,
    *,
    title: str = "Harbour opens",
    outlet: str = "The Ferry Post",
    published: datetime | None = NOON,
    url: str | None = None,
) -> Article:
    return Article(
        id=name,
        text=text,
        title=title,
        url=url or f"https://ferry.example/{name}",
        outlet=outlet,
        published=published,
        byline="Our correspondent",
    )


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quote(text: str, words: str, speaker: str | None) -> Quote:
    found = span(text, words)
    return Quote(
        segments=(found,),
        sentence=Span(max(0, found.start - 1), min(len(text), found.end + 1)),
        speaker=speaker,
    )


def event(text: str, sentence: str, day: date, last: date | None = None) -> Event:
    found = span(text, sentence)
    when = EventDate(
        span=Span(found.start, found.start + 1),
        value=day.isoformat(),
        precision=Precision.DAY,
        first=day,
        last=last or day,
    )
    return Event(span=found, date=when)


def reading(
    filed: Article,
    *,
    quotes: Mapping[str, str | None] | None = None,
    events: Mapping[str, date] | None = None,
    people: Sequence[Person] = (),
    keywords: Sequence[str] = (),
    terms: Sequence[tuple[str, int]] = (),
) -> Analysis:
    told = tuple(event(filed.text, told, day) for told, day in (events or {}).items())
    return Analysis(
        quotes=tuple(quote(filed.text, words, who) for words, who in (quotes or {}).items()),
        dates=(Timex(Span(0, 1), TimexType.DATE, "2031-05-12"),),
        events=told,
        summary=(Span(0, 1),),
        people=tuple(people),
        keywords=tuple(keywords),
        terms=tuple(terms),
        gists=gists(filed, told),
    )


def read_as(filed: Article, *events: Event) -> Analysis:
    """A reading of nothing but events."""
    return Analysis(events=events, gists=gists(filed, events))


TOLLAND = Person("Mira Tolland", ("Tolland", "トランド"), ("Mayor",))


def harbour(name: str = "harbour", **fields: datetime | str | None) -> tuple[Article, Analysis]:
    """An article in which Mira Tolland says one thing and one thing happens."""
    filed = article(name, **fields)  # pyright: ignore[reportArgumentType] -- fields of `article`
    return filed, reading(
        filed,
        quotes={"The quay is ready,": "Mira Tolland"},
        events={"Ships will call from June 2031.": date(2031, 6, 1)},
        people=[TOLLAND],
        keywords=["harbour", "ships"],
        terms=[("harbour", 2), ("quay", 1)],
    )


async def file_naming(
    store: Store, name: str, *people: Person, said: int = 1, published: datetime = NOON
) -> Article:
    """An article that names people; the first of them says `said` things."""
    filed = article(name, published=published)
    read = reading(filed, people=people)
    words = [filed.text[place : place + 3] for place in range(said)]
    quotes = tuple(quote(filed.text, word, people[0].name) for word in words)
    await store.put(filed, replace(read, quotes=quotes), now=NOON)
    return filed


def schedule(**fields: object) -> Schedule:
    """Noon in Lisbon every day."""
    given = {"id": 0, "channel_id": 7, "at": NOON.time(), "zone": "Europe/Lisbon", "guild_id": 1}
    return Schedule(**(given | fields))  # pyright: ignore[reportArgumentType] -- fields of Schedule
