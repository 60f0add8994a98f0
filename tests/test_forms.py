"""What is no usual article: nothing of it is lost, and what is told of it can be read."""

from typing import NamedTuple

import pytest

from bot.analysis import analyse
from bot.articles.clean import clean
from bot.model import Article
from bot.reading import titled


class Form(NamedTuple):
    """A text, and what a summary of three sentences tells of it."""

    text: str
    told: list[str]


FORMS = {
    "a word": Form("Rain.", ["Rain."]),
    "a sentence": Form(
        "A crane fell into the harbour of Selbay on Tuesday.",
        ["A crane fell into the harbour of Selbay on Tuesday."],
    ),
    "a question": Form(
        "Who moved the harbour wall of Selbay?", ["Who moved the harbour wall of Selbay?"]
    ),
    "a headline": Form("Selbay votes", ["Selbay votes"]),
    "a quotation": Form("“We shall not be moved.”", ["“We shall not be moved.”"]),
    "a sentence in Japanese": Form("雨が降った。", ["雨が降った。"]),
    "results": Form("Selbay 2-1 Ostrel\nTorrin 0-0 Pell\nMaruka 3-3 Harrow", ["Selbay 2-1 Ostrel"]),
    "a table": Form(
        "Selbay | 12 | 31\nOstrel | 12 | 28\nTorrin | 11 | 20\nPell | 12 | 9", ["Selbay | 12 | 31"]
    ),
    "a list": Form(
        "Five things to know about the harbour vote\n\n"
        "1. The tunnel costs 1.2 billion crowns\n"
        "2. The fishermen of Selbay are against it\n"
        "3. The vote is on 9 March",
        ["Five things to know about the harbour vote"],
    ),
    "sentences in a list": Form(
        "What the harbour vote means\n\n"
        "- The tunnel will cost 1.2 billion crowns.\n"
        "- The fishermen of Selbay voted against the tunnel.",
        [
            "The tunnel will cost 1.2 billion crowns.",
            "The fishermen of Selbay voted against the tunnel.",
        ],
    ),
    "a live blog": Form(
        "As it happened: the harbour vote\n\n"
        "8.13pm\nThe polls in Selbay have closed, and counting has begun at the fish market.\n\n"
        "8.40pm\nWho will win? Nobody knows.\n\n"
        "9.02pm\nMayor Ayla Ileri has conceded defeat to the fishermen and their boats.",
        [
            "The polls in Selbay have closed, and counting has begun at the fish market.",
            "Mayor Ayla Ileri has conceded defeat to the fishermen and their boats.",
        ],
    ),
    "an interview": Form(
        "Ayla Ileri, mayor of Selbay, on the tunnel she lost\n\n"
        "Why did you want a tunnel?\n\n"
        "Because the harbour road is full from six in the morning.\n\n"
        "What will you do now?\n\n"
        "I shall go fishing. My father had a boat, and I have it still.",
        ["Ayla Ileri, mayor of Selbay, on the tunnel she lost"],
    ),
    "a poem": Form(
        "The harbour sleeps beneath the wall,\n"
        "the boats are tied in pairs,\n"
        "and someone whom I knew when small\n"
        "is mending nets on stairs.",
        ["The harbour sleeps beneath the wall,"],
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_nothing_of_it_is_lost_and_its_summary_tells_no_fragment(form: Form) -> None:
    cleaned = clean(form.text)
    assert cleaned.text == form.text
    article = titled(Article("a", cleaned.text))
    told = [span.of(article.text) for span in analyse(article, sentences=3).summary]
    assert told == form.told


def test_an_interview_is_told_by_who_asks_and_who_answers() -> None:
    text = (
        "MOSS: Why did you want a tunnel?\nILERI: Because the harbour road is always full.\n"
        "MOSS: What will you do now?\nILERI: I shall go fishing."
    )
    quotes = analyse(Article("a", text)).quotes
    assert [quote.speaker for quote in quotes] == ["Moss", "Ileri", "Moss", "Ileri"]
