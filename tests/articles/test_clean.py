"""What is not the article goes; every sentence stays, word for word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.clean import clean

SEED = Path(__file__).parents[2] / ".." / "shared" / "data" / "seed_article.txt"

FIRST = (
    "The mayor of Harrow opened the long delayed bridge on Monday, two years after the first "
    "stone was laid."
)
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn, who had campaigned for it."

GONE = {
    "address": [
        "Physical Address",
        "Address:",
        "120 South Alder Ave.",
        "Millbrook, NY 12545",
        "Millbrook, New York 12545-0041, USA",
        "120 South Alder Ave., Suite 300, Millbrook, NY 12545",
        "P.O. Box 41, Millbrook, NY 12545",
        "14 Weaver Lane, Harrowgate HG1 2AB",
        "Harrowgate HG1 2AB, United Kingdom",
        "2-3-1 Kasumigaura, Minato-ku, Tokyo 105-0001, Japan",
        "〒105-0001 東京都港区霞浦2-3-1",
        "東京都港区霞浦2丁目3番1号",
        "Mailing address: 120 South Alder Avenue, Millbrook, NY 12545",
    ],
    "subscription call": [
        "Subscribe now »",
        "Subscribe to our newsletter for the latest on the bridge",
        "Sign up for our daily newsletter",
        "Get the morning briefing delivered to your inbox",
        "Already a subscriber? Log in",
        "Enter your email address",
        "Create a free account to continue reading",
        "Must be at least 8 characters, one of them a number",
        "You must be 18 years old to create an account",
        "Join our community where you can: comment, vote and sign up",
        "この記事は有料会員記事です。残り800文字",
    ],
    "link to more": [
        "Read more",
        "Read more: The bridge that nobody wanted",
        "Related Articles",
        "Recent Posts",
        "ALSO READ: Harrow council votes again",
        "Click here to see the full list",
        "Continue reading below",
        "続きを読む",
        "関連記事",
    ],
    "share bar": [
        "Share this article on Facebook",
        "Follow us on Instagram",
        "Follow @harrowpost",
        "Follow Harrow Post: Facebook | X",
        "#bridge #Harrow",
        "#Editorial",
        "12 Comments",
        "Your email address will not be published. Required fields are marked *",
        "Comments are not pre-screened before they post.",
        "Views expressed in the comments do not represent those of the Harrow Post.",
        "Leave a comment",
        "シェアする",
    ],
    "share bar or menu": [
        "Share | Tweet | Email",
        "Facebook Twitter WhatsApp Email",
        "Home > News > Politics",
        "Menu",
        "Subscribe",
    ],
    "cookie note": [
        "We use cookies to improve your experience on this site.",
        "By continuing to use this site you agree to our cookie policy.",
        "Accept all cookies",
        "Privacy Notice",
        "IE 11 is not supported. For the best experience visit our site on another browser.",
    ],
    "photo credit or caption": [
        "Photo: Ann Lowe / Harrow Post",
        "Image credit: Getty Images",
        "The new bridge seen from the old town. (Photo by Ann Lowe/Getty Images)",
        "FILE - The old bridge before it was closed in 2019.",
        "Harrow's mayor opens the new bridge on Monday. Photo / Ann Lowe",
        "Boats wait below the new bridge of Harrow, 4 May 2024. ANN LOWE / AFP",
        "Boats wait below the new bridge of Harrow. REUTERS/Ann Lowe/File Photo",
        "Boats wait below the bridge. Courtesy Harrow Port Authority/Handout via REUTERS",
        "Ann Lowe/Reuters",
        "PA",
        "The bridge in the morning sunImage source, Ann Lowe",
        "写真:港の新しい橋",
    ],
    "copyright line": [
        "© 2024 Harrow Post",
        "Copyright 2024 The Harrow Post. All rights reserved.",
        "無断転載を禁じます",
    ],
    "advertisement": ["Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "広告"],
    "contact line": ["Phone: (555) 010-2000", "news@harrow.example", "https://harrow.example/tips"],
    "call to readers": [
        "Do you live near the bridge? Email news@harrow.example",
        "What do you think? Have your say in the comments below.",
        "If you have been affected by the issues in this story, help is available.",
        "This is a breaking news story and will be updated.",
        "This is breaking news. Please check back for updates.",
        "More to follow…",
        "Share your thoughts on the fate of the bridge.",
    ],
    "reading time": [
        "4 min read",
        "2 hours ago",
        "Sorry, this video is not available in your country.",
        "This audio is auto-generated. Errors may occur.",
    ],
    "navigation": [
        "Skip to content",
        "Next article",
        "Tags: bridge, Harrow, traffic",
        "Source: Harrow Port Authority",
        "Source link",
        "• Published",
    ],
    "byline": [
        "By Ann Lowe",
        "By Ann Lowe and Joe Marsh, Staff Writers",
        "Ann Lowe, Political Editor",
    ],
    "date line": [
        "Published: 4 March 2024",
        "March 4, 2024",
        "2024-03-04",
        "03/24/2024",
        "Mon, March 4, 2024 at 10:20 a.m. EST",
        "2024年3月4日",
    ],
    "rule of signs": ["* * *", "-----"],
}

STAYS = [
    "Sign up for the draft, the general told the young men of the valley.",
    "Share prices fell by a third on Monday.",
    "Passwords must be at least eight characters long, the ministry wrote.",
    "Recent posts by the mayor had shown the bridge in ruins.",
    "The agency named no image source, and the picture was withdrawn.",
    "Pa, we are leaving now.",
    "Share your thoughts on the war, the president told his aides.",
    "Join our community where you can live and work, the advertisement for the new town said.",
    "In the morning sunImage source, Ann Lowe said, was never named. Nobody asked.",
    "Published in 1911, the map shows no bridge.",
    "Follow the money, she said.",
    "What do you think?",
    "More to come is what the drivers of Harrow fear.",
    "Have you ever seen such a bridge? Nobody had.",
    "If you are affected by the closure, the council will pay for the bus.",
    "Sources: the river began to rise at noon.",
    "This video is not available to the court, the judge said.",
    "The views expressed in Harrow differ from those in the valley.",
    "The bridge was closed on Monday. Photos from the scene showed a car in the river.",
    "Nobody was hurt on the bridge. Officials of the AFP union thanked the drivers.",
    "The police asked for pictures of the bridge. Image after image arrived.",
    "Read the law before you vote on it, he told the council.",
    "He lives at 120 South Alder Avenue with his two sons.",
    "1600 people came to the square on Sunday.",
    "Copyright law is older than the printing press in Harrow.",
    "Advertisement spending rose by 4 per cent last year.",
    "Home prices rose.",
    "“Subscribe to our newsletter,” the minister joked, “and you will learn nothing.”",
    "By Thursday Morning the water had gone.",
    "Photos from the scene showed a car in the river.",
    "Contact between the two sides broke off in 2019.",
    "Watch out for falling rocks, a sign warned.",
    "More than 200 people were moved to safety.",
    "Related species live in the north.",
    "All rights of way were closed by the order of the court.",
    "The committee's next meeting is on 4 March 2024.",
    "知事は4日、新しい橋を視察した。",
]


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
