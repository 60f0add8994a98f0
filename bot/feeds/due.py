"""When to poll a feed next (pure).

1. After a poll that went well: as long as the server (Cache-Control) and the feed (ttl) ask for,
   but between SOONEST and LATEST.
2. After a failure: twice as long with every failure in a row, up to GIVEN_UP; never before what
   Retry-After names.
3. Spread by a part that belongs to the feed, so that feeds added together drift apart; the same
   feed at the same time is always due at the same time.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

SOONEST = timedelta(minutes=10)
USUAL = timedelta(minutes=20)
LATEST = timedelta(hours=6)
GIVEN_UP = timedelta(hours=24)
BELIEVED = timedelta(days=7)
"""The longest Retry-After that is believed."""

SPREAD = 0.15


def after_success(
    url: str, now: datetime, *, max_age: float | None = None, ttl: float | None = None
) -> datetime:
    """When a feed that was read is due again; `max_age` in seconds, `ttl` in minutes."""
    asked = max(
        timedelta(seconds=min(max_age or 0, LATEST.total_seconds())),
        timedelta(minutes=min(ttl or 0, LATEST.total_seconds())),
    )
    pause = min(max(asked or USUAL, SOONEST), LATEST)
    return now + pause * (1 + SPREAD * _share(url))


def after_failure(
    url: str, now: datetime, *, failures: int, retry_after: float | None = None
) -> datetime:
    """When a feed that failed `failures` times in a row is due again."""
    pause = min(USUAL * 2 ** min(max(failures, 1) - 1, 16), GIVEN_UP)
    pause *= 1 + SPREAD * _share(url)
    asked = timedelta(seconds=min(retry_after or 0, BELIEVED.total_seconds()))
    return now + max(pause, asked)


def _share(url: str) -> float:
    """A number in [0, 1) that belongs to the URL."""
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:4]) / 2**32
