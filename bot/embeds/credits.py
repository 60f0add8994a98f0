"""Who says so and when: the line that stands with every quote, passage and event."""

from __future__ import annotations

from bot.embeds.card import headline
from bot.embeds.text import cut, link, one_line, stamp
from bot.model import Article, EventDate, FiledQuote, Precision

DOT = " · "
NAME, LABEL = 80, 60
INLINE_ADDRESS = 300
"""Addresses count within a description; a longer one is left out there."""
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
    phrase = one_line(when.span.of(article.text))
    if any(character.isdigit() for character in phrase) and len(phrase) <= LABEL:
        return phrase
    return _from_bounds(when)


def _from_bounds(when: EventDate) -> str:
    first, last = when.first, when.last
    if when.precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return str(first.year)
        if first.year % 10 == 0 and last.year == first.year + 9:
            return f"{first.year}s"
        return f"{first.year} to {last.year}"
    if first == last:
        clock = when.value.partition("T")[2][:5] if when.precision is Precision.MINUTE else ""
        return f"{first.day} {first:%B} {first.year}" + (f", {clock}" if clock else "")
    return f"{first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}"
