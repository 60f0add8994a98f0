"""The words of Attaché: frozen values, no I/O.

All offsets are half-open character positions in the text of the article they belong to; all times
are aware datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from itertools import compress
from typing import NamedTuple


class Span(NamedTuple):
    """`start, end` in an article's text, half-open, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` this span covers."""
        return text[self.start : self.end]


PUBLIC = 0
"""The audience that is no server: it sees the operator's articles alone."""


# --- what came in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that is polled; `guild_id` is the server that owns it, `None` the operator.

    `url` is the address its owner gave, `moved_to` where that one leads for good.
    """

    id: int
    url: str
    title: str = ""
    guild_id: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    next_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    last_error: str | None = None
    baselined: bool = False
    moved_to: str | None = None

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.moved_to or self.url


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned news text. `id` is the name it was ingested with, unique in the article base."""

    id: str
    text: str
    title: str = ""
    url: str | None = None
    outlet: str = ""
    published: datetime | None = None
    language: str = "en"
    byline: str = ""


# --- what was read --------------------------------------------------------------------------


class TimexType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression and its TIMEX3 value; `value` is empty when it cannot be resolved."""

    span: Span
    type: TimexType
    value: str


class Precision(StrEnum):
    """How exactly an event's date is known."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class EventDate:
    """A normalised date: `2018`, `197X/198X`, `2025-02-07` (EDTF), with its inclusive bounds."""

    span: Span
    value: str
    precision: Precision
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence that says something happened, or will, on a date.

    `stated`: the sentence gives the date itself. Else it opens the article and names no day: it is
    told under the article's own day, marked so, and `date.span` is empty.
    """

    span: Span
    date: EventDate
    stated: bool = True


class Gist(NamedTuple):
    """What a timeline weighs a dated sentence by, without its text; a dateline is no part of it.

    `terms` are its stems in order, a space between two, and behind a bar those of its dateline,
    which may name the topic, too. `form` packs the rest into one number, as of a large topic fifty
    thousand are read at a time.
    """

    form: int
    terms: str

    @classmethod
    def of(cls, terms: str, *, words: int, stated: bool, alone: bool, on_top: bool) -> Gist:
        """From what is known: see the properties."""
        return cls(words << 3 | stated << 2 | alone << 1 | on_top, terms)

    @property
    def told(self) -> str:
        """The stems of what it tells."""
        return self.terms.partition("|")[0]

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.form >> 3

    @property
    def stated(self) -> bool:
        """Whether it names its date."""
        return bool(self.form & 4)

    @property
    def alone(self) -> bool:
        """Whether it can be read on its own, and tells of its date, not of before or after it."""
        return bool(self.form & 2)

    @property
    def on_top(self) -> bool:
        """Whether it stands where its article tells what happened."""
        return bool(self.form & 1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks or acts in the news. `aliases` never repeat `name`."""

    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody is reported to have said.

    `segments` exclude the quotation marks and run from `span.start` to `span.end`: several when the
    quotation is split around its cue. `speaker` is the person's fullest name in the article, `None`
    when there is no evidence; `title` is the title the article gives that speaker.
    """

    segments: tuple[Span, ...]
    sentence: Span
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    title: Span | None = None

    @property
    def span(self) -> Span:
        """From the first word quoted to the last."""
        return Span(self.segments[0].start, self.segments[-1].end)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was read out of one article."""

    quotes: tuple[Quote, ...] = ()
    dates: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    summary: tuple[Span, ...] = ()
    people: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    """Stemmed terms of title and text with their counts, weightiest first: what stories compare."""
    gists: tuple[Gist, ...] = field(default=(), repr=False, compare=False)
    """One an event: filed for timelines, and not given back with the reading."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A filed article as story grouping sees it: its story, time and terms, not its text."""

    story_id: int
    article_id: str
    published: datetime | None
    terms: tuple[tuple[str, int], ...]


# --- what is answered -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FiledQuote:
    """A quote found again in the stored text of its article."""

    quote: Quote
    article: Article
    person: Person | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The quoted words, one string a segment."""
        return tuple(segment.of(self.article.text) for segment in self.quote.segments)


@dataclass(frozen=True, slots=True)
class FiledEvent:
    """A dated sentence, and every stored article that tells it (the best teller first)."""

    event: Event
    article: Article
    sources: tuple[Article, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence as it stands in the article."""
        return self.event.span.of(self.article.text)


class Mentions(NamedTuple):
    """What articles tell of dates, without their texts: a column each, an entry an event.

    Where it is filed (article, place), those of an article together; its date's value (for a time
    of day the day) and first day (an ordinal); how many days after that the article was published;
    whether it is about the topic; its gist.
    """

    articles: Sequence[int]
    places: Sequence[int]
    dates: Sequence[str]
    firsts: Sequence[int]
    lags: Sequence[int]
    about: Sequence[bool]
    forms: Sequence[int]
    terms: Sequence[str]

    @property
    def stated(self) -> list[bool]:
        """Whether each names its date."""
        return [bool(form & 4) for form in self.forms]

    def only(self, wanted: Sequence[bool]) -> Mentions:
        """Those of the events that are wanted."""
        return Mentions._make(list(compress(column, wanted)) for column in self)


class Told(NamedTuple):
    """An event that a timeline tells, by where it is filed, and the articles that tell the same."""

    article: int
    place: int
    sources: Sequence[int]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a search, with the passage that matches best."""

    article: Article
    passage: Span
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening, the lead article first."""

    id: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, `since < t <= until`; an open end is `None`."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class BriefStory:
    """One story as a briefing tells it: in sentences of its lead article and of others."""

    story: Story
    sentences: tuple[Span, ...]
    others: tuple[tuple[Article, Span], ...] = ()

    @property
    def lead(self) -> Article:
        """The article the headline and the `sentences` come from."""
        return self.story.articles[0]

    @property
    def words(self) -> str:
        """What it tells; behind a sentence of another article stands its outlet."""
        own = [span.of(self.lead.text) for span in self.sentences]
        others = [f"{span.of(article.text)} ({article.outlet})" for article, span in self.others]
        return " ".join((*own, *others))


@dataclass(frozen=True, slots=True)
class Briefing:
    """What one channel is to be told."""

    window: Window
    topic: str | None = None
    stories: tuple[BriefStory, ...] = ()
    quotes: tuple[FiledQuote, ...] = ()
    coming: tuple[FiledEvent, ...] = ()
    late_since: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing new to tell; what is coming may have been told before."""
        return not (self.stories or self.quotes)


# --- when and where it is told --------------------------------------------------------------

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a channel is briefed. `days` are weekdays, Monday 0; `zone` is an IANA name.

    `origin` is `env` for a schedule of the operator's settings, `guild` for one made by an admin.
    """

    id: int
    channel_id: int
    at: time
    zone: str
    days: frozenset[int] = EVERY_DAY
    topic: str | None = None
    guild_id: int | None = None
    origin: str = "guild"
    say_when_empty: bool = False
    paused: bool = False
    next_run: datetime | None = None
    last_error: str | None = None


class DeliveryState(StrEnum):
    """The life of a delivery: claimed, then sent or failed for good."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row per (schedule, local date). Its id is the nonce of the message.

    `channel_id` is where it was claimed for, and stays: it is looked for where it may have arrived.
    """

    id: int
    schedule_id: int
    channel_id: int
    local_date: date
    due: datetime
    state: DeliveryState = DeliveryState.CLAIMED
    attempts: int = 1
    window: Window = field(default_factory=Window)
    message_ids: tuple[int, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The size and health of the article base, for `/status` and `attache check`."""

    articles: int
    quotes: int
    events: int
    people: int
    stories: int
    feeds: int
    feeds_failing: int
    schedules: int
    newest: datetime | None
    dropped_spans: int
