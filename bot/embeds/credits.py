"""Who says so and when: the line that stands with every quote, passage and event."""

from __future__ import annotations

from bot.embeds.card import headline
from bot.embeds.text import cut, escape, link, one_line, stamp
from bot.model import Article, FiledQuote
from bot.wording import in_marks

DOT = " · "
NAME, LABEL = 80, 60
INLINE_ADDRESS = 300
"""Addresses count within a description; a longer one is left out there."""
COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx", "氏", "さん"))
"""Titles that say nothing about who speaks."""
UNFINISHED = frozenset(("tell", "tells", "told", "telling", "assured", "informed", "reminded"))
"""Verbs that say nothing without whom they were said to."""


def credit(article: Article, *, linked: bool = True) -> str:
    """`[Outlet](address) · date`, as far as they are known."""
    outlet = cut(one_line(article.outlet or article.title or "source"), LABEL)
    return _dated(source(outlet, article, linked=linked), article)


def imprint(article: Article) -> str:
    """`Outlet · date`, as far as they are known, for where the headline stands already."""
    return _dated(escape(cut(one_line(article.outlet), LABEL)), article)


def source(label: str, article: Article, *, linked: bool = True) -> str:
    """`label`, leading to the article where its address is known and bearable."""
    address = article.url if linked and len(article.url or "") <= INLINE_ADDRESS else None
    shown = link(label, address)
    return shown if len(shown) <= INLINE_ADDRESS + 2 * len(label) + 4 else link(label, None)


def attribution(filed: FiledQuote, *, linked: bool = True) -> str:
    """`— **Name**, title, cue · [Outlet](address) · date`."""
    return f"{voice(filed)}{DOT}{credit(filed.article, linked=linked)}"


def voice(filed: FiledQuote) -> str:
    """`— **Name**, title, cue`; nobody is named without evidence."""
    quote, text = filed.quote, filed.article.text
    name = headline(filed.person.name if filed.person else quote.speaker or "", NAME)
    title = headline(quote.title.of(text), NAME) if name and quote.title else ""
    title = "" if title.casefold().strip(".") in COURTESY else title
    cue = headline(quote.cue.of(text), LABEL) if quote.cue else ""
    cue = "" if cue.lower() in UNFINISHED else cue
    who = [f"**{name}**" if name else "*unattributed*", title, f"*{cue}*" if cue else ""]
    return f"— {', '.join(filter(None, who))}"


def said(filed: FiledQuote) -> str:
    """The quoted words in marks."""
    return in_marks(filed.words)


def _dated(who: str, article: Article) -> str:
    when = stamp(article.published) if article.published is not None else ""
    return DOT.join(filter(None, (who, when)))
