"""What surrounds an expression: the article's day, the date before it, the tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.analysis.dates import calendars
from bot.analysis.dates.tense import Distance, Tense, leaning
from bot.analysis.dates.tokens import KINDS, Tokens
from bot.analysis.lexicon import load
from bot.model import Span

DAYS = frozenset((KINDS["Day"], KINDS["Ordinal"], KINDS["Year"]))
FINENESS = {"": 0, "Y": 1, "S": 1, "Q": 2, "M": 2, "W": 3, "WE": 3, "F": 3, "D": 3}
JOINTS = frozenset(load("dates")["lists"]["between_dates"])
CALENDAR = range(2, 9991)  # years with others on either side of them
SHARE = 0.4
"""How much the dates of its name before a date count in its direction."""
YEAR = KINDS["Year"]
BREAK, OPEN = KINDS["Break"], KINDS["Open"]
BRACKET = 3  # tokens from an opening bracket to a year in it
DATES = frozenset(KINDS[name] for name in ("Month", "ShortMonth", "VerbMonth", "Day"))
YEARS_BACK = 2
"""How many years before the article's a year is long past."""
SEASONS = {"WI": 1, "SP": 3, "SU": 6, "FA": 9}
ASIDES = frozenset(("since", "than"))
DATED = re.compile(r"(\d{4})(?!\d)(?:-(\d\d)(?:-(\d\d).*)?$|-(SP|SU|FA|WI)$|-W(\d\d)$|$|(.))")


@dataclass(slots=True)
class Context:
    """The state of one reading: it walks through the text and remembers what it passed."""

    tokens: Tokens
    sentences: Sequence[Span]
    published: datetime | date | None
    day: date | None = None
    anchor: date | None = None
    """The last day (or first day of a period) that the text before dated."""
    anchor_at: int = -1
    precision: str = ""
    """What `anchor` names: a year `Y`, of which it is the first day, a month `M` or a day `D`."""
    named: date | None = None
    """The last very day that the text named, whatever else it dated since; with its token."""
    named_at: int = -1
    quarter: str = ""
    """The last quarter named, `1989-Q3`; with the token it stood at."""
    quarter_at: int = -1
    past: int = 0
    """How many years long past the text has named since it last spoke of its own time."""
    headed: int = 0
    """The token to which the heading of a year gone by reaches, in a chronicle."""
    history: bool | None = None
    """Whether the text is all history (bot.analysis.dates.past), once that was asked."""
    ended: dict[str, int] = field(default_factory=dict[str, int])
    """The year of each quarter, `Q3`, of which the text said when it ended."""
    _starts: list[int] = field(default_factory=list[int])
    _names: dict[str, bool] = field(default_factory=dict[str, bool])
    _leanings: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])

    def __post_init__(self) -> None:
        published = self.published
        self.day = published.date() if isinstance(published, datetime) else published
        if self.day and self.day.year not in CALENDAR:
            self.day = None
        self._starts = [sentence.start for sentence in self.sentences]

    def passed(self, value: str, first: int, last: int) -> None:
        """Remember an expression, of tokens `first:last`.

        In a text without a date nothing can be told from the dates before one of an unknown year.
        """
        if not value and self.day is None:
            self.anchor = self.named = None
        told = DATED.match(value) if value[:1].isdecimal() else None
        if not told or (len(value) == 4 and self._is_aside(first)):
            return
        year, month, day, season, week, other = told.groups()
        self._time_told(int(year), first, last)
        if other or ((season or week) and not self.past):
            return  # a quarter, or a week of the article's own time
        if week:
            anchor = calendars.thursday(int(year), int(week))
        else:
            months = SEASONS.get(season) or int(month or 1)
            anchor = calendars.make(int(year), months, int(day or 1))
        if anchor is None or anchor.year not in CALENDAR:
            return
        self.anchor, self.anchor_at = anchor, last - 1
        self.precision = "D" if day else "M" if month or week else "S" if season else "Y"
        if day:
            self.named, self.named_at = anchor, last - 1

    def _is_aside(self, first: int) -> bool:
        """Whether a year is told by the way: "for the first time since 1995", "(born 1810)"."""
        if OPEN in self.tokens.kinds[max(first - BRACKET, 0) : first]:
            return True
        before = self.tokens.of(first - 1)
        return before in ASIDES and self.tokens.of(first - 2).isalpha()

    def _time_told(self, year: int, first: int, last: int) -> None:
        """Count the years long past, until something is of the article's own time."""
        if self.day is None:
            return
        if year >= self.day.year:
            self.past = self.headed = 0
            return
        named = YEAR in self.tokens.kinds[first:last]
        self.past = self.past + named if year <= self.day.year - YEARS_BACK else 0
        if named:
            self.headed = max(self.headed, self._heads(first, last))

    def _heads(self, first: int, last: int) -> int:
        """How far a date reaches as a heading: to the end when it is a line of its own.

        A month or a day may head anything, a year only lines that begin with dates.
        """
        kinds, behind = self.tokens.kinds, self.tokens.of(last)
        if kinds[first - 1 : first] not in ("", BREAK):
            return 0
        end = last + (behind == ":")
        if kinds[end : end + 1] == BREAK:
            heads = last - first > 1 or kinds[end + 1 : end + 2] in DATES
            return len(kinds) * heads
        if last - first > 1 or behind not in (".", ":"):
            return 0
        end = kinds.find(BREAK, last)  # 1849. Pesth is taken, January 5
        return len(kinds) if end < 0 else end

    @property
    def exact(self) -> bool:
        """Whether `anchor` is that very day, not the first of a month or year."""
        return self.precision == "D"

    def tells(self, unit: str) -> bool:
        """Whether the anchor tells its `unit`: a year tells no month."""
        return FINENESS[self.precision] >= FINENESS.get(unit, 1)

    def joined_to(self, index: int) -> date | None:
        """The date that a word like "and" or "to" joins to the expression at token `index`."""
        joined = self.anchor_at == index - 2 and self.tokens.of(index - 1).lower() in JOINTS
        return self.anchor if joined else None

    def _is_capital(self, index: int) -> bool:
        """Whether token `index` is a capitalised word of no list, as a name is."""
        return self.tokens.kinds[index : index + 1] == KINDS["Capital"]

    def is_name(self, form: str) -> bool:
        """Whether the text has a person called `form`: "Theresa May", "Mrs. May"."""
        if form not in self._names:
            at = [index for index in range(1, len(self.tokens)) if self.tokens.of(index) == form]
            self._names[form] = any(
                self._is_capital(index - 1)
                or (self.tokens.of(index - 1) == "." and self._is_capital(index - 2))
                for index in at
                if self.tokens.words[min(index + 1, len(self.tokens) - 1)].kind not in DAYS
            )
        return self._names[form]

    def place(self, index: int) -> int:
        """The number of the sentence in which token `index` stands; -1 when there is none."""
        return bisect_right(self._starts, self.tokens.start(index)) - 1

    def sentence(self, index: int) -> Span:
        """The sentence in which token `index` stands, else the whole text."""
        place = self.place(index)
        return self.sentences[place] if place >= 0 else Span(0, len(self.tokens.text))

    def tense(self, first: int, last: int, distance: Distance | None = None) -> Tense:
        """Which way the date at tokens `first:last` points.

        What the text said before of dates of that name counts too: of "Monday's meeting", say.
        """
        leans = leaning(self.tokens, first, last, self.sentence(first), distance)
        if distance:
            count, total = self._leanings.get(distance.name, (0, 0.0))
            self._leanings[distance.name] = count + 1, total + leans
            leans += SHARE * total / max(count, 1)
        return Tense.FUTURE if leans > 0 else Tense.PAST
