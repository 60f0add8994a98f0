"""`attache` while it still loads."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

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
LOADED = """
import sys
from bot import cli

def loaded(*words):
    try:
        cli.cli(words)
    except SystemExit:
        return {name.partition(".")[0] for name in sys.modules} | set(sys.modules)

heavy = {"aiohttp", "aiosqlite", "discord", "feedparser", "trafilatura", "config", "bot.analysis"}
sys.stderr.write(" ".join(sorted(heavy & loaded("--help"))) + "\\n")
sys.stderr.write(" ".join(sorted(heavy & loaded("analyse", sys.argv[1]))) + "\\n")
"""


async def test_ctrl_c_while_it_loads_ends_it_without_a_word():
    loading = await asyncio.create_subprocess_exec(
        sys.executable, "-c", INTERRUPTED, stdout=PIPE, stderr=PIPE
    )
    assert await loading.communicate() == (b"", b"")
    assert loading.returncode == -signal.SIGINT, "what a shell calls 130"


async def test_what_a_command_does_not_need_is_not_loaded(tmp_path: Path):
    (tmp_path / "one.txt").write_text("The ferry to Tarn sank on Friday, Ada Moss said.")
    loading = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LOADED, str(tmp_path / "one.txt")), stdout=PIPE, stderr=PIPE
    )
    _, loaded = await loading.communicate()
    assert loaded.decode().splitlines() == ["", "bot.analysis"]
