"""What Discord takes: every limit of messages, embeds and components, and how length is counted."""

from __future__ import annotations

from collections.abc import Iterable

from discord import Embed

CONTENT = 2000
TITLE = 256
DESCRIPTION = 4096
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
URL = 2048
EMBEDS = 10
TOTAL = 6000
"""Characters of all embeds of one message together; addresses do not count."""

CUSTOM_ID = 100
CHOICES = 25
CHOICE = 100


def length(text: str) -> int:
    """Characters as the strictest counter counts them: UTF-16 units, so an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def total(embeds: Iterable[Embed]) -> int:
    """What a message's embeds weigh against TOTAL."""
    return sum(
        length(part)
        for embed in embeds
        for part in (
            embed.title or "",
            embed.description or "",
            embed.footer.text or "",
            embed.author.name or "",
            *(text for field in embed.fields for text in (field.name or "", field.value or "")),
        )
    )
