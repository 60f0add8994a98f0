"""`attache` while it still loads."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

INTERRUPTED = """
import os, signal, sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "bot.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Impatient())
from bot.__main__ import main
main()
"""


async def test_ctrl_c_while_it_loads_ends_it_without_a_word():
    loading = await asyncio.create_subprocess_exec(
        sys.executable, "-c", INTERRUPTED, stdout=PIPE, stderr=PIPE
    )
    assert await loading.communicate() == (b"", b"")
    assert loading.returncode == -signal.SIGINT, "what a shell calls 130"
