from __future__ import annotations

from datetime import datetime

import pytest

from bot.model import Analysis, Person, Quote, Span
from bot.store.store import Store
from tests.store.press import DAY, HARBOUR, NOON, article, harbour, reading, span


async def _say(store: Store, name: str, words: str, *, published: datetime | None = NOON) -> None:
    filed = article(name, f'Tolland: "{words}"', title="Council", published=published)
    read = reading(filed, quotes={words: "Mira Tolland"}, people=[Person("Mira Tolland")])
    await store.put(filed, read, now=NOON)


async def test_word_for_word_with_person_and_article(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    (found,) = await store.quotes_of("tolland")
    assert found.words == ("The quay is ready,",)
    assert found.quote == read.quotes[0]
    assert found.article == filed
    assert found.person is not None
    assert found.person.name == "Mira Tolland"


async def test_every_span_of_a_split_quote_survives(store: Store) -> None:
    text = '"We sail," Mayor Mira Tolland said, "at dawn."'
    split = Quote(
        segments=(span(text, "We sail,"), span(text, "at dawn.")),
        sentence=Span(0, len(text)),
        speaker="Mira Tolland",
        mention=span(text, "Mira Tolland"),
        cue=span(text, "said"),
        title=span(text, "Mayor"),
    )
    read = Analysis(quotes=(split,))
    await store.put(article("split", text), read, now=NOON)
    (found,) = await store.quotes_of("Mira Tolland")
    assert found.quote == split
    assert found.words == ("We sail,", "at dawn.")


async def test_newest_first_undated_last_and_paged(store: Store) -> None:
    await _say(store, "old", "Old words.", published=NOON - DAY)
    await _say(store, "undated", "Undated words.", published=None)
    await _say(store, "new", "New words.")
    found = [quote.article.id for quote in await store.quotes_of("tolland")]
    assert found == ["new", "old", "undated"]
    assert [q.article.id for q in await store.quotes_of("tolland", limit=1, offset=1)] == ["old"]
    assert await store.quotes_of("tolland", offset=9) == []


async def test_since_is_included_until_is_not(store: Store) -> None:
    for days in range(3):
        await _say(store, f"d{days}", "Words.", published=NOON + days * DAY)
    await _say(store, "undated", "Words.", published=None)
    found = await store.quotes_of("tolland", since=NOON, until=NOON + 2 * DAY)
    assert [quote.article.id for quote in found] == ["d1", "d0"]


async def test_about_prefers_the_quotes_own_sentence(store: Store) -> None:
    text = '"The tide is high," Tolland said. "I like bread," she said.'
    filed = article("both", text, title="Council")
    said = {"The tide is high,": "Mira Tolland", "I like bread,": "Mira Tolland"}
    await store.put(filed, reading(filed, quotes=said), now=NOON)
    assert [q.words for q in await store.quotes_of("Mira Tolland", about="tides")] == [
        ("The tide is high,",)
    ]
    assert await store.quotes_of("Mira Tolland", about="volcano") == []


async def test_about_falls_back_on_the_article(store: Store) -> None:
    await store.put(*harbour(), now=NOON)
    assert len(await store.quotes_of("tolland", about="ships")) == 1


@pytest.mark.parametrize("about", ["", '"', "the", "\0", "石"])
async def test_about_nothing_in_particular_never_fails(store: Store, about: str) -> None:
    await store.put(*harbour(), now=NOON)
    await store.quotes_of("tolland", about=about)


async def test_in_articles_in_the_order_asked_attributed_ones_only(store: Store) -> None:
    text = '"One." "Two." Somebody said so.'
    for name in ("b", "a"):
        filed = article(name, text)
        read = reading(filed, quotes={"One.": None, "Two.": "Mira Tolland"})
        await store.put(filed, read, now=NOON)
    found = await store.quotes_in(["a", "b", "nowhere"])
    assert [(q.article.id, q.words) for q in found] == [("a", ("Two.",)), ("b", ("Two.",))]


async def test_a_speaker_who_is_not_among_the_people_is_filed(store: Store) -> None:
    filed = article("bare", HARBOUR)
    await store.put(filed, reading(filed, quotes={"The quay": "Ines Vale"}), now=NOON)
    assert [person.name for person in await store.people("vale")] == ["Ines Vale"]
    assert len(await store.quotes_of("vale")) == 1
