from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Analysis, Person
from bot.store import suggestions
from bot.store.store import Store
from tests.store.press import NOON, article, file_naming, harbour, reading


@pytest.fixture(autouse=True, params=[3, suggestions.HEAD])
def _head(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are the same, however few are the busiest."""
    monkeypatch.setattr(suggestions, "HEAD", request.param)


# --- outlets and topics ---------------------------------------------------------------------


async def test_busiest_outlets_and_commonest_topics_first(store: Store) -> None:
    for number in range(3):
        filed = article(f"g{number}", outlet="The Gull" if number else "The Ferry Post")
        await store.put(filed, reading(filed, keywords=["tide", f"k{number}"]), now=NOON)
    assert await store.outlets("the") == ["The Gull", "The Ferry Post"]
    assert (await store.topics(""))[0] == "tide"
    assert await store.topics("k", limit=2) == ["k0", "k1"]
    assert await store.topics("zz") == []


async def test_an_outlet_is_counted_where_an_update_put_it(store: Store) -> None:
    filed, read = harbour()
    await store.put(filed, read, now=NOON)
    await store.put(replace(filed, outlet="The Gull"), Analysis(), now=NOON)
    assert await store.outlets("") == ["The Gull"]
    assert await store.topics("") == []


async def test_what_a_server_reads_itself_counts_with_what_all_read(store: Store) -> None:
    for number, (keyword, guild_id) in enumerate(
        [("tide", None), ("reef", None), ("reef", 7), ("kelp", 7), ("kelp", 7), ("kelp", 8)]
    ):
        filed = article(f"a{number}", f"The sea. Part {number}.")
        await store.put(filed, reading(filed, keywords=[keyword]), now=NOON, guild_id=guild_id)
    assert await store.topics("", audience=7) == ["kelp", "reef", "tide"]
    assert await store.topics("", audience=7, limit=1) == ["kelp"]
    assert await store.topics("", audience=9) == ["reef", "tide"]
    assert await store.topics("t", audience=7) == ["tide"]


# --- people ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prefix", ["mir", "tol", "TOLL", "mira t", "tolland m", "ト", "トラン", "toll mir"]
)
async def test_found_by_the_beginning_of_any_word_in_any_script(store: Store, prefix: str) -> None:
    await store.put(*harbour(), now=NOON)
    assert [person.name for person in await store.people(prefix)] == ["Mira Tolland"]


@pytest.mark.parametrize("prefix", ["olland", "miro", "mayor", "トド", "tol x", "%", "_", "\ud800"])
async def test_not_found_by_anything_else(store: Store, prefix: str) -> None:
    await store.put(*harbour(), now=NOON)
    assert await store.people(prefix) == [] or prefix in {"%", "_", "\ud800"}


async def test_most_quoted_first(store: Store) -> None:
    await file_naming(store, "a", Person("Ada Quill"), said=1)
    await file_naming(store, "b", Person("Bo Quill"), said=3)
    await file_naming(store, "c", Person("Cy Quill"), said=2)
    assert [p.name for p in await store.people("qu")] == ["Bo Quill", "Cy Quill", "Ada Quill"]
    assert [p.name for p in await store.people("qu", limit=1)] == ["Bo Quill"]
