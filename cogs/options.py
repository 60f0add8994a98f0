"""What members type into a command's options: suggested while typing, understood or explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar, cast
from zoneinfo import available_timezones

import discord
from discord import AppCommandOptionType, ChannelType, app_commands

from bot.client import AttacheClient
from bot.embeds.limits import CHOICE, CHOICES, length
from bot.embeds.text import cut, one_line
from bot.errors import QuestionError
from bot.model import PUBLIC, Person
from bot.schedule import parse_days, parse_time, parse_zone
from bot.when import parse_days_of

T = TypeVar("T")
Interaction = discord.Interaction[AttacheClient]
Choices = list[app_commands.Choice[str | int | float]]
TYPED = 100
"""Characters of an option that is a name or a topic."""
NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, embed_links=True, read_message_history=True
)
COMMON_ZONES = ("UTC", "Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
HOURS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30))
MORNING = ("07:00", "07:30", "08:00", "09:00", "12:00", "18:00")
DAYS = ("daily", "weekdays", "weekends", "mon,wed,fri", "tue,thu", "mon")
RECENT = ("today", "yesterday", "last week", "this month", "last month", "this year", "last year")


def audience(interaction: Interaction) -> int:
    """The server that asks; outside of one, the public."""
    return interaction.guild_id or PUBLIC


def choices(values: Iterable[tuple[str, str]]) -> Choices:
    """Suggestions from (shown, meant); what Discord could not carry back is left out."""
    offered: Choices = []
    for meant, shown in {meant: one_line(shown) for shown, meant in values}.items():
        if shown and 0 < length(meant) <= CHOICE and len(offered) < CHOICES:
            offered.append(app_commands.Choice(name=cut(shown, CHOICE), value=meant))
    return offered


def between(since: date | None, until: date | None) -> tuple[str | None, str | None]:
    """The two days as a question keeps them; QuestionError when they are the wrong way round."""
    if since and until and since > until:
        raise QuestionError(f"{since} is after {until}: swap since and until.")
    return since.isoformat() if since else None, until.isoformat() if until else None


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The days of a question as the store asks: `since <= day < until`."""
    last = date.fromisoformat(until) if until else None
    after = last + timedelta(days=1) if last and last < date.max else None
    return date.fromisoformat(since) if since else None, after


def moments(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The same as moments in UTC."""
    first, after = (
        datetime.combine(day, time(), UTC) if day else None for day in days(since, until)
    )
    return first, after


def _same(values: Iterable[str]) -> Choices:
    return choices((value, value) for value in values)


class Text(app_commands.Transformer[AttacheClient]):
    """Words, trimmed; nothing but space is a mistake."""

    @property
    def max_value(self) -> int:
        """The most that can be typed."""
        return TYPED

    async def transform(self, interaction: Interaction, value: Any, /) -> Any:
        if words := one_line(value):
            return words
        raise QuestionError("Type a word or two there.")


class Speaker(Text):
    """A person on file, by name or alias in any script."""

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        people = await interaction.client.parts.store.people(
            value, audience=audience(interaction), limit=CHOICES
        )
        return choices(
            (" · ".join((person.name, *_also(person))), person.name) for person in people
        )


def _also(person: Person) -> list[str]:
    """Two names that say more than the full one does, as a surname would not."""
    return [alias for alias in person.aliases if alias not in person.name][:2]


class Topic(Text):
    """A keyword of the article base, or any words."""

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        store = interaction.client.parts.store
        return _same(await store.topics(value, audience=audience(interaction), limit=CHOICES))


class Outlet(Text):
    """An outlet on file."""

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        store = interaction.client.parts.store
        return _same(await store.outlets(value, audience=audience(interaction), limit=CHOICES))


class Since(app_commands.Transformer[AttacheClient]):
    """The first day of what is asked for."""

    async def transform(self, interaction: Interaction, value: Any, /) -> date:
        return parse_days_of(value, interaction.client.parts.now().date()).first

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        return _same(recent for recent in RECENT if recent.startswith(value.lower()))


class Until(Since):
    """The last day of what is asked for."""

    async def transform(self, interaction: Interaction, value: Any, /) -> date:
        return parse_days_of(value, interaction.client.parts.now().date()).last


class Clock(app_commands.Transformer[AttacheClient]):
    """A time of day."""

    async def transform(self, interaction: Interaction, value: Any, /) -> time:
        return _understood(parse_time, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        typed = value if len(value.split(":")[0]) == 2 else f"0{value}"
        offered = (hour for hour in HOURS if hour.startswith((value, typed)))
        return _same(offered if value else MORNING)


class Zone(app_commands.Transformer[AttacheClient]):
    """An IANA time zone."""

    async def transform(self, interaction: Interaction, value: Any, /) -> str:
        return _understood(parse_zone, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        if not value:
            return _same(COMMON_ZONES)
        typed = value.lower().replace(" ", "_")
        found = [zone for zone in sorted(available_timezones()) if typed in zone.lower()]
        return _same(sorted(found, key=lambda zone: not _city_starts(zone, typed)))


class Weekdays(app_commands.Transformer[AttacheClient]):
    """Days of the week."""

    async def transform(self, interaction: Interaction, value: Any, /) -> frozenset[int]:
        return _understood(parse_days, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> Choices:
        return _same(days for days in DAYS if days.startswith(value.lower()))


class PostableChannel(app_commands.Transformer[AttacheClient]):
    """A channel the bot may post in, by its id; says which permission is missing and where."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        return [ChannelType.text, ChannelType.news]

    async def transform(self, interaction: Interaction, value: Any, /) -> int:
        channel = cast(app_commands.AppCommandChannel, value)
        missing = NEEDED & ~_permissions_in(interaction, channel)
        if missing.value:
            names = ", ".join(_as_discord_says(name) for name, on in missing if on)
            raise QuestionError(
                f"I could not post in #{channel.name}: I lack {names}. Grant it in the channel's "
                "settings → Permissions, to me or my role; then try again.",
                subject=str(channel.id),
            )
        return channel.id


def _permissions_in(
    interaction: Interaction, channel: app_commands.AppCommandChannel
) -> discord.Permissions:
    """Ours in a picked channel: Discord sends them along; else from what we know of the server."""
    data = cast(dict[str, Any], interaction.data or {})
    raw = data.get("resolved", {}).get("channels", {}).get(str(channel.id), {})
    if "app_permissions" in raw:
        return discord.Permissions(int(raw["app_permissions"]))
    known, guild = channel.resolve(), interaction.guild
    if known is None or guild is None:
        return discord.Permissions.none()
    return known.permissions_for(guild.me)


def _as_discord_says(permission: str) -> str:
    shown = permission.replace("_", " ").title()
    return {"Read Messages": "View Channel"}.get(shown, shown)


def _city_starts(zone: str, typed: str) -> bool:
    return zone.lower().startswith(typed) or zone.rpartition("/")[2].lower().startswith(typed)


def _understood(parse: Callable[[str], T], value: str) -> T:
    try:
        return parse(value)
    except ValueError as error:
        raise QuestionError(f"{error}.", subject=value) from error
