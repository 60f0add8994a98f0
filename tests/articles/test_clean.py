"""What is not the article goes; every sentence stays, word for word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.clean import clean
from tests.articles.lines import GONE, STAYS

SEED = Path(__file__).parents[2] / ".." / "shared" / "data" / "seed_article.txt"

FIRST = (
    "The mayor of Harrow opened the long delayed bridge on Monday, two years after the first "
    "stone was laid."
)
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn, who had campaigned for it."


@pytest.mark.parametrize(
    ("reason", "line"), [(reason, line) for reason, lines in GONE.items() for line in lines]
)
def test_a_line_that_is_not_the_article_goes(reason: str, line: str) -> None:
    cleaned = clean(f"{line}\n\n{FIRST}\n{SECOND}")
    assert cleaned.text == f"{FIRST}\n{SECOND}"
    assert cleaned.reasons == {reason: 1}


@pytest.mark.parametrize("line", STAYS)
def test_a_sentence_stays(line: str) -> None:
    text = f"{FIRST}\n{line}\n{SECOND}"
    assert clean(text).text == text


def test_the_seed_loses_its_six_address_lines_and_nothing_else() -> None:
    if not SEED.exists():
        pytest.skip("the seed article is not on this machine")
    text = SEED.read_text("utf-8")
    cleaned = clean(text)
    assert [removed.line for removed in cleaned.removed] == text.split("\n")[:6]
    assert cleaned.text == "\n".join(text.split("\n")[6:]).strip()


@pytest.mark.parametrize(
    "address",
    [
        "Physical Address 120 South Alder Ave. Millbrook, NY 12545 ",
        "120 South Alder Ave., Millbrook, NY 12545",
        "120 South Alder Ave. Millbrook, NY 12545 Physical Address 9 Elm St. Troy, NY 12180 ",
        "14 Weaver Lane, Harrowgate HG1 2AB, United Kingdom. ",
        "〒105-0001 東京都港区霞浦2-3-1 ",
    ],
)
def test_an_address_glued_to_the_head_is_cut_off(address: str) -> None:
    cleaned = clean(f"{address}{FIRST}\n{SECOND}")
    assert cleaned.text == f"{FIRST}\n{SECOND}"
    assert cleaned.reasons == {"address": 1}


def test_bylines_and_dates_are_kept_as_metadata() -> None:
    cleaned = clean(f"By Ann Lowe | Harrow Post\nPublished: 4 March 2024, 10:20 GMT\n\n{FIRST}")
    assert cleaned.text == FIRST
    assert cleaned.byline == "Ann Lowe"
    assert cleaned.published is not None
    assert cleaned.published.isoformat() == "2024-03-04T10:20:00+00:00"


def test_a_day_in_figures_is_when_it_was_published() -> None:
    published = clean(f"2024-03-04\n\n{FIRST}").published
    assert published is not None
    assert published.isoformat() == "2024-03-04T12:00:00+00:00"


def test_a_line_of_byline_date_and_reading_time_tells_all_of_it() -> None:
    cleaned = clean(f"By Ann Lowe • March 4, 2024 • 4 min read\n{FIRST}")
    assert (cleaned.text, cleaned.byline) == (FIRST, "Ann Lowe")
    assert cleaned.published is not None


def test_dates_below_the_first_paragraph_are_headings_of_the_article() -> None:
    text = f"{FIRST}\n4 March 2024\n{SECOND}"
    assert clean(text).text == text


def test_a_line_said_before_goes_but_a_short_answer_may_come_again() -> None:
    cleaned = clean(f"{FIRST}\n“No.”\n{FIRST}\n“No.”\n{SECOND}")
    assert cleaned.text == f"{FIRST}\n“No.”\n“No.”\n{SECOND}"


def test_a_pull_quote_goes() -> None:
    for pulled in ("“It is a good day for all of us”", "“It is a good day for all of us,”"):
        cleaned = clean(f"{FIRST}\n{pulled}\n{SECOND}")
        assert cleaned.text == f"{FIRST}\n{SECOND}"
    short = f"{FIRST}\n“We did it.”\nThe mayor smiled. “We did it.”"
    assert clean(short).reasons == {"pull quote": 1}


def test_a_quotation_in_a_line_of_its_own_that_is_nowhere_else_stays() -> None:
    text = f"{FIRST}\n“We have done it.”\n{SECOND}\n“We have done it.”"
    assert clean(text).text == text


def test_the_title_is_not_the_first_line_of_the_text() -> None:
    assert clean(f"Bridge opens\n{FIRST}", title="Bridge  Opens").text == FIRST


def test_the_title_goes_though_a_full_stop_was_put_behind_it() -> None:
    assert clean(f"Bridge opens.\n{FIRST}", title="Bridge opens").text == FIRST


def test_paragraphs_stay_apart_and_wrapped_ones_are_joined() -> None:
    wrapped = (
        "The mayor of Harrow opened the long delayed bridge on Monday, two\n"
        "years after the first stone was laid by her predecessor, and said\n"
        "that it would be paid for by the tolls alone.\n\n"
        "Traffic is expected to fall."
    )
    assert clean(wrapped).text.count("\n") == 2
    verse = "The river is wide\nThe bridge is long\nAnd nobody walks there now"
    assert clean(verse).text == verse


_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [FIRST, SECOND, "", *STAYS, *(line for some in GONE.values() for line in some)]
        ),
        st.text(max_size=80),
    ),
    max_size=14,
)


@given(_LINES)
def test_cleaning_twice_is_cleaning_once(lines: list[str]) -> None:
    once = clean("\n".join(lines)).text
    again = clean(once)
    assert again.text == once
    assert again.removed == ()


@given(_LINES)
def test_quotation_marks_in_sentences_are_never_touched(lines: list[str]) -> None:
    text = "\n".join([FIRST, *lines])
    kept = clean(text).text
    assert kept.count("“") >= (SECOND in kept)
    assert FIRST in kept


def test_hostile_lines_take_no_time() -> None:
    hostile = [
        "12 " + "North " * 60 + "St",
        "By " + "Anna Lowe, " * 30,
        "photo by " + "A B/" * 80 + "!",
        "home | " * 60,
        "x" * 350 + "(" * 70,
        "東京都" + "一" * 150,
        "Physical Address " * 20,
        "12 Oak St. " * 40,
    ]
    started = time.process_time()
    clean("\n".join(hostile * 20))
    assert time.process_time() - started < 5
