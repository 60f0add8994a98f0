"""The settings tree: frozen, read once, and the only reader of the environment.

Every variable is `ATTACHE_` and the field's name in capitals, taken from the environment or from
`.env`. `load()` raises SettingsError with one line a mistake: the variable, what is wrong with it,
and what would be right. A secret is never part of such a line.
"""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeGuard
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.articles.urls import masked
from bot.errors import SettingsError
from bot.schedule import ScheduleText, parse_schedule

PREFIX = "ATTACHE_"


class LogFormat(StrEnum):
    """How a log line looks."""

    TEXT = "text"
    JSON = "json"


class BriefingSetting(BaseModel):
    """One briefing of the operator's: a channel and when it is briefed."""

    model_config = ConfigDict(frozen=True)

    channel_id: int
    when: ScheduleText


class Settings(BaseSettings):
    """Everything an operator can set. `.env.example` shows each with its comment."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,  # `ATTACHE_PREVIEW_HOST=` is the default, not every address there is
        frozen=True,
        extra="forbid",
    )

    discord_token: SecretStr | None = Field(
        None, description="The bot's token. Without one the preview starts instead."
    )
    data_dir: Path = Field(Path("data"), description="Folder of the article base and its files.")
    database_url: SecretStr | None = Field(
        None, description="`sqlite:///PATH`. Default: `attache.db` in the data folder."
    )
    feeds: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Feed URLs, separated by spaces or commas, or the path of an OPML file."
    )
    briefings: Annotated[tuple[BriefingSetting, ...], NoDecode] = Field(
        (), description="`CHANNEL_ID HH:MM ZONE [DAYS] [TOPIC]`, several separated by `;`."
    )
    people_file: Path | None = Field(
        None, description="TOML file of further names of people, such as `石破茂 = Shigeru Ishiba`."
    )
    owner_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(),
        description="Discord ids of the operators, whom `/status` tells of all servers.",
    )
    contact: str = Field(
        "",
        description="URL or e-mail address for the User-Agent: whom a site you poll can write to.",
    )
    allow_private_addresses: bool = Field(
        False, description="Let feeds and ingested URLs point into your own network."
    )
    workers: int = Field(
        0, ge=0, le=256, description="Processes that read articles; 0 takes one a core."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: LogFormat = Field(LogFormat.TEXT, description="text or json.")
    preview_host: str = Field("127.0.0.1", description="Address of the preview's page.")
    preview_port: int = Field(8780, ge=0, le=65535, description="Port of the preview's page.")
    health_host: str = Field("127.0.0.1", description="Address of /healthz and /metrics.")
    health_port: int = Field(
        8781, ge=0, le=65535, description="Port of /healthz and /metrics; 0 turns them off."
    )

    @property
    def database(self) -> str:
        """The URL of the article base."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'attache.db'}"

    @field_validator("discord_token", "database_url", "people_file", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("discord_token")
    @classmethod
    def _shape_of_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and re.search(r"\s|^Bot\b", value.get_secret_value().strip()):
            raise ValueError("holds a space; copy the token alone from Discord's developer portal")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.match(r"sqlite:///[^:]", value.get_secret_value()):
            raise ValueError("must look like sqlite:///PATH, for example sqlite:///data/attache.db")
        return value

    @field_validator("feeds", mode="before")
    @classmethod
    def _feeds(cls, value: object) -> object:
        return tuple(re.split(r"[\s,]+", value.strip())) if _filled(value) else _or_empty(value)

    @field_validator("feeds")
    @classmethod
    def _urls_or_opml(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            if not _is_address(one) and not Path(one).is_file():
                shown = masked(one)
                raise ValueError(
                    f"“{shown}” is neither an http(s) URL nor an OPML file that exists"
                )
        return value

    @field_validator("briefings", mode="before")
    @classmethod
    def _briefings(cls, value: object) -> object:
        if not _filled(value):
            return _or_empty(value)
        return tuple(parse_briefing(one) for one in value.split(";") if one.strip())

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _owner_ids(cls, value: object) -> object:
        if not _filled(value):
            return _or_empty(value)
        parts = re.split(r"[\s,]+", value.strip())
        if wrong := [part for part in parts if not _is_discord_id(part)]:
            raise ValueError(f"“{wrong[0]}” is no Discord id; ids are numbers, separated by commas")
        return frozenset(int(part) for part in parts)

    @field_validator("contact")
    @classmethod
    def _somebody_to_write_to(cls, value: str) -> str:
        if value.strip() and not re.fullmatch(r"https?://\S+|[^\s@]+@[^\s@]+", value.strip()):
            raise ValueError(f"“{masked(value)}” is neither an http(s) URL nor an e-mail address")
        return value.strip()

    @field_validator("people_file")
    @classmethod
    def _people_file_exists(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"there is no file {value}; give the path of a TOML file")
        return value


def parse_briefing(text: str) -> BriefingSetting:
    """`123456789012345678 07:30 Europe/London mon-fri economy`; ValueError says what is wrong."""
    channel, _, when = text.strip().partition(" ")
    if not _is_discord_id(channel):
        raise ValueError(
            f"“{channel}” is no channel id; write CHANNEL_ID HH:MM ZONE [DAYS] [TOPIC], "
            "for example 123456789012345678 07:30 Europe/London mon-fri economy"
        )
    return BriefingSetting(channel_id=int(channel), when=parse_schedule(when))


def load(env_file: Path | None = Path(".env"), **overrides: Any) -> Settings:
    """Read the settings once; `overrides` (from the command line) win over the environment."""
    mistakes = [*_unknown_variables(), *_unreadable_lines(env_file)]
    try:
        settings = Settings(_env_file=env_file, **overrides)  # pyright: ignore[reportCallIssue]  # pydantic-settings adds _env_file at run time
    except ValidationError as error:
        mistakes += [_mistake(detail) for detail in error.errors()]
    else:
        if not mistakes:
            return settings
    raise SettingsError("\n".join(mistakes))


def _unknown_variables() -> Iterator[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            yield f"{name.upper()} is not a setting{_nearest(name.upper(), known)}"


def _unreadable_lines(env_file: Path | None) -> Iterator[str]:
    """What dotenv and pydantic would pass over; a token lost like that starts the preview."""
    if env_file is None or not env_file.exists():
        return
    try:
        text = env_file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{env_file} cannot be read: {error.strerror}") from None
    for binding in parse_stream(io.StringIO(text)):
        if binding.error:
            yield f"{env_file}, line {binding.original.line}: write it as NAME=value"
        elif (name := (binding.key or "").upper()).lower() in Settings.model_fields:
            yield f"{name} is not a setting; did you mean {PREFIX}{name}?"


def _mistake(detail: ErrorDetails) -> str:
    field = str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        known = {PREFIX + one.upper() for one in Settings.model_fields}
        return f"{field.upper()} is not a setting{_nearest(field.upper(), known)}"
    name = field.upper() if field.upper().startswith(PREFIX) else PREFIX + field.upper()
    wrong = detail["msg"].removeprefix("Value error, ").partition(", unable to ")[0]
    wrong = wrong[:1].lower() + wrong[1:] if wrong.startswith("Input should") else wrong
    secret = "SecretStr" in str(Settings.model_fields[field].annotation)
    given = "" if secret or detail["type"] == "value_error" else f" (it is “{detail['input']}”)"
    return f"{name}: {wrong}{given}"


def _nearest(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else "; config/.env.example lists them all"


def _is_discord_id(text: str) -> bool:
    return text.isdecimal() and 0 < int(text[:30]) < 1 << 63


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def _filled(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _or_empty(value: object) -> object:
    return () if isinstance(value, str) else value
