"""Reading a text's temporal expressions, first to last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.analysis.dates import (
    clock,
    holidays,
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
from bot.analysis.dates.tokens import tokenize
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
    tokens = tokenize(text)
    context = Context(tokens, sentences, published)
    timexes: list[Timex] = []
    done = 0
    for first, _, _, meaning, match in scan(RULES, tokens):
        if first < done:
            continue
        read = meaning(Found(match, tokens, context))
        if read is None:
            continue
        for reading in [read] if isinstance(read, Reading) else read:
            start = match.start() if reading.first is None else reading.first
            end = match.end() if reading.last is None else reading.last
            span = Span(tokens.starts[start], tokens.ends[end - 1])
            timexes.append(Timex(span, reading.type, reading.value))
            context.passed(reading.value, start)
            done = end
    return tuple(timexes)
