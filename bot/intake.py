"""Documents → articles on file: read elsewhere, a few batches ahead; filed here, one by one.

batch ─► draft (worker) ─► already on file? ─► read (worker) ─► which story? ─► store
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from bot import reading
from bot.analysis import analyse, stories
from bot.articles.draft import Draft
from bot.errors import ArticleError
from bot.model import Analysis, Article
from bot.reading import Analyse, Reading
from bot.sources import Batch, Document
from bot.store.store import Outcome, Store
from bot.workers import Refusal, Workers


@dataclass(slots=True)
class IngestReport:
    """What became of everything that was read."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    removed_lines: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])

    def count(self, outcome: Outcome) -> None:
        """One more article with this outcome."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def add(self, other: IngestReport) -> None:
        """Everything that another report counts."""
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.removed_lines += other.removed_lines
        self.refused += other.refused


@dataclass(frozen=True, slots=True)
class _OnFile:
    """A draft that says what is on file already."""

    draft: Draft


class Intake:
    """Takes documents in: the only writer of articles."""

    def __init__(self, store: Store, workers: Workers, *, analyser: Analyse = analyse) -> None:
        self._store, self._workers = store, workers
        self._read_draft = partial(reading.read, analyser=analyser)
        self._filing = asyncio.Lock()

    async def take(
        self,
        batches: Iterable[Batch],
        *,
        now: datetime,
        guild_id: int | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> IngestReport:
        """Read and file every document; `progress` hears how many bytes of them are done.

        Documents are filed in order, so that the same input gives the same stories. One that
        cannot be read is refused in the report.
        """
        report, done, more = IngestReport(), 0, iter(batches)
        ahead: deque[tuple[int, asyncio.Task[list[Reading | _OnFile | Refusal]]]] = deque()
        try:
            while True:
                while len(ahead) <= self._workers.width:
                    batch = await asyncio.to_thread(next, more, None)
                    if batch is None:
                        break
                    ahead.append((_size(batch), asyncio.create_task(self._read(batch, guild_id))))
                if not ahead:
                    return report
                size, task = ahead.popleft()
                for result in await task:
                    await self._file(result, report, now, guild_id)
                done += size
                progress(done)
        finally:
            for _, task in ahead:
                task.cancel()
            await asyncio.gather(*(task for _, task in ahead), return_exceptions=True)

    async def _read(self, batch: Batch, guild_id: int | None) -> list[Reading | _OnFile | Refusal]:
        """Everything in a batch drafted, and read where it is not on file."""
        drafts = await self._workers.each(reading.draft, batch)
        found = [await self._compared(draft, guild_id) for draft in drafts]
        unread = [result for result in found if isinstance(result, Draft)]
        read = iter(await self._workers.each(self._read_draft, unread) if unread else ())
        return [next(read) if isinstance(result, Draft) else result for result in found]

    async def _compared(
        self, draft: Draft | Refusal, guild_id: int | None
    ) -> Draft | _OnFile | Refusal:
        if isinstance(draft, Refusal):
            return draft
        draft = await self._identified(draft)
        same = await self._store.is_current(draft.article, guild_id=guild_id)
        return _OnFile(draft) if same else draft

    async def _identified(self, draft: Draft) -> Draft:
        """A draft under the id by which its article is known, if it is known under another.

        The same text under another address is no news: it keeps its date.
        """
        article = draft.article
        known = await self._store.known_as(article, guid=draft.guid)
        if known is None or known == article.id or await self._store.article(article.id):
            return draft
        article, on_file = replace(article, id=known), await self._store.article(known)
        if on_file is not None and on_file.text == article.text:
            article = replace(article, published=on_file.published)
        return replace(draft, article=article)

    async def _file(
        self,
        result: Reading | _OnFile | Refusal,
        report: IngestReport,
        now: datetime,
        guild_id: int | None,
    ) -> None:
        if isinstance(result, Refusal):
            report.refused.append(result)
        elif isinstance(result, _OnFile):
            report.count(Outcome.UNCHANGED)
        else:
            async with self._filing:
                await self._put(result, report, now, guild_id)

    async def _put(
        self, result: Reading, report: IngestReport, now: datetime, guild_id: int | None
    ) -> None:
        draft = await self._identified(result.draft)  # an earlier one of this intake may be it
        story, *others = await self._stories_of(draft.article, result.analysis) or (None,)
        try:
            outcome = await self._store.put(
                draft.article,
                result.analysis,
                now=now,
                guild_id=guild_id,
                removed_lines=draft.removed_lines,
                story_id=story,
                same_story=others,
                guid=draft.guid,
            )
        except ArticleError as error:
            report.refused.append(Refusal(error.subject or draft.article.id, str(error)))
        else:
            report.count(outcome)
            report.removed_lines += draft.removed_lines

    async def _stories_of(self, article: Article, analysis: Analysis) -> tuple[int, ...]:
        terms = [term for term, _ in analysis.terms]
        if not terms:
            return ()
        since = until = None
        if article.published is not None:
            since = article.published - stories.WINDOW
            until = article.published + stories.WINDOW
        candidates = await self._store.story_candidates(terms, since=since, until=until)
        if not candidates:
            return ()
        total, frequencies = await self._store.document_frequencies(terms)
        return await asyncio.to_thread(
            stories.assign, analysis.terms, article.published, candidates, total, frequencies
        )


def _size(batch: Sequence[Document | Refusal]) -> int:
    return sum(len(item.data) for item in batch if isinstance(item, Document))
