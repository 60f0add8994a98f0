"""The settings tree: what is read, what is refused, and what is never shown."""

from datetime import time
from pathlib import Path

import pytest

from bot.errors import SettingsError
from config.settings import PREFIX, Settings, load

TOKEN = "MTIz.abc.not-a-real-token"
ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch):
    import os

    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def mistakes(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as refused:
        load(None)
    return str(refused.value).splitlines()


def test_nothing_set_is_a_working_preview():
    settings = load(None)
    assert settings.discord_token is None
    assert settings.database == "sqlite:///data/attache.db"
    assert settings.briefings == ()


def test_an_env_file_is_read(tmp_path: Path):
    env = tmp_path / ".env"
    env.write_text(
        f"ATTACHE_DISCORD_TOKEN={TOKEN}\n"
        "ATTACHE_FEEDS=https://a.example/rss, https://b.example/atom\n"
        "ATTACHE_BRIEFINGS=12 07:30 Europe/London mon-fri economy; 13 18:00 UTC\n"
        "ATTACHE_OWNER_IDS=1,2\n"
        "ATTACHE_LOG_LEVEL=debug\n"
    )
    settings = load(env)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN
    assert settings.feeds == ("https://a.example/rss", "https://b.example/atom")
    first, second = settings.briefings
    assert (first.channel_id, first.when.at, first.when.topic) == (12, time(7, 30), "economy")
    assert second.when.zone == "UTC"
    assert settings.owner_ids == {1, 2}
    assert settings.log_level == "DEBUG"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".env").write_text("ATTACHE_PREVIEW_PORT=1\n")
    monkeypatch.setenv("ATTACHE_PREVIEW_PORT", "2")
    assert load(tmp_path / ".env").preview_port == 2
    assert load(tmp_path / ".env", preview_port=3).preview_port == 3


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PREVIEW_PORT", "99999", "less than or equal to 65535 (it is “99999”)"),
        ("LOG_LEVEL", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("LOG_FORMAT", "xml", "'text' or 'json'"),
        ("OWNER_IDS", "1,me", "“me” is no Discord id"),
        ("OWNER_IDS", "99999999999999999999", "is no Discord id"),
        ("BRIEFINGS", "99999999999999999999 07:30 UTC", "is no channel id"),
        ("FEEDS", "htp://ada:s3cret@news.example/rss", "“htp://•••@news.example/rss” is neither"),
        ("FEEDS", "http://[::1", "is neither an http(s) URL nor an OPML file"),
        ("DATABASE_URL", "sqlite:///:memory:", "must look like sqlite:///PATH"),
        ("FEEDS", "news.rss", "“news.rss” is neither an http(s) URL nor an OPML file"),
        ("BRIEFINGS", "general 07:30 UTC", "“general” is no channel id"),
        ("BRIEFINGS", "12 7h30 UTC", "“7h30” is no time of day; write it as 07:30"),
        ("BRIEFINGS", "12 07:30 Mars/Base", "“Mars/Base” is no time zone"),
        ("PEOPLE_FILE", "nowhere.toml", "there is no file nowhere.toml"),
        ("DATABASE_URL", "mysql://x", "must look like sqlite:///PATH"),
        ("CONTACT", "the desk", "“the desk” is neither an http(s) URL nor an e-mail address"),
        ("WORKERS", "many", "valid integer (it is “many”)"),
        ("ALLOW_PRIVATE_ADDRESSES", "maybe", "valid boolean (it is “maybe”)"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
):
    (line,) = mistakes(monkeypatch, **{name: value})
    assert line.startswith(f"{PREFIX}{name}: ")
    assert says in line


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch):
    lines = mistakes(monkeypatch, FEED="https://a.example", WORKERS="-1", OWNER_IDS="x")
    assert lines[0] == "ATTACHE_FEED is not a setting; did you mean ATTACHE_FEEDS?"
    assert [line.split(":")[0] for line in lines[1:]] == ["ATTACHE_OWNER_IDS", "ATTACHE_WORKERS"]


def test_a_misspelt_variable_in_the_file_is_a_mistake(tmp_path: Path):
    (tmp_path / ".env").write_text("ATTACHE_DISCORD_TOKN=x\n")
    with pytest.raises(SettingsError, match="did you mean ATTACHE_DISCORD_TOKEN"):
        load(tmp_path / ".env")


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTACHE_DISCORD_TOKEN", TOKEN)
    assert TOKEN not in repr(load(None))
    lines = mistakes(monkeypatch, DISCORD_TOKEN=f"Bot {TOKEN}", DATABASE_URL=f"x://u:{TOKEN}@h/d")
    assert len(lines) == 2
    assert TOKEN not in "".join(lines)


def test_the_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        load(None).preview_port = 1  # pyright: ignore[reportAttributeAccessIssue]  # the point


def test_the_example_file_shows_every_setting_and_is_itself_valid():
    example = ROOT / "config" / ".env.example"
    shown = {
        line.lstrip("# ").partition("=")[0]
        for line in example.read_text().splitlines()
        if line.lstrip("# ").startswith(PREFIX)
    }
    assert shown == {PREFIX + name.upper() for name in Settings.model_fields}
    assert load(example) == load(None)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch):
    bare = load(None).model_dump()
    for name in Settings.model_fields:
        monkeypatch.setenv(PREFIX + name.upper(), "")
    assert load(None).model_dump() == bare  # an empty host would be every address of the machine


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'ATTACHE_DISCORD_TOKEN="abc\n', "line 1: write it as NAME=value"),
        (b"ATTACHE_WORKERS=1\nthis is no line\n", "line 2: write it as NAME=value"),
        (b"ATTACHE_CONTACT=M\xfcller\n", "is not UTF-8 text"),
        (b"WORKERS=1\n", "^WORKERS is not a setting; did you mean ATTACHE_WORKERS"),
    ],
)
def test_a_line_that_cannot_be_read_is_not_passed_over(tmp_path: Path, text: bytes, says: str):
    (tmp_path / ".env").write_bytes(text)
    with pytest.raises(SettingsError, match=says):
        load(tmp_path / ".env")


def test_an_env_file_that_is_a_folder_is_a_mistake(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_an_env_file_may_begin_with_a_byte_order_mark(tmp_path: Path):
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfATTACHE_WORKERS=3\n")
    assert load(tmp_path / ".env").workers == 3
