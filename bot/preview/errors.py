"""Discord's error answers: a status, a code, and for a bad body the path to each fault."""

from __future__ import annotations

from bot.preview.wire import Json

Path = tuple[str | int, ...]


class DiscordError(Exception):
    """What the stand-in answers instead of doing what was asked."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """The JSON Discord sends."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body

    def headers(self) -> dict[str, str]:
        """The headers this error adds to its answer."""
        return {}


class RateLimited(DiscordError):
    """Too many calls; `retry_after` in seconds."""

    def __init__(self, retry_after: float, *, scope: str = "user") -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = retry_after
        self.scope = scope

    def body(self) -> Json:
        """With how long to wait."""
        return super().body() | {"retry_after": self.retry_after, "global": False}

    def headers(self) -> dict[str, str]:
        """The same, for those who do not read bodies."""
        return {"Retry-After": str(self.retry_after), "X-RateLimit-Scope": self.scope}


class Unanswered(AssertionError):
    """A person did something and the bot did not answer as it should; the message says what."""


def unauthorized() -> DiscordError:
    """The token is missing or wrong."""
    return DiscordError(401, 0, "401: Unauthorized")


def no_such_route() -> DiscordError:
    """Discord, or the stand-in, has no such address."""
    return DiscordError(404, 0, "404: Not Found")


def unknown_channel() -> DiscordError:
    """The channel does not exist, or no longer."""
    return DiscordError(404, 10003, "Unknown Channel")


def unknown_guild() -> DiscordError:
    """The bot is not in that server."""
    return DiscordError(404, 10004, "Unknown Guild")


def unknown_member() -> DiscordError:
    """Nobody with that id is in the server."""
    return DiscordError(404, 10007, "Unknown Member")


def unknown_message() -> DiscordError:
    """The message does not exist, or cannot be seen."""
    return DiscordError(404, 10008, "Unknown Message")


def unknown_user() -> DiscordError:
    """Nobody has that id."""
    return DiscordError(404, 10013, "Unknown User")


def unknown_webhook() -> DiscordError:
    """An interaction that was never answered has no follow-ups."""
    return DiscordError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> DiscordError:
    """The answer came after three seconds, or to nothing that was asked."""
    return DiscordError(404, 10062, "Unknown interaction")


def unknown_command() -> DiscordError:
    """No command has that id."""
    return DiscordError(404, 10063, "Unknown application command")


def too_many_commands(most: int) -> DiscordError:
    """More commands of one type than Discord keeps."""
    return DiscordError(400, 30032, f"Maximum number of application commands reached ({most}).")


def already_acknowledged() -> DiscordError:
    """The second first answer to one interaction."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> DiscordError:
    """The bot cannot see the channel."""
    return DiscordError(403, 50001, "Missing Access")


def not_the_author() -> DiscordError:
    """Only the author edits a message."""
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> DiscordError:
    """Neither content, nor embed, file or component."""
    return DiscordError(400, 50006, "Cannot send an empty message")


def cannot_message_user() -> DiscordError:
    """The person takes no direct messages."""
    return DiscordError(403, 50007, "Cannot send messages to this user")


def missing_permissions() -> DiscordError:
    """The bot sees the channel and may not do this in it."""
    return DiscordError(403, 50013, "Missing Permissions")


def token_expired() -> DiscordError:
    """Fifteen minutes after the question, its token is worth nothing."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def file_too_large() -> DiscordError:
    """More than 10 MiB in one file."""
    return DiscordError(413, 40005, "Request entity too large")


def malformed_json() -> DiscordError:
    """The body is no JSON object."""
    return DiscordError(400, 50109, "The request body contains invalid JSON.")


class Problems:
    """Faults of one body, gathered with their paths, answered all at once as 50035."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """`add(("embeds", 0, "title"), "BASE_TYPE_MAX_LENGTH", …)`."""
        place = self._errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse(self) -> None:
        """Raise what was gathered, if anything was."""
        if self._errors:
            raise DiscordError(400, 50035, "Invalid Form Body", self._errors)

    def too_long(self, path: Path, most: int) -> None:
        """A text of more than `most` characters."""
        self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    too_many = too_long  # Discord says the same of a list

    def length(self, text: object, least: int, most: int, path: Path) -> None:
        """A text that must be there, of `least` to `most` characters."""
        if text is None:
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(text, str):
            self.add(path, "STRING_TYPE_CONVERT", f"Could not interpret {text!r} as string.")
        elif not least <= len(text) <= most:
            message = f"Must be between {least} and {most} in length."
            self.add(path, "BASE_TYPE_BAD_LENGTH", message)
