"""Discord's rate limit headers, and its 429."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from bot.preview.wire import Clock


@dataclass(slots=True)
class _Bucket:
    name: str
    resets: float
    used: int = 0


@dataclass(slots=True)
class RateLimits:
    """So many calls a window, for each route and channel apart. Interactions are not counted."""

    clock: Clock
    limit: int
    window: float
    _buckets: dict[tuple[str, str, str], _Bucket] = field(
        default_factory=dict[tuple[str, str, str], _Bucket]
    )

    def spend(self, method: str, route: str, major: str) -> tuple[bool, dict[str, str]]:
        """Whether the call may pass, and the headers its answer carries."""
        now = self.clock()
        key = (method, route, major)
        bucket = self._buckets.get(key)
        if not bucket:
            name = hashlib.sha256(f"{method} {route}".encode()).hexdigest()[:32]
            bucket = self._buckets[key] = _Bucket(name, now + self.window)
        elif now >= bucket.resets:
            bucket.resets, bucket.used = now + self.window, 0
        bucket.used += 1
        return bucket.used <= self.limit, {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.limit - bucket.used)),
            "X-RateLimit-Reset": f"{bucket.resets:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.resets - now:.3f}",
            "X-RateLimit-Bucket": bucket.name,
        }
