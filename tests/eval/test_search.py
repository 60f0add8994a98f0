from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bot.store.sqlite import open_store
from tests.eval.judged import newsroom
from tests.eval.search import average_precision, ndcg
from tests.eval.search_base import Press
from tests.eval.search_bulk import file_all, tell_again
from tests.eval.wire import Wire


def test_average_precision() -> None:
    relevant = {"a": 2, "b": 1}
    assert average_precision(["a", "b"], relevant) == 1
    assert average_precision(["x", "a", "x", "b"], relevant) == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert average_precision([], relevant) == 0


def test_ndcg_prefers_the_higher_grade_first() -> None:
    relevant = {"a": 2, "b": 1}
    assert ndcg(["a", "b"], relevant) == 1
    assert 0 < ndcg(["b", "a"], relevant) < 1
    assert ndcg(["x"] * 10 + ["a"], relevant) == 0


def test_the_wire_is_the_same_every_time() -> None:
    first, second = (list(islice(Wire().items(50), 50)) for _ in range(2))
    assert first == second
    assert len({item.article.id for item in first}) == 50


def test_every_judged_article_is_in_the_newsroom() -> None:
    base = newsroom()
    known = {article.id for article, _ in base.articles}
    assert len(base.queries) >= 60
    assert all(judged.relevant.keys() <= known for judged in base.queries)


async def test_a_base_told_again_answers_as_one_that_was_filed(tmp_path: Path) -> None:
    path = tmp_path / "scale.db"
    written = list(Press(vocabulary=30_000).articles(20, days=10))
    await file_all(path, written)
    tell_again(path, 2)
    article, reading = written[-1]
    speaker = reading.quotes[0].speaker or ""
    async with open_store(path) as store:
        assert (await store.counts()).articles == 60
        assert await store.analysis(article.id) == reading
        hits = await store.search(article.title, limit=50)
        told = [hit.article for hit in hits if hit.article.text == article.text]
        assert [again.published.day for again in told if again.published] == [30, 20, 10]
        assert len(await store.quotes_of(speaker, limit=50)) >= 3
        assert (await store.counts()).dropped_spans == 0
