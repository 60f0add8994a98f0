from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.timeline import build, mentioned
from bot.model import (
    Article,
    Event,
    EventDate,
    FiledEvent,
    Precision,
    Span,
)
from tests.eval import timelines as board
from tests.eval.alignment import compare

MARCH = datetime(2026, 3, 1, tzinfo=UTC)


def told(
    text: str,
    day: int | str,
    published: int,
    *,
    stated: bool = True,
    name: str = "",
    precision: Precision = Precision.DAY,
) -> FiledEvent:
    """An event of one sentence: told of a day in March by an article of another."""
    article = Article(name or f"{text[:12]}-{published}", text, published=on(published))
    if isinstance(day, int):
        first = on(day).date()
        when = EventDate(Span(0, 0), first.isoformat(), precision, first, first)
    else:
        first = date(int(day), 1, 1)
        when = EventDate(Span(0, 0), day, precision, first, date(int(day), 12, 31))
    return FiledEvent(Event(Span(0, len(text)), when, stated=stated), article)


def on(day: int) -> datetime:
    return MARCH + timedelta(days=day - 1)


SINKS = "The ferry Blue Heron sank off Maruka on Saturday with 80 people on board."
SANK = "With 80 people on board, the ferry Blue Heron sank off Maruka on Saturday."
ARREST = "The owner of the ferry, Sami Leota, was arrested on Tuesday at the airport of Tano."
RAISED = "Engineers raised the wreck of the ferry from the sea bed on 2 April."


def test_dates_come_in_order() -> None:
    found = build([told(ARREST, 17, 18), told(SINKS, 14, 15), told(RAISED, 28, 29)])
    assert [filed.sentence for filed in found] == [SINKS, ARREST, RAISED]


def test_tellings_of_one_event_are_merged() -> None:
    (one,) = build([told(SINKS, 14, 15), told(SANK, 14, 16)])
    assert next(article.text for article in one.sources) == one.article.text
    assert {article.text for article in one.sources} == {SINKS, SANK}


def test_a_sentence_of_little_but_small_words_holds_no_other() -> None:
    empty = "It was then that they had been there before, and so it was with all of them."
    found = build([told(empty, 14, 14), told(SINKS, 15, 15), told(ARREST, 16, 16)], dates=3)
    assert {SINKS, ARREST} <= {filed.sentence for filed in found}


def test_an_article_is_a_source_once() -> None:
    (one,) = build([told(SINKS, 14, 15, name="a"), told(SANK, 14, 15, name="a")])
    assert [article.id for article in one.sources] == ["a"]


def test_the_date_most_told_of_later_is_kept() -> None:
    events = [told(SINKS, 14, day) for day in (15, 18, 25)] + [told(ARREST, 17, 17)]
    assert [filed.sentence for filed in build(events, dates=1)] == [SINKS]


def test_the_topic_decides() -> None:
    others = [told(f"Farmers of district {n} met on Tuesday in Karsk.", 17, 18) for n in (1, 2)]
    found = build([*others, told(SINKS, 14, 15)], dates=1, topic="ferry")
    assert [filed.sentence for filed in found] == [SINKS]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("ferry", "Two ferries sank on Tuesday."),
        ("ferry", "The Ferry sank on Tuesday."),
        ("elections", "It elected a mayor on Tuesday."),
        ("石破", "7日、石破首相は会見した。"),
        ("Muller", "On Tuesday Ada Müller's ferry sank."),
        ("the who", "They met on Tuesday."),
    ],
)
def test_a_sentence_is_about_a_word_in_any_form(topic: str, text: str) -> None:
    mentions, _ = mentioned([told(text, 17, 18), told("Nobody came.", 17, 18)], topic)
    assert mentions.about == [True, topic == "the who"]


def test_articles_astray_count_little() -> None:
    farmers = "Farmers met on Tuesday in Karsk."
    others = [told(farmers, 17, 18, name=f"{n}") for n in range(4)]
    text = "They were let go on Monday after a night at the police station of Tano."
    after = [told(SINKS, 14, 17, name="a"), told(text, 16, 17, name="a")]
    values = [filed.event.date.value for filed in build([*others, *after], dates=2, topic="ferry")]
    assert values == ["2026-03-14", "2026-03-16"]


def test_neighbouring_dates_do_not_repeat_each_other() -> None:
    events = [told(SINKS, 14, 15), told(SANK, 15, 15), told(ARREST, 17, 18)]
    said = [filed.sentence for filed in build(events, dates=3)]
    assert said == [SINKS, ARREST]


def test_what_a_longer_sentence_tells_is_not_told_again() -> None:
    short = "The ferry Blue Heron had sunk off Maruka, the harbour master of Tano said."
    long = (
        "Divers from Karsk searched the wreck of the ferry Blue Heron, sunk off Maruka "
        "with 80 people on board, while relatives waited at the quay behind a police cordon."
    )
    assert len(build([told(short, 14, 15), told(long, 14, 16)], dates=1, sentences=2)) == 1


def test_a_date_that_repeats_another_gives_way_to_the_next() -> None:
    repeats = [told(SANK, 15, day) for day in (16, 17)]
    events = [*(told(SINKS, 14, day) for day in (15, 16, 17)), *repeats, told(ARREST, 17, 18)]
    assert [filed.sentence for filed in build(events, dates=2)] == [SINKS, ARREST]


def test_a_day_is_told_from_its_earliest_telling_on() -> None:
    rescued = "Fishermen in small boats rescued 34 passengers before the navy came."
    events = [told(SINKS, 14, 16), told(SANK, 14, 17), told(rescued, 14, 15)]
    found = build(events, dates=1, sentences=2)
    assert {filed.sentence for filed in found} >= {rescued}
    published = [filed.article.published for filed in found]
    assert len(published) == 2
    assert published == sorted(moment for moment in published if moment)


def test_nothing_is_told_under_two_dates() -> None:
    both = "The owner was arrested on 17 March, and the minister resigned on 20 March."
    events = [told(SINKS, 14, 15), told(both, 17, 21), told(ARREST, 17, 18), told(RAISED, 18, 18)]
    said = [filed.sentence for filed in build([*events, told(both, 20, 21)], dates=4)]
    assert len(said) == len(set(said))


def test_a_whole_sentence_comes_before_a_fragment() -> None:
    fragment = "arrested at the airport of Tano on Tuesday was the owner of the ferry, Sami Leota."
    (one,) = build([told(fragment, 17, 18), told(ARREST, 17, 18)], dates=1)
    assert one.sentence == ARREST


def test_as_many_sentences_as_asked_for() -> None:
    events = [told(SINKS, 14, 15), told(ARREST, 14, 15), told(SANK, 14, 15)]
    assert len(build(events, dates=1, sentences=2)) == 2


def test_a_sentence_of_many_dates_is_told_once() -> None:
    since = "The ferry Blue Heron sank on Saturday, the first to be lost since 2018."
    year, day = (told(since, when, 15, name="a") for when in ("2018", 14))
    (one,) = build([year, day])
    assert one.event == day.event
    begun, opened = (told(ARREST, day, 20, name="b") for day in (3, 17))
    (one,) = build([begun, opened])
    assert one.event == opened.event


def test_a_year_keeps_its_precision() -> None:
    summit = told("The two met in Singapore in 2018.", "2018", 15, precision=Precision.YEAR)
    (one,) = build([summit])
    assert one.event.date.value == "2018"


def test_times_of_one_day_are_one_date() -> None:
    at_nine = told(SINKS, 14, 15, precision=Precision.MINUTE)
    assert len(build([at_nine, told(SANK, 14, 16)])) == 1


def test_what_names_no_date_is_told_only_where_dates_are_chosen() -> None:
    lead = told(RAISED, 28, 28, stated=False)
    assert build([lead]) == []
    (one,) = build([lead], dates=1)
    assert not one.event.stated


def test_a_dateline_is_cut_off() -> None:
    text = f"MARUPE (Coastal Wire) - {SINKS}"
    (one,) = build([told(text, 15, 15, stated=False)], dates=1)
    assert one.sentence == SINKS


def test_headline_and_stamp_of_a_page_are_cut_off() -> None:
    text = f"Ferry lost off Maruka Sunday 15 March 2026 09.30 GMT {SINKS}"
    (one,) = build([told(text, 15, 15, stated=False)], dates=1)
    assert one.sentence == SINKS


def test_a_time_inside_a_sentence_is_no_stamp() -> None:
    text = "The ferry Blue Heron left Maruka on 14 March 2026 9:30 am BST and sank an hour later."
    (one,) = build([told(text, 14, 15)], dates=1)
    assert one.sentence == text


def test_a_sentence_that_adds_nothing_likely_is_left_out() -> None:
    events = [told(SINKS, 14, day, name=f"{day}") for day in (15, 16, 17, 18)]
    aside = told("Nets, ropes and crates of lemons lay about on Saturday near a chapel.", 14, 18)
    assert [filed.sentence for filed in build([*events, aside], dates=1, sentences=2)] == [SINKS]


def test_nothing_makes_an_empty_timeline() -> None:
    assert build([], dates=3) == []
    assert build([told(SINKS, 14, 15)], dates=0) == []


def test_our_topic_is_told_as_it_should_be() -> None:
    (topic,) = board.topics([board.OWN])
    (gold,) = topic.references.values()
    figures = [score.f1 for score in compare(board.built(topic, gold), gold)]
    assert all(one >= least for one, least in zip(figures, board.FLOORS["own"], strict=True))


@given(
    st.lists(st.tuples(st.text(min_size=1), st.integers(1, 9), st.integers(1, 9), st.booleans())),
    st.none() | st.integers(0, 4),
    st.integers(1, 3),
    st.none() | st.text(),
)
def test_any_events_survive(
    drawn: list[tuple[str, int, int, bool]], dates: int | None, sentences: int, topic: str | None
) -> None:
    events = [told(text, day, published, stated=stated) for text, day, published, stated in drawn]
    found = build(events, dates=dates, sentences=sentences, topic=topic)
    days = [filed.event.date.first for filed in found]
    assert days == sorted(days)
    assert all(0 <= filed.event.span.start < filed.event.span.end for filed in found)
    assert all(filed.article in filed.sources for filed in found)
    assert dates is None or len(set(days)) <= dates


def test_a_day_is_told_in_the_order_of_its_hours() -> None:
    begun, ended = told(SINKS, 14, 15, name="b"), told(ARREST, 14, 15, name="a")
    hours = {"b": "2026-03-14T03:15", "a": "2026-03-14T05:30"}
    events = [_at(filed, hours[filed.article.id]) for filed in (ended, begun)]
    assert [filed.sentence for filed in build(events)] == [SINKS, ARREST]


def _at(filed: FiledEvent, hour: str) -> FiledEvent:
    when = replace(filed.event.date, value=hour, precision=Precision.MINUTE)
    return replace(filed, event=replace(filed.event, date=when))
