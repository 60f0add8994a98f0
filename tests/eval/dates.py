"""Dates: strict, relaxed and value F1, calendar dates right, texts a second of one core.

The measures are TempEval-3's: expressions are matched one to one, exact spans first, then those
that overlap; `value` counts a match whose TIMEX3 value is the same; `calendar` is the share of the
gold's calendar dates, of those found, that name the same day, month or year.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.analysis import dates
from bot.analysis.dates import values
from bot.analysis.sentences import split

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "data" / "dates_own.jsonl"
JAPANESE = ROOT / "tests" / "data" / "dates_ja.jsonl"
SHARED = ROOT / ".." / "shared" / "data" / "dates"
CALENDAR = re.compile(r"\d{2,4}|\d{4}-(?:\d\d(?:-\d\d(?:T.*)?)?|W\d\d|Q\d|H\d)")
MARKED = re.compile(r"\{([^{}|]+)\|([A-Z]+)\|([^{}|]*)\}")

WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
MONTH = r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)"
PART = r"(?:(?:early|late|mid|earlier|later|the (?:end|beginning|start|middle) of)[ -])?"
DAY_PART = r"(?: (?:morning|afternoon|evening|night))?"
# The families of phrases of the list, by what is written: the first that fits.
FAMILIES = {
    "bare weekdays": rf"{PART}{WEEKDAY}{DAY_PART}",
    "month-days": rf"{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}",
    "bare months": rf"{PART}{MONTH}",
    "full dates": r".*\b(?:19|20)\d\d\b.*|\d+[/-].*",
    "quarters": r".*quarter.*|.*\bperiod",
    "ago, earlier, later": r".*\b(?:ago|earlier|later|before|after)|.*\byear-(?:ago|earlier)\b.*",
    "decades": r".*\b(?:\d\ds|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|\d{3}0s)",
    "last, this, next": rf"{PART}(?:the )?(?:last|this|next|coming|past) (?:day|week|weekend|month"
    rf"|year|decade|century|spring|summer|fall|autumn|winter|{MONTH}|{WEEKDAY}){DAY_PART}",
    "today, now": r".*\b(?:today|tonight|yesterday|tomorrow|now|currently|overnight)\b.*",
    "durations": r"DURATION",
    "sets": r"SET",
}

FLOORS = {"own": 99.0, "japanese": 99.0, "timebank": 84.0, "aquaint": 78.5}


class Expression(NamedTuple):
    """A temporal expression of a text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Record:
    """A text with the expressions it is known to hold."""

    text: str
    published: date
    gold: tuple[Expression, ...]
    events: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts over the texts of a set; `families` of gold expressions, and of those read right."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    calendar: int = 0
    calendar_right: int = 0
    seconds: float = 0.0
    texts: int = 0
    wrong: list[str] = field(default_factory=list[str])
    families: Counter[str] = field(default_factory=Counter[str])
    read: Counter[str] = field(default_factory=Counter[str])

    def f1(self, hits: int) -> float:
        """F1 in per cent."""
        return 200 * hits / max(self.gold + self.found, 1)

    def add(self, record: Record, found: Sequence[Expression]) -> None:
        """Compare one text's expressions."""
        pairs = matched(record.gold, found)
        self.texts += 1
        self.gold, self.found = self.gold + len(record.gold), self.found + len(found)
        self.relaxed += len(pairs)
        self.families.update(family(record, one) for one in record.gold)
        for gold, ours in pairs:
            self.strict += gold[:2] == ours[:2]
            self.value += gold.value == ours.value
            self.read[family(record, gold)] += gold.value == ours.value
            if gold.type in ("DATE", "TIME") and CALENDAR.fullmatch(gold.value):
                self.calendar += 1
                self.calendar_right += gold.value[:10] == ours.value[:10]
        same = [(g[:2], g.value) for g in record.gold] == [(o[:2], o.value) for o in found]
        if not same:
            read = ", ".join(f"{record.text[o.start : o.end]} = {o.value}" for o in found)
            self.wrong.append(f"{record.text[:100]} -> {read}")


def family(record: Record, one: Expression) -> str:
    """The family of an expression, by what is written, or by its type."""
    written = " ".join(record.text[one.start : one.end].lower().split())
    for name, pattern in FAMILIES.items():
        if re.fullmatch(pattern, written) or pattern == one.type:
            return name
    return "others"


def matched(
    gold: Sequence[Expression], found: Sequence[Expression]
) -> list[tuple[Expression, Expression]]:
    """Pairs of the same span, then of spans that overlap, left to right."""
    spans = {one[:2]: one for one in found}
    pairs = [(one, spans[one[:2]]) for one in gold if one[:2] in spans]
    taken = {one[:2] for one, _ in pairs}
    free = [one for one in found if one[:2] not in taken]
    for one in gold:
        if one[:2] in taken:
            continue
        other = next((o for o in free if o.start < one.end and one.start < o.end), None)
        if other:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def read(record: Record) -> list[Expression]:
    """What we find in a text."""
    found = dates.find(record.text, list(split(record.text)), record.published)
    return [Expression(*one.span, one.type.value, one.value) for one in found]


def corpus(path: Path) -> Iterator[Record]:
    """TimeBank or AQUAINT."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = tuple(
            Expression(one["start"], one["end"], one["type"], one["value"])
            for one in row["timexes"]
        )
        yield Record(row["text"], datetime.fromisoformat(row["dct"]).date(), gold)


def own(path: Path) -> Iterator[Record]:
    """Our cases: `{early 2024|DATE|2024}` marks an expression, `events` the dates of events."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, gold, last = "", list[Expression](), 0
        for mark in MARKED.finditer(row["text"]):
            text += row["text"][last : mark.start()]
            gold.append(Expression(len(text), len(text) + len(mark[1]), mark[2], mark[3]))
            text, last = text + mark[1], mark.end()
        text += row["text"][last:]
        yield Record(
            text, date.fromisoformat(row["dct"]), tuple(gold), tuple(row.get("events", ()))
        )


def phrases(path: Path) -> Iterator[tuple[str, date, set[str]]]:
    """Phrase cases of other systems: text, reference day, and the first days that are right."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        starts = {start for start in _starts(row) if re.fullmatch(r"\d{4}-\d\d-\d\d", start)}
        if starts and row["ref"]:
            yield row["text"], date.fromisoformat(row["ref"][:10]), starts


def _starts(row: dict[str, Any]) -> Iterator[str]:
    """The first day of a case that holds one date or stretch of days."""
    if "results" not in row:  # duckling
        if row["grain"] in ("day", "week", "month", "quarter", "year"):
            yield row["start"][:10]
    elif len(row["results"]) == 1 and row["results"][0]["type"] in ("date", "daterange"):
        for value in row["results"][0]["values"]:
            yield str(value.get("value") or value.get("start") or "")[:10]


def phrases_right(path: Path) -> tuple[int, int]:
    """How many phrase cases there are, and in how many what we find holds the first day."""
    total = right = 0
    for text, today, starts in phrases(path):
        total += 1
        for one in dates.find(text, list(split(text)), today):
            value = values.edtf(one.value, one.span.of(text))
            first, last = values.bounds(value[0]) if value else (date.max, date.min)
            if any(first.isoformat() <= start <= last.isoformat() for start in starts):
                right += 1
                break
    return total, right


def measure(records: Sequence[Record]) -> Score:
    """Score a set."""
    score = Score()
    for record in records:
        begun = time.process_time()
        found = read(record)
        score.seconds += time.process_time() - begun
        score.add(record, found)
    return score


SETS: tuple[tuple[str, Path, Callable[[Path], Iterator[Record]]], ...] = (
    ("own", OWN, own),
    ("japanese", JAPANESE, own),
    ("timebank", SHARED / "timebank.jsonl", corpus),
    ("aquaint", SHARED / "aquaint.jsonl", corpus),
)


def main(argv: list[str]) -> int:
    """Print one table; 1 below a floor of value F1. `--wrong` lists our own cases failed.

    `--families` prints, for each family of phrases, how many of the gold's are read right.
    """
    below = 0
    heads = ("texts", "strict", "relaxed", "value", "calendar", "texts/s", "floor")
    print(f"{'set':<10}" + "".join(f"{head:>9}" for head in heads))  # noqa: T201
    for name, path, reader in SETS:
        if not path.exists():
            continue
        score = measure(list(reader(path)))
        value = score.f1(score.value)
        figures = [score.f1(hits) for hits in (score.strict, score.relaxed, score.value)]
        figures += [100 * score.calendar_right / max(score.calendar, 1)]
        print(  # noqa: T201
            f"{name:<10}{score.texts:>9}" + "".join(f"{figure:>9.1f}" for figure in figures),
            f"{score.texts / score.seconds:>8.0f}{FLOORS[name]:>9.1f}",
        )
        if "--wrong" in argv and name in ("own", "japanese"):
            print("\n".join(score.wrong))  # noqa: T201
        below += value < FLOORS[name]
        if "--families" in argv:
            for kind in (*FAMILIES, "others"):
                count, right = score.families[kind], score.read[kind]
                print(f"  {kind:<22}{right:>4} of {count:<4}{100 * right / max(count, 1):>5.0f} %")  # noqa: T201
    for path in sorted(SHARED.glob("cases/*.jsonl")):
        total, right = phrases_right(path)
        print(f"{path.stem:<16}{total:>6} phrases{100 * right / total:>7.1f} % hold the day")  # noqa: T201
    return int(below > 0)


if __name__ == "__main__":
    raise SystemExit(main([]))
