"""Learns what journalists tell of a date: writes bot/analysis/lexicon/timelines.toml.

First which words of a date's sentences stand in the reference of that date (logistic), then how
many of a sentence's words and pairs of words do (least squares). Prints alignment ROUGE and date F1
with every topic told by weights learnt without it, then learns from all of them. Some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from bot.analysis.days import Day, Model, Models
from bot.analysis.terms import stems
from bot.analysis.timeline import About, by_date, read
from tests.eval.alignment import Score, Told, compare, mean
from tests.eval.logistic import fit, least_squares
from tests.eval.timelines import ROOT, TIMELINES, Topic, built, topics, within

TARGET = ROOT / "bot" / "analysis" / "lexicon" / "timelines.toml"
RIDGE = 60.0


def days(topic: Topic) -> Iterator[tuple[Day, list[str]]]:
    """The dates of a topic's references as they are read, and what the reference says of each."""
    about = About(topic.words)
    for gold in topic.references.values():
        told = by_date(within(topic, gold))
        wanted = {day.isoformat(): reference for day, reference in gold.items()}
        values = [value for value in told if value in wanted]
        for value, day in read(told, values, about).items():
            yield day, wanted[value]


def learn(known: Sequence[Topic]) -> Models:
    """The weights of both models."""
    pairs = [pair for topic in known for pair in days(topic)]
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for day, reference in pairs:
        wanted = {term for sentence in reference for term in stems(sentence)}
        for term, features in day.words().items():
            rows.append(features)
            labels.append(float(term in wanted))
    *weights, bias = fit(rows, labels)
    words = Model(bias, tuple(weights))
    *weights, bias = least_squares(*_sentences(pairs, words), ridge=RIDGE)
    return Models(words, Model(bias, tuple(weights)))


def _sentences(
    pairs: Sequence[tuple[Day, list[str]]], words: Model
) -> tuple[list[tuple[float, ...]], list[float], list[float]]:
    """What is known of each sentence, the share of it the reference holds, and what it counts."""
    rows: list[tuple[float, ...]] = []
    shares: list[float] = []
    counts: list[float] = []
    for day, reference in pairs:
        gold = Told.of(reference)
        for form, telling in zip(day.forms(day.likely(words)), day.tellings, strict=True):
            own = Told.of([telling.text])
            rows.append(form)
            shares.append(
                (own.ones & gold.ones).total() / (own.ones.total() or 1)
                + (own.twos & gold.twos).total() / (own.twos.total() or 1)
            )
            counts.append(1 / len(day.tellings))
    return rows, shares, counts


def judge(topic: Topic, models: Models) -> list[tuple[Score, Score, Score]]:
    """The scores of a topic's timelines told by these models."""
    return [compare(built(topic, gold, models), gold) for gold in topic.references.values()]


def main() -> None:
    known = list(topics(sorted(TIMELINES.glob("*.json"))))
    scores = [
        score
        for held_out in known
        for score in judge(held_out, learn([topic for topic in known if topic is not held_out]))
    ]
    found = [mean(column).f1 for column in zip(*scores, strict=True)]
    sys.stdout.write("".join(f"{figure:.3f} " for figure in found) + "\n")
    lines = ["# What journalists tell of a date. Written by tests/eval/train_timelines.py."]
    for name, model in learn(known)._asdict().items():
        numbers = ", ".join(f"{weight:.3f}" for weight in model.weights)
        lines += ["", f"[{name}]", f"bias = {model.bias:.3f}", f"weights = [{numbers}]"]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
