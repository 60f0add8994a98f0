"""Questions that take more than one look into the store. The cogs and the terminal ask the same."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from bot import briefing
from bot.analysis.about import About
from bot.analysis.gists import gist_terms, unaccented
from bot.analysis.kin import candidates, kin
from bot.analysis.timeline import build, choose, shown
from bot.model import Analysis, Briefing, FiledEvent, Mentions, Told, Window
from bot.store.store import Store

DAY = timedelta(days=1)
LATEST = timedelta(days=2)
READABLE, MOST_DATES = 200, 40
"""Up to so many dated sentences a timeline tells them all, else of so many dates."""
COMING = 200
"""How many dated sentences are read for what a briefing says is coming."""
LOOKED_AT = 50
"""Articles among which the newest that is about a topic is looked for."""
STALE = timedelta(days=3)
"""An article filed now but published this long before the window is history, not news."""


async def brief(
    store: Store,
    *,
    window: Window,
    now: datetime,
    topic: str | None = None,
    audience: int | None = None,
    late_since: datetime | None = None,
) -> Briefing:
    """What was filed in `window`, composed for one audience.

    A window without a beginning is the latest news on file: two days up to the newest article that
    is about the topic.
    """
    window, ids, today = await _news(store, window, now, topic, audience)
    told = await store.stories_of(ids, audience=audience)
    top = briefing.rank(briefing.news_of(told, frozenset(ids)), About(topic))
    return await asyncio.to_thread(
        briefing.compose,
        window,
        top=top,
        readings=await _readings(store, [story.articles[0].id for story in top]),
        quotes=await store.quotes_in(ids, audience=audience),
        events=await _coming(store, today + DAY, topic, audience),
        today=today,
        topic=topic,
        late_since=late_since,
    )


async def timeline(
    store: Store,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    dates: int | None = None,
    sentences: int = 1,
    audience: int | None = None,
) -> list[FiledEvent]:
    """Dated events in date order, tellings of one event merged (`sources`).

    `dates` keeps the weightiest dates only, `sentences` is how many are told of each. Without a
    number of dates every sentence about the topic is told; but of more than anybody would read
    only the weightiest dates are.

    1. What it tells is chosen without a text.
    2. What was chosen is read, and found again in its text.
    """
    about = await _about(store, topic, audience) if topic else ()
    mentions = await store.mentions(
        topic=topic, about=about, audience=audience, since=since, until=until
    )
    told = await asyncio.to_thread(_chosen, mentions, dates, sentences)
    return await asyncio.to_thread(shown, await store.told(told))


def _chosen(mentions: Mentions, dates: int | None, sentences: int) -> list[Told]:
    if dates is None:
        told = list(map(all, zip(mentions.about, mentions.stated, strict=True)))
        if 0 < sum(told) <= READABLE:
            return choose(mentions.only(told))
    return choose(mentions, dates=dates or MOST_DATES, sentences=sentences)


async def _coming(
    store: Store, since: date, topic: str | None, audience: int | None
) -> list[FiledEvent]:
    """The soonest dated events from a day on, of articles that are about the topic.

    A bank that tells of a flood in passing tells nothing of it by when its rates will fall.
    """
    told = await store.events(
        topic=topic, since=since, begun=False, audience=audience, limit=COMING
    )
    about = About(topic)
    told = [one for one in told if about.held_by(one) or about.opened_by(one.article)]
    return await asyncio.to_thread(build, told, topic=topic)


async def _about(store: Store, topic: str, audience: int | None) -> frozenset[str]:
    """The terms that tell of a topic: those of its own words and of their kin."""
    found, told = await store.terms_on(topic, audience=audience)
    shares = candidates(topic, told)
    written = [form for term in shares for form in (term, term.capitalize())]
    words = kin(topic, shares, found, *await store.document_frequencies(written))
    return frozenset((*gist_terms(topic), *map(unaccented, words)))


async def _news(
    store: Store, window: Window, now: datetime, topic: str | None, audience: int | None
) -> tuple[Window, list[str], date]:
    """The window that is told of, the articles (ids) in it, and what day is today there."""
    if window.since is not None:
        fresh = Window(since=window.since - STALE)
        filed = await store.articles(filed=window, published=fresh, audience=audience, topic=topic)
        return window, [article.id for article in filed], now.date()
    newest = await store.articles(audience=audience, topic=topic, limit=LOOKED_AT if topic else 1)
    newest = [*filter(About(topic).opened_by, newest), *newest][:1]
    end = min(newest[0].published or now, now) if newest else now
    window = Window(since=end - LATEST, until=end)
    if articles := await store.articles(published=window, audience=audience, topic=topic):
        return window, [article.id for article in articles], end.date()
    # Nothing says when the newest was published: a window would claim it.
    return Window(), [article.id for article in newest], end.date()


async def _readings(store: Store, ids: list[str]) -> dict[str, Analysis]:
    """What was read out of articles, by id."""
    return {one: reading for one in ids if (reading := await store.analysis(one)) is not None}
