"""What a terminal is given: what an article says is shown, never obeyed."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from rich.text import Text

from bot import terminal
from bot.analysis import analyse
from bot.intake import IngestReport
from bot.model import (
    Article,
    Briefing,
    Event,
    EventDate,
    Feed,
    FiledEvent,
    Hit,
    Precision,
    Span,
    Story,
    Window,
)
from bot.pipeline import PollReport
from bot.records import analysis_record
from bot.screen import Screen
from bot.workers import Refusal

HOSTILE = "a\x1b[2Jb\x1b]0;title\x07c\x9b31md\u202ee"
HARMLESS = "a[2Jb]0;titlec31mde"
NOTHING_READ: dict[str, Any] = {
    "id": "a",
    "title": "",
    "summary": [],
    "quotes": [],
    "events": [],
    "people": [],
}


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal, and what was sent to it."""
    sent = io.StringIO()
    for name in ("out", "err"):
        console = Screen(file=sent, force_terminal=True, color_system=None, width=60)
        monkeypatch.setattr(terminal, name, console)
    return sent


def unpadded(screen: io.StringIO) -> str:
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines())


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


def test_a_poll_says_what_it_could_not_read(screen: io.StringIO):
    feed = Feed(1, "https://news.example/rss")
    unread = IngestReport(new=2, refused=[Refusal("a", "It is empty."), Refusal("b", "No.")])
    terminal.polled([PollReport(feed, unread)])
    assert "2 new, 0 updated, 2 not read: It is empty." in " ".join(screen.getvalue().split())


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
    terminal.reading(NOTHING_READ | {"text": text, "quotes": [quote]})
    assert "“We ran,” … “Nobody fell.”\n— unattributed" in unpadded(screen)


def test_what_was_read_is_told_with_dates_in_words(screen: io.StringIO):
    text = "It began in the 1970s. It was halved in autumn 2012."
    article = Article("a", text, published=datetime(2026, 3, 6, tzinfo=UTC))
    terminal.reading(analysis_record(article, analyse(article)))
    said = [line.rstrip() for line in screen.getvalue().splitlines()]
    assert "1970s        It began in the 1970s." in said
    assert "autumn 2012  It was halved in autumn 2012." in said
    assert "People" not in said


def test_an_address_is_never_broken(screen: io.StringIO):
    address = f"https://news.example/{'long' * 30}"
    article = Article("a", "The ferry sails.", title="Ferry", url=address)
    terminal.hits([Hit(article, Span(0, 16))])
    terminal.stories([Story(1, (article,))])
    assert screen.getvalue().count(address) == 2


def test_a_file_gets_no_blanks_before_the_end_of_a_line(monkeypatch: pytest.MonkeyPatch):
    file = io.StringIO()
    monkeypatch.setattr(terminal, "out", Screen(file=file, width=60))
    article = Article("a", "The ferry sails " * 9, outlet="Tano Post")
    day = EventDate(Span(0, 0), "2026-03-06", Precision.DAY, date(2026, 3, 6), date(2026, 3, 6))
    terminal.timeline([FiledEvent(Event(Span(0, 140), day), article)])
    terminal.hits([Hit(article, Span(0, 140))])
    lines = file.getvalue().splitlines()
    assert "6 March 2026  The ferry sails The ferry sails The ferry" in lines
    assert all(line == line.rstrip() for line in lines)


def test_a_sentence_without_spaces_is_told_whole(screen: io.StringIO):
    text = "港の新しい橋は市長が十年前に約束したとおり来年の春に開通する見込みで工事は順調だ。"
    day = EventDate(Span(0, 0), "2026-03-06", Precision.DAY, date(2026, 3, 6), date(2026, 3, 6))
    terminal.timeline([FiledEvent(Event(Span(0, len(text)), day), Article("a", text))])
    assert text in "".join(screen.getvalue().split()).replace("6March2026", "")


def test_an_article_without_a_title_is_called_untitled(screen: io.StringIO):
    terminal.hits([Hit(Article("a", "Rain."), Span(0, 5))])
    assert unpadded(screen).startswith("Untitled\nRain.")


def test_quoted_words_that_no_article_holds_are_named(screen: io.StringIO):
    found = [Hit(Article("a", "The ferry sails."), Span(0, 16))]
    terminal.hits(found, query="“the ferry sails”")
    assert "word for word" not in screen.getvalue()
    terminal.hits(found, query="“the ferry sank”")
    assert "None of these has “the ferry sank” word for word." in screen.getvalue()


def test_nothing_found_says_what_to_do(screen: io.StringIO):
    terminal.hits([], query="ferry wreck")
    terminal.timeline([], topic="ferry wreck")
    assert screen.getvalue().count("Try fewer words.") == 2
    terminal.hits([], query="ferry")
    assert screen.getvalue().count("Try another word.") == 1
    terminal.timeline([])
    terminal.briefing(Briefing(Window(), topic="ferry"))
    said = screen.getvalue()
    assert said.splitlines()[3].rstrip() == "Nothing dated is on file there."
    assert "Nothing new about “ferry”." in said


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
