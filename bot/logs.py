"""How the log looks: lines for people or JSON for machines, and never a secret in either."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection
from datetime import UTC, datetime

from bot.articles.urls import masked

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Formatter(logging.Formatter):
    """Blanks out secrets in whatever a record turns into, tracebacks included."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = self.line(record)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        return masked(line)

    def line(self, record: logging.LogRecord) -> str:
        """The record as one entry of the log; what it quotes cannot command a terminal."""
        return _CONTROLS.sub("�", super().format(record))


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
    logging.getLogger("apscheduler.executors").setLevel("CRITICAL")  # nor one that a stop cut short
    logging.getLogger("discord.client").addFilter(_worth_saying)
    for chatty in ("discord.gateway", "discord.client", "aiohttp.access", "trafilatura"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))


def _worth_saying(record: logging.LogRecord) -> bool:
    """Whether a record of discord.py's client is: not that there is no voice, which is not used.

    A lost connection is one line, without the traceback of how it was lost.
    """
    said = str(record.msg)
    if said.startswith("Attempting a reconnect") and record.exc_info:
        record.msg = f"the connection to Discord was lost ({record.exc_info[1]!r}). {said}"
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
    return "voice will NOT be supported" not in said
