"""How well quotations and their speakers are read.

`python -m tests.eval quotes` prints one row a set. Ours: tests/data/quotes_own.txt and
quotes_ja.txt, which hold every construction once, and the sample newsroom; full names must agree.
Where `../shared` is there, the development and training articles by the scorer that judges:
surnames must agree, and pronouns count in dev alone.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.analysis import quotes, sentences
from bot.model import Quote

ROOT = Path(__file__).parents[2]
OWN = {
    "own": ROOT / "tests" / "data" / "quotes_own.txt",
    "japanese": ROOT / "tests" / "data" / "quotes_ja.txt",
}
NEWSROOM = ROOT / "tests" / "data" / "newsroom_gold.jsonl"
SHARED = ROOT.parent / "shared"
FLOOR = {
    "own": (99.0, 99.0),
    "japanese": (97.0, 97.0),
    "newsroom": (98.2, 99.5),
    "dev": (92.6, 95.4),
    "train": (92.1, 94.6),
}
"""End-to-end F1 and precision when naming, just under what was reached."""

PRONOUNS = frozenset({"he", "she", "they"})
_MARKUP = re.compile(
    r"\{(?P<speaker>[^|{}]+)\|(?P<words>[^{}]*)\}|\[(?P<person>[^|\[\]]+)\|(?P<mention>[^\[\]]*)\]"
)


class Segment(NamedTuple):
    """Quoted words at `start:end`; `person` is `-` for an unnamed speaker, `?` for no evidence."""

    start: int
    end: int
    person: str
    mention: str = ""


class Case(NamedTuple):
    """An article of ours and what is to be read in it; `either` may be read or not."""

    name: str
    text: str
    segments: tuple[Segment, ...]
    either: tuple[tuple[int, int], ...] = ()


class Scores(NamedTuple):
    """Figures of one set, in percent."""

    articles: int
    span: float
    mention: float
    pronoun: float
    end_to_end: float
    precision: float


def cases(name: str = "own") -> Iterator[Case]:
    """Articles of ours: `own`, `japanese` or `newsroom`."""
    yield from _newsroom() if name == "newsroom" else marked_up(OWN[name])


def marked_up(path: Path) -> Iterator[Case]:
    """The articles of a file of ours, which says at its head how it is marked up."""
    for block in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, marked = block.partition("\n")
        yield _case(title, marked.strip())


def _case(name: str, marked: str) -> Case:
    text, place = "", 0
    segments: list[Segment] = []
    mentions: list[tuple[str, str]] = []
    for found in _MARKUP.finditer(marked):
        text += marked[place : found.start()]
        place = found.end()
        words = found["words"] or found["mention"]
        if found["speaker"]:
            segments.append(Segment(len(text), len(text) + len(words), found["speaker"]))
        else:
            mentions.append((found["person"], words))
        text += words
    said = dict(reversed(mentions))
    return Case(
        name,
        text + marked[place:],
        tuple(segment._replace(mention=said.get(segment.person, "")) for segment in segments),
    )


def _newsroom() -> Iterator[Case]:
    """The English articles of the sample newsroom; parts of sentences may be read or not."""
    for line in NEWSROOM.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["language"] != "en":
            continue
        spans = [
            (quote, start, end) for quote in record["quotes"] for start, end in quote["quoted"]
        ]
        direct = (
            Segment(start, end, quote.get("speaker_resolved") or "-", quote.get("speaker_text", ""))
            for quote, start, end in spans
            if quote["type"] == "direct"
        )
        either = (span[1:] for span in spans if span[0]["type"] != "direct")
        yield Case(record["id"], record["text"], tuple(direct), tuple(either))


def read(text: str) -> tuple[Quote, ...]:
    """The quotations of a text."""
    return quotes.read(text, sentences.split(text))[0]


class Tally:
    """Counts over cases, and the figures they give."""

    def __init__(self) -> None:
        self.gold = self.found = self.predicted = self.mentions = 0
        self.persons = self.named = self.right = self.pronouns = self.pronouns_right = 0

    def add(self, case: Case) -> list[str]:
        """Count one case; what was wrong, in words."""
        read_out = {
            segment: quote
            for quote in read(case.text)
            for segment in quote.segments
            if not any(segment.start < end and start < segment.end for start, end in case.either)
        }
        wrong = [
            f"not there: {segment.of(case.text)!r}"
            for segment in read_out
            if not any(
                segment.start < gold.end and gold.start < segment.end for gold in case.segments
            )
        ]
        self.predicted += len(read_out)
        self.named += sum(quote.speaker is not None for quote in read_out.values())
        for gold in case.segments:
            self.gold += 1
            quote = next((q for s, q in read_out.items() if _alike(s, gold)), None)
            known = gold.person not in ("-", "?")
            self.persons += known
            if quote is None:
                wrong.append(f"missed: {case.text[gold.start : gold.end]!r}")
                continue
            self.found += 1
            wrong += self._speaker(case, gold, quote)
        return wrong

    def _speaker(self, case: Case, gold: Segment, quote: Quote) -> list[str]:
        mention = quote.mention.of(case.text) if quote.mention else ""
        self.mentions += bool(mention and gold.mention and _overlap(mention, gold.mention)) or (
            not gold.mention
        )
        known = gold.person not in ("-", "?")
        right = quote.speaker == gold.person if known else quote.speaker is None
        self.right += right and known
        if gold.mention.lower() in PRONOUNS:
            self.pronouns += 1
            self.pronouns_right += right
        return [] if right else [f"{quote.speaker!r} is not {gold.person!r}"]

    @property
    def scores(self) -> Scores:
        """The figures of what was counted."""
        span = _f1(self.found, self.predicted, self.gold)
        return Scores(
            0,
            span,
            _percent(self.mentions, self.found),
            _percent(self.pronouns_right, self.pronouns),
            _f1(self.right, self.named, self.persons),
            _percent(self.right, self.named),
        )


def _alike(span: Sequence[int], gold: Segment) -> bool:
    shared = min(span[1], gold.end) - max(span[0], gold.start)
    joint = max(span[1], gold.end) - min(span[0], gold.start)
    return shared >= joint / 2


def _overlap(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split())) or one in other or other in one


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _f1(right: int, predicted: int, gold: int) -> float:
    return _percent(2 * right, predicted + gold)


def own(name: str = "own") -> tuple[Scores, list[str]]:
    """The figures on articles of ours, and what went wrong where."""
    tally, wrong, count = Tally(), list[str](), 0
    for case in cases(name):
        count += 1
        wrong += [f"{case.name}: {line}" for line in tally.add(case)]
    return tally.scores._replace(articles=count), wrong


def row(quote: Quote, text: str) -> dict[str, Any]:
    """A quotation as the scorer takes it: the mention as it stands, and whom it names."""
    mention = quote.mention
    return {
        "segments": [list(segment) for segment in quote.segments],
        "speaker_text": mention.of(text) if mention else "",
        "speaker_start": mention.start if mention else None,
        "speaker_end": mention.end if mention else None,
        "speaker_resolved": quote.speaker,
    }


def shared(name: str) -> tuple[Scores, float]:
    """The figures on a set of `../shared`, and milliseconds for 500 words."""
    lines = (SHARED / "data" / "quotes" / f"{name}.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    started = time.process_time()
    predicted = {
        record["id"]: [row(quote, record["text"]) for quote in read(record["text"])]
        for record in gold
    }
    spent = time.process_time() - started
    words = sum(len(record["text"].split()) for record in gold)
    figures = _scorer().score(gold, predicted)
    return Scores(
        len(gold),
        figures["relaxed"]["F1"],
        figures["mention_acc"],
        figures["by_kind"].get("pronoun", {}).get("person_acc", 0.0) if name == "dev" else 0.0,
        figures["e2e_person"]["F1"],
        figures["e2e_person"]["P"],
    ), spent / words * 500_000


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location(
        "score_quotes", SHARED / "eval" / "score_quotes.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run() -> dict[str, Scores]:
    """The figures of every set there is."""
    table = {name: own(name)[0] for name in (*OWN, "newsroom")}
    if SHARED.is_dir():
        for name in ("dev", "train"):
            table[name], spent = shared(name)
            sys.stdout.write(f"{name}: {spent:.2f} ms for 500 words, sentences included\n")
    return table


def main(argv: list[str]) -> int:
    """Print the table, with `-v` what is wrong in our own; 1 when below a floor."""
    if "-v" in argv:
        sys.stdout.writelines(f"  {line}\n" for name in (*OWN, "newsroom") for line in own(name)[1])
    table = run()
    sys.stdout.write("set       articles  span F1  mention  pronoun  end to end  precision\n")
    for name, scores in table.items():
        figures = "".join(f"{figure:9.1f}" for figure in scores[1:])
        sys.stdout.write(f"{name:9} {scores.articles:8}{figures}\n")
    below = [
        name
        for name, scores in table.items()
        if scores.end_to_end < FLOOR[name][0] or scores.precision < FLOOR[name][1]
    ]
    sys.stdout.writelines(f"below its floor: {name}\n" for name in below)
    return 1 if below else 0
