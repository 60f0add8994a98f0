"""Bytes → characters, and what bytes are when they are no text (pure).

The encoding is, in this order: what a byte order mark says, what the sender declared, UTF-8,
Windows-1252 where few bytes are beyond ASCII (statistics of so few mislead), what the statistics of
the bytes suggest, Windows-1252. A declaration that does not fit is not believed.
"""

from __future__ import annotations

import codecs
import re

from bot.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1 << 16
_FEW = 0.15


def decode(data: bytes, *, subject: str, declared: str | None = None) -> str:
    """The characters `data` stands for; ArticleError when it is no text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"This is {name}, not a text.", subject=subject)
    text = _decoded(data, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 20 > len(sample):
        raise ArticleError("This is a binary file, not a text.", subject=subject)
    return text


def declared_in(data: bytes) -> str | None:
    """The encoding an HTML or XML document declares for itself."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in (declared, "utf-8"):
        text = _strict(data, encoding)
        if text is not None:
            return text
    if len(_BEYOND_ASCII.findall(data[:_SAMPLE])) < _FEW * len(data[:_SAMPLE]):
        text = _strict(data, "cp1252")
        if text is not None:
            return text
    text = _strict(data, _likeliest(data[:_SAMPLE]))
    return data.decode("cp1252", "replace") if text is None else text


def _likeliest(data: bytes) -> str | None:
    """The encoding that the statistics of the bytes suggest."""
    from charset_normalizer import from_bytes  # seldom needed, and slow to load

    guess = from_bytes(data).best()
    return guess.encoding if guess else None


def _strict(data: bytes, encoding: str | None) -> str | None:
    """`data` in a text encoding, if there is one of that name and every byte fits it."""
    try:
        return str(data, encoding) if encoding else None
    except (UnicodeError, LookupError, ValueError):
        return None
