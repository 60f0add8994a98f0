"""Reading a text's temporal expressions, first to last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.analysis.dates import (
    clock,
    holidays,
    japanese,
    lengths,
    months,
    quarters,
    relative,
    vague,
    weekdays,
    years,
)
from bot.analysis.dates.context import Context
from bot.analysis.dates.grammar import Found, Reading, scan
from bot.analysis.dates.tokens import Tokens
from bot.model import Span, Timex

RULES = [
    *months.rules,
    *years.rules,
    *quarters.rules,
    *holidays.rules,
    *weekdays.rules,
    *relative.rules,
    *clock.rules,
    *lengths.rules,
    *vague.rules,
]


def find(
    text: str, sentences: Sequence[Span], published: date | datetime | None
) -> tuple[Timex, ...]:
    """The temporal expressions of `text` in order, each with its TIMEX3 type and value.

    `published` is the day relative expressions are told from; without it they keep the value "".
    """
    context = Context(Tokens(text), sentences, published)
    western = _western(context)
    if not japanese.SCRIPT.search(text):
        return tuple(western)
    ours = list(japanese.find(text, sentences, context.day))
    taken = {at for timex in ours for at in range(*timex.span)}
    free = [timex for timex in western if taken.isdisjoint(range(*timex.span))]
    return tuple(sorted((*ours, *free), key=lambda timex: timex.span))


def _western(context: Context) -> Iterator[Timex]:
    """What the rules find, the longest first; `passed` tells the context what each date was."""
    tokens, done = context.tokens, 0
    for first, _, _, rule, match in scan(RULES, tokens):
        if first < done:
            continue
        read = rule.meaning(Found(match, tokens, context))
        if read is None:
            continue
        for reading in [read] if isinstance(read, Reading) else read:
            start = match.start() if reading.first is None else reading.first
            end = match.end() if reading.last is None else reading.last
            span = Span(tokens.start(start), tokens.end(end - 1))
            yield Timex(span, reading.type, reading.value)
            context.passed(reading.value, start)
            done = end
