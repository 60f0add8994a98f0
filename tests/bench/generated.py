"""Any number of articles, each of its own, put together from the sample newsroom's paragraphs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "config" / "sample" / "newsroom.jsonl"
PARAGRAPHS = 8
START = datetime(2026, 1, 1, tzinfo=UTC)


def records(count: int, *, topic: str = "") -> Iterator[dict[str, str]]:
    """The same ones at every run; of a topic each begins with a paragraph that names it."""
    chance = random.Random(7)  # noqa: S311 - no secret
    sample = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    english = [one for one in sample if one["title"].isascii() or "“" in one["text"]]
    paragraphs = [part for one in english for part in one["text"].split("\n\n")]
    leads = [part for part in paragraphs if topic and topic in part]
    for number in range(count):
        told = chance.choice(english)
        yield {
            "id": f"generated-{number}",
            "url": f"https://generated.example/{number}",
            "title": f"{told['title']} ({number})",
            "text": "\n\n".join(_paragraphs(chance, leads, paragraphs)),
            "outlet": told["outlet"],
            "published": (START + timedelta(hours=number)).isoformat(),
        }


def _paragraphs(
    chance: random.Random, leads: Sequence[str], paragraphs: Sequence[str]
) -> list[str]:
    chosen = chance.sample(paragraphs, PARAGRAPHS)
    return [chance.choice(leads), *chosen[1:]] if leads else chosen


def write(path: Path, count: int, *, topic: str = "") -> Path:
    """The records as a file to ingest."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records(count, topic=topic))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
