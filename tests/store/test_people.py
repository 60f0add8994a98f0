from __future__ import annotations

import pytest

from bot.model import Analysis, Person
from bot.store.store import Store
from tests.eval import people as board
from tests.store.press import DAY, NOON, article, file_naming, harbour, reading


async def test_one_entry_over_all_articles(store: Store) -> None:
    await file_naming(store, "a", Person("Mira Tolland", ("Tolland",), ("Mayor",)))
    await file_naming(store, "b", Person("MIRA TOLLAND", ("Ms Tolland",)), published=NOON + DAY)
    (person,) = await store.people("tolland")
    assert person.name == "Mira Tolland"
    assert set(person.aliases) == {"MIRA TOLLAND", "Ms Tolland", "Tolland"}
    assert person.titles == ("Mayor",)


async def test_accents_make_nobody_else(store: Store) -> None:
    await file_naming(store, "a", Person("Zoé Ångström"))
    await file_naming(store, "b", Person("Zoe Angstrom"))
    assert len(await store.people("")) == 1
    found = await store.person("zoe ångstrom")
    assert found is not None
    assert found.name == "Zoé Ångström"


async def test_titles_come_latest_first(store: Store) -> None:
    await file_naming(
        store, "old", Person("Mira Tolland", titles=("Councillor",)), published=NOON - DAY
    )
    await file_naming(store, "new", Person("Mira Tolland", titles=("Mayor",)))
    found = await store.person("Mira Tolland")
    assert found is not None
    assert found.titles == ("Mayor", "Councillor")


@pytest.mark.parametrize(
    "name", ["Mira Tolland", "mira tolland", "Tolland", "tolland's", "トランド"]
)
async def test_one_person_by_name_alias_or_surname(store: Store, name: str) -> None:
    await store.put(*harbour(), now=NOON)
    found = await store.person(name)
    assert found is not None
    assert found.name == "Mira Tolland"


async def test_a_surname_needs_no_alias(store: Store) -> None:
    await file_naming(store, "a", Person("Ada Quill Jr."))
    found = await store.person("quill")
    assert found is not None
    assert found.name == "Ada Quill Jr."


@pytest.mark.parametrize("name", ["Lee-Marsh", "lee marsh", "Marsh"])
async def test_a_surname_of_two_parts(store: Store, name: str) -> None:
    await file_naming(store, "a", Person("Ada Lee-Marsh"))
    found = await store.person(name)
    assert found is not None
    assert found.name == "Ada Lee-Marsh"


@pytest.mark.parametrize("name", ["", "Mira", "Ada Tolland", "olland", "x" * 10_000, '"; --'])
async def test_nobody(store: Store, name: str) -> None:
    await store.put(*harbour(), now=NOON)
    assert await store.person(name) is None
    assert await store.quotes_of(name) == []


async def test_a_shared_surname_is_nobodys(store: Store) -> None:
    await file_naming(store, "a", Person("Ada Quill", ("Quill",)))
    await file_naming(store, "b", Person("Bo Quill", ("Quill",)), said=3)
    assert await store.person("quill") is None
    assert await store.quotes_of("quill") == []
    found = await store.person("Bo Quill")
    assert found is not None
    assert found.name == "Bo Quill"


@pytest.mark.parametrize(("said", "meant"), [(3, None), (4, "Bo Quill")])
async def test_the_foremost_of_a_surname(store: Store, said: int, meant: str | None) -> None:
    await file_naming(store, "a", Person("Ada Quill", ("Quill",)), said=1)
    await file_naming(store, "b", Person("Bo Quill", ("Quill",)), said=said)
    await file_naming(store, "bare", Person("Quill"), said=9)
    assert await store.person("quill") is None
    found = await store.foremost("quill")
    assert (found and found.name) == meant


async def test_nobody_is_foremost_who_never_spoke(store: Store) -> None:
    await file_naming(store, "a", Person("Ada Quill"), said=0)
    await file_naming(store, "b", Person("Bo Quill"), said=0)
    assert await store.foremost("quill") is None
    assert await store.foremost("nobody") is None


async def test_a_surname_is_shared_only_with_people_one_may_see(store: Store) -> None:
    for name, guild in (("Ada Quill", None), ("Bo Quill", 1)):
        filed = article(name)
        await store.put(filed, reading(filed, people=[Person(name)]), now=NOON, guild_id=guild)
    assert await store.person("quill", audience=1) is None
    found = await store.person("quill", audience=2)
    assert found is not None
    assert found.name == "Ada Quill"


async def test_somebody_known_by_one_word_makes_a_surname_no_less_clear(store: Store) -> None:
    await file_naming(store, "bare", Person("Quill"))
    bare = await store.person("quill")
    assert bare is not None
    assert bare.name == "Quill"
    await file_naming(store, "full", Person("Ada Quill", ("Quill",)))
    found = await store.person("quill")
    assert found is not None
    assert found.name == "Ada Quill"
    for name in ("quill", "Ada Quill"):
        assert {q.article.id for q in await store.quotes_of(name)} == {"bare", "full"}
    assert [person.name for person in await store.people("quill")] == ["Ada Quill"]
    await file_naming(store, "other", Person("Bo Quill", ("Quill",)))
    assert {q.article.id for q in await store.quotes_of("Ada Quill")} == {"full"}
    assert len(await store.people("quill")) == 3


@pytest.mark.parametrize(
    ("on_file", "name"),
    [
        ("William Harlan", "Bill Harlan"),
        ("Bill Harlan", "Billy Harlan"),
        ("Robert T. Kessing", "Robert Kessing"),
        ("Otis Blane", "Otis Blane Jr."),
        ("Steven Moss", "Steve Moss"),
    ],
)
async def test_one_person_by_two_full_names(store: Store, on_file: str, name: str) -> None:
    await file_naming(store, "a", Person(on_file))
    await file_naming(store, "b", Person(name))
    (person,) = await store.people("")
    assert person.name == on_file
    assert {q.article.id for q in await store.quotes_of(name)} == {"a", "b"}


@pytest.mark.parametrize(
    ("on_file", "name"),
    [
        ("George H. Penrose", "George W. Penrose"),
        ("Otis Blane Sr.", "Otis Blane Jr."),
        ("Anna Reeve", "Karl Reeve"),
        ("Anna Reeve", "Anna Moss"),
    ],
)
async def test_two_people_by_two_full_names(store: Store, on_file: str, name: str) -> None:
    await file_naming(store, "a", Person(on_file))
    await file_naming(store, "b", Person(name))
    assert {person.name for person in await store.people("")} == {on_file, name}


async def test_a_name_that_two_may_have_is_neither(store: Store) -> None:
    await file_naming(store, "a", Person("George H. Penrose"))
    await file_naming(store, "b", Person("George W. Penrose"))
    await file_naming(store, "c", Person("George Penrose"))
    assert len(await store.people("")) == 3


async def test_two_names_in_one_article_are_two_people(store: Store) -> None:
    await file_naming(store, "a", Person("George Penrose"))
    filed = article("b")
    both = [Person("George H. Penrose"), Person("George W. Penrose")]
    await store.put(filed, reading(filed, people=both), now=NOON)
    assert len(await store.people("")) == 3


async def test_everybody_of_our_articles_has_one_entry(store: Store) -> None:
    found, said = await board.entries(store)
    people = said.keys() - {"-"}
    assert [name for name in people if not board.one_entry(name, found, said)] == []
    mayor = await store.person("Mira Tolberg")
    assert mayor is not None
    assert mayor.titles == ("Gov.", "Governor", "Mayor", "Councillor")


async def test_the_operators_aliases_join_two_scripts(store: Store) -> None:
    await file_naming(store, "en", Person("Sora Hanabe", ("Hanabe",)))
    await file_naming(store, "ja", Person("花辺空"))
    await store.add_aliases("Sora Hanabe", ["花辺空", "花辺"])
    await file_naming(store, "ja2", Person("花辺 空", titles=("市長",)))
    (person,) = await store.people("花")
    assert person.name == "Sora Hanabe"
    assert person.aliases[:2] == ("花辺", "花辺空")
    assert person.titles == ("市長",)
    for name in ("hanabe", "花辺", "花辺空", "花辺 空", "Sora Hanabe"):
        quotes = await store.quotes_of(name)
        assert {q.article.id for q in quotes} == {"en", "ja", "ja2"}
        assert {q.person for q in quotes} == {person}


async def test_aliases_may_come_before_the_person(store: Store) -> None:
    await store.add_aliases("Sora Hanabe", ["花辺空"])
    assert await store.people("sora") == []
    await file_naming(store, "ja", Person("花辺空"))
    found = await store.person("Sora Hanabe")
    assert found is not None
    assert found.name == "Sora Hanabe"
    await store.add_aliases("Sora Hanabe", ["花辺空"])
    assert (await store.counts()).people == 1


async def test_what_an_article_no_longer_says_nobody_is_called(store: Store) -> None:
    await file_naming(store, "a", Person("Mira Tolland", ("Tolland", "Mirabelle")))
    await file_naming(store, "b", Person("Mira Tolland", ("Tolland",)))
    filed = await file_naming(store, "a", Person("Mira Tolland", ("Tolland",)))
    assert await store.people("mirabelle") == []
    assert await store.person("Mirabelle") is None
    await store.put(filed, Analysis(), now=NOON)
    (person,) = await store.people("mira")
    assert person.aliases == ("Tolland",)
