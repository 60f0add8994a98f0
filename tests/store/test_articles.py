from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import ArticleError
from bot.model import PUBLIC, Analysis, Window
from bot.store.store import Outcome, Store
from tests.store.press import DAY, HOUR, NOON, article, harbour


async def test_gives_back_what_was_filed(store: Store) -> None:
    filed, read = harbour()
    assert await store.put(filed, read, now=NOON) is Outcome.NEW
    assert await store.article(filed.id) == filed
    assert await store.analysis(filed.id) == read


async def test_knows_nothing_of_what_was_not_filed(store: Store) -> None:
    assert await store.article("nowhere") is None
    assert await store.analysis("nowhere") is None


async def test_the_same_again_is_unchanged(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    assert await store.put(filed, read, now=NOON + HOUR) is Outcome.UNCHANGED
    assert (await store.counts()).quotes == 1


async def test_an_update_replaces_the_reading(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    later = replace(filed, text="The harbour stays shut.", title="Harbour shut")
    assert await store.put(later, Analysis(), now=NOON) is Outcome.UPDATED
    assert await store.article(filed.id) == later
    assert await store.analysis(filed.id) == Analysis()
    assert await store.quotes_of("Mira Tolland") == []
    assert await store.people("tol") == []
    assert await store.events() == []
    assert await store.search("quay") == []
    assert [hit.article.id for hit in await store.search("shut")] == [filed.id]


async def test_a_better_reading_of_the_same_text_is_an_update(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, Analysis(), now=NOON)
    assert await store.put(filed, read, now=NOON) is Outcome.UPDATED
    assert await store.analysis(filed.id) == read


async def test_is_current_only_with_every_field_the_same(store: Store) -> None:
    filed, read = harbour()
    assert not await store.is_current(filed)
    await store.put(filed, read, now=NOON)
    assert await store.is_current(filed)
    assert not await store.is_current(replace(filed, outlet="Another"))
    assert not await store.is_current(replace(filed, published=NOON + HOUR / 3600 / 2))


async def test_is_current_for_the_owner_who_asks(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guild_id=1)
    assert await store.is_current(filed, guild_id=1)
    assert not await store.is_current(filed, guild_id=2)
    assert not await store.is_current(filed)


async def test_text_that_is_no_unicode_is_refused_with_advice(store: Store) -> None:
    broken = article(text="half \ud83d a character")
    with pytest.raises(ArticleError, match="half a character") as refused:
        await store.put(broken, Analysis(), now=NOON)
    assert refused.value.subject == broken.id
    assert (await store.counts()).articles == 0


async def test_text_with_nul_and_emoji_comes_back(store: Store) -> None:
    odd = article(text="nul\0 and 🛳️ and \u202eright\u202c to left")
    await store.put(odd, Analysis(), now=NOON)
    assert await store.article(odd.id) == odd


# --- who sees what --------------------------------------------------------------------------


async def test_a_server_sees_the_operators_articles_and_its_own(store: Store) -> None:
    for name, guild in (("ours", None), ("theirs", 1)):
        await store.put(*harbour(name), now=NOON, guild_id=guild)

    async def seen(audience: int | None) -> set[str]:
        found = {hit.article.id for hit in await store.search("harbour", audience=audience)}
        told = {event.article.id for event in await store.events(audience=audience)}
        said = await store.quotes_of("Tolland", audience=audience)
        assert found == told == {quote.article.id for quote in said}
        return found

    assert await seen(1) == {"ours", "theirs"}
    assert await seen(2) == {"ours"}
    assert await seen(PUBLIC) == {"ours"}
    assert await seen(None) == {"ours", "theirs"}
    assert await store.article("theirs", audience=2) is None
    assert await store.article("theirs", audience=1) is not None
    assert await store.quotes_in(["theirs"], audience=2) == []
    assert await store.story_of("theirs", audience=2) is None
    assert (await store.counts(audience=2)).articles == 1
    assert (await store.counts()).articles == 2


async def test_an_article_that_several_brought_is_seen_by_each(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guild_id=1)
    await store.put(filed, read, now=NOON, guild_id=2)
    assert await store.article(filed.id, audience=1) == filed
    assert await store.article(filed.id, audience=2) == filed
    assert await store.article(filed.id, audience=3) is None


async def test_people_outlets_and_topics_of_another_server_stay_unknown(store: Store) -> None:
    await store.put(*harbour(), now=NOON, guild_id=1)
    assert await store.people("tol", audience=2) == []
    assert await store.person("Mira Tolland", audience=2) is None
    assert await store.outlets("", audience=2) == []
    assert await store.topics("", audience=2) == []
    assert await store.outlets("the f", audience=1) == ["The Ferry Post"]
    assert await store.topics("HARB") == ["harbour"]


# --- by another name ------------------------------------------------------------------------


async def test_known_as_by_url_guid_or_content(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guid="feed guid-1")
    unlike = article("new-id", "Other words.", url="https://ferry.example/elsewhere")
    assert await store.known_as(unlike) is None
    assert await store.known_as(replace(unlike, url=filed.url)) == filed.id
    assert await store.known_as(unlike, guid="feed guid-1") == filed.id
    assert await store.known_as(replace(unlike, text=filed.text)) == filed.id


async def test_another_outlet_with_the_same_text_is_another_article(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    copy = article("copy", filed.text, outlet="The Gull", url="https://gull.example/1")
    assert await store.known_as(copy) is None


# --- what is new ----------------------------------------------------------------------------


async def test_added_within_a_window_open_at_its_beginning(store: Store) -> None:
    for hours, name in enumerate(["first", "second", "third"]):
        filed, read = harbour(name, published=NOON - hours * DAY)
        await store.put(filed, read, now=NOON + hours * HOUR)
    window = Window(NOON, NOON + 2 * HOUR)
    assert [a.id for a in await store.articles(filed=window)] == ["second", "third"]
    assert [a.id for a in await store.articles()] == ["first", "second", "third"]
    assert len(await store.articles(limit=1)) == 1


async def test_added_is_when_that_audience_first_saw_it(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON, guild_id=1)
    await store.put(filed, read, now=NOON + DAY)
    late = Window(NOON + HOUR, None)
    assert await store.articles(filed=late, audience=1) == []
    assert await store.articles(filed=late, audience=2) == [filed]


async def test_published_within_a_window_whenever_it_was_filed(store: Store) -> None:
    for days, name in enumerate(["first", "second", "third"]):
        await store.put(*harbour(name, published=NOON + days * DAY), now=NOON)
    await store.put(*harbour("undated", published=None), now=NOON)
    found = await store.articles(published=Window(NOON, NOON + DAY))
    assert [a.id for a in found] == ["second"]
    found = await store.articles(filed=Window(None, NOON), published=Window(NOON, None))
    assert [a.id for a in found] == ["third", "second"]
    assert [a.id for a in await store.articles()] == ["third", "second", "first", "undated"]


async def test_an_update_is_not_news(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    await store.put(replace(filed, title="Corrected"), read, now=NOON + DAY)
    assert await store.articles(filed=Window(NOON, None)) == []


async def test_added_on_a_topic(store: Store) -> None:
    await store.put(*harbour(), now=NOON)
    other = article("bread", "The baker of Quill baked bread.", title="Bread")
    await store.put(other, Analysis(), now=NOON)
    assert [a.id for a in await store.articles(topic="harbours")] == ["harbour"]
    assert [a.id for a in await store.articles(topic="Tolland")] == ["harbour"]
    assert await store.articles(topic="volcano") == []
