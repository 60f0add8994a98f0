"""Articles with highlights: three or four short sentences under the headline.

`ours`: highlights of our own for 100 articles of `../shared/data` (`data/highlights.jsonl` holds
the articles' ids and our sentences, nothing of the articles). `published`: articles there that
stand below the highlights their outlet gave them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
OURS = ROOT / "tests" / "eval" / "data" / "highlights.jsonl"
QUOTES = ROOT / ".." / "shared" / "data" / "quotes" / "train.jsonl"
TIMELINES = ROOT / ".." / "shared" / "data" / "timelines"

HEAD = 2500
"""Characters in which an article has begun."""
LENGTHS = range(20, 91)
"""Words of highlights: fewer or more is something else."""

_STAMP = re.compile(r"\d\d?[.:]\d\d\s?(?:am|pm)?\s?(?:BST|GMT|E[DS]T)\s+")
_MARK = re.compile(r"(?:[A-Z][\w .]+(?:, [A-Z][\w .]+)? )?\([A-Z]{3,}\) --\s*")
_BYLINE = re.compile(
    r"(?:By|From) .{3,120}?(?:(?:Wires? )?[Ss]taff|Correspondent|Producer|Editor|[A-Z]{3,})"
    r"\s+(?=[A-Z])"
)
_NOTE = re.compile(r"Editor'?s [Nn]ote|Are you in|If you're|Share your|Follow[ :]|For the latest")


class Case(NamedTuple):
    """Texts to summarise and what a journalist wrote of them."""

    titles: list[str]
    texts: list[str]
    reference: str


def ours() -> list[Case]:
    """The articles for which we wrote highlights."""
    if not QUOTES.exists():
        return []
    articles = {**dict(_quoted()), **{name: ("", text) for name, text in _dated()}}
    cases: list[Case] = []
    for line in OURS.read_text("utf-8").splitlines():
        row = json.loads(line)
        title, text = articles[row["id"]]
        cases.append(Case([title], [_body(title, text)], row["reference"]))
    return cases


def published() -> list[Case]:
    """The articles below highlights of their outlet."""
    found = (_split(text) for _, text in _dated())
    return [Case([""], [text], told) for told, text in found if len(told.split()) in LENGTHS]


def _quoted() -> Iterator[tuple[str, tuple[str, str]]]:
    for line in QUOTES.read_text("utf-8").splitlines():
        row = json.loads(line)
        full = row["text"].partition("FULL TEXT.")[2].strip()
        yield row["id"], (row["title"], full or row["text"])


def _dated() -> Iterator[tuple[str, str]]:
    for path in sorted(TIMELINES.glob("*.json")):
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            yield f"{path.stem}/{article['id']}", article["text_detok"].replace(" \n", "\n")


def _body(title: str, text: str) -> str:
    """The article without the title, the highlights and the time stamps above it."""
    headline = title.rstrip(".!?")
    text = text.removeprefix(headline).lstrip('.!?’”" \n') if headline else text
    stamps = list(_STAMP.finditer(text, 0, 400))
    text = text[stamps[-1].end() :] if stamps else text
    return _split(text)[1]


def _split(text: str) -> tuple[str, str]:
    """The highlights above an article, and the article."""
    mark = _MARK.search(text, 0, HEAD)
    if mark is None:
        return "", text
    head = _NOTE.split(_BYLINE.sub("", text[: mark.start()].strip(), count=1))[0]
    # Highlights have no full stop; captions of pictures have.
    lines = [line.strip() for line in head.split("\n")]
    told = " ".join(line for line in lines if line and not line.endswith("."))
    return told.replace("NEW: ", ""), text[mark.end() :]
