"""Counts how common English words are in news: writes bot/analysis/lexicon/background.toml.

A word is kept when it stands in at least four of the seven collections and is nearly always written
small, so no name of any of them gets in; its share is the median of the collections'.
"""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.analysis.terms import stem_of

ROOT = Path(__file__).parents[2]
DATA = ROOT / ".." / "shared" / "data"
TARGET = ROOT / "bot" / "analysis" / "lexicon" / "background.toml"
BANDS = (4000, 3000, 2200, 1600, 1200, 900, 650, 480, 350, 260, 190, 140, 100, 75, 55, 40, 28, 20)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def collections() -> Iterator[list[str]]:
    for name in ("timebank", "aquaint"):
        lines = (DATA / "dates" / f"{name}.jsonl").read_text("utf-8").splitlines()
        yield [json.loads(line)["text"] for line in lines]
    for name in ("egypt", "h1n1", "haiti", "iraq"):
        topic = json.loads((DATA / "timelines" / f"{name}.json").read_text("utf-8"))
        yield [article["text"] for article in topic["articles"]]
    lines = (DATA / "stories" / "articles.jsonl").read_text("utf-8").splitlines()
    yield [json.loads(line)["body"] for line in lines]


def shares(texts: list[str], small: Counter[str], large: Counter[str]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for text in texts:
        found = _WORD.findall(text)
        for word in found:
            stem = stem_of(word.lower())
            (small if word.islower() else large)[stem] += 1
        counts.update({stem_of(word.lower()) for word in found})
    return {stem: count / len(texts) for stem, count in counts.items()}


def main() -> None:
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    found: defaultdict[str, list[float]] = defaultdict(list)
    every = 0
    for texts in collections():
        every += 1
        for stem, share in shares(texts, small, large).items():
            found[stem].append(share)
    bands: defaultdict[int, list[str]] = defaultdict(list)
    for stem, known in sorted(found.items()):
        if not stem or len(known) < 4 or small[stem] < 6 * large[stem] or not stem.isascii():
            continue
        share = 10_000 * statistics.median(known + [0.0] * (every - len(known)))
        if share >= BANDS[-1] * 0.8:
            bands[min(BANDS, key=lambda band: abs(band - share))].append(stem)
    lines = [
        "# Stems of common English words by how many of 10,000 news articles hold them.",
        "# Written by tests/eval/train_background.py.",
        "",
        "[per_10000]",
    ]
    for band in BANDS:
        lines += [f'{band} = """', *_wrapped(bands[band]), '"""']
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def _wrapped(stems: list[str]) -> Iterator[str]:
    line = ""
    for stem in stems:
        if len(line) + len(stem) >= 99:
            yield line
            line = ""
        line += (" " if line else "") + stem
    if line:
        yield line


if __name__ == "__main__":
    main()
