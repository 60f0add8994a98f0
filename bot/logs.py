"""How the log looks: lines for people or JSON for machines, and never a secret in either."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from datetime import UTC, datetime


class _Formatter(logging.Formatter):
    """Blanks out secrets in whatever a record turns into, tracebacks included."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = self.line(record)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        return line

    def line(self, record: logging.LogRecord) -> str:
        """The record as one entry of the log."""
        return super().format(record)


class _JsonFormatter(_Formatter):
    def line(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def configure(level: str, *, as_json: bool = False, secrets: Collection[str] = ()) -> None:
    """Send every log record to standard error, once."""
    handler = logging.StreamHandler()
    handler.setFormatter((_JsonFormatter if as_json else _Formatter)(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("apscheduler").setLevel("ERROR")  # a tick that is still running is no news
    for chatty in ("discord.gateway", "discord.client", "aiohttp.access", "trafilatura"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))
