"""Who says so and when: the line that stands with every quote, passage and event."""

from __future__ import annotations

import re
from datetime import date

from bot.embeds.card import headline
from bot.embeds.text import cut, link, one_line, stamp
from bot.model import Article, EventDate, FiledQuote, Precision

DOT = " · "
NAME, LABEL = 80, 60
INLINE_ADDRESS = 300
"""Addresses count within a description; a longer one is left out there."""
COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx", "氏", "さん"))
"""Titles that say nothing about who speaks."""
_LEADING = re.compile(r"^(?:in|during)?\s*(?:the\s+)?", re.IGNORECASE)
_WHOLE = {Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.YEAR}


def credit(article: Article, *, linked: bool = True) -> str:
    """`[Outlet](address) · date`, as far as they are known."""
    outlet = cut(one_line(article.outlet or article.title or "source"), LABEL)
    parts = [source(outlet, article, linked=linked)]
    if article.published is not None:
        parts.append(stamp(article.published))
    return DOT.join(parts)


def source(label: str, article: Article, *, linked: bool = True) -> str:
    """`label`, leading to the article where its address is known and bearable."""
    address = article.url if linked and len(article.url or "") <= INLINE_ADDRESS else None
    shown = link(label, address)
    return shown if len(shown) <= INLINE_ADDRESS + 2 * len(label) + 4 else link(label, None)


def attribution(filed: FiledQuote, *, linked: bool = True) -> str:
    """`**Name**, title, cue · [Outlet](address) · date`; nobody is named without evidence."""
    quote, text = filed.quote, filed.article.text
    name = headline(filed.person.name if filed.person else quote.speaker or "", NAME)
    title = headline(quote.title.of(text), NAME) if name and quote.title else ""
    title = "" if title.casefold().strip(".") in COURTESY else title
    cue = headline(quote.cue.of(text), LABEL) if quote.cue else ""
    who = [f"**{name}**" if name else "*unattributed*", title, f"*{cue}*" if cue else ""]
    return f"— {', '.join(filter(None, who))}{DOT}{credit(filed.article, linked=linked)}"


def said(filed: FiledQuote) -> str:
    """The quoted words in marks; what stood between the parts of a split quote is left out."""
    return " … ".join(f"“{words}”" for words in filed.words)


def date_in_words(when: EventDate, article: Article) -> str:
    """A date no more exact than it is known: `7 February 2025`, `2018`, `early 2000s`."""
    if when.precision in _WHOLE and "/" not in when.value:
        return _from_bounds(when)
    phrase = _LEADING.sub("", one_line(when.span.of(article.text)))
    if any(character.isdigit() for character in phrase) and len(phrase) <= LABEL:
        return phrase
    return _from_bounds(when)


def _from_bounds(when: EventDate) -> str:
    first, last = when.first, when.last
    if first == last:
        clock = when.value.partition("T")[2][:5] if when.precision is Precision.MINUTE else ""
        return _day(first) + (f", {clock}" if clock else "")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    if (first.year, first.month) != (last.year, last.month):
        return f"{_day(first)} – {_day(last)}"
    if when.precision is Precision.MONTH:
        return f"{first:%B} {first.year}"
    return f"{first.day}–{_day(last)}"


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if last - first == 99:
        return f"{_ordinal((last - 1) // 100 + 1)} century"
    if last - first == 9 and first % 10 == 0:
        return f"{first}s"
    return f"{first} – {last}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
