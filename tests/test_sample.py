"""The sample newsroom is what the preview promises, and its gold stands where it says."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "config" / "sample"
DATA = Path(__file__).parent / "data"
Record = dict[str, Any]


def records(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = records(SAMPLE / "newsroom.jsonl")
GOLD = records(DATA / "newsroom_gold.jsonl")
QUERIES = records(DATA / "newsroom_queries.jsonl")
each_gold = pytest.mark.parametrize("gold", GOLD, ids=[gold["id"] for gold in GOLD])


def english() -> list[Record]:
    return [gold for gold in GOLD if gold["language"] == "en"]


def quotes() -> Iterator[tuple[Record, Record]]:
    for gold in GOLD:
        for quote in gold["quotes"]:
            yield gold, quote


# --- what a newcomer meets ------------------------------------------------------------------


def test_an_article_has_every_field_ingest_reads() -> None:
    for article in ARTICLES:
        assert all(article[field] for field in ("id", "url", "title", "text", "outlet"))
        assert re.fullmatch(r"https://[a-z-]+\.example/2026/03/\d\d/[a-z-]+", article["url"])


@pytest.mark.parametrize("field", ["id", "url"])
def test_no_two_articles_share(field: str) -> None:
    assert len({article[field] for article in ARTICLES}) == len(ARTICLES)


def test_the_articles_cover_two_weeks_in_order() -> None:
    published = [datetime.fromisoformat(article["published"]) for article in ARTICLES]
    assert published == sorted(published)
    assert published[0] >= datetime(2026, 3, 2, tzinfo=UTC)
    assert published[-1] < datetime(2026, 3, 16, tzinfo=UTC)
    assert len({moment.date() for moment in published}) == 14


def test_the_newsroom_is_large_enough() -> None:
    speakers = Counter(quote["speaker_resolved"] for _, quote in quotes())
    assert len(ARTICLES) >= 48
    assert len({article["outlet"] for article in ARTICLES}) >= 6
    assert sum(count >= 2 for name, count in speakers.items() if name) >= 14


def test_stories_are_told_by_several_outlets() -> None:
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for gold in GOLD:
        outlets[gold["story"]].add(gold["publisher"])
    assert len(outlets) >= 15
    assert sum(len(names) >= 2 for names in outlets.values()) >= 8


def test_one_agency_text_runs_under_three_headlines() -> None:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for article in ARTICLES:
        titles[article["text"]].add(article["title"])
    assert max(len(headlines) for headlines in titles.values()) == 3


def test_english_articles_are_of_a_newspapers_length() -> None:
    lengths = {gold["id"]: len(gold["text"].split()) for gold in english()}
    assert {name: n for name, n in lengths.items() if not 150 <= n <= 450} == {}


def test_japanese_is_there() -> None:
    japanese = [gold for gold in GOLD if gold["language"] == "ja"]
    assert len(japanese) == 3
    assert any("三崎千尋" in gold["text"] for gold in english())


def test_the_hard_cases_are_there() -> None:
    kinds = Counter(quote["speaker_kind"] for _, quote in quotes())
    assert kinds["pronoun"] >= 40
    assert kinds["nominal"] >= 10
    assert kinds["none"] >= 3
    assert sum(len(quote["quoted"]) > 1 for _, quote in quotes()) >= 60
    assert any(
        "\n\n" in gold["text"][a:b]
        for gold, quote in quotes()
        for (_, a), (b, _) in zip(quote["quoted"], quote["quoted"][1:], strict=False)
    )
    types = Counter(timex["type"] for gold in GOLD for timex in gold["timexes"])
    assert all(types[kind] for kind in ("DATE", "TIME", "DURATION", "SET"))
    assert {"197X/198X", "200X", "2027-36", "2031-21"} <= {
        event["value"] for gold in GOLD for event in gold["events"]
    }


def test_coming_events_lie_beyond_the_two_weeks() -> None:
    coming = [e["value"] for gold in GOLD for e in gold["events"] if e["value"] > "2026-03-16"]
    assert len(coming) >= 40
    assert max(coming) >= "2031"


def test_the_alias_file_names_people_of_the_newsroom() -> None:
    aliases = tomllib.loads((SAMPLE / "people.toml").read_text(encoding="utf-8"))
    assert aliases["三崎千尋"] == "Chihiro Misaki"
    speakers = {quote["speaker_resolved"] for _, quote in quotes()}
    assert set(aliases.values()) <= speakers


# --- the gold -------------------------------------------------------------------------------


def test_gold_and_newsroom_are_the_same_articles() -> None:
    assert [(g["id"], g["title"], g["text"], g["dct"]) for g in GOLD] == [
        (a["id"], a["title"], a["text"], a["published"][:10]) for a in ARTICLES
    ]


@each_gold
def test_named_spans_are_byte_for_byte_where_they_say(gold: Record) -> None:
    text = gold["text"]
    for timex in [*gold["timexes"], *gold["events"]]:
        assert text[timex["start"] : timex["end"]] == timex["text"]
    for quote in gold["quotes"]:
        for field in ("speaker", "cue"):
            assert "".join(text[a:b] for a, b in quote[field]) == quote[f"{field}_text"]


MARKS = {"“": "”", '"': '"', "「": "」", "‘": "’"}


@each_gold
def test_every_pair_of_marks_is_accounted_for(gold: Record) -> None:
    text = gold["text"]
    said = [span for quote in gold["quotes"] for span in quote["quoted"]]
    spans = said + gold["other_quoted"]
    for start, end in spans:
        closing = MARKS.get(text[start - 1])
        assert closing is None or text[end] == closing or text.startswith("\n\n“", end)
        assert closing in (None, "’") or closing not in text[start:end]
    boundaries = {end for _, end in spans}
    for mark in re.finditer(r'[“「‘"]', text):
        inside = any(start <= mark.end() <= end for start, end in spans)
        assert inside or mark.start() in boundaries, text[mark.start() : mark.start() + 30]


@each_gold
def test_spans_are_ordered_and_in_bounds(gold: Record) -> None:
    spans = [span for quote in gold["quotes"] for span in quote["quoted"]]
    timexes = [(timex["start"], timex["end"]) for timex in gold["timexes"]]
    for ordered in (spans, timexes, gold["summary"]):
        ends = [0, *(end for _, end in ordered)]
        assert all(
            before <= start < end for before, (start, end) in zip(ends, ordered, strict=False)
        )
        assert ends[-1] <= len(gold["text"])


@each_gold
def test_a_summary_is_of_whole_sentences(gold: Record) -> None:
    assert 2 <= len(gold["summary"]) <= 3
    for start, end in gold["summary"]:
        sentence = gold["text"][start:end]
        assert re.search(r"[.!?。]”?$", sentence)
        assert "\n" not in sentence
        assert not re.match(r"(He|She|They|But|However)\b", sentence)


def test_queries_have_judged_answers() -> None:
    ids = {article["id"] for article in ARTICLES}
    assert len({query["query"] for query in QUERIES}) == len(QUERIES) >= 60
    for query in QUERIES:
        assert set(query["relevant"]) <= ids
        assert set(query["relevant"].values()) <= {1, 2}
        assert 2 in query["relevant"].values()
    kinds = {query["kind"] for query in QUERIES}
    assert kinds >= {"name", "phrase", "topic", "misspelling", "japanese"}


# --- starter feeds --------------------------------------------------------------------------


def test_the_starter_feeds_are_opml() -> None:
    root = ElementTree.fromstring((ROOT / "config" / "feeds.opml").read_bytes())  # noqa: S314 (our own file)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    feeds = [outline for outline in root.iter("outline") if outline.get("type") == "rss"]
    urls = [feed.get("xmlUrl", "") for feed in feeds]
    assert len(set(urls)) == len(urls) >= 8
    assert all(url.startswith("https://") for url in urls)
    assert all(feed.get("text") for feed in feeds)
