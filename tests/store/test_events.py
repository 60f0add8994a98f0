from __future__ import annotations

from datetime import date
from typing import Any

from bot.model import Event, EventDate, FiledEvent, Gist, Precision, Span, Told
from bot.store.store import Store
from tests.store.press import NOON, article, event, harbour, read_as, reading

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
    await store.put(filed, read_as(filed, decade), now=NOON)
    assert len(await store.events(since=date(2025, 1, 1), until=date(2025, 2, 1))) == 1
    assert await store.events(since=date(2030, 1, 1)) == []
    assert await store.events(until=date(2020, 1, 1)) == []


async def test_what_has_begun_can_be_left_out(store: Store) -> None:
    text = "Trade grew in the 2020s."
    decade = event(text, text, date(2020, 1, 1), date(2029, 12, 31))
    filed = article("decade", text)
    await store.put(filed, read_as(filed, decade), now=NOON)
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


async def mentioned(store: Store, **asked: Any) -> dict[str, list[str]]:
    """The dates mentioned, by the id of their article."""
    mentions = await store.mentions(**asked)
    places = zip(mentions.articles, mentions.places, mentions.dates, strict=True)
    found: dict[str, list[str]] = {}
    for number, place, value in places:
        (event,) = await store.told([Told(number, place, (number,))])
        found.setdefault(event.article.id, []).append(value)
    return found


async def test_mentions_are_the_events_without_their_sentences(store: Store) -> None:
    await _file(store)
    await store.put(*harbour(), now=NOON)
    told = await store.mentions()
    chosen = [Told(*place, ()) for place in zip(told.articles, told.places, strict=True)]
    events = await store.told(chosen)
    assert [event.event for event in events[:3]] == [
        event.event for event in sorted(await store.events(), key=_in_text)[:3]
    ]
    assert told.dates[:3] == ["2031-03-01", "2031-01-01", "2031-06-01"]
    firsts = [date(2031, month, 1) for month in (3, 1, 6)]
    assert told.firsts[:3] == [first.toordinal() for first in firsts]
    assert told.lags[:3] == [(NOON.date() - first).days for first in firsts]
    assert all(told.stated) and all(told.about)
    filed = article("spring", " ".join(SPRING), title="The year")
    gists = map(Gist, told.forms[:3], told.terms[:3])
    assert [gist._replace(terms=gist.terms.strip()) for gist in gists] == list(
        reading(filed, events=SPRING).gists
    )


def _in_text(told: FiledEvent) -> tuple[bool, Span]:
    return told.article.id != "spring", told.event.span


async def test_what_is_told_names_its_sources(store: Store) -> None:
    await _file(store)
    await store.put(*harbour(), now=NOON)
    spring, sea = sorted(set((await store.mentions()).articles))
    (told,) = await store.told([Told(spring, 1, (spring, sea))])
    assert told.sentence == "The bridge fell in January."
    assert [source.id for source in told.sources] == ["spring", "harbour"]
    assert told.sources[0] == told.article
    assert await store.told([]) == await store.told([Told(spring, 9, ())]) == []


async def test_mentions_on_a_topic_in_a_window_of_an_audience(store: Store) -> None:
    await _file(store)
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guild_id=1)
    assert set(await mentioned(store, topic="quay")) == {"harbour"}
    assert await mentioned(store, topic="quay", audience=2) == {}
    assert set(await mentioned(store, audience=2)) == {"spring"}
    march = await store.mentions(since=date(2031, 3, 1), until=date(2031, 6, 1))
    assert (march.dates, march.places) == (["2031-03-01"], [0])
    assert set((await store.mentions(limit=1)).articles) == {2}


async def test_a_longer_date_is_mentioned_in_every_window_it_touches(store: Store) -> None:
    text = "Trade grew in the 2020s."
    when = EventDate(Span(14, 19), "202X", Precision.DECADE, date(2020, 1, 1), date(2029, 12, 31))
    filed = article("decade", text, published=None)
    await store.put(filed, read_as(filed, Event(Span(0, len(text)), when)), now=NOON)
    told = await store.mentions(since=date(2025, 1, 1), until=date(2025, 2, 1))
    assert (told.dates, told.lags) == (["202X"], [1])
    assert (await store.mentions(since=date(2030, 1, 1))).dates == []
    assert (await store.mentions(until=date(2020, 1, 1))).dates == []
    for until in (date(2025, 1, 1), date(2024, 1, 1)):
        assert (await store.mentions(since=date(2025, 1, 1), until=until)).dates == []
        assert await store.events(since=date(2025, 1, 1), until=until) == []


async def test_a_mention_knows_whether_its_sentence_holds_a_word_of_the_topic(store: Store) -> None:
    await _file(store)
    told = await store.mentions(topic="ferries", about=["ferri"])
    assert told.about == [True, False, False]
    told = await store.mentions(topic="ferries", about={"fair", "ferri"})
    assert told.about == [True, False, True]
    told = await store.mentions()
    assert told.about == [True, True, True]


async def test_mentions_follow_their_article(store: Store) -> None:
    await _file(store)
    text = "The ferry sank in April."
    changed = article("spring", text, title="The year")
    april = reading(changed, events={text: date(2031, 4, 1)})
    await store.put(changed, april, now=NOON)
    assert (await store.mentions()).dates == ["2031-04-01"]
    await store.put(changed, reading(changed), now=NOON)
    assert (await store.mentions()).dates == []


async def test_articles_of_the_same_story_are_mentioned_whatever_they_call_it(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    story = await store.story_of(filed.id)
    assert story is not None
    text = "The dredger sailed in May."
    other = article("other", text)
    told = read_as(other, event(text, text, date(2031, 5, 1), date(2031, 5, 31)))
    await store.put(other, told, now=NOON, story_id=story.id, guild_id=7)
    assert set(await mentioned(store, topic="quay")) == {"harbour", "other"}
    assert set(await mentioned(store, topic="quay", audience=8)) == {"harbour"}


async def test_terms_of_some_articles_on_a_topic(store: Store) -> None:
    for number in range(5):
        await store.put(*harbour(f"harbour {number}"), now=NOON)
    assert await store.terms_on("quay") == (5, [(("harbour", 2), ("quay", 1))] * 5)
    found, some = await store.terms_on("quay", limit=2)
    assert (found, len(some)) == (5, 2)
    assert await store.terms_on("volcano") == (0, [])
