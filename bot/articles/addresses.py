"""Postal addresses: is a line one, and is one glued to the head of a paragraph? (pure)

The forms are those of the post (a house number before a street word, a place before a postcode);
the words they are made of are data: `addresses.toml`. A line is an address only when all of it is.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_WORDS = tomllib.loads(files("bot.articles").joinpath("addresses.toml").read_text("utf-8"))


def _any(key: str) -> str:
    words = sorted(_WORDS[key], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


_NAME = r"[A-Z0-9][\w'’.-]*"
_LABEL = rf"(?:(?i:{_any('labels')})\s*[:：]?)"
_UNIT = (
    rf"(?:,?\s*(?i:{_any('units')}|\#)\s?[\w-]{{1,6}}|,?\s+\d{{1,2}}(?:st|nd|rd|th)\s+(?i:floor))"
)
_STREET = (
    rf"\d{{1,6}}[A-Za-z]?(?:\s?[-–/]\s?\d{{1,5}})?,?(?:\s+{_NAME}){{1,4}}?\s+"
    rf"(?:(?i:{_any('streets')})\b\.?|Broadway\b)(?:\s+(?:[NSEW]{{1,2}}|North|South|East|West)\b\.?)?{_UNIT}{{0,2}}"
)
_BOX = r"(?i:p\.?\s?o\.?\s+box|post\s+office\s+box|postfach)\s+\d{1,7}"
_PLACE = r"[A-Z][\w'’.-]*(?:\s+[\w'’.-]+){0,3}?"
_COUNTRY = rf"(?:,?\s+{_any('countries')}\b\.?)"
_AMERICAN = rf"{_PLACE},?\s+(?:{_any('states')}|{_any('state_names')}),?\s+\d{{5}}(?:-\d{{4}})?"
_CANADIAN = rf"{_PLACE},?\s+(?:{_any('provinces')}),?\s+[A-Z]\d[A-Z]\s?\d[A-Z]\d"
_BRITISH = rf"(?:{_PLACE},?\s+)?[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}}"
_EUROPEAN = r"(?:[A-Z]{1,2}-\d{4,5}|\d{5})\s+[A-Z][\w'’.-]+(?:\s+\d{1,2})?"
_ROMAJI = (
    r"(?:\d{1,4}(?:-\d{1,4}){1,3},?\s+)?(?:[A-Z][\w'’-]+,\s+){1,3}"
    r"(?:[A-Z][\w'’-]+,?\s+){1,2}(?:〒\s?)?\d{3}-\d{4}"
)
_KANJI_BODY = (
    r"[一-龯ぁ-んァ-ヶー々\s]{2,24}[0-9\uff10-\uff19一二三四五六七八九十]+"
    r"(?:\s?(?:丁目|番地?|号|[-ー−の‐])\s?[0-9\uff10-\uff19]*){0,6}"
)
_KANJI = rf"(?:〒\s?\d{{3}}[-−‐]\d{{4}}\s*(?:{_KANJI_BODY})?|[一-龯]{{2,3}}[都道府県]{_KANJI_BODY})"
_CITY = rf"(?:{_AMERICAN}|{_CANADIAN}|{_BRITISH}){_COUNTRY}?"
_FULL = rf"(?:{_STREET}|{_BOX})[.,]?\s*(?:{_PLACE},\s+)?{_CITY}"

_LINE = re.compile(
    rf"{_LABEL}?\s*(?:{_FULL}|(?:{_STREET}|{_BOX})(?:,\s+{_PLACE}){{0,3}}{_COUNTRY}?"
    rf"|{_CITY}|{_EUROPEAN}{_COUNTRY}?|{_ROMAJI}{_COUNTRY}?|{_KANJI})[.,]?|{_LABEL}"
)
_GLUED = re.compile(
    rf"(?:{_LABEL}?\s*(?:{_FULL}|{_ROMAJI}{_COUNTRY}|{_KANJI})[.,;|]?\s*)+"
    rf"(?=[A-Z\"“‘「『《（一-龯ぁ-んァ-ヶ])"
)
_LONGEST = 160


def is_address(line: str) -> bool:
    """Whether a line is nothing but a postal address, a part of one, or the label of one."""
    return len(line) <= _LONGEST and _LINE.fullmatch(line) is not None


def glued(line: str) -> int:
    """How many characters at the head of a paragraph are addresses stuck to it; 0 for none."""
    match = _GLUED.match(line[: 4 * _LONGEST])
    return match.end() if match and match.end() < len(line) else 0
