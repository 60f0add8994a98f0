from __future__ import annotations

from datetime import date

import pytest

from bot.analysis.about import OPENING, About
from bot.model import Article, Event, EventDate, FiledEvent, Precision, Span


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        ("ferry", "Two ferries sank.", True),
        ("ferry", "The FERRY sank.", True),
        ("ferry", "A ship sank.", False),
        ("ferry Maruka", "A ship sank off Maruka.", True),
        ("石破", "石破首相は会見した。", True),
        ("石破", "首相は会見した。", False),
        ("Muller", "Ada Müller’s ship sank.", True),
        ("the who", "A ship sank.", True),
        ("", "A ship sank.", True),
        (None, "", True),
    ],
)
def test_a_text_tells_of_a_topic_that_it_names_in_any_form(
    topic: str | None, text: str, told: bool
) -> None:
    assert About(topic).told_in(text) is told


def test_an_article_opens_with_its_topic_in_headline_or_lead() -> None:
    about = About("ferry")
    assert about.opened_by(Article("a", "It sank.", "The ferry is lost"))
    assert about.opened_by(Article("b", "The ferry sank.", "Lost"))
    assert not about.opened_by(Article("c", f"{'It rained. ' * OPENING}The ferry sank.", "Rain"))


def test_an_event_is_about_what_its_sentence_names() -> None:
    text = "It rained on 3 May. The ferry sank."
    day = date(2031, 5, 3)
    when = EventDate(Span(13, 18), "2031-05-03", Precision.DAY, day, day)
    rain = FiledEvent(Event(Span(0, 19), when), Article("a", text))
    assert About("rain").held_by(rain)
    assert not About("ferry").held_by(rain)
