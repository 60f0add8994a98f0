"""A small invented newsroom with its readings, written by hand so that nothing else is tested."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.analysis.gists import gists
from bot.model import Analysis, Article, Event, EventDate, Person, Precision, Quote, Span
from bot.store.store import Store

NOW = datetime(2025, 2, 7, 12, 0, tzinfo=UTC)
LINDQVIST = Person("Maren Lindqvist", ("Lindqvist", "リンドクヴィスト"), ("Harbour Minister",))
OKORO = Person("Tobias Okoro", ("Okoro",), ("fishing union leader",))
OKORO_TWO = Person("Ada Okoro", ("Okoro",))


def span(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def quote(
    text: str, speaker: str | None, *words: str, cue: str = "said", title: str | None = None
) -> Quote:
    """A quote of these segments."""
    segments = tuple(span(text, part) for part in words)
    return Quote(
        segments=segments,
        sentence=Span(segments[0].start, segments[-1].end),
        speaker=speaker,
        cue=span(text, cue),
        title=span(text, title) if title else None,
    )


def event(text: str, sentence: str, phrase: str, first: date, *, precision: str = "day") -> Event:
    """A dated sentence."""
    when = EventDate(span(text, phrase), first.isoformat(), Precision(precision), first, first)
    return Event(span(text, sentence), when)


HARBOUR_TEXT = (
    "The harbour at Veldhaven will stay open all winter. "
    "“We shall keep the harbour open,” Harbour Minister Maren Lindqvist said, “whatever it costs.” "
    "The ice came on 3 February 2025. "
    "The council meets again on 12 March 2025."
)
HARBOUR = Article(
    "harbour",
    HARBOUR_TEXT,
    "Harbour stays open",
    "https://coast.example/harbour",
    "Coast Courier",
    datetime(2025, 2, 6, 9, 0, tzinfo=UTC),
)
HARBOUR_EVENTS = (
    event(HARBOUR_TEXT, "The ice came on 3 February 2025.", "3 February 2025", date(2025, 2, 3)),
    event(
        HARBOUR_TEXT,
        "The council meets again on 12 March 2025.",
        "12 March 2025",
        date(2025, 3, 12),
    ),
)
HARBOUR_READING = Analysis(
    quotes=(
        quote(
            HARBOUR_TEXT,
            "Maren Lindqvist",
            "We shall keep the harbour open,",
            "whatever it costs.",
            title="Harbour Minister",
        ),
    ),
    events=HARBOUR_EVENTS,
    summary=(span(HARBOUR_TEXT, "The harbour at Veldhaven will stay open all winter."),),
    people=(LINDQVIST,),
    keywords=("harbour", "winter"),
    terms=(("harbour", 3), ("winter", 1)),
    gists=gists(HARBOUR, HARBOUR_EVENTS),
)

UNION_TEXT = (
    "Fishing crews at Veldhaven want lower fees. "
    "“Fees are @everyone’s *problem* now,” said Tobias Okoro. "
    "Ada Okoro told a hearing: “Boats cannot wait for spring.”"
)
UNION = Article(
    "union",
    UNION_TEXT,
    "Crews [and owners] want lower fees",
    "https://north.example/fees",
    "Northern Wire",
    datetime(2025, 2, 5, 9, 0, tzinfo=UTC),
)
UNION_READING = Analysis(
    quotes=(
        quote(UNION_TEXT, "Tobias Okoro", "Fees are @everyone’s *problem* now,"),
        quote(UNION_TEXT, "Ada Okoro", "Boats cannot wait for spring.", cue="told a hearing"),
    ),
    summary=(span(UNION_TEXT, "Fishing crews at Veldhaven want lower fees."),),
    people=(OKORO, OKORO_TWO),
    keywords=("fees", "crews"),
    terms=(("fee", 3), ("crew", 2)),
)


def speech(number: int) -> tuple[Article, Analysis]:
    """One of many articles in which Maren Lindqvist says something."""
    text = f"“This is answer number {number} about ferries,” Maren Lindqvist said."
    article = Article(
        f"speech-{number}",
        text,
        f"Speech {number}",
        f"https://coast.example/speech-{number}",
        "Coast Courier",
        datetime(2025, 1, 1 + number, tzinfo=UTC),
    )
    words = f"This is answer number {number} about ferries,"
    reading = Analysis(quotes=(quote(text, "Maren Lindqvist", words),), people=(LINDQVIST,))
    return article, reading


async def fill(store: Store, *, speeches: int = 0) -> None:
    """File the newsroom."""
    await store.put(HARBOUR, HARBOUR_READING, now=NOW)
    await store.put(UNION, UNION_READING, now=NOW)
    for number in range(speeches):
        await store.put(*speech(number), now=NOW)
