"""The log, and what never stands in it."""

import json
import logging

import pytest

from bot import logs

TOKEN = "MTIz.abc.not-a-real-token"


@pytest.fixture(autouse=True)
def _root_as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_secret_never_stands_in_the_log(capsys: pytest.CaptureFixture[str], as_json: bool):
    logs.configure("INFO", as_json=as_json, secrets=[TOKEN, ""])
    log = logging.getLogger("bot.test")
    log.error("login with %s failed", TOKEN, exc_info=RuntimeError(f"refused {TOKEN}"))
    log.warning("polling %s failed", "https://ada:s3cret@news.example/rss")
    said = capsys.readouterr().err
    assert "polling https://•••@news.example/rss failed" in said
    assert "s3cret" not in said
    assert "refused •••" in said
    assert "login with ••• failed" in said
    assert TOKEN not in said


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]):
    logs.configure("INFO", as_json=True)
    logging.getLogger("bot.test").info("two\nlines %d", 2)
    logging.getLogger("bot.test").debug("not this")
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert (entry["level"], entry["message"]) == ("INFO", "two\nlines 2")


def test_a_lost_connection_is_one_line_and_voice_none(capsys: pytest.CaptureFixture[str]):
    logs.configure("INFO")
    client = logging.getLogger("discord.client")
    client.warning("PyNaCl is not installed, voice will NOT be supported")
    client.error("Attempting a reconnect in %.2fs", 3, exc_info=ConnectionResetError("peer"))
    (line,) = capsys.readouterr().err.splitlines()
    assert "was lost (ConnectionResetError('peer')). Attempting a reconnect in 3.00s" in line


def test_what_is_logged_cannot_command_a_terminal(capsys: pytest.CaptureFixture[str]):
    logs.configure("INFO")
    logging.getLogger("bot.test").warning("reading %s", "a\x1b[2J\x9b31m title")
    assert "reading a�[2J�31m title" in capsys.readouterr().err
