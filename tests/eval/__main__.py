"""The scoreboards: `python -m tests.eval [quotes|dates|…] [options]`, all of them without a name.

Each prints one table and fails below its floor. Our own small sets are always measured; the big
ones are where `../shared` is.
"""

from __future__ import annotations

import importlib
import sys

BOARDS = ("quotes", "people", "dates", "timelines", "summaries", "stories", "search", "speed")


def main(argv: list[str]) -> int:
    """Run the boards named first in `argv`; the rest are options for them. Counts the failed."""
    chosen = [name for name in argv if name in BOARDS] or list(BOARDS)
    options = [word for word in argv if word not in BOARDS]
    return sum(importlib.import_module(f"tests.eval.{name}").main(options) != 0 for name in chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
