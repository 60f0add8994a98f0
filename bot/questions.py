"""Questions that take more than one look into the store. The cogs and the terminal ask the same."""

from __future__ import annotations

from datetime import date, datetime

from bot.model import Briefing, FiledEvent, Window
from bot.store.store import Store


async def brief(
    store: Store,
    *,
    window: Window,
    now: datetime,
    topic: str | None = None,
    audience: int | None = None,
    late_since: datetime | None = None,
) -> Briefing:
    """What happened in `window`, composed for one audience."""
    raise NotImplementedError


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
    raise NotImplementedError
