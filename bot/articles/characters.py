"""Characters and white space made safe, words untouched (pure).

1. Line ends of every kind become `\\n`; lone surrogates become U+FFFD.
2. Controls, bidirectional overrides, zero-width and tag characters go. A joiner stays between two
   letters of a script that needs it (Persian, Hindi) and inside emoji.
3. Canonical composition (NFC), so that é is one character however it was typed.
4. Every kind of space becomes one plain space; a line keeps none at its ends; of several empty
   lines one stays.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional marks and overrides
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u3164\ufeff\uffa0"  # no width
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]+"  # non-characters, tags
)
_JOINED = "[\u0590-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
_JOINER = re.compile(f"[\u200c\u200d](?:(?<!{_JOINED}.)|(?!{_JOINED}))")
_WIDE = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_WIDE}][ {_WIDE}]*| [ {_WIDE}]+")
_EMPTY_LINES = re.compile("\n{3,}")


def tidy(text: str) -> str:
    """`text` with safe characters and plain white space; idempotent."""
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    text = _JOINER.sub("", _UNSEEN.sub("", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    lines = (line.strip(" ") for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def tidy_line(text: str) -> str:
    """`text` on one line: for titles, names and other single values."""
    return " ".join(tidy(text).split())
