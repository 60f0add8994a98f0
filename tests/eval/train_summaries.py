"""Learns which words of an article its highlights hold: writes bot/analysis/lexicon/summary.toml.

First of the words, then of those side by side (logistic). Prints ROUGE-1 and ROUGE-2 with every
article summarised by weights that were learnt without it (five folds), then learns from all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bot.analysis import lexicon
from bot.analysis.likely import KNOWN, Known, log_odds, of_pairs, of_words
from bot.analysis.sentences import split
from bot.analysis.summary import LOOKED_AT, Sentence
from bot.analysis.terms import stems
from tests.eval.highlights import ROOT, Case, ours, published
from tests.eval.logistic import fit
from tests.eval.summaries import ours as summary
from tests.eval.summaries import score

TARGET = ROOT / "bot" / "analysis" / "lexicon" / "summary.toml"
FOLDS = 5
Weights = dict[str, dict[str, float]]


def learn(cases: Sequence[Case]) -> Weights:
    """The weights of both models, put to use."""
    weights = lexicon.load("summary")
    read = [([one.stems for one in _sentences(case)], case) for case in cases]
    words = [
        (known, stem in told)
        for found, case in read
        for told in [set(stems(case.reference))]
        for stem, known in of_words(stems(case.titles[0]), found)
    ]
    weights["words"] = _fit(words)
    pairs = [
        (known, pair in told)
        for found, case in read
        for told in [set(pairwise(stems(case.reference)))]
        for pair, known in of_pairs(
            log_odds("words", of_words(stems(case.titles[0]), found)), found
        )
    ]
    weights["pairs"] = _fit(pairs)
    return weights


def _sentences(case: Case) -> list[Sentence]:
    (text,) = case.texts
    return [Sentence.of(text, span) for span in split(text)[:LOOKED_AT]]


def _fit(examples: Sequence[tuple[Known, bool]]) -> dict[str, float]:
    *weights, bias = fit([known for known, _ in examples], [float(held) for _, held in examples])
    return {"bias": bias, **dict(zip(KNOWN, weights, strict=True))}


def _apart(cases: Sequence[Case], others: Sequence[Case]) -> str:
    """Mean figures of `cases`, each summarised by weights learnt without it."""
    told: dict[int, list[str]] = {}
    for fold in range(FOLDS):
        learn([*(case for at, case in enumerate(cases) if at % FOLDS != fold), *others])
        told |= {id(case): summary(case) for case in cases[fold::FOLDS]}
    return "{:.1f}/{:.1f}".format(*score(lambda case: told[id(case)], cases))


def _write(weights: Weights, target: Path) -> None:
    lines = [
        "# What makes a summary hold a word, and two words side by side, of its article.",
        "# Written by tests/eval/train_summaries.py.",
    ]
    for model, table in weights.items():
        lines += ["", f"[{model}]", *(f"{name} = {value:.2f}" for name, value in table.items())]
    target.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    highlights, theirs = ours(), published()
    sys.stdout.write(f"highlights {_apart(highlights, theirs)}\n")
    sys.stdout.write(f"published {_apart(theirs, highlights)}\n")
    sys.stdout.write(f"published by highlights alone {_alone(highlights, theirs)}\n")
    sys.stdout.write(f"highlights by published alone {_alone(theirs, highlights)}\n")
    _write(learn([*highlights, *theirs]), TARGET)


def _alone(known: Sequence[Case], cases: Sequence[Case]) -> str:
    learn(known)
    return "{:.1f}/{:.1f}".format(*score(summary, cases))


if __name__ == "__main__":
    main()
