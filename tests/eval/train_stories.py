"""Learns how likely two texts tell of one happening: writes bot/analysis/lexicon/stories.toml.

The pass over ECB+ is replayed in three orders with every article put where it belongs; each story
it was compared with is one example. The weights of every fold, learnt without its topics, are
written beside the boards. Prints BCubed of the orders held out by threshold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import mean

from bot.analysis import stories
from bot.analysis.stories import Likeness
from bot.analysis.terms import terms
from tests.eval.logistic import fit
from tests.eval.stories import (
    FOLD_WEIGHTS,
    FOLDS,
    ROOT,
    Base,
    Told,
    ecb,
    fold_of,
    held_out,
    shuffled,
)

TARGET = ROOT / "bot" / "analysis" / "lexicon" / "stories.toml"
Example = tuple[int, Likeness, float]


class Replay(Base):
    """A pass that puts every article where it belongs, and notes what it was compared with."""

    def __init__(self) -> None:
        super().__init__()
        self.examples: list[Example] = []
        """`(fold, likeness, whether it is the right story)` of every comparison."""
        self._opened: dict[str, int] = {}

    def choose(self, article: Told, counted: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
        right = self._opened.get(article.story)
        self.examples += (
            (fold_of(article), likeness, float(story == right))
            for story, likeness in self.compared(article, counted)
        )
        return () if right is None else (right,)

    def add(self, article: Told, counted: tuple[tuple[str, int], ...]) -> int:
        self._opened[article.story] = story = super().add(article, counted)
        return story


def examples(articles: Sequence[Told]) -> list[Example]:
    """The comparisons of one pass."""
    base = Replay()
    for article in articles:
        base.add(article, terms(article.title, article.text))
    return base.examples


def learnt(examples: Sequence[Example]) -> str:
    """The weights learnt from examples, as TOML."""
    *weights, bias = fit(
        [likeness for _, likeness, _ in examples], [label for *_, label in examples]
    )
    lines = [f"bias = {bias:.2f}"]
    lines += (f"{name} = {w:.2f}" for name, w in zip(Likeness._fields, weights, strict=True))
    return "\n".join(lines) + "\n"


def main() -> None:
    articles = ecb()
    orders = [articles, shuffled(articles, "a"), shuffled(articles, "b")]
    rows = [row for order in orders for row in examples(order)]
    written = "# Written by tests/eval/train_stories.py.\n"
    TARGET.write_text(
        "# How much each likeness tells that two articles tell of one happening.\n"
        f"{written}\n[weights]\n{learnt(rows)}",
        "utf-8",
    )
    folds = [learnt([row for row in rows if row[0] != fold]) for fold in range(FOLDS)]
    FOLD_WEIGHTS.write_text(
        f"{written}\n" + "\n".join(f"[[folds]]\n{weights}" for weights in folds), "utf-8"
    )
    for stories.THRESHOLD in (0.15, 0.2, 0.25, 0.3):
        score = mean(score for _, _, score, _ in held_out(articles))
        sys.stdout.write(f"{stories.THRESHOLD} {score:.3f}\n")


if __name__ == "__main__":
    main()
