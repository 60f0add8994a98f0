"""Story grouping: BCubed precision, recall and F1 of the online pass.

In the order of the files; `held out` is ECB+ in three other orders, every article judged by weights
that were learnt without its topic. `python -m tests.eval stories crowd` (minutes) judges our own
sets among thousands of articles of other sets, published in the same days.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import mean

from bot.analysis import stories
from bot.analysis.terms import terms
from bot.model import StoryMember

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "data" / "stories_own.jsonl"
SHARED = ROOT / ".." / "shared" / "data"
ECB = SHARED / "stories" / "articles.jsonl"

FOLD_WEIGHTS = ROOT / "tests" / "eval" / "data" / "stories_folds.toml"
"""The weights of each fold of topics, learnt on the others; by `tests/eval/train_stories.py`."""

FOLDS = 5

ORDERS = ("c", "d", "e")
"""What ECB+ is shuffled by."""

EARLIEST = datetime.min.replace(tzinfo=UTC)

RAREST = 30
"""How many terms the store looks up."""

FLOORS = {"own": 0.98, "leads": 0.94, "ecb+": 0.91, "held out": 0.895}


@dataclass(frozen=True)
class Told:
    """An article with the story it is known to belong to."""

    id: str
    story: str
    title: str
    text: str
    published: datetime | None = None


class Base:
    """The article base as story grouping asks it, in memory."""

    def __init__(self) -> None:
        self._members: list[StoryMember] = []
        self._holding: defaultdict[str, list[int]] = defaultdict(list)

    def candidates(self, held: Sequence[str], limit: int = 200) -> list[StoryMember]:
        """Members that share the rarest terms, as the store finds them."""
        promise: defaultdict[int, float] = defaultdict(float)
        known = sorted(
            (term for term in held if term in self._holding),
            key=lambda term: (len(self._holding[term]), term),
        )
        for term in known[:RAREST]:
            for at in self._holding[term][-2000:]:
                promise[at] += 1 / len(self._holding[term])
        best = sorted(promise, key=lambda at: (-promise[at], -at))
        return [self._members[at] for at in best[:limit]]

    def frequencies(self, held: Iterable[str]) -> tuple[int, dict[str, int]]:
        """How many articles there are, and how many hold each term."""
        return len(self._members), {term: len(self._holding.get(term, ())) for term in held}

    def choose(self, article: Told, counted: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
        """The stories an article belongs to."""
        held = [term for term, _ in counted]
        total, frequencies = self.frequencies(held)
        return stories.assign(counted, article.published, self.candidates(held), total, frequencies)

    def compared(
        self, article: Told, counted: tuple[tuple[str, int], ...]
    ) -> list[tuple[int, stories.Likeness]]:
        """The stories an article may join, each with how alike it is."""
        held = [term for term, _ in counted]
        rarity = stories.Rarity(*self.frequencies(held))
        return stories.compare(counted, article.published, self.candidates(held), rarity)

    def add(self, article: Told, counted: tuple[tuple[str, int], ...]) -> int:
        """File an article and return its story; stories that it belongs to become one."""
        story, *others = self.choose(article, counted) or (len(self._members),)
        for at, member in enumerate(self._members):
            if member.story_id in others:
                self._members[at] = replace(member, story_id=story)
        for term, _ in counted:
            self._holding[term].append(len(self._members))
        self._members.append(StoryMember(story, article.id, article.published, counted))
        return story

    def stories(self) -> dict[str, int]:
        """The story of every article."""
        return {member.article_id: member.story_id for member in self._members}


class HeldOut(Base):
    """A base in which every article of ECB+ is judged by the weights of its fold."""

    def __init__(self, folds: Sequence[Mapping[str, float]]) -> None:
        super().__init__()
        self._folds = folds

    def choose(self, article: Told, counted: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
        own = self._folds[fold_of(article)]
        compared = self.compared(article, counted)
        return stories.belonging(
            (story, stories.probability(likeness, own)) for story, likeness in compared
        )


def fold_of(article: Told) -> int:
    """The fold that an article's topic belongs to."""
    return int(article.story.partition("_")[0]) % FOLDS


def fold_weights() -> list[dict[str, float]]:
    """The weights of each fold."""
    return tomllib.loads(FOLD_WEIGHTS.read_text("utf-8"))["folds"]


def crowd(days: Sequence[datetime]) -> Iterator[Told]:
    """Articles of other sets, each a story of its own, published between the first and last day."""
    found = [(f"ecb/{one.id}", one.title, one.text) for one in ecb()]
    for path in sorted((SHARED / "timelines").glob("*.json")):
        rows = json.loads(path.read_text("utf-8"))["articles"]
        found += ((row["id"], row["title"], row["text_detok"]) for row in rows)
    for path in sorted((SHARED / "quotes").glob("*.jsonl")):
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        found += ((row["id"], row["title"], row["text"]) for row in rows)
    first, last = min(days), max(days)
    for name, title, text in found:
        share = int(sha256(name.encode()).hexdigest()[:8], 16) / 16**8
        yield Told(name, name, title or "", text, first + share * (last - first))


def grouped(articles: Sequence[Told], base: Base | None = None) -> dict[str, int]:
    """The story every article was put in."""
    base = base or Base()
    for one in articles:
        base.add(one, terms(one.title, one.text))
    return base.stories()


def bcubed(gold: Mapping[str, str], found: Mapping[str, int]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 (Amigó et al. 2009) of `gold`, found among others."""
    by_gold: defaultdict[str, set[str]] = defaultdict(set)
    by_found: defaultdict[int, set[str]] = defaultdict(set)
    for one, story in gold.items():
        by_gold[story].add(one)
    for one, number in found.items():
        by_found[number].add(one)
    precision = recall = 0.0
    for one, story in gold.items():
        together = len(by_gold[story] & by_found[found[one]])
        precision += together / len(by_found[found[one]])
        recall += together / len(by_gold[story])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def own() -> list[Told]:
    """Our dated set, oldest first."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    articles = [
        Told(
            row["id"],
            row["story"],
            row["title"],
            row["text"],
            datetime.fromisoformat(row["published"]).astimezone(UTC),
        )
        for row in rows
    ]
    return sorted(articles, key=lambda one: one.published or EARLIEST)


def leads() -> list[Told]:
    """Our dated set with the first paragraph of each article only: the hard version."""
    return [replace(one, text=one.text.partition("\n\n")[0]) for one in own()]


def ecb() -> list[Told]:
    """ECB+: no dates, the first sentence as the title."""
    rows = [json.loads(line) for line in ECB.read_text("utf-8").splitlines()]
    return [Told(row["id"], row["story"], row["sentences"][0], row["body"]) for row in rows]


def shuffled(articles: Sequence[Told], salt: str) -> list[Told]:
    """The articles in another order, the same for the same salt."""
    return sorted(articles, key=lambda one: sha256((salt + one.id).encode()).digest())


def judged(articles: Sequence[Told], base: Base | None = None) -> tuple[float, float, float, int]:
    """BCubed precision, recall and F1 of one pass, and how many stories it found."""
    found = grouped(articles, base)
    return *bcubed({one.id: one.story for one in articles}, found), len(set(found.values()))


def held_out(articles: Sequence[Told]) -> list[tuple[float, float, float, int]]:
    """Every order of ECB+ judged by weights that do not know the topic."""
    folds = fold_weights()
    return [judged(shuffled(articles, salt), HeldOut(folds)) for salt in ORDERS]


def crowded() -> None:
    """Print how our own sets are judged in the crowd."""
    for name, articles in (("own", own()), ("leads", leads())):
        others = list(crowd([one.published for one in articles if one.published]))
        mixed = sorted([*articles, *others], key=lambda one: one.published or EARLIEST)
        score = bcubed({one.id: one.story for one in articles}, grouped(mixed))
        sys.stdout.write(
            f"{name} among {len(others)}: {score[0]:.3f} {score[1]:.3f} {score[2]:.3f}\n"
        )


def main(argv: list[str]) -> int:
    """Print one table; 1 when a figure is below its floor."""
    if "crowd" in argv:
        crowded()
    below = 0
    write = sys.stdout.write
    write("set       articles  stories  found      P      R     F1  floor\n")
    for name, path, read in (
        ("own", OWN, own),
        ("leads", OWN, leads),
        ("ecb+", ECB, ecb),
        ("held out", ECB, ecb),
    ):
        if not path.exists():
            continue
        articles = read()
        passes = held_out(articles) if name == "held out" else [judged(articles)]
        precision, recall, score, found = map(mean, zip(*passes, strict=True))
        write(
            f"{name:<9}{len(articles):>9}{len({one.story for one in articles}):>9}"
            f"{found:>7.0f}{precision:>7.3f}{recall:>7.3f}{score:>7.3f}"
            f"{FLOORS[name]:>7.3f}\n"
        )
        below += score < FLOORS[name]
    return int(below > 0)


if __name__ == "__main__":
    raise SystemExit(main([]))
