"""Events: which sentences, on which dates."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.analysis import dates, events
from bot.analysis.sentences import split
from bot.model import Event, Precision, Span, Timex, TimexType
from tests.eval.dates import JAPANESE, OWN, Record, own

FRIDAY = date(2025, 2, 7)
NOON = datetime(2025, 2, 7, 12, tzinfo=UTC)
SEED = Path(__file__).parents[2] / ".." / "shared" / "data" / "seed_article.txt"


def find(text: str, published: date | None = FRIDAY) -> tuple[Event, ...]:
    sentences = list(split(text))
    return events.find(text, sentences, dates.find(text, sentences, published), published)


@pytest.mark.parametrize("record", [*own(OWN), *own(JAPANESE)], ids=lambda record: record.text[:40])
def test_our_cases(record: Record):
    assert tuple(one.date.value for one in find(record.text, record.published)) == record.events


def test_an_event_is_a_sentence_with_its_date():
    text = "It rained. The dam broke on March 3, 2011, killing nine. Nobody knew."
    (event,) = find(text)
    assert event.span.of(text) == "The dam broke on March 3, 2011, killing nine."
    assert event.date.span.of(text) == "March 3, 2011"
    assert event.date.precision is Precision.DAY
    assert event.stated


def test_two_decades_are_one_stretch():
    text = "Nets were cut in the 1970s and 1980s."
    (event,) = find(text)
    assert event.date.span.of(text) == "the 1970s and 1980s"
    assert (event.date.first, event.date.last) == (date(1970, 1, 1), date(1989, 12, 31))


def test_a_day_and_a_time_of_it_are_one_date():
    (event,) = find("The hearing opens Friday at 10 a.m. in Pellow.")
    assert event.date.span.of("The hearing opens Friday at 10 a.m. in Pellow.") == (
        "Friday at 10 a.m."
    )


def test_one_event_for_each_date_of_a_sentence():
    text = "He was jailed in 1998, freed in 2003 and jailed again in 2003."
    assert [event.date.value for event in find(text)] == ["1998", "2003"]


@pytest.mark.parametrize(
    "text",
    [
        "If the dam breaks in 2026, who pays?",
        "Was he born in 1950?",
        "Minutes of 2019",
        "Copyright 2024 Harrow Bay Post. All rights reserved.",
        "He waits for three weeks every Monday.",
        "He is now, as recently, ill.",
    ],
)
def test_what_tells_of_nothing_dated(text: str):
    assert find(text) == ()


def test_without_a_date_of_publication_only_full_dates_are_events():
    text = "He resigned on Friday. She was elected in 2018."
    assert [event.date.value for event in find(text, None)] == ["2018"]


def test_a_year_far_ahead_is_a_misread_number():
    assert find("The ship was given 2150 by the yard.", FRIDAY) == ()


def test_a_name_that_begins_like_if_supposes_nothing():
    assert [event.date.value for event in find("Iftikhar Onn resigned in 2019.")] == ["2019"]


def test_one_endless_sentence_is_looked_at_once():
    text = "It failed in 2019, " + "in 2018, " * 50_000
    begun = time.process_time()
    assert len(find(text)) == 2
    assert time.process_time() - begun < 20


def test_the_first_article():
    if not SEED.exists():
        pytest.skip("the shared data folder is not here")
    found = sorted(find(SEED.read_text("utf-8")), key=lambda event: event.date.first)
    assert [event.date.value for event in found] == ["197X/198X", "2000/2003", "2018"]


def test_leads_are_sentences_without_a_date() -> None:
    text = (
        "12 Harbour Street\nThe ferry Blue Heron sank off Maruka. It went down on Saturday, "
        "they say. Nobody on board knew why it sank. Divers came to look for the wreck."
    )
    sentences = split(text)
    at = text.index("Saturday")
    saturday = Timex(Span(at, at + 8), TimexType.DATE, "2025-02-01")
    found = events.leads(sentences, [saturday], NOON)
    assert [event.span.of(text) for event in found] == [
        "The ferry Blue Heron sank off Maruka.",
        "Nobody on board knew why it sank.",
    ]
    assert all(event.date.value == "2025-02-07" and not event.stated for event in found)


def test_without_a_date_of_its_own_an_article_has_no_leads() -> None:
    assert events.leads([Span(0, 4)], [], None) == ()


def test_leads_are_few() -> None:
    text = "A ship with 80 people on board sank. " * 9
    assert len(events.leads(split(text), [], NOON)) == events.LEADS
