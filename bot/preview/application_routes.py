"""REST routes about the bot itself, its server, and its commands."""

from __future__ import annotations

from bot.preview.commands import Commands
from bot.preview.errors import unknown_guild, unknown_member, unknown_user
from bot.preview.guild import ADMIN_ID, APPLICATION_ID, GUILD_ID, Guild
from bot.preview.rest import Ask, Rest
from bot.preview.wire import Json

ONE_COMMAND = "/{command_id}"


class ApplicationRoutes:
    """Who the bot is and where it is."""

    def __init__(self, rest: Rest, guild: Guild) -> None:
        self._guild = guild
        rest.add("GET", "/users/@me", self._me)
        rest.add("GET", "/users/{user_id}", self._user)
        rest.add("GET", "/oauth2/applications/@me", self._application)
        rest.add("GET", "/applications/@me", self._application)
        rest.add("GET", "/gateway", self._gateway)
        rest.add("GET", "/gateway/bot", self._gateway)
        rest.add("GET", "/guilds/{guild_id}", self._whole_guild)
        rest.add("GET", "/guilds/{guild_id}/channels", self._channels)
        rest.add("GET", "/guilds/{guild_id}/members/{user_id}", self._member)

    def _me(self, _: Ask) -> Json:
        return self._guild.bot.user() | {"verified": True, "mfa_enabled": False, "flags": 0}

    def _user(self, ask: Ask) -> Json:
        person = self._guild.people.get(ask.id("user_id"))
        if not person:
            raise unknown_user()
        return person.user()

    def _application(self, _: Ask) -> Json:
        return {
            "id": str(APPLICATION_ID),
            "name": self._guild.bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "owner": self._guild.people[ADMIN_ID].user(),
            "team": None,
            "summary": "",
        }

    def _gateway(self, _: Ask) -> Json:
        starts = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": "wss://gateway.discord.gg", "shards": 1, "session_start_limit": starts}

    def _whole_guild(self, ask: Ask) -> Json:
        _require_guild(ask)
        return self._guild.data()

    def _channels(self, ask: Ask) -> list[Json]:
        _require_guild(ask)
        return [channel.data() for channel in self._guild.channels.values()]

    def _member(self, ask: Ask) -> Json:
        _require_guild(ask)
        person = self._guild.people.get(ask.id("user_id"))
        if not person:
            raise unknown_member()
        return self._guild.member_data(person)


class CommandRoutes:
    """One scope of commands: the application's own, or the server's."""

    def __init__(self, rest: Rest, commands: Commands, *, in_guild: bool) -> None:
        self._commands = commands
        self._in_guild = in_guild
        scope = "/guilds/{guild_id}" if in_guild else ""
        all_of_them = f"/applications/{{application_id}}{scope}/commands"
        rest.add("GET", all_of_them, self._list)
        rest.add("PUT", all_of_them, self._overwrite)
        rest.add("POST", all_of_them, self._create)
        rest.add("GET", all_of_them + ONE_COMMAND, self._get)
        rest.add("PATCH", all_of_them + ONE_COMMAND, self._change)
        rest.add("DELETE", all_of_them + ONE_COMMAND, self._remove)

    def _list(self, ask: Ask) -> list[Json]:
        self._require(ask)
        return self._commands.listed(in_guild=self._in_guild)

    def _overwrite(self, ask: Ask) -> list[Json]:
        self._require(ask)
        return self._commands.overwrite(ask.items, in_guild=self._in_guild)

    def _create(self, ask: Ask) -> Json:
        self._require(ask)
        return self._commands.upsert(ask.body, in_guild=self._in_guild)

    def _get(self, ask: Ask) -> Json:
        self._require(ask)
        return self._commands.get(ask.id("command_id"), in_guild=self._in_guild)

    def _change(self, ask: Ask) -> Json:
        self._require(ask)
        return self._commands.change(ask.id("command_id"), ask.body, in_guild=self._in_guild)

    def _remove(self, ask: Ask) -> None:
        self._require(ask)
        self._commands.remove(ask.id("command_id"), in_guild=self._in_guild)

    def _require(self, ask: Ask) -> None:
        if self._in_guild:
            _require_guild(ask)


def _require_guild(ask: Ask) -> None:
    if ask.id("guild_id") != GUILD_ID:
        raise unknown_guild()
