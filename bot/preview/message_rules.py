"""Discord's rules for what is in a message, those its own description leaves out included."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from bot.preview.component_rules import check_components
from bot.preview.errors import Path, Problems, empty_message
from bot.preview.messages import Upload
from bot.preview.wire import Json, MessageFlag, items

LONGEST_CONTENT = 2_000
MOST_EMBEDS = 10
MOST_FILES = 10
EMBEDS_TOGETHER = 6_000
LONGEST_NONCE = 25
MOST_FIELDS = 25
_EMBED_TEXTS = (
    (("title",), 256),
    (("description",), 4_096),
    (("footer", "text"), 2_048),
    (("author", "name"), 256),
)
_EMBED_URLS = (("url",), ("image", "url"), ("thumbnail", "url"), ("author", "url"))
_PARTS = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")


def check_message(
    body: Json, uploads: list[Upload], *, below: str = "", edited: Json | None = None
) -> None:
    """Refuse with 50035 and the paths, or 50006. `edited` is the message the body changes."""
    problems = Problems()
    path: Path = (below,) if below else ()
    _check_content(body, path, problems)
    _check_embeds(items(body, "embeds"), (*path, "embeds"), problems)
    modern = MessageFlag.COMPONENTS_V2 in MessageFlag(int(body.get("flags") or 0))
    components = items(body, "components")
    check_components(components, (*path, "components"), problems, modern=modern)
    if modern and (body.get("content") or body.get("embeds")):
        code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
        problems.add((*path, "content"), code, "The 'content' and 'embeds' fields cannot be used")
    if len(uploads) > MOST_FILES:
        problems.too_many((*path, "attachments"), MOST_FILES)
    problems.refuse()
    if not uploads and not any({**(edited or {}), **body}.get(part) for part in _PARTS):
        raise empty_message()


def _check_content(body: Json, path: Path, problems: Problems) -> None:
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        problems.add((*path, "content"), "STRING_TYPE_CONVERT", "Could not interpret as string.")
    elif content and len(content) > LONGEST_CONTENT:
        problems.too_long((*path, "content"), LONGEST_CONTENT)
    if len(str(body.get("nonce") or "")) > LONGEST_NONCE:
        problems.too_long((*path, "nonce"), LONGEST_NONCE)
    allowed: Json = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if allowed.get(kind) and kind in (allowed.get("parse") or []):
            code = "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"
            message = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            problems.add((*path, "allowed_mentions"), code, message)


def _check_embeds(embeds: list[Json], path: Path, problems: Problems) -> None:
    if len(embeds) > MOST_EMBEDS:
        problems.too_many(path, MOST_EMBEDS)
    for place, embed in enumerate(embeds):
        _check_embed(embed, (*path, place), problems)
    if sum(embed_size(embed) for embed in embeds) > EMBEDS_TOGETHER:
        code = "MAX_EMBED_SIZE_EXCEEDED"
        problems.add(path, code, f"Embed size exceeds maximum size of {EMBEDS_TOGETHER}")


def _check_embed(embed: Json, path: Path, problems: Problems) -> None:
    for keys, most in _EMBED_TEXTS:
        text = _at(embed, keys)
        if isinstance(text, str) and len(text.strip()) > most:
            problems.too_long((*path, *keys), most)
    for keys in _EMBED_URLS:
        _check_url(_at(embed, keys), (*path, *keys), problems)
    colour = embed.get("color")
    if colour is not None and not 0 <= int(colour) <= 0xFFFFFF:
        message = f"int value should be between 0 and {0xFFFFFF}."
        problems.add((*path, "color"), "NUMBER_TYPE_MAX", message)
    _check_time(embed.get("timestamp"), (*path, "timestamp"), problems)
    fields = items(embed, "fields")
    if len(fields) > MOST_FIELDS:
        problems.too_many((*path, "fields"), MOST_FIELDS)
    for place, each in enumerate(fields):
        for key, most in (("name", 256), ("value", 1_024)):
            _check_required(each.get(key), (*path, "fields", place, key), most, problems)


def embed_size(embed: Json) -> int:
    """The characters of one embed that count towards the 6000 of a message."""
    texts = [_at(embed, keys) for keys, _ in _EMBED_TEXTS]
    for each in items(embed, "fields"):
        texts += [each.get("name"), each.get("value")]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))


def _at(embed: Json, keys: tuple[str, ...]) -> object:
    value: object = embed
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  any JSON
    return value  # pyright: ignore[reportUnknownVariableType]  any JSON


def _check_required(text: object, path: Path, most: int, problems: Problems) -> None:
    if not isinstance(text, str) or not text.strip():
        problems.add(path, "BASE_TYPE_REQUIRED", "This field is required")
    elif len(text.strip()) > most:
        problems.too_long(path, most)


def _check_url(url: object, path: Path, problems: Problems) -> None:
    if not url:
        return
    try:
        parts = urlsplit(str(url))
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https", "attachment"):
        message = f"Scheme \"{parts.scheme}\" must be one of ('http', 'https')."
        problems.add(path, "URL_TYPE_INVALID_SCHEME", message)
    elif not parts.netloc or " " in str(url) or len(str(url)) > 2_048:
        problems.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_time(moment: object, path: Path, problems: Problems) -> None:
    if moment is None:
        return
    try:
        datetime.fromisoformat(str(moment))
    except ValueError:
        message = f"Could not parse {moment}. Should be ISO8601."
        problems.add(path, "DATE_TIME_TYPE_PARSE", message)
