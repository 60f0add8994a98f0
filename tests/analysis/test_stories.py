from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.stories import SURE, THRESHOLD, WINDOW, Rarity, assign, belonging, compare
from bot.analysis.terms import terms
from bot.model import StoryMember
from tests.eval import stories as board

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
QUAKE = (
    "Quake kills 14 in Torrin Valley",
    "An earthquake of magnitude 6.3 killed 14 people in the Torrin Valley, said Governor Danov.",
)
QUAKE_AGAIN = (
    "Torrin earthquake: rescuers search rubble",
    "Governor Danov said rescuers were searching the Torrin Valley, where an earthquake of "
    "magnitude 6.3 killed 14 people.",
)
OTHER_QUAKE = (
    "Quake shakes Selbay",
    "An earthquake of magnitude 5.9 shook the port of Selbay. Nobody died, said Mayor Ileri.",
)


def member(story: int, article: tuple[str, str], published: datetime | None = NOON) -> StoryMember:
    return StoryMember(story, f"{story}", published, terms(*article))


def test_without_candidates_a_story_is_opened() -> None:
    assert assign(terms(*QUAKE), NOON, [], 0, {}) == ()


def test_another_telling_joins() -> None:
    filed = [member(7, QUAKE), member(8, OTHER_QUAKE)]
    assert assign(terms(*QUAKE_AGAIN), NOON, filed, 2, {}) == (7,)


def test_a_look_alike_does_not() -> None:
    assert assign(terms(*OTHER_QUAKE), NOON, [member(7, QUAKE)], 1, {}) == ()


def test_the_same_text_under_another_headline_joins() -> None:
    again = terms("Homes buried as hills slide", QUAKE[1])
    assert assign(again, NOON, [member(7, QUAKE)], 1, {}) == (7,)


def test_what_is_too_old_is_another_story() -> None:
    old = member(7, QUAKE, NOON - WINDOW - timedelta(hours=1))
    assert assign(terms(*QUAKE_AGAIN), NOON, [old], 1, {}) == ()


def test_monday_morning_follows_friday_evening() -> None:
    friday, monday = datetime(2026, 3, 6, 18, tzinfo=UTC), datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert assign(terms(*QUAKE_AGAIN), monday, [member(7, QUAKE, friday)], 1, {}) == (7,)


def test_the_older_of_two_equally_likely_stories_is_chosen() -> None:
    assert belonging([(9, 0.6), (7, 0.6), (3, 0.4)]) == (7,)


def test_no_story_is_chosen_below_the_threshold() -> None:
    assert belonging([(7, THRESHOLD - 0.01)]) == ()


def test_stories_that_an_article_surely_belongs_to_are_one() -> None:
    assert belonging([(9, 0.99), (7, SURE), (3, SURE - 0.01)]) == (7, 9)


def test_an_article_that_tells_of_both_joins_two_stories() -> None:
    twice = [member(9, QUAKE), member(7, QUAKE_AGAIN), member(8, OTHER_QUAKE)]
    both = terms(QUAKE[0], f"{QUAKE[1]} {QUAKE_AGAIN[1]}")
    assert assign(both, NOON, twice, 3, {}) == (7, 9)


def test_an_article_without_a_date_may_join() -> None:
    assert assign(terms(*QUAKE_AGAIN), None, [member(7, QUAKE)], 1, {}) == (7,)


def test_years_that_differ_are_seen() -> None:
    old = member(7, ("", "The Torrin earthquake of 1998 killed 14 people."))
    ((_, likeness),) = compare(
        terms("", "The Torrin earthquake of 2026 killed 14 people."), NOON, [old], Rarity(0, {})
    )
    assert likeness.years_differ == 1
    assert likeness.years_agree == 0


def test_a_term_that_every_article_holds_tells_nothing() -> None:
    rarity = Rarity(100_000, {"said": 103_000})
    assert rarity["said"] == 0


def test_our_newsroom_is_grouped_as_it_should_be() -> None:
    articles = board.own()
    *_, score = board.bcubed({one.id: one.story for one in articles}, board.grouped(articles))
    assert score >= board.FLOORS["own"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4), st.text(), st.text())
def test_any_articles_survive(filed: list[tuple[str, str]], title: str, text: str) -> None:
    members = [member(at, article) for at, article in enumerate(filed)]
    found = assign(terms(title, text), NOON, members, len(filed), {})
    assert list(found) == sorted(found)
    assert set(found) <= set(range(len(filed)))
