"""Learns how likely two texts tell of one happening: writes bot/analysis/lexicon/stories.toml.

The pass over ECB+ is replayed in three orders with every article put where it belongs; each story
it was compared with is one example. Prints BCubed with every article judged by weights that were
learnt without its topic (five folds).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from hashlib import sha256

from bot.analysis.stories import Likeness, Rarity, compare
from bot.analysis.terms import terms
from tests.eval.logistic import fit, sigmoid
from tests.eval.stories import ROOT, Base, Told, bcubed, ecb

TARGET = ROOT / "bot" / "analysis" / "lexicon" / "stories.toml"
FOLDS = 5
Decide = Callable[[Told, list[tuple[int, Likeness]]], int | None]


class Replay(Base):
    """A pass in which `decide` says which story an article joins."""

    def __init__(self, decide: Decide) -> None:
        super().__init__()
        self._decide = decide

    def choose(self, article: Told, counted: tuple[tuple[str, int], ...]) -> int | None:
        held = [term for term, _ in counted]
        found = compare(
            counted,
            article.published,
            self.candidates(held),
            Rarity(*self.frequencies(held)),
        )
        return self._decide(article, found)


def fold(article: Told) -> int:
    return int(article.story.partition("_")[0]) % FOLDS


def examples(articles: Sequence[Told]) -> list[tuple[int, Likeness, float]]:
    """`(fold, likeness, whether it is the right story)` of every comparison."""
    found: list[tuple[int, Likeness, float]] = []
    opened: dict[str, int] = {}

    def decide(article: Told, stories: list[tuple[int, Likeness]]) -> int | None:
        right = opened.get(article.story)
        found.extend(
            (fold(article), likeness, float(story == right)) for story, likeness in stories
        )
        return right

    base = Replay(decide)
    for article in articles:
        opened[article.story] = base.add(article, terms(article.title, article.text))
    return found


def judged(articles: Sequence[Told], weights: Sequence[Sequence[float]], threshold: float) -> float:
    """BCubed F1 with every article judged by the weights of its fold."""

    def decide(article: Told, stories: list[tuple[int, Likeness]]) -> int | None:
        own = weights[fold(article)]
        best = max(
            (
                (sigmoid(own[-1] + sum(w * x for w, x in zip(own, likeness, strict=False))), story)
                for story, likeness in stories
            ),
            default=(0.0, 0),
        )
        return best[1] if best[0] >= threshold else None

    base = Replay(decide)
    found = {one.id: base.add(one, terms(one.title, one.text)) for one in articles}
    return bcubed({one.id: one.story for one in articles}, found)[2]


def _shuffled(articles: Sequence[Told], salt: str) -> list[Told]:
    return sorted(articles, key=lambda one: sha256((salt + one.id).encode()).digest())


def main() -> None:
    articles = ecb()
    orders = [articles, _shuffled(articles, "a"), _shuffled(articles, "b")]
    rows = [row for order in orders for row in examples(order)]
    folds = [
        fit(
            [likeness for own, likeness, _ in rows if own != held_out],
            [label for own, _, label in rows if own != held_out],
        )
        for held_out in range(FOLDS)
    ]
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4):
        scores = [judged(order, folds, threshold) for order in orders]
        sys.stdout.write(f"{threshold} {scores}\n")
    weights = fit([likeness for _, likeness, _ in rows], [label for _, _, label in rows])
    lines = [
        "# How much each likeness tells that two articles tell of one happening.",
        "# Written by tests/eval/train_stories.py.",
        "",
        "[weights]",
        f"bias = {weights[-1]:.2f}",
        *(
            f"{name} = {weight:.2f}"
            for name, weight in zip(Likeness._fields, weights, strict=False)
        ),
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
