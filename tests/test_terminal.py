"""What a terminal is given: what an article says is shown, never obeyed."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from rich.text import Text

from bot import terminal
from bot.model import Article, Event, EventDate, Feed, FiledEvent, Precision, Span
from bot.pipeline import PollReport
from bot.workers import Refusal

HOSTILE = "a\x1b[2Jb\x1b]0;title\x07c\x9b31md\u202ee"
HARMLESS = "a[2Jb]0;titlec31mde"


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal, and what was sent to it."""
    sent = io.StringIO()
    for name in ("out", "err"):
        console = type(terminal.out)(file=sent, force_terminal=True, color_system=None, width=60)
        monkeypatch.setattr(terminal, name, console)
    return sent


def test_an_article_cannot_command_the_terminal(screen: io.StringIO):
    terminal.say(HOSTILE)
    terminal.out.print(Text.assemble((HOSTILE, "bold"), "\n", HOSTILE))
    terminal.refused(Refusal(HOSTILE, "no"))
    said = screen.getvalue()
    assert said.count(HARMLESS) == 4
    assert not {"\x07", "\x9b", "\u202e"} & set(said)
    assert "\x1b[2J" not in said


def test_a_password_in_an_address_is_not_printed(screen: io.StringIO):
    feed = Feed(1, "https://ada:s3cret@news.example/rss")
    terminal.polled([PollReport(feed), PollReport(feed, error=f"{feed.url} is gone")])
    with terminal.progress() as progress:
        progress(feed.url)(1, 2)
    terminal.refused(Refusal(feed.url, "no feed"))
    assert screen.getvalue().count("https://•••@news.example/rss") >= 4
    assert "s3cret" not in screen.getvalue()


def test_json_on_a_terminal_is_escaped_and_the_same(screen: io.StringIO):
    terminal.data({"title": HOSTILE})
    assert screen.getvalue().isascii()
    assert json.loads(screen.getvalue()) == {"title": HOSTILE}


def test_a_source_with_markup_in_its_name_has_a_bar(screen: io.StringIO):
    with terminal.progress() as progress:
        progress("news [/red].txt")(1, 2)


def test_the_parts_of_a_split_quote_stay_apart(screen: io.StringIO):
    text = '"We ran," she said. "Nobody fell."'
    quote = {"segments": [[1, 8], [21, 33]], "speaker": None}
    terminal.reading({"title": "t", "text": text, "summary": [], "events": [], "quotes": [quote]})
    assert "“We ran,” … “Nobody fell.”  unattributed" in screen.getvalue()


def test_dates_are_told_in_words_and_once(screen: io.StringIO):
    text = "The ferry sails in autumn 2026."
    article = Article("a", text, outlet="Tano Post")
    autumn = EventDate(
        Span(19, 30), "2026-23", Precision.SEASON, date(2026, 9, 1), date(2026, 11, 30)
    )
    sails = FiledEvent(Event(Span(0, len(text)), autumn), article)
    terminal.timeline([sails, replace(sails, event=replace(sails.event, stated=False))])
    said = screen.getvalue()
    assert said.count("autumn 2026 ") == 1
    assert said.count("Tano Post") == 2
    assert said.count("dated by its article · Tano Post") == 1
    assert "2026-23" not in said
