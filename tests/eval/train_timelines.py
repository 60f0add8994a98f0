"""Learns which words journalists tell of a date: writes bot/analysis/lexicon/timelines.toml.

A word of a date's sentences is one when it stands in the reference of that date. Prints alignment
ROUGE and date F1, first with every topic told by weights learnt without it. A minute or two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from bot.analysis.days import Day, Model
from bot.analysis.terms import stems
from bot.analysis.timeline import mentioned, read
from tests.eval.alignment import Score, compare, mean
from tests.eval.logistic import fit
from tests.eval.timelines import ROOT, TIMELINES, Topic, built, topics, within

TARGET = ROOT / "bot" / "analysis" / "lexicon" / "timelines.toml"


def days(topic: Topic) -> Iterator[tuple[Day, list[str]]]:
    """The dates of a topic's references as they are read, and what the reference says of each."""
    for gold in topic.references.values():
        told, _ = mentioned(within(topic, gold), topic.words)
        wanted = {day.isoformat(): reference for day, reference in gold.items()}
        values = [value for value in dict.fromkeys(told.dates) if value in wanted]
        for value, day in read(told, values).items():
            yield day, wanted[value]


def learn(known: Sequence[Topic]) -> Model:
    """The weights of what is known of a word, from these topics."""
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for topic in known:
        for day, reference in days(topic):
            wanted = {term for sentence in reference for term in stems(sentence)}
            for term, features in day.words().items():
                rows.append(features)
                labels.append(float(term in wanted))
    *weights, bias = fit(rows, labels)
    return Model(bias, tuple(weights))


def judge(topic: Topic, model: Model) -> Iterator[tuple[Score, Score, Score]]:
    """The scores of a topic's timelines told by this model, printed by name."""
    for name, gold in topic.references.items():
        scores = compare(built(topic, gold, model), gold)
        _print(name, scores)
        yield scores


def _print(name: str, scores: Iterable[Score]) -> None:
    figures = "".join(f"{score.f1:>7.3f}" for score in scores)
    sys.stdout.write(f"{name:<40}{figures}\n")


def main() -> None:
    known = list(topics(sorted(TIMELINES.glob("*.json"))))
    for what in ("apart", "learnt on all"):
        _print(what, ())
        found = [
            scores
            for told in known
            for scores in judge(
                told, learn([topic for topic in known if what != "apart" or topic is not told])
            )
        ]
        _print("mean", map(mean, zip(*found, strict=True)))
    model = learn(known)
    numbers = ", ".join(f"{weight:.3f}" for weight in model.weights)
    lines = [
        "# Which words are told of a date. Written by tests/eval/train_timelines.py.",
        "",
        "[words]",
        f"bias = {model.bias:.3f}",
        f"weights = [{numbers}]",
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
