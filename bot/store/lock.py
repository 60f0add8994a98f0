"""One bot on an article base: a lock that ends with its process, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError
from bot.store.faults import explained


@contextmanager
def held(base: Path) -> Generator[None]:
    """Hold the base until the block ends; StoreError when another bot holds it.

    Only a bot holds it: the commands of the terminal may ask and ingest beside one.
    """
    with explained(base):
        file = base.with_name(f"{base.name}.lock").open("a")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"Another Attaché runs on {base}. Stop that one, or give this one a data folder "
                "of its own: attache run --data DIR",
                subject=str(base),
            ) from None
        yield
