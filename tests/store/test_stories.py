from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Article
from bot.store.store import Store
from tests.store.press import DAY, HOUR, NOON, article, reading


async def _file(
    store: Store,
    name: str,
    *terms: str,
    story_id: int | None = None,
    same_story: Sequence[int] = (),
    published: datetime | None = NOON,
    text: str = "Short.",
    guild_id: int | None = None,
) -> Article:
    filed = article(name, text, published=published)
    read = reading(filed, terms=[(term, 2) for term in terms])
    await store.put(
        filed, read, now=NOON, story_id=story_id, same_story=same_story, guild_id=guild_id
    )
    return filed


async def _story_of(store: Store, name: str) -> int:
    story = await store.story_of(name)
    assert story is not None
    return story.id


async def test_an_article_opens_a_story_or_joins_one(store: Store) -> None:
    await _file(store, "a")
    await _file(store, "b")
    first = await _story_of(store, "a")
    assert await _story_of(store, "b") != first
    await _file(store, "c", story_id=first)
    assert await _story_of(store, "c") == first
    assert await store.story_of("nowhere") is None


async def test_an_update_keeps_its_story(store: Store) -> None:
    await _file(store, "a")
    await _file(store, "b")
    first = await _story_of(store, "a")
    await _file(store, "a", story_id=await _story_of(store, "b"), text="Corrected.")
    assert await _story_of(store, "a") == first


async def test_an_article_that_belongs_to_two_stories_makes_them_one(store: Store) -> None:
    await _file(store, "a", published=NOON - DAY)
    await _file(store, "b", "quake")
    first, second = await _story_of(store, "a"), await _story_of(store, "b")
    await _file(store, "c", story_id=first, same_story=[second], published=NOON - HOUR)
    (told,) = await store.stories_of(["a", "b", "c"])
    assert {one.id for one in told.articles} == {"a", "b", "c"}
    assert [story.id for story in await store.stories()] == [first]
    (member,) = await store.story_candidates(["quake"], since=None, until=None)
    assert member.story_id == first
    assert (await store.counts()).stories == 1


async def test_a_story_that_became_another_is_not_joined(store: Store) -> None:
    await _file(store, "a")
    await _file(store, "b")
    first, second = await _story_of(store, "a"), await _story_of(store, "b")
    await _file(store, "c", story_id=first, same_story=[second])
    await _file(store, "d", story_id=second)
    assert await _story_of(store, "d") != first


async def test_a_correction_joins_no_stories(store: Store) -> None:
    await _file(store, "a")
    await _file(store, "b")
    first, second = await _story_of(store, "a"), await _story_of(store, "b")
    await _file(store, "a", story_id=second, same_story=[first], text="Corrected.")
    assert await _story_of(store, "a") == first
    assert await _story_of(store, "b") == second


async def test_the_fullest_article_leads_then_the_newest(store: Store) -> None:
    await _file(store, "brief")
    story = await _story_of(store, "brief")
    await _file(store, "full", story_id=story, text="A much longer text.", published=NOON - HOUR)
    await _file(store, "late", story_id=story, published=NOON + HOUR)
    told = await store.story_of("brief")
    assert told is not None
    assert [filed.id for filed in told.articles] == ["full", "late", "brief"]


async def test_newest_story_first_with_all_its_articles(store: Store) -> None:
    await _file(store, "a", published=NOON - 3 * DAY)
    await _file(store, "b", published=NOON - DAY)
    await _file(store, "a2", published=NOON, story_id=await _story_of(store, "a"))
    await _file(store, "undated", published=None)
    found = await store.stories()
    assert [[filed.id for filed in story.articles] for story in found] == [
        ["a2", "a"],
        ["b"],
        ["undated"],
    ]
    recent = await store.stories(since=NOON - HOUR, until=NOON + HOUR)
    assert [[filed.id for filed in story.articles] for story in recent] == [["a2", "a"]]
    assert await store.stories(until=NOON - 9 * DAY) == []
    assert len(await store.stories(limit=1)) == 1


async def test_a_story_shows_nothing_of_another_server(store: Store) -> None:
    await _file(store, "ours")
    story = await _story_of(store, "ours")
    await _file(store, "theirs", story_id=story, guild_id=1, text="A much longer text.")
    (seen,) = await store.stories(audience=2)
    assert [filed.id for filed in seen.articles] == ["ours"]
    (seen,) = await store.stories(audience=1)
    assert [filed.id for filed in seen.articles] == ["theirs", "ours"]


async def test_stories_of_articles_each_once_in_their_order(store: Store) -> None:
    for name in ("a", "b"):
        await _file(store, name)
    first, second = await _story_of(store, "a"), await _story_of(store, "b")
    await _file(store, "c", story_id=first)
    await _file(store, "theirs", guild_id=1)
    told = await store.stories_of(["b", "theirs", "c", "nowhere", "a"], audience=2)
    assert [story.id for story in told] == [second, first]
    assert await store.stories_of([]) == []


# --- candidates -----------------------------------------------------------------------------


async def _candidates(
    store: Store,
    terms: Sequence[str],
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 200,
) -> list[str]:
    found = await store.story_candidates(terms, since=since, until=until, limit=limit)
    return [member.article_id for member in found]


async def test_candidates_share_the_rarest_terms(store: Store) -> None:
    for number in range(4):
        await _file(store, f"c{number}", "common", f"own{number}")
    await _file(store, "rare", "common", "quake")
    assert (await _candidates(store, ["common", "quake"]))[0] == "rare"
    assert await _candidates(store, ["quake"]) == ["rare"]
    assert await _candidates(store, ["unheard"]) == []
    assert await _candidates(store, []) == []
    assert len(await _candidates(store, ["common"], limit=2)) == 2


async def test_a_candidate_knows_its_story_time_and_terms(store: Store) -> None:
    await _file(store, "a", "quake", "coast")
    (member,) = await store.story_candidates(["quake"], since=None, until=None)
    assert member.story_id == await _story_of(store, "a")
    assert member.published == NOON
    assert member.terms == (("quake", 2), ("coast", 2))


async def test_candidates_of_a_window(store: Store) -> None:
    for hours in (0, 1, 2):
        await _file(store, f"h{hours}", "quake", published=NOON + hours * HOUR)
    await _file(store, "undated", "quake", published=None)
    assert await _candidates(store, ["quake"], NOON, NOON + 2 * HOUR) == ["h1", "h0"]
    assert len(await _candidates(store, ["quake"])) == 4


async def test_document_frequencies_follow_every_change(store: Store) -> None:
    assert await store.document_frequencies(["quake"]) == (0, {"quake": 0})
    await _file(store, "a", "quake", "coast")
    await _file(store, "b", "quake")
    assert await store.document_frequencies(["quake", "coast", "x"]) == (
        2,
        {"quake": 2, "coast": 1, "x": 0},
    )
    await _file(store, "a", "coast", text="Corrected.")
    assert await store.document_frequencies(["quake", "coast"]) == (2, {"quake": 1, "coast": 1})
