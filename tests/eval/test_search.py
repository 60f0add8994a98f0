from __future__ import annotations

from itertools import islice

import pytest

from tests.eval.search import average_precision, ndcg, newsroom
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
