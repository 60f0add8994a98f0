"""Learn the weights of bot/analysis/dates/tense.py: `python -m tests.eval.train_tense`.

An example is a weekday, day or month that stands without a year, and names neither the article's
own day nor its month: past or future. 396 come from TimeBank and AQUAINT, 864 from articles of
2005 to 2016, judged by hand (tests/data/tense_labels.json: file, article, from, to, ahead).
Logistic regression by plain gradient descent, deterministic; what is written is numbers. The
examples are few, so the weights are drawn towards `PRIOR`, what grammar knows without them.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.analysis.dates.months import MONTHS, months_ahead
from bot.analysis.dates.tense import Distance, cues
from bot.analysis.dates.tokens import KINDS, Tokens
from bot.analysis.sentences import split

DATA = Path(__file__).parents[3] / "shared" / "data"
LABELS = Path(__file__).parents[1] / "data" / "tense_labels.json"
OUT = Path(__file__).parents[2] / "bot" / "analysis" / "lexicon" / "tense_weights.toml"
BARE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|night|evening|afternoon))?"
    r"|(?:early |late |mid-)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?: \d{1,2})?)",
    re.IGNORECASE,
)
VALUE = re.compile(r"\d{4}-\d\d(?:-\d\d.*)?")
WEEKDAYS = frozenset((KINDS["Weekday"], KINDS["ShortWeekday"]))
DAYS = frozenset((KINDS["Day"], KINDS["Ordinal"]))
PRIOR = {
    "bias": -1.5, "will <": 9.0, "will <<": 3.0, "will >": 1.0, "would <": 4.0, "modal <": 5.0,
    "planned <": 8.0, "intended <": 4.0, "planned <<": 1.0, "infinitive <": 1.5, "is <": 1.0,
    "present <": 5.0, "present <<": 1.0, "if <": 1.0, "if <<": 1.0, "said <": -1.0, "was <": -2.5,
    "past <": -2.5, "ed <": -1.5, "was >": -1.0, "past >": -1.0, "ed >": -0.5, "will first": 3.0,
    "would first": 3.0, "planned first": 0.5, "modal first": 2.5, "was first": -2.0,
    "past first": -2.0, "ed first": -1.0, "will next": 4.0, "would next": 2.0, "modal next": 3.0,
    "was next": -1.0, "past next": -1.0, "ed next": -0.5, "until": 5.0, "starting": 5.0, "by": 2.0,
    "since": -2.0, "than": -2.0, "said beside": -4.0, "headline": 4.0, "for": 1.0, "to": 2.0,
    "put off": 6.0, "is on": 4.0, "due first": 7.0, "due next": 4.0, "over": -2.0, "that": -3.0,
    "when": -6.0, "weekday ahead": -1.5, "day ahead": -1.5, "month ahead": -1.5,
}  # fmt: skip
ROUNDS, RATE, DRAW, FOLDS = 400, 0.5, 0.01, 5


class Example(NamedTuple):
    """The votes on a bare date, whether it lies ahead, and the article it stands in."""

    votes: dict[str, float]
    ahead: bool
    article: str


class Dated(NamedTuple):
    """An article, and the spans of its bare dates with whether they lie ahead."""

    name: str
    text: str
    published: date
    spans: list[tuple[int, int, bool]]


def articles() -> Iterator[Dated]:
    """The articles of the two corpora, then those judged by hand."""
    for name in ("timebank", "aquaint"):
        lines = (DATA / "dates" / f"{name}.jsonl").read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            row = json.loads(line)
            today = row["dct"][:10]
            spans = [
                (one["start"], one["end"], one["value"][:10] > today)
                for one in row["timexes"]
                if BARE.fullmatch(one["text"])
                and VALUE.fullmatch(one["value"])
                and not today.startswith(one["value"][:10])
            ]
            yield Dated(
                f"{name} {number}", row["text"], datetime.fromisoformat(today).date(), spans
            )
    for file, labels in json.loads(LABELS.read_text("utf-8")).items():
        rows = _rows(DATA / file)
        for number, spans in labels.items():
            row = rows[int(number)]
            text = row.get("text_detok") or row["text"]
            yield Dated(f"{file} {number}", text, date.fromisoformat(row["date"][:10]), spans)


def _rows(path: Path) -> list[dict[str, Any]]:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return json.loads(text)["articles"]
    return [json.loads(line) for line in text.splitlines()]


def examples() -> Iterator[Example]:
    """The votes on each bare date, and whether it lies ahead."""
    for article in articles():
        tokens, sentences = Tokens(article.text), list(split(article.text))
        for start, end, ahead in article.spans:
            inside = [
                index
                for index in range(len(tokens))
                if tokens.start(index) >= start and tokens.end(index) <= end + 1
            ]
            sentence = next((one for one in sentences if one.start <= start < one.end), None)
            distance = _distance(tokens, inside, article.published)
            if not sentence or not distance:
                continue
            votes = dict.fromkeys(cues(tokens, inside[0], inside[-1] + 1, sentence), 1.0)
            votes |= {distance.kind: 1.0, f"{distance.kind} ahead": distance.scaled}
            yield Example(votes, bool(ahead), article.name)


def _distance(tokens: Tokens, inside: list[int], today: date) -> Distance | None:
    """How far ahead the date is, told as the rules tell it."""
    words = [tokens.words[index] for index in inside]
    month, day, weekday = (
        next((int(word.number) for word in words if word.kind in kinds), 0)
        for kinds in (MONTHS, DAYS, WEEKDAYS)
    )
    if month:
        return Distance("day" if day else "month", months_ahead(today, month, day or None), "")
    return Distance("weekday", (weekday - today.isoweekday()) % 7, "") if weekday else None


def train(data: list[Example]) -> dict[str, float]:
    """The weights that fit `data` best."""
    names = sorted({vote for one in data for vote in one.votes} | set(PRIOR))
    weights = {name: PRIOR.get(name, 0.0) for name in ["bias", *names]}
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for votes, ahead, _ in data:
            error = ahead - 1 / (1 + math.exp(-score(weights, votes)))
            slope["bias"] += error
            for name, vote in votes.items():
                slope[name] += error * vote
        for name in weights:
            drawn = DRAW * (weights[name] - PRIOR.get(name, 0.0))
            weights[name] += RATE * (4 * slope[name] / len(data) - drawn)
    return weights


def score(weights: dict[str, float], votes: dict[str, float]) -> float:
    """Above zero for the future."""
    return weights["bias"] + sum(weights.get(name, 0.0) * vote for name, vote in votes.items())


def accuracy(weights: dict[str, float], data: list[Example]) -> float:
    """The share of `data` that `weights` get right."""
    return sum((score(weights, one.votes) > 0) == one.ahead for one in data) / len(data)


def held_out(data: list[Example]) -> float:
    """The accuracy on articles not learnt from, over five folds."""
    right = 0.0
    for number in range(FOLDS):
        fold = [one for one in data if zlib.crc32(one.article.encode()) % FOLDS == number]
        rest = [one for one in data if zlib.crc32(one.article.encode()) % FOLDS != number]
        right += accuracy(train(rest), fold) * len(fold)
    return right / len(data)


def main() -> int:
    """Train on everything; print what five-fold cross-validation gives."""
    data = list(examples())
    weights = train(data)
    lines = ["# Learnt by tests/eval/train_tense.py: positive votes for the future.", "[weights]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(weights.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    ahead = sum(one.ahead for one in data)
    fitted = f"{len(data)} examples, {ahead} ahead: {accuracy(weights, data):.3f} fitted"
    print(fitted, f"{held_out(data):.3f} held out")  # noqa: T201 -- a script that reports
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
