"""What a reader of an embed gets to see: our own small reader of Discord's markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Json = dict[str, Any]

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\((https?://[^\s()]*)\)")
_ESCAPED = re.compile(r"\\([^\w\s])")
_STAMP = re.compile(r"<t:(\d+):[tTdDfFR]>")
_QUOTED = re.compile(r"“(.*?)”(?= … “|$)", re.DOTALL)


class Block(NamedTuple):
    """A quotation as it stands in an answer: its words, the line below it, where that leads."""

    words: list[str]
    credit: str
    links: list[str]
    stamps: list[int]


def blocks(description: str) -> Iterator[Block]:
    """The quotations of a description, one after the other."""
    for part in description.split("\n\n"):
        *quoted, credit = part.split("\n")
        said = seen("\n".join(line.removeprefix(">").removeprefix(" ") for line in quoted))
        yield Block(
            _QUOTED.findall(said),
            seen(_LINK.sub(r"\1", credit)),
            [address for _, address in _LINK.findall(credit)],
            [int(moment) for moment in _STAMP.findall(credit)],
        )


def seen(markdown: str) -> str:
    """The characters a reader sees of escaped text, without the invisible ones."""
    return _ESCAPED.sub(r"\1", markdown).replace("\u200b", "")


def markdown_of(message: Json) -> Iterator[str]:
    """Every text of a message that Discord reads as markdown."""
    yield message.get("content") or ""
    for embed in message.get("embeds", []):
        yield from (embed.get("title") or "", embed.get("description") or "")
        for each in embed.get("fields", []):
            yield from (each["name"], each["value"])


def links_of(message: Json) -> set[str]:
    """Every address a message leads to, masked, bare, or as the address of a title."""
    found: set[str] = set()
    for text in markdown_of(message):
        found.update(address for _, address in _LINK.findall(text))
        rest = _ESCAPED.sub("", _LINK.sub("", text))
        found.update(re.findall(r"https?://\S+", rest))
    return found | {embed["url"] for embed in message.get("embeds", []) if embed.get("url")}


def escapes(message: Json) -> list[str]:
    """What in a message is still markup although only article text could have brought it.

    Ours are masked links, bold, italics, block quotes, a number in backticks and timestamps.
    """
    found: list[str] = []
    for text in markdown_of(message):
        bare = _STAMP.sub("", _LINK.sub("", _ESCAPED.sub("", text)))
        found += re.findall(r"\|\||```|~~|__|<[@#:/a-z][^>]*>|@everyone|@here", bare)
        found += re.findall(r"^(?:#{1,3} .*|-# .*|>>> .*|[-*] .*|\d+\. .*)", bare, re.MULTILINE)
        found += re.findall("[\u202a-\u202e\u2066-\u2069]", text)
    return found
