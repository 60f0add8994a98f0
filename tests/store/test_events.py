from __future__ import annotations

from datetime import date
from typing import Any

from bot.model import Analysis, Event, EventDate, Mentions, Precision, Span
from bot.store.store import Store
from tests.store.press import NOON, article, event, harbour, reading

SPRING = {
    "The ferry sailed in March.": date(2031, 3, 1),
    "The bridge fell in January.": date(2031, 1, 1),
    "The fair opens in June.": date(2031, 6, 1),
}


async def _file(store: Store) -> None:
    filed = article("spring", " ".join(SPRING), title="The year")
    await store.put(filed, reading(filed, events=SPRING), now=NOON)


async def test_in_date_order(store: Store) -> None:
    await _file(store)
    found = await store.events()
    assert [told.event.date.first.month for told in found] == [1, 3, 6]
    assert found[0].sentence == "The bridge fell in January."
    assert found[0].sources == (found[0].article,)


async def test_since_is_included_until_is_not(store: Store) -> None:
    await _file(store)
    found = await store.events(since=date(2031, 3, 1), until=date(2031, 6, 1))
    assert [told.sentence for told in found] == ["The ferry sailed in March."]
    assert len(await store.events(limit=2)) == 2


async def test_a_long_date_lies_in_every_window_it_touches(store: Store) -> None:
    text = "Trade grew in the 2020s."
    filed = article("decade", text)
    decade = event(text, text, date(2020, 1, 1), date(2029, 12, 31))
    await store.put(filed, Analysis(events=(decade,)), now=NOON)
    assert len(await store.events(since=date(2025, 1, 1), until=date(2025, 2, 1))) == 1
    assert await store.events(since=date(2030, 1, 1)) == []
    assert await store.events(until=date(2020, 1, 1)) == []


async def test_what_has_begun_can_be_left_out(store: Store) -> None:
    text = "Trade grew in the 2020s."
    decade = event(text, text, date(2020, 1, 1), date(2029, 12, 31))
    await store.put(article("decade", text), Analysis(events=(decade,)), now=NOON)
    for topic in (None, "trade"):
        for since, found in ((date(2020, 1, 1), 1), (date(2020, 1, 2), 0)):
            assert len(await store.events(topic=topic, since=since, begun=False)) == found


async def test_events_come_back_as_they_were(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    (found,) = await store.events()
    assert found.event == read.events[0]
    assert found.article == filed


async def test_on_a_topic(store: Store) -> None:
    await _file(store)
    await store.put(*harbour(), now=NOON)
    assert {told.article.id for told in await store.events(topic="quay")} == {"harbour"}
    assert {told.article.id for told in await store.events(topic="Tolland")} == {"harbour"}
    assert [told.event.date.first.month for told in await store.events(topic="bridges")] == [
        1,
        3,
        6,
    ]
    assert await store.events(topic="volcano") == []
    assert await store.events(topic="") == []


async def mentioned(store: Store, **asked: Any) -> dict[str, Mentions]:
    """Mentions by the id of their article."""
    found: dict[str, Mentions] = {}
    for told in await store.mentions(**asked):
        (event,) = await store.events_at([(told.article, 0)])
        found[event.article.id] = told
    return found


async def test_mentions_are_the_events_without_their_sentences(store: Store) -> None:
    await _file(store)
    await store.put(*harbour(), now=NOON)
    told = await mentioned(store)
    assert set(told) == {"spring", "harbour"}
    everywhere = [(one.article, place) for one in told.values() for place in one.places]
    assert await store.events_at(everywhere) == await store.events()
    spring = told["spring"]
    assert spring.dates == ["2031-03-01", "2031-01-01", "2031-06-01"]
    assert spring.lags == [(NOON.date() - date(2031, month, 1)).days for month in (3, 1, 6)]
    assert all(spring.stated) and all(spring.about)
    (fallen,) = await store.events_at([(spring.article, spring.places[1])])
    assert fallen.sentence == "The bridge fell in January."


async def test_mentions_on_a_topic_in_a_window_of_an_audience(store: Store) -> None:
    await _file(store)
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guild_id=1)
    assert set(await mentioned(store, topic="quay")) == {"harbour"}
    assert await store.mentions(topic="quay", audience=2) == []
    assert set(await mentioned(store, audience=2)) == {"spring"}
    (march,) = await store.mentions(since=date(2031, 3, 1), until=date(2031, 6, 1))
    assert (march.dates, march.places) == (["2031-03-01"], [0])
    assert len(await store.mentions(limit=1)) == 1


async def test_a_longer_date_is_mentioned_in_every_window_it_touches(store: Store) -> None:
    text = "Trade grew in the 2020s."
    when = EventDate(Span(14, 19), "202X", Precision.DECADE, date(2020, 1, 1), date(2029, 12, 31))
    grew = Event(Span(0, len(text)), when)
    await store.put(article("decade", text, published=None), Analysis(events=(grew,)), now=NOON)
    (told,) = await store.mentions(since=date(2025, 1, 1), until=date(2025, 2, 1))
    assert (told.dates, told.lags) == (["202X"], [1])
    assert await store.mentions(since=date(2030, 1, 1)) == []
    assert await store.mentions(until=date(2020, 1, 1)) == []
    for until in (date(2025, 1, 1), date(2024, 1, 1)):
        assert await store.mentions(since=date(2025, 1, 1), until=until) == []
        assert await store.events(since=date(2025, 1, 1), until=until) == []


async def test_a_mention_knows_whether_its_sentence_holds_a_word_of_the_topic(store: Store) -> None:
    await _file(store)
    (told,) = await store.mentions(topic="ferries")
    assert told.about == [True, False, False]
    (told,) = await store.mentions(topic="ferries", about="fair ferries")
    assert told.about == [True, False, True]
    (told,) = await store.mentions()
    assert told.about == [True, True, True]


async def test_mentions_follow_their_article(store: Store) -> None:
    await _file(store)
    text = "The ferry sank in April."
    changed = article("spring", text, title="The year")
    april = reading(changed, events={text: date(2031, 4, 1)})
    await store.put(changed, april, now=NOON)
    assert [told.dates for told in await store.mentions()] == [["2031-04-01"]]
    await store.put(changed, reading(changed), now=NOON)
    assert await store.mentions() == []


async def test_articles_of_the_same_story_are_mentioned_whatever_they_call_it(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    story = await store.story_of(filed.id)
    assert story is not None
    text = "The dredger sailed in May."
    other = article("other", text)
    told = Analysis(events=(event(text, text, date(2031, 5, 1), date(2031, 5, 31)),))
    await store.put(other, told, now=NOON, story_id=story.id, guild_id=7)
    assert set(await mentioned(store, topic="quay")) == {"harbour", "other"}
    assert set(await mentioned(store, topic="quay", audience=8)) == {"harbour"}


async def test_terms_of_some_articles_on_a_topic(store: Store) -> None:
    for number in range(5):
        await store.put(*harbour(f"harbour {number}"), now=NOON)
    assert await store.terms_on("quay") == [(("harbour", 2), ("quay", 1))] * 5
    assert len(await store.terms_on("quay", limit=2)) == 2
    assert await store.terms_on("volcano") == []
