"""One bot on an article base."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.lock import held

HOLDER = """
import sys, time
from pathlib import Path
from bot.store.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


async def test_a_bot_that_is_killed_leaves_no_lock_behind(tmp_path: Path) -> None:
    base = tmp_path / "attache.db"
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDER, base, stdout=PIPE)
    assert other.stdout is not None
    assert await other.stdout.readline() == b"held\n"
    with pytest.raises(StoreError, match="Another Attaché runs on"), held(base):
        pass
    other.kill()
    await other.wait()
    with held(base):
        pass


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder cannot be used"), held(tmp_path / "no" / "db"):
        pass
