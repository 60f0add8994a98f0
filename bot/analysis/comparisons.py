"""Dates that a sentence only compares with: "prices rose in February from a year earlier"."""

from __future__ import annotations

import re

from bot.model import Span

# What a date is only compared with: "up from 5 percent in 2010", "5 percent from January".
WORDS = (
    r"(?:(?!(?:and(?!\s+[$£€¥]?\d)|as|but|that|when|which|who)\b)"
    r"[^\s,;]+(?:,\d\S*)?(?:,(?=\s+(?:or\b|\Z)))?\s+){0,10}\Z"
)
CUES = ("compared", "from", "versus", "than")
COMPARED = re.compile(
    rf"\b(?:compared\s+(?:with|to)|(?:up|down|unchanged)\s+from|versus)\s+{WORDS}"
    r"|(?<!other\s)(?<!further\s)(?<!later\s)(?<!sooner\s)(?<!earlier\s)\bthan\s+(?:in\s+|for\s+|the\s+)?\Z"
)
RISEN_FROM = re.compile(r"(?:%|\bpercent|\bpoints?|\bcents?)\s+from\s+\Z")
# Phrases that are as a rule compared with: behind "from" or "on", and behind "than the figure of".
YEAR_BEFORE = re.compile(
    r"(?:an?|one|the)\s(?:year|month|quarter)[\s-](?:ago|earlier|before)\b.*"
    r"|last\s(?:year|quarter|month)|the\s(?:previous|prior|preceding)\s(?:year|quarter|month)"
    r"|(?:the\s)?(?:same\s(?!day)|last\syear['’]s\b).*",
    re.IGNORECASE | re.DOTALL,
)
YEAR_AGO = re.compile(r"(?:the\s)?(?:year-(?:ago|earlier)|prior-year)\b", re.IGNORECASE)
FROM = re.compile(
    r"\b(?:from(?:\s+[$£€¥]?\d\S*(?:\s+[a-z%]+){0,3})?|against|on|over)\s+(?:in\s+)?\Z"
    rf"|\bthan\s+(?:the|an?|in|that)\s+{WORDS}|\bover\s+(?:\w+\s+of|[$£€¥]\d\S*)\s+{WORDS}"
)
TO = re.compile(r"\s+(?:to|until|through)\b")  # from January to March
WHEN = re.compile(r",?\s+when\b")  # compared with March, when the mill closed
COMPARES = 80  # characters before a date


def is_compared(text: str, sentence: Span, date_: Span) -> bool:
    """Whether a date is only what that of the sentence is compared with: "from a year earlier"."""
    if WHEN.match(text, date_.end, sentence.end):
        return False
    before = text[max(sentence.start, date_.start - COMPARES) : date_.start].lower()
    phrase = date_.of(text)
    if YEAR_AGO.match(phrase):
        return True
    if any(cue in before for cue in CUES):
        if COMPARED.search(before):
            return True
        if RISEN_FROM.search(before):
            return not TO.search(text, date_.start, date_.end + len(" through "))
    return bool(YEAR_BEFORE.fullmatch(phrase) and FROM.search(before))
