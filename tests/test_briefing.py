"""What goes into a briefing, and in what order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.analysis import analyse
from bot.briefing import COMING, QUOTES, STORIES, compose, news_of, rank
from bot.model import (
    Analysis,
    Article,
    Event,
    EventDate,
    FiledEvent,
    FiledQuote,
    Precision,
    Quote,
    Span,
    Story,
    Window,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


def article(name: str, *, outlet: str = "The Gull", hours: int = 0, text: str = "") -> Article:
    text = text or f"The {name} bridge was opened on Monday. Nobody fell in."
    published = NOON - timedelta(hours=hours)
    return Article(name, text, f"About the {name} bridge", outlet=outlet, published=published)


def quote(said: str, speaker: str | None, where: Article) -> FiledQuote:
    text = f"“{said}”"
    whole = Span(0, len(text))
    told = Quote((Span(1, len(text) - 1),), whole, speaker)
    return FiledQuote(told, replace(where, text=text))


def event(sentence: str, day: date, where: Article) -> FiledEvent:
    when = EventDate(Span(0, 1), day.isoformat(), Precision.DAY, day, day)
    return FiledEvent(Event(Span(0, len(sentence)), when), replace(where, text=sentence))


def test_what_more_outlets_tell_comes_first_then_what_is_newer():
    told_by_two = Story(1, (article("east", hours=9), article("e2", outlet="The Tern", hours=9)))
    twice_by_one = Story(2, (article("west", hours=5), article("w2", hours=6)))
    new, old = Story(3, (article("north"),)), Story(4, (article("south", hours=20),))
    assert rank([old, new, twice_by_one, told_by_two]) == [told_by_two, twice_by_one, new, old]
    assert len(rank([new] * 20)) == STORIES


def test_of_a_story_only_what_is_new_is_told():
    long = article("east", text="The east bridge was opened. " * 9)
    short, fuller = article("e2"), article("e3", text="The east bridge was closed again. " * 3)
    old_news = Story(2, (article("west"),))
    (told,) = news_of([Story(1, (long, short, fuller)), old_news], {"e2", "e3"})
    assert told == Story(1, (fuller, short))


def test_what_is_coming_alone_is_nothing_new():
    sentence = "The council will open bridge number 4 to traffic."
    briefing = composed([], [event(sentence, TODAY + timedelta(days=3), article("east"))])
    assert briefing.coming
    assert briefing.empty


def test_a_story_is_told_by_sentences_of_its_lead_article():
    lead = article("east")
    reading = analyse(lead)
    briefing = compose(
        Window(),
        top=[Story(1, (lead,)), Story(2, (article("unread"),))],
        readings={lead.id: reading},
        quotes=[],
        events=[],
        today=TODAY,
    )
    first, second = briefing.stories
    assert [span.of(lead.text) for span in first.sentences] == [
        span.of(lead.text) for span in reading.summary
    ]
    assert second.sentences == ()


def test_a_story_of_several_outlets_is_told_by_what_they_have_in_common():
    sank = "The ferry Blue Heron sank off Maruka on Saturday with 80 people on board."
    divers = "Divers of the navy began to search the wreck of the Blue Heron on Sunday."
    lead = article("east", text=f"{sank} Nobody fell in.")
    other = article("tern", outlet="The Tern", text=f"{divers} The ferry sank on Saturday.")
    agency = article("rook", outlet="The Rook", text=lead.text)
    (told,) = composed([], [], [Story(1, (lead, other, agency))]).stories
    assert [span.of(lead.text) for span in told.sentences] == [sank]
    assert [(one.outlet, span.of(one.text)) for one, span in told.others] == [("The Tern", divers)]
    assert told.words == f"{sank} {divers} (The Tern)"


def composed(quotes: list[FiledQuote], events: list[FiledEvent], top: list[Story] | None = None):
    return compose(
        Window(), top=top or [], readings=dict[str, Analysis](), quotes=quotes, events=events,
        today=TODAY,
    )  # fmt: skip


def test_quotes_are_attributed_readable_and_one_a_speaker_from_the_top_stories_first():
    top, other = article("east"), article("west")
    readable = "This bridge will outlive every one of us."
    quotes = [
        quote("We had nothing to do with any of that.", "Ada Brandt", other),
        quote(readable, "Ada Brandt", top),
        quote("Nobody knows who said these words at all.", None, top),
        quote("No.", "Ben Corve", top),
        quote("word " * 200, "Cai Dunmore", top),
        quote(readable, "Dee Echols", top),
    ]
    briefing = composed(quotes, [], [Story(1, (top,))])
    assert [(q.quote.speaker, q.words[0]) for q in briefing.quotes] == [("Ada Brandt", readable)]
    many = [quote(f"{readable} {n}", f"Speaker {n}", top) for n in range(20)]
    assert len(composed(many, []).quotes) == QUOTES


def test_what_is_coming_lies_ahead_soonest_first_each_told_once():
    ahead = [TODAY + timedelta(days=n) for n in range(-2, 9)]
    events = [
        event(f"The council will open bridge number {n} to traffic.", day, article(f"a{n}"))
        for n, day in enumerate(reversed(ahead))
    ]
    coming = composed([], events).coming
    assert [one.event.date.first for one in coming] == ahead[3 : 3 + COMING]
    twice = [event("The council will meet twice this week.", ahead[5], article("same"))] * 2
    assert len(composed([], twice).coming) == 1


def test_what_is_coming_can_be_read_by_itself():
    leaning = event("They will vote on the deal then.", TODAY + timedelta(days=3), article("a"))
    assert composed([], [leaning]).coming == ()


def test_nothing_is_empty():
    assert composed([], []).empty
