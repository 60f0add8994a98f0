"""Learn the weights of bot/analysis/dates/tense.py: `python -m tests.eval.train_tense`.

Every weekday, day or month of the two corpora that stands without a year, and lies on neither the
article's own day nor in its month, is an example: past or future. Logistic regression by plain
gradient descent, deterministic; what is written is numbers.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from bot.analysis.dates.explicit import months_ahead
from bot.analysis.dates.tense import cues, nearness
from bot.analysis.dates.tokens import tokenize
from bot.analysis.sentences import split

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
ROUNDS, RATE, DECAY = 400, 0.5, 0.002

Example = tuple[frozenset[str], bool]


def examples() -> Iterator[Example]:
    """The cues around each bare date, and whether it lies ahead."""
    for name in ("timebank", "aquaint"):
        for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            yield from _of_text(record)


def _of_text(record: dict[str, object]) -> Iterator[Example]:
    text, today = str(record["text"]), datetime.fromisoformat(str(record["dct"])).date().isoformat()
    tokens, sentences = tokenize(text), list(split(text))
    for timex in record["timexes"]:  # type: ignore[attr-defined]
        value, start, end = str(timex["value"]), int(timex["start"]), int(timex["end"])
        if not BARE.match(timex["text"]) or not re.match(r"\d{4}-\d\d", value):
            continue
        if value[:10] == today[: len(value[:10])] or not re.fullmatch(
            r"\d{4}-\d\d(?:-\d\d.*)?", value
        ):
            continue
        first, last = _within(tokens.starts, tokens.ends, start, end)
        span = next((s for s in sentences if s.start <= start < s.end), None)
        if span is not None and first < last:
            found = [*cues(tokens, first, last, *span), _near(str(timex["text"]), value, today)]
            yield frozenset(found), value[:10] > today


def _near(form: str, value: str, today: str) -> str:
    """The vote of the distance, as the rules give it."""
    now = date.fromisoformat(today)
    if re.match(DAYS, form, re.IGNORECASE):
        ahead = (date.fromisoformat(value[:10]).isoweekday() - now.isoweekday()) % 7
        return nearness("weekday", ahead)
    day = int(value[8:10]) if len(value) > 7 else None
    return nearness("day" if day else "month", months_ahead(now, int(value[5:7]), day))


def _within(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, at in enumerate(starts) if at >= start and ends[i] <= end + 1]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def train(data: list[Example]) -> dict[str, float]:
    """The weights that fit `data` best."""
    names = sorted({cue for found, _ in data for cue in found})
    weights = dict.fromkeys(["bias", *names], 0.0)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for found, ahead in data:
            score = weights["bias"] + sum(weights[cue] for cue in found)
            error = (1.0 if ahead else 0.0) - 1 / (1 + math.exp(-score))
            slope["bias"] += error
            for cue in found:
                slope[cue] += error
        for name in weights:
            keep = 0.0 if name == "bias" else DECAY * weights[name]
            weights[name] += RATE * (slope[name] / len(data) * 10 - keep)
    return weights


def accuracy(weights: dict[str, float], data: list[Example]) -> float:
    """The share of `data` that `weights` get right."""
    right = sum(
        (weights["bias"] + sum(weights.get(cue, 0.0) for cue in found) > 0) == ahead
        for found, ahead in data
    )
    return right / len(data)


def main() -> int:
    """Train on everything; print what five-fold cross-validation gives."""
    data = list(examples())
    folds = [data[i::5] for i in range(5)]
    held_out = [
        accuracy(train([x for other in folds if other is not fold for x in other]), fold)
        for fold in folds
    ]
    weights = train(data)
    lines = ["# Learnt by tests/eval/train_tense.py: positive votes for the future.", "[weights]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(weights.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    ahead = sum(label for _, label in data)
    report = f"{len(data)} examples, {ahead} ahead: {accuracy(weights, data):.3f} fitted"
    print(report, f"{sum(held_out) / 5:.3f} held out")  # noqa: T201 -- a script that reports
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
