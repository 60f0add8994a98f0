"""Any text survives all of the reading, and every span lies in it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import analyse
from bot.model import Article

PIECES = [
    *(
        "\0",
        "\ud800",
        "\u202e",
        "\u200b",
        "🎺",
        "é",
        "שלום",
        "الثلاثاء",
        "石田氏は",
        "7日",
        "「",
        "」と述べた",
    ),
    *("Ada Moss", "he", "said", "on Friday", "in 1998", "1999 ", "We won", "the 1970s"),
    *('"', "“", "”", "'", "’s", ". ", ", ", "? ", "\n\n", "\r", "\u2028", "—", " "),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(
    st.characters(codec=None), max_size=60
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_every_span_lies_in_the_text(title: str, text: str) -> None:
    published = datetime(2026, 3, 15, tzinfo=UTC)
    found = analyse(Article("one", text, title, published=published))
    spans = [*found.summary, *(timex.span for timex in found.dates)]
    spans += [event.span for event in found.events]
    spans += [segment for quote in found.quotes for segment in quote.segments]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert list(found.summary) == sorted(found.summary)
    assert all(topic in text for topic in found.keywords)
    assert all(term and count > 0 for term, count in found.terms)
