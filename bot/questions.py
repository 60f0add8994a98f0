"""Questions that take more than one look into the store. The cogs and the terminal ask the same."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from bot import briefing
from bot.analysis.timeline import build
from bot.model import Article, Briefing, FiledEvent, Window
from bot.store.store import Store

DAY = timedelta(days=1)
LATEST = timedelta(days=2)
TELLINGS = 20_000
"""Dated sentences that a timeline is made of, at the most."""
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

    A window without a beginning is the latest news on file: two days up to the newest article.
    """
    if window.since is None:
        window, articles, today = await _latest(store, now, topic, audience)
    else:
        fresh = Window(since=window.since - STALE)
        articles = await store.articles(
            filed=window, published=fresh, audience=audience, topic=topic
        )
        today = now.date()
    ids = [article.id for article in articles]
    stories = briefing.rank(await store.stories_of(ids, audience=audience))
    readings = {
        story.articles[0].id: reading
        for story in stories
        if (reading := await store.analysis(story.articles[0].id)) is not None
    }
    return briefing.compose(
        window,
        top=stories,
        readings=readings,
        quotes=await store.quotes_in(ids, audience=audience),
        events=await timeline(store, topic=topic, since=today + DAY, audience=audience),
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

    `dates` keeps the weightiest dates only, `sentences` is how many are told of each.
    """
    told = await store.events(
        topic=topic, audience=audience, since=since, until=until, limit=TELLINGS
    )
    return await asyncio.to_thread(build, told, dates=dates, sentences=sentences, topic=topic)


async def _latest(
    store: Store, now: datetime, topic: str | None, audience: int | None
) -> tuple[Window, list[Article], date]:
    newest = await store.articles(audience=audience, topic=topic, limit=1)
    end = min(newest[0].published or now, now) if newest else now
    window = Window(since=end - LATEST, until=end)
    articles = await store.articles(published=window, audience=audience, topic=topic)
    return window, articles or newest, end.date()
