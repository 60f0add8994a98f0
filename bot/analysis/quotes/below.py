"""The speaker in what stands below a quotation: a sentence about it, or a line with a name."""

from __future__ import annotations

import re
from bisect import bisect_left

from bot.analysis.quotes.tokens import Tokens

_ABOUT = re.compile(
    r"\s*(?:With (?:those|these) words,?|(?:Those|These) (?:were|are) the words of"
    r"|So (?:said|says|wrote)"
    r"|(?:That|This) (?:quotation|quote|remark|comment|line|statement|message|warning|plea)"
    r" (?:is |was |came |comes )?(?:from|by))\s+"
)
_NAME = re.compile("[NTBLnIl]+")
_LINE = re.compile(r"¶(?P<np>[NTBLInk]*N[NI]+)(?:,[wndkoNTLB]{1,8})?[iu][^QVSG¶]{1,25}(?=¶|$)")
"""“We won.” / Coach Ada Moss after the match. / “So did we.” / Karl Lunt on his team."""
_LISTED = re.compile(rf"(?:^|¶)Q{_LINE.pattern}")


def behind(tokens: Tokens, quotation: int) -> tuple[int, int] | None:
    """The speaker in a sentence that follows: "With those words Ada Moss left"; or in a line below,
    if that is how the text goes on: one line alone may be the caption of a picture."""
    if opening := _ABOUT.match(tokens.text, tokens.ends[quotation]):
        phrase = _NAME.match(tokens.kinds, bisect_left(tokens.starts, opening.end()))
        return phrase.span() if phrase else None
    line = _LINE.match(tokens.kinds, quotation + 1)
    return line.span("np") if line and len(_LISTED.findall(tokens.kinds)) > 1 else None
