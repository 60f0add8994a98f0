from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Analysis, Person
from bot.store.store import Store
from tests.store.press import DAY, NOON, article, harbour, reading

NEWS = {
    "storm": ("Storm shuts ferry port", "Waves shut the port of Quill. The ferries stay in."),
    "bread": ("Bread prices rise", "Bakers in Quill blame flour. A storm ruined the wheat."),
    "élan": ("A café closes", "The Café Élan closes after 1,200 days, its owner said in the U.S."),
    "東京": ("汐見の港", "花辺空市長は月曜日、新しい港を開いた。「準備はできた」と述べた。"),
}


async def _found(store: Store, query: str) -> list[str]:
    return [hit.article.id for hit in await store.search(query)]


@pytest.fixture
async def news(store: Store) -> Store:
    for name, (title, text) in NEWS.items():
        await store.put(article(name, text, title=title), Analysis(), now=NOON)
    return store


async def test_the_title_weighs_more_than_the_text(news: Store) -> None:
    assert await _found(news, "storm") == ["storm", "bread"]


@pytest.mark.parametrize("query", ["ferries", "FERRY", "the ferry's", "ferry volcano", "“ferry”"])
async def test_words_are_stemmed_and_any_may_be_missing(news: Store, query: str) -> None:
    assert await _found(news, query) == ["storm"]


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "elan", "1200", "US", "U.S."])
async def test_accents_commas_and_stops_make_no_difference(news: Store, query: str) -> None:
    assert await _found(news, query) == ["élan"]


@pytest.mark.parametrize(
    "query", ["花辺", "花辺空", "空", "花", "港", "市長の花辺", "月曜日", "花辺 港"]
)
async def test_finds_words_of_a_script_without_spaces(news: Store, query: str) -> None:
    assert await _found(news, query) == ["東京"]


@pytest.mark.parametrize("query", ["ferrys", "ferrie", "baekrs", "strom", "wheet", "flouer"])
async def test_a_misspelt_word_finds_the_nearest(news: Store, query: str) -> None:
    assert await _found(news, query)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("harbor labor", "The harbour needs labour."),
        ("organise", "They organize."),
        ("sand bags", "The sandbags held."),
        ("handbell", "She rang a hand bell."),
        ("by election", "A by-election is due."),
        ("quake", "The earthquake was felt."),
        ("the 4.2 shock", "Magnitude 4.2."),
    ],
)
async def test_a_word_is_found_in_its_other_forms(store: Store, query: str, text: str) -> None:
    await store.put(article("told", text, title=""), Analysis(), now=NOON)
    await store.put(article("other", "Magnitude 5.2, 5.4.", title=""), Analysis(), now=NOON)
    assert await _found(store, query) == ["told"]


async def test_two_words_that_stand_apart_are_not_joined(store: Store) -> None:
    for name, text in (("apart", "A new port is built."), ("town", "Newport, Newport, Newport.")):
        await store.put(article(name, text, title=""), Analysis(), now=NOON)
    assert await _found(store, "new port") == ["apart"]


async def test_the_other_form_is_found_beside_the_word_itself(store: Store) -> None:
    for name, text in (("british", "The labour law."), ("american", "The labor law.")):
        await store.put(article(name, text, title=""), Analysis(), now=NOON)
    for query in ("labor", "labour"):
        assert sorted(await _found(store, query)) == ["american", "british"]


@pytest.mark.parametrize("query", ["what happened on 12 may", "May 12th 2031", "2031-05-12"])
async def test_a_date_finds_what_was_published_on_it_then_what_tells_of_it(
    store: Store, query: str
) -> None:
    text = "The ferry sank a year ago."
    for name, days in (("before", -1), ("on", 0), ("after", 1)):
        filed = article(name, text, title="", published=NOON + days * DAY)
        told = {text: NOON.date()} if name == "after" else {}
        await store.put(filed, reading(filed, events=told), now=NOON + DAY)
    assert await _found(store, query) == ["on", "after"]
    assert await _found(store, f"ferry {query}") == ["on", "after", "before"]
    assert await _found(store, f"“ferry {query}”") != ["on", "after", "before"]


async def test_days_are_told_from_the_newest_article(store: Store) -> None:
    for days in range(3):
        filed = article(f"d{days}", "The ferry sails.", title="", published=NOON + days * DAY)
        await store.put(filed, Analysis(), now=NOON + 9 * DAY)
    wrong = article("wrong", "The ferry sails.", title="", published=NOON + 300 * DAY)
    assert (await _found(store, "ferry yesterday"))[0] == "d1"
    await store.put(wrong, Analysis(), now=NOON + 2 * DAY)
    assert (await _found(store, "ferry yesterday"))[0] == "d1"


@pytest.mark.parametrize("query", ["ferry post tides", "The Ferry Post tides", "tides 汐見新聞"])
async def test_an_outlet_named_in_a_query_comes_first(store: Store, query: str) -> None:
    named = "汐見新聞" if "汐" in query else "The Ferry Post"
    for name, outlet in (("ours", named), ("theirs", "The Gull")):
        days = DAY if name == "theirs" else 0 * DAY
        filed = article(name, "The tides.", title="", outlet=outlet, published=NOON + days)
        await store.put(filed, Analysis(), now=NOON)
    assert await _found(store, query) == ["ours", "theirs"]


async def test_words_that_only_ask_tell_nothing_unless_they_are_all(store: Store) -> None:
    for name, text in (("asked", "Things happened."), ("told", "The tide.")):
        await store.put(article(name, text, title=""), Analysis(), now=NOON)
    assert await _found(store, "what happened with the tide thing") == ["told"]
    assert await _found(store, "happened") == ["asked"]


async def test_words_in_quotes_go_before_the_same_words_apart(store: Store) -> None:
    apart = article("apart", "The quay is new. The harbour quay is ready at last.", title="Quay")
    together = article("together", "A new harbour. The quay opens.", title="Quay")
    for filed in (apart, together):
        await store.put(filed, Analysis(), now=NOON)
    assert (await _found(store, '"new harbour"'))[0] == "together"


async def test_the_newer_of_two_equals_comes_first(store: Store) -> None:
    for days, name in enumerate(["old", "new"]):
        await store.put(*harbour(name, published=NOON + days * DAY), now=NOON)
    assert await _found(store, "harbour") == ["new", "old"]


async def test_a_person_is_found_by_every_name(store: Store) -> None:
    filed = article("mayor", "The mayor spoke.", title="Words")
    person = Person("Mira Tolland", ("トランド",))
    await store.put(filed, reading(filed, people=[person]), now=NOON)
    await store.put(article("other", "Nothing."), Analysis(), now=NOON)
    for query in ("mira tolland", "Tolland", "トランド", "what tolland said"):
        assert await _found(store, query) == ["mayor"]


async def test_the_passage_is_the_sentence_that_matches(news: Store) -> None:
    (hit,) = await news.search("wheat storm ruined", limit=1)
    assert hit.passage.of(hit.article.text) == "A storm ruined the wheat."
    (hit,) = await news.search("準備", limit=1)
    assert "「準備はできた」" in hit.passage.of(hit.article.text)


async def test_of_one_outlet_and_a_window(store: Store) -> None:
    for days in range(3):
        outlet = "The Gull" if days == 1 else "The Ferry Post"
        filed = harbour(f"d{days}", published=NOON + days * DAY, outlet=outlet)
        await store.put(*filed, now=NOON)
    await store.put(*harbour("undated", published=None), now=NOON)

    hits = await store.search("harbour", outlet="The Gull")
    assert [hit.article.id for hit in hits] == ["d1"]
    hits = await store.search("harbour", since=NOON, until=NOON + 2 * DAY)
    assert [hit.article.id for hit in hits] == ["d1", "d0"]
    assert len(await store.search("harbour")) == 4


@pytest.mark.parametrize("outlet", ["", "!?", '"', "The Gull", "gull", "汐見新聞", "AND"])
async def test_of_an_outlet_word_for_word(store: Store, outlet: str) -> None:
    await store.put(*harbour("ours", outlet=outlet), now=NOON)
    await store.put(*harbour("other", outlet="The Ferry Post"), now=NOON)
    hits = await store.search("harbour", outlet=outlet)
    assert [hit.article.id for hit in hits] in (
        [["ours"], []] if outlet in {"", "!?", '"'} else [["ours"]]
    )
    assert await store.search("harbour", outlet="The Moor") == []


async def test_a_server_finds_its_own_among_much_of_others(store: Store) -> None:
    for number in range(210):  # more than are read for one answer
        await store.put(article(f"n{number}", "Harbour."), Analysis(), now=NOON, guild_id=2)
    ours = article("ours", "Harbour.", published=NOON - DAY)
    await store.put(ours, Analysis(), now=NOON, guild_id=1)
    assert [hit.article.id for hit in await store.search("harbour", audience=1)] == ["ours"]


async def test_pages_join_without_gap_or_overlap(store: Store) -> None:
    for number in range(7):
        await store.put(*harbour(f"n{number}"), now=NOON)
    whole = [hit.article.id for hit in await store.search("harbour", limit=10)]
    pages = [await store.search("harbour", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [hit.article.id for page in pages for hit in page] == whole


@pytest.mark.parametrize(
    "query",
    ["", " ", "the", '"', '"""', "AND", "NOT ferry OR", "title:", "a*", "(", "NEAR(a b)", "\0",
     "'; DROP TABLE articles; --", "ferry" * 2000, "ferry " * 2000, "\ud800", "🛳️", "^",
     "-", "港" * 5000],
)  # fmt: skip
async def test_a_hostile_query_is_only_a_query(news: Store, query: str) -> None:
    await news.search(query)
    assert (await news.counts()).articles == len(NEWS)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60))
async def test_no_query_fails(news: Store, query: str) -> None:
    for hit in await news.search(query):
        assert 0 <= hit.passage.start <= hit.passage.end <= len(hit.article.text)


async def test_common_words_are_found_where_they_meet_however_long_ago(store: Store) -> None:
    meeting = article("meeting", "Old harbour news.", title="News", published=NOON - 2 * DAY)
    await store.put(meeting, Analysis(), now=NOON)
    for number in range(1010):  # more than are looked at of one word
        filed = article(f"n{number}", "A harbour. No tides. The news.", title="")
        await store.put(filed, Analysis(), now=NOON)
    assert (await _found(store, '"harbour news"'))[0] == "meeting"


async def test_an_article_about_common_words_is_found_however_long_ago(store: Store) -> None:
    about = article("about", "The harbour tides.", title="Harbour tides", published=NOON - 2 * DAY)
    await store.put(about, Analysis(), now=NOON)
    for number in range(1010):  # more than are looked at of one word
        filed = article(f"n{number}", "Of a harbour. Of some tides.", title="")
        await store.put(filed, Analysis(), now=NOON)
    for query in ("harbour", "tides", "harbour tides"):
        assert (await _found(store, query))[0] == "about"


async def test_a_question_at_length_finds_what_tells_its_subject_in_other_words(
    store: Store,
) -> None:
    texts = {
        "asked": "Ferry crews of the island line walked out over pay; a mediator was called.",
        "alike": "The walkout over pay of island ferry crews goes on; Doria Venn is mediator.",
        "other": "Doria Venn, the mediator, met the union about pay.",
        "apart": "Crews repaved a road; drivers pay a toll.",
    }
    for name, text in texts.items():
        await store.put(article(name, text, title=""), Analysis(), now=NOON)
    found = await _found(store, "ferry crews walked out pay")
    assert found.index("other") < found.index("apart")
