"""How often a site may be asked (pure): a budget for every registrable domain.

A few requests at once, then one every PAUSE seconds; after a server asked for patience
(Retry-After), none until then. Times are seconds of any clock that never goes back.
"""

from __future__ import annotations

from tld import get_fld  # pyright: ignore[reportUnknownVariableType] - its **kwargs are untyped

BURST = 4
PAUSE = 1.0
FORGOTTEN = 10_000
"""How many domains are remembered before those that are idle are forgotten."""


def domain_of(url: str) -> str:
    """The registrable domain of a URL (`news.example.co.uk` → `example.co.uk`), else its host."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()
    return get_fld(url, fail_silently=True) or host


class Budget:
    """When the next request to a domain may go out."""

    def __init__(self, *, burst: int = BURST, pause: float = PAUSE) -> None:
        self._burst, self._pause = burst, pause
        self._free: dict[str, float] = {}
        self._blocked: dict[str, float] = {}

    def reserve(self, domain: str, at: float) -> float:
        """Take the next place; how many seconds to wait for it."""
        if len(self._free) > FORGOTTEN:
            self._free = {name: free for name, free in self._free.items() if free > at}
            self._blocked = {name: end for name, end in self._blocked.items() if end > at}
        earliest = at - self._pause * (self._burst - 1)
        place = max(self._free.get(domain, earliest), earliest)
        self._free[domain] = place + self._pause
        return max(0.0, place - at)

    def block(self, domain: str, until: float) -> None:
        """The server asked for patience."""
        self._blocked[domain] = max(until, self._blocked.get(domain, until))

    def blocked(self, domain: str, at: float) -> float:
        """How many seconds the server still wants to be left alone."""
        return max(0.0, self._blocked.get(domain, at) - at)
