"""What a test can break: the next answers of Discord's REST API."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from bot.preview.errors import DiscordError, RateLimited


@dataclass(slots=True)
class Fault:
    """One misfortune, for the next `times` calls that match."""

    method: str
    path: str
    status: int = 0
    code: int = 0
    message: str = ""
    retry_after: float = 1.0
    via: bool = True
    drop: Literal["before", "after"] | None = None
    hang: float = 0.0
    times: int = 1

    def strike(self) -> None:
        """Answer with an error, if that is this fault's way."""
        if self.status == 429:
            raise RateLimited(self.retry_after)
        if self.status:
            message = self.message or f"{self.status}: made to fail"
            raise DiscordError(self.status, self.code, message)


NO_FAULT = Fault("", "")


class Faults:
    """The misfortunes that wait for their call, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def next(
        self,
        method: str,
        path: str,
        *,
        status: int = 0,
        code: int = 0,
        message: str = "",
        retry_after: float = 1.0,
        via: bool = True,
        drop: Literal["before", "after"] | None = None,
        hang: float = 0.0,
        times: int = 1,
    ) -> None:
        """The next `times` calls of `method` to `path` ("/channels/*/messages") go wrong.

        `status` answers it instead of acting; `via=False` makes a 429 look like Cloudflare's.
        `drop` aborts the connection, unacted ("before") or acted on ("after"); `hang` waits that
        many seconds before anything else, and alone delays only.
        """
        fault = Fault(method, path, status, code, message, retry_after, via, drop, hang, times)
        self._waiting.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault this call meets, used up."""
        for fault in self._waiting:
            if fault.method in (method, "*") and fnmatchcase(path, fault.path):
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                return fault
        return None

    @property
    def waiting(self) -> int:
        """How many faults no call has met yet."""
        return len(self._waiting)
