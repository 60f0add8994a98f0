"""Does the memory of `attache analyse --json` stay flat over a million articles?

python -m tests.bench.memory [ARTICLES]    (Linux: it reads /proc)

Invented articles are streamed into the real command. Every few seconds it is noted how many have
been read, and how much the command and each of its processes hold.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from tests.bench import invented

ARTICLES = 1_000_000
EVERY = 5.0


def main(count: int) -> None:
    command = [sys.executable, "-m", "bot", "analyse", "--json", "-"]
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdin and reader.stdout
        threading.Thread(target=feed, args=(reader.stdin, count), daemon=True).start()
        told = 0.0
        for done, _ in enumerate(reader.stdout, start=1):
            if done == count or time.perf_counter() - told >= EVERY:
                told = time.perf_counter()
                row(done, told - began, reader.pid)


def feed(stream: IO[bytes], count: int) -> None:
    """Write the articles as fast as they are read."""
    with stream:
        for line in invented.lines(count):
            stream.write(line)


def row(done: int, seconds: float, pid: int) -> None:
    """One line: articles read, seconds, and megabytes of every process."""
    held = " ".join(f"{megabytes(one):.1f}" for one in sorted(family(pid)))
    sys.stdout.write(f"{done} articles {seconds:.0f} s, MB: {held}\n")
    sys.stdout.flush()


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def megabytes(pid: int) -> float:
    """What a process holds in memory; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0.0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
