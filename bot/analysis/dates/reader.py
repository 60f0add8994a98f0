"""Reading a text's temporal expressions, first to last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.analysis.dates import (
    clock,
    dayparts,
    figures,
    holidays,
    japanese,
    lengths,
    months,
    periods,
    quarters,
    ranges,
    relative,
    seasons,
    vague,
    weekdays,
    years,
)
from bot.analysis.dates.context import Context
from bot.analysis.dates.grammar import Found, Grammar, Matches, Reading
from bot.analysis.dates.tokens import KINDS, Tokens
from bot.model import Span, Timex

# Words that a name may borrow: a capital tells.
COMMON = frozenset(
    KINDS[name]
    for name in ("DayPart", "Unit", "Today", "Tomorrow", "Tonight", "Frequency", "Now", "ClockWord")
)
HEADLINE = 25  # characters; of fewer in capitals, "USA TODAY" may be a name
GRAMMAR = Grammar(
    [
        *figures.rules,
        *months.rules,
        *ranges.rules,
        *years.rules,
        *quarters.rules,
        *seasons.rules,
        *holidays.rules,
        *weekdays.rules,
        *dayparts.rules,
        *relative.rules,
        *periods.rules,
        *clock.rules,
        *lengths.rules,
        *vague.rules,
    ]
)


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
    matches = Matches(GRAMMAR, tokens)
    while taken := matches.take(done):
        rule, match = taken
        read = rule.meaning(Found(match, tokens, context))
        if read is None or _is_title(context, match.start(), match.end()):
            continue
        for reading in [read] if isinstance(read, Reading) else read:
            start = match.start() if reading.first is None else reading.first
            done = match.end() if reading.last is None else reading.last
            span = Span(tokens.start(start), tokens.end(done - 1))
            yield Timex(span, reading.type, reading.value)
            context.passed(reading.value, start, done)


def _is_title(context: Context, first: int, last: int) -> bool:
    """Whether a common word is capitalised as in a name: "Saturday Night Live", "USA TODAY".

    A single word may open a sentence; of several, the last does not. A text in capitals is none.
    """
    tokens = context.tokens
    form = tokens.of(last - 1)
    if not form[0].isupper() or tokens.words[last - 1].kind not in COMMON:
        return False
    before, after = tokens.of(first - 1), tokens.of(last)
    sentence = context.sentence(first)
    if form.isupper() and len(form) > 1:
        shouted = len(sentence.of(tokens.text)) > HEADLINE and sentence.of(tokens.text).isupper()
        return not (shouted or (before.isupper() and after.isupper()))
    opens = sentence.start == tokens.start(first)
    return last - first > 1 or (before[-1:].isalnum() and not opens)
