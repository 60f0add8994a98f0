"""Markdown → plain paragraphs, with the title and the front matter it has (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT = re.compile(r"\A\s*---\n(?P<fields>.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>\w+)\s*:\s*(?P<value>\S.*)$", re.MULTILINE)
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a Markdown file says."""

    title: str
    text: str
    fields: dict[str, str] = field(default_factory=dict[str, str])


def read_markdown_page(source: str) -> Page:
    """The paragraphs of `source` without markup; the title is a field or the first heading."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(source)
    fields = {
        match["name"].lower(): match["value"].strip().strip("\"'")
        for match in _FIELD.finditer(front["fields"] if front else "")
    }
    title, blocks = fields.get("title", ""), list[str]()
    tokens = MarkdownIt("commonmark").parse(source[front.end() :] if front else source)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        text = _plain(token).strip()
        if not title and before is not None and before.tag == "h1":
            title = text
        elif text:
            blocks.append(text)
    return Page(title, "\n\n".join(blocks), fields)


def _plain(token: Token) -> str:
    return "".join(
        _BREAKS.get(child.type) or child.content
        for child in token.children or ()
        if child.type in _BREAKS or child.type in {"text", "code_inline", "text_special"}
    )
