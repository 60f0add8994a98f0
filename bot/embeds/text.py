"""Article text, made safe and fitting for Discord. Pure.

Article text is hostile: it must show as the characters it has, whatever they mean in Discord's
markdown, and never ping, link or hide anything. Discord takes a backslash before any punctuation
as "just this character"; `everyone` and `here` are parted from their @ by an invisible space.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from urllib.parse import SplitResult, quote, urlsplit

from bot.embeds.limits import URL, length

ELLIPSIS = "…"
LEFT_OUT = " […]"
ZERO_WIDTH = "\u200b"

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\ud800-\udfff]"
)
"""Control characters, invisible ones that reorder or part text, halves of a broken character."""
_BLANK = re.compile(r"[\s\u115f\u1160\u2800\u3164\uffa0]*")
_INLINE = re.compile(r"[\\`*_~|\[\]<]|:(?=//)|:(?=[^\s:]+:)|@(?=everyone|here)")
_LINE_START = re.compile(r"^(\s*)(>|#|[-+](?=\s|#)|\d+(?=[.)]))", re.MULTILINE)
_HOST_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_IN_ADDRESS = "/:?#!$&'*+,;=%~-._"


def plain(text: str) -> str:
    """Text without control characters and half characters; `""` when nothing visible is left."""
    if not text.isprintable():
        text = _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "" if _BLANK.fullmatch(text) else text.strip()


def one_line(text: str) -> str:
    """Plain text on a single line, for titles, names and footers."""
    return " ".join(plain(text).split())


def escape(text: str) -> str:
    """Markdown that shows exactly `text`."""
    text = _INLINE.sub(_as_character, plain(text))
    return _LINE_START.sub(_as_line_start, text)


def block_quote(text: str) -> str:
    """Escaped text as a block quote; every line stays inside it."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in escape(text).split("\n"))


def cut(text: str, room: int, mark: str = ELLIPSIS) -> str:
    """`text`, or as much of it as fits in `room` with `mark`, at the end of a word where it can."""
    if length(text) <= room:
        return text
    end = _reach(text, room - length(mark))
    while end > 0 and _splits_character(text, end):
        end -= 1
    space = text.rfind(" ", end // 2, end + 1)
    return (text[: space if space > 0 else end].rstrip() + mark)[:room]


def link(label: str, address: str | None) -> str:
    """A masked link; the label alone when there is no address Discord would take."""
    label = one_line(label) or "link"
    target = safe_address(address)
    if target is None:
        return escape(label)
    # Discord's link rule knows no escaped bracket and shows a label that holds an address raw.
    label = escape(label.replace("[", "［").replace("]", "］")).replace("\\://", f":{ZERO_WIDTH}//")
    return f"[{label}]({target})"


def safe_address(address: str | None) -> str | None:
    """An http(s) address that Discord accepts and that cannot end a masked link early, or None."""
    try:
        parts = urlsplit((address or "").strip())
        host = _host(parts)
    except (ValueError, UnicodeError):
        return None
    if host is None:
        return None
    rest = parts._replace(scheme="", netloc="").geturl()
    target = f"{parts.scheme}://{host}{quote(plain(rest), safe=_IN_ADDRESS)}"
    return target if len(target) <= URL else None


def stamp(moment: datetime, style: str = "D") -> str:
    """A time each reader sees in their own zone and language."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def _host(parts: SplitResult) -> str | None:
    """The host in ASCII with its port; None for what nobody should be sent to."""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not parts.hostname:
        return None
    host = parts.hostname.encode("idna").decode("ascii").lower()
    labels = host.removesuffix(".").split(".")
    if len(labels) < 2 or not all(_HOST_LABEL.fullmatch(label) for label in labels):
        return None
    return f"{host}:{parts.port}" if parts.port else host


def _as_character(match: re.Match[str]) -> str:
    return f"@{ZERO_WIDTH}" if match[0] == "@" else f"\\{match[0]}"


def _as_line_start(match: re.Match[str]) -> str:
    if match[2].isdigit():
        return f"{match[1]}{match[2]}\\"
    return f"{match[1]}\\{match[2]}"


def _reach(text: str, room: int) -> int:
    """How many characters of `text` fit in `room`."""
    for index, character in enumerate(text):
        room -= 2 if character > "\uffff" else 1
        if room < 0:
            return index
    return len(text)


def _splits_character(text: str, end: int) -> bool:
    """Whether a cut at `end` would tear something a reader sees as one character."""
    after, before = text[end], text[end - 1]
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\u200d" in (after, before)
        or ("\U0001f1e6" <= after <= "\U0001f1ff" and _letters_of_flags(text[:end]) % 2 == 1)
    )


def _letters_of_flags(text: str) -> int:
    """How many regional indicators end `text`: two of them make a flag."""
    return len(text) - len(text.rstrip(_FLAG_LETTERS))
