"""Lines that name who wrote an article (pure)."""

from __future__ import annotations

import re

_WORD = r"(?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-ZÀ-Þ][\w.'’-]*)"
_NAME = (
    rf"{_WORD}(?:\s+(?:de|da|di|del|van|von|der|den|la|le|bin|ibn|al|el|[A-Z]\.|{_WORD})){{1,4}}"
)
_NAMES = rf"{_NAME}(?:\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*)(?:{_NAME})){{0,5}}"
_ROLE = (
    r"(?:[\w'’&-]+\s+){0,4}(?:correspondent|reporter|editor|writer|columnist|bureau\s+chief"
    r"|journalist|contributor|critic|producer|staff)s?"
)
_DESK = r"(?:[A-Z][\w.'’&-]*)(?:\s+[A-Z][\w.'’&-]*){0,4}"
_SEP = r"\s*[,|•·/–—(-]\s*"
_BY = r"(?i:(?:(?:written|story|words|report|text|posted|photography|reporting)\s+)?by|author:?)"
_PLACE = r"[\w .'’-]{1,40}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_BY}\s+(?P<who>{_NAMES})"
        rf"(?:{_SEP}(?i:{_ROLE}|for\s+.{{1,40}}|in\s+.{{1,40}}|{_DESK}|@\w+)\)?){{0,3}}",
        rf"(?P<who>{_NAMES}){_SEP}(?i:{_ROLE})(?:,?\s+(?:in|at|for)\s+{_PLACE}|,\s*{_DESK})?\)?",
        r"(?P<who>)(?i:(?:additional\s+)?(?:reporting|writing|editing|compiled|edited)\s+by)\s.{2,200}",
        rf"(?P<who>)(?i:{_ROLE})(?:,?\s+(?i:in|at)\s+{_PLACE}|,\s*{_DESK})?",
        r"[【(（]?(?:文|取材|執筆|記者|編集委員)\s?[・=＝:：/／]?\s?"
        r"(?P<who>[一-龯ぁ-んァ-ヶー々 ]{2,14})[】)）]?",
    )
)
_LONGEST = 160


def byline(line: str) -> str | None:
    """Who wrote the article, if `line` says nothing else; empty for a line without a name.

    Lines such as "Reporting by A; editing by B" or "Political correspondent" name nobody to keep.
    """
    if len(line) > _LONGEST:
        return None
    for form in _FORMS:
        match = form.fullmatch(line.rstrip())
        if match:
            return match["who"]
    return None
