from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis import analyse
from bot.analysis.gists import gist, gist_terms, gists, without_dateline
from bot.model import Article, Event, EventDate, FiledEvent, Gist, Precision, Span

SANK = "The ferry Blue Heron sank off Maruka, and 80 people were on board."
DATELINE = "MARUPE, May 3 (Coastal Wire) - "


def dated(text: str, phrase: str, day: date, sentence: str = "") -> Event:
    """An event of a sentence, the whole text unless said, that names a day by a phrase."""
    start, at = text.index(sentence or text), text.index(phrase)
    when = EventDate(Span(at, at + len(phrase)), day.isoformat(), Precision.DAY, day, last=day)
    return Event(Span(start, start + len(sentence or text)), when)


def article(text: str) -> Article:
    return Article("wreck", text, published=datetime(2031, 5, 3, 12, tzinfo=UTC))


def test_a_gist_is_stems_and_form() -> None:
    text = f"{SANK} It sank on Friday."
    known = gist(article(text), dated(text, "Friday", date(2031, 5, 2), SANK))
    assert known.told.split() == gist_terms(SANK)
    assert (known.words, known.stated, known.alone, known.on_top) == (13, True, True, True)


@pytest.mark.parametrize("words", [0, 1, 14, 15, 1000])
@pytest.mark.parametrize("facts", range(8))
def test_a_form_holds_what_is_known(words: int, facts: int) -> None:
    stated, alone, on_top = bool(facts & 1), bool(facts & 2), bool(facts & 4)
    form = Gist.of("", words=words, stated=stated, alone=alone, on_top=on_top)
    assert (form.words, form.stated, form.alone, form.on_top) == (words, stated, alone, on_top)


def test_a_day_that_only_the_dateline_names_is_not_stated() -> None:
    text = DATELINE + SANK
    filed = FiledEvent(dated(text, "May 3", date(2031, 5, 3)), article(text))
    assert not gist(filed.article, filed.event).stated
    assert gist(filed.article, filed.event).told.split() == gist_terms(SANK)
    assert "marup" in gist(filed.article, filed.event).terms.split()
    cut = without_dateline(filed)
    assert (cut.sentence, cut.event.stated) == (SANK, False)
    assert without_dateline(cut) == cut


def test_another_day_in_the_dateline_keeps_it() -> None:
    text = DATELINE + SANK
    filed = FiledEvent(dated(text, "May 3", date(2030, 5, 3)), article(text))
    assert without_dateline(filed) == filed
    assert gist(filed.article, filed.event).stated


def test_far_down_is_not_on_top() -> None:
    text = f"{'Nobody came to the harbour that day. ' * 20}{SANK}"
    assert not gist(article(text), dated(text, "80", date(2031, 5, 2), SANK)).on_top


def test_a_fragment_does_not_stand_alone() -> None:
    text = "and he said that the ferry sank on Friday."
    assert not gist(article(text), dated(text, "Friday", date(2031, 5, 2))).alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The port of Maruka opened nine weeks after the May 2 vote of the council.", False),
        ("Since May 2 no ferry has left Maruka, whose harbour is still closed.", False),
        ("The harbour office of Maruka will be closed until May 2, it said.", False),
        ("After the vote, the port of Maruka opened on May 2 with a parade.", True),
        ("Before long the port of Maruka will open, the mayor said on May 2.", True),
    ],
)
def test_what_was_before_or_after_a_date_is_not_news_of_it(text: str, *, alone: bool) -> None:
    assert gist(article(text), dated(text, "May 2", date(2031, 5, 2))).alone is alone


def test_accents_make_no_other_word() -> None:
    assert gist_terms("Ada Müller’s café") == gist_terms("Ada Muller's cafe")
    assert gist_terms("ガス") != gist_terms("カス")


def test_an_article_has_a_gist_of_every_event() -> None:
    read = analyse(article(f"{DATELINE}{SANK} On Friday divers came; on Monday they will leave."))
    assert len(read.events) == len(read.gists) > 1


@given(st.text(), st.integers(0, 9), st.integers(0, 99))
def test_any_text_survives(text: str, start: int, length: int) -> None:
    day = date(2031, 5, 2)
    when = EventDate(Span(start, start), day.isoformat(), Precision.DAY, day, day)
    filed = article(text)
    (known,) = gists(filed, [Event(Span(start, start + length), when)])
    assert "\n" not in known.terms
