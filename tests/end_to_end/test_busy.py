"""The bot goes on answering while it takes articles in."""

from __future__ import annotations

import asyncio
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.workers import Workers, process_pool
from tests.bench.generated import write
from tests.end_to_end.house import NOW, house_on

ARTICLES = 48


async def test_questions_are_answered_while_articles_come_in(tmp_path: Path):
    incoming = write(tmp_path / "incoming.jsonl", ARTICLES)
    async with house_on(tmp_path / "attache.db") as house:
        with closing(Workers(partial(process_pool, 2))) as workers:
            pipeline = Pipeline(house.store, Fetcher(), workers)
            intake = asyncio.create_task(pipeline.ingest(incoming, now=NOW))
            while (await house.store.counts()).articles == 0:  # the readers start
                assert (await house.discord.invoke("/status")).text
                await asyncio.sleep(0.1)
            answered = 0
            while not intake.done():
                await house.discord.autocomplete("/quote", "speaker", "tol")
                answer = await house.discord.invoke("/search", query="flood")
                assert "Search: flood" in answer.text
                answered += 1
            report = await intake
        assert answered > 1
        assert report.new == ARTICLES
        assert not report.refused
        assert f"**{ARTICLES}** articles" in (await house.discord.invoke("/status")).text
