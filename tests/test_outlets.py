from __future__ import annotations

from pathlib import Path

import pytest

from bot import outlets
from bot.errors import QuestionError
from bot.model import Analysis, Article
from bot.store.sqlite import open_store
from tests.store.press import NOON


async def test_an_outlet_or_names_instead(tmp_path: Path) -> None:
    async with open_store(tmp_path / "attache.db") as store:
        for number, outlet in enumerate(["Tano Post", "Tano Post Online", "The Gull"]):
            filed = Article(f"a{number}", f"Number {number}.", outlet=outlet)
            await store.put(filed, Analysis(), now=NOON)
        assert await outlets.find(store, "tano post") == "Tano Post"
        assert await outlets.find(store, "The G") == "The Gull"
        with pytest.raises(QuestionError, match="begin with “tan”: Tano Post, Tano Post Online"):
            await outlets.find(store, "tan")
        with pytest.raises(QuestionError, match="There are Tano Post, Tano Post Online, The Gull"):
            await outlets.find(store, "moor")
