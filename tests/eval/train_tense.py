"""Learn the weights of bot/analysis/dates/tense.py: `python -m tests.eval.train_tense`.

Every weekday, day or month of the two corpora that stands without a year, and lies on neither the
article's own day nor in its month, is an example: past or future. Logistic regression by plain
gradient descent, deterministic; what is written is numbers. The examples are few (396), so the
weights are drawn towards `PRIOR`, what grammar knows without them, not towards zero.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.analysis.dates.months import months_ahead
from bot.analysis.dates.tense import Distance, cues
from bot.analysis.dates.tokens import Tokens
from bot.analysis.sentences import split
from bot.model import Span

DATA = Path(__file__).parents[3] / "shared" / "data" / "dates"
OUT = Path(__file__).parents[2] / "bot" / "analysis" / "lexicon" / "tense_weights.toml"
DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july"
    "|august|september|october|november|december"
)
BARE = re.compile(
    rf"(?:(?:{DAYS})(?: (?:morning|night|evening|afternoon))?|(?:early |late |mid-)?(?:{MONTHS})\.?"
    r"(?: \d{1,2})?)$",
    re.IGNORECASE,
)
VALUE = re.compile(r"\d{4}-\d\d(?:-\d\d.*)?")
PRIOR = {
    "bias": -1.5,
    "will <": 9.0, "will <<": 3.0, "will >": 1.0, "would <": 3.0, "modal <": 4.0, "planned <": 8.0,
    "planned <<": 4.0, "infinitive <": 1.5, "is <": 1.0, "present <": 5.0, "present <<": 1.0,
    "if <": 1.0, "if <<": 1.0, "said <": -1.0, "was <": -2.5, "past <": -2.5, "ed <": -1.5,
    "was >": -1.0, "past >": -1.0, "ed >": -0.5, "until": 5.0, "by": 2.0, "since": -2.0, "for": 2.0,
    "weekday ahead": -1.5, "day ahead": -1.5, "month ahead": -1.5,
}  # fmt: skip
ROUNDS, RATE, DRAW = 400, 0.5, 0.01

Example = tuple[dict[str, float], bool]


def examples() -> Iterator[Example]:
    """The votes on each bare date, and whether it lies ahead."""
    for name in ("timebank", "aquaint"):
        for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield from _of_text(json.loads(line))


def _of_text(record: dict[str, Any]) -> Iterator[Example]:
    text, today = record["text"], datetime.fromisoformat(record["dct"]).date()
    tokens, sentences = Tokens(text), list(split(text))
    for timex in record["timexes"]:
        value, now = timex["value"], today.isoformat()
        if (
            not BARE.match(timex["text"])
            or not VALUE.fullmatch(value)
            or now.startswith(value[:10])
        ):
            continue
        inside = [
            index
            for index in range(len(tokens))
            if tokens.start(index) >= timex["start"] and tokens.end(index) <= timex["end"] + 1
        ]
        sentence = next((s for s in sentences if s.start <= timex["start"] < s.end), Span(0, 0))
        if not inside or not sentence.end:
            continue
        votes = dict.fromkeys(cues(tokens, inside[0], inside[-1] + 1, sentence), 1.0)
        distance = _distance(timex["text"], value, today)
        votes |= {distance.kind: 1.0, f"{distance.kind} ahead": distance.scaled}
        yield votes, value[:10] > now


def _distance(form: str, value: str, today: date) -> Distance:
    """How far ahead the date is, told as the rules tell it."""
    if re.match(DAYS, form, re.IGNORECASE):
        number = date.fromisoformat(value[:10]).isoweekday()
        return Distance("weekday", (number - today.isoweekday()) % 7)
    day = int(value[8:10]) if len(value) > 7 else None
    return Distance("day" if day else "month", months_ahead(today, int(value[5:7]), day))


def train(data: list[Example]) -> dict[str, float]:
    """The weights that fit `data` best."""
    names = sorted({vote for votes, _ in data for vote in votes} | set(PRIOR))
    weights = {name: PRIOR.get(name, 0.0) for name in ["bias", *names]}
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for votes, ahead in data:
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
    return sum((score(weights, votes) > 0) == ahead for votes, ahead in data) / len(data)


def main() -> int:
    """Train on everything; print what five-fold cross-validation gives."""
    data = list(examples())
    folds = [data[start::5] for start in range(5)]
    held_out = [
        accuracy(train([one for other in folds if other is not fold for one in other]), fold)
        for fold in folds
    ]
    weights = train(data)
    lines = ["# Learnt by tests/eval/train_tense.py: positive votes for the future.", "[weights]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(weights.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    ahead = sum(label for _, label in data)
    fitted = f"{len(data)} examples, {ahead} ahead: {accuracy(weights, data):.3f} fitted"
    print(fitted, f"{sum(held_out) / 5:.3f} held out")  # noqa: T201 -- a script that reports
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
