"""Work that keeps a processor busy, done elsewhere: batches through an Executor.

Whatever one item does, the others are read: an item that raises is refused with the reason, one
that takes too long is stopped, and when a batch takes its process down, its items are read again
one by one in a process of their own, so that only the one that does it is refused.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import NamedTuple, Protocol, Self, TypeVar

from bot.errors import AttacheError

log = logging.getLogger(__name__)

NICE = 10
"""The workers stand back, so that the bot answers while they read, on one core too."""

LONGEST = 60.0
"""Seconds one item may take."""

HANGS = 2
"""So many times as long of processor time, and the system ends the process: deep in a library, it
hears no alarm."""

CYCLES = (50_000, 20, 20)
"""Thresholds of the collector: a reading makes many small objects and hardly a cycle of them."""


class Item(Protocol):
    """Something to be worked on; `subject` names it when it is refused."""

    @property
    def subject(self) -> str:
        """What to call it."""
        ...


class Refusal(NamedTuple):
    """Something that was not taken in, and why, in one line."""

    subject: str
    reason: str


ItemT = TypeVar("ItemT", bound=Item)
ResultT = TypeVar("ResultT")


def process_pool(processes: int | None = None) -> Executor:
    """A process on every core; they ignore Ctrl-C and end with the process that made them."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(["bot.reading"])  # imported once, not once a process
    return ProcessPoolExecutor(
        processes or os.cpu_count() or 1, mp_context=context, initializer=_settle
    )


class Workers:
    """An Executor that is made when it is needed, and made again when it breaks.

    `make` gives the Executor: a process pool, or a cluster's. The work must be picklable; an item
    that takes longer than `limit` seconds is stopped.
    """

    def __init__(
        self,
        make: Callable[[], Executor] = process_pool,
        *,
        width: int = 0,
        limit: float = LONGEST,
    ) -> None:
        self._make, self._limit = make, limit
        self._executor: Executor | None = None
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self.width = width or (os.cpu_count() or 1)
        """How many batches are worth having under way at once, less a few that wait."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what has not begun is dropped."""
        with self._lock:
            if self._executor is not None:
                self._executor.shutdown(wait=True, cancel_futures=True)
                self._executor = None

    async def each(
        self, work: Callable[[ItemT], ResultT], items: Sequence[ItemT]
    ) -> list[ResultT | Refusal]:
        """What `work` makes of every item, in order, without blocking the event loop."""
        executor, future = await asyncio.to_thread(self._submit, work, items)
        try:
            return await asyncio.wrap_future(future)
        except BrokenExecutor:
            self._drop(executor)
            return await asyncio.to_thread(self._one_by_one, work, items)

    def stream(
        self, work: Callable[[ItemT], ResultT], batches: Iterable[Sequence[ItemT]]
    ) -> Iterator[ResultT | Refusal]:
        """What `work` makes of every item of every batch, in order, a few batches ahead.

        A single batch is worked on here: to start processes for it would take longer.
        """
        more = iter(batches)
        first, second = next(more, ()), next(more, None)
        if second is None:
            yield from each(work, first, self._limit)
            return
        under_way = deque[tuple[Sequence[ItemT], Executor, Future[list[ResultT | Refusal]]]]()
        for batch in chain((first, second), more):
            under_way.append((batch, *self._submit(work, batch)))
            if len(under_way) > 2 * self.width:
                yield from self._result(work, *under_way.popleft())
        while under_way:
            yield from self._result(work, *under_way.popleft())

    def _result(
        self,
        work: Callable[[ItemT], ResultT],
        batch: Sequence[ItemT],
        executor: Executor,
        future: Future[list[ResultT | Refusal]],
    ) -> list[ResultT | Refusal]:
        try:
            return future.result()
        except BrokenExecutor:
            self._drop(executor)
            return self._one_by_one(work, batch)

    def _submit(
        self, work: Callable[[ItemT], ResultT], items: Sequence[ItemT]
    ) -> tuple[Executor, Future[list[ResultT | Refusal]]]:
        with self._lock:
            if self._executor is None:
                self._executor = self._make()
            try:
                return self._executor, self._executor.submit(each, work, items, self._limit)
            except BrokenExecutor:
                self._executor = self._make()
                return self._executor, self._executor.submit(each, work, items, self._limit)

    def _drop(self, broken: Executor) -> None:
        with self._lock:
            if self._executor is broken:
                self._executor = None
        broken.shutdown(wait=False)

    def _one_by_one(
        self, work: Callable[[ItemT], ResultT], items: Sequence[ItemT]
    ) -> list[ResultT | Refusal]:
        """Every item in a process that reads nothing else meanwhile."""
        results: list[ResultT | Refusal] = []
        with self._alone:
            executor = self._make()
            for item in items:
                try:
                    results += executor.submit(each, work, [item], self._limit).result()
                except BrokenExecutor:
                    log.warning("Reading %s took its process down.", item.subject)
                    results.append(Refusal(item.subject, "The process that read it died."))
                    executor.shutdown(wait=False)
                    executor = self._make()
            executor.shutdown()
        return results


def each(
    work: Callable[[ItemT], ResultT], items: Sequence[ItemT], limit: float
) -> list[ResultT | Refusal]:
    """`work` on every item; one that fails is refused. Runs in the worker, mostly."""
    return [_guarded(work, item, limit) for item in items]


def _guarded(work: Callable[[ItemT], ResultT], item: ItemT, limit: float) -> ResultT | Refusal:
    try:
        with _stopped_after(limit):
            return work(item)
    except AttacheError as error:
        return Refusal(error.subject or item.subject, str(error))
    except TimeoutError:
        return Refusal(item.subject, f"Reading it took longer than {limit:g} s.")
    except Exception as error:
        log.exception("Reading %s failed.", item.subject)
        return Refusal(item.subject, f"Reading it failed: {type(error).__name__}: {error}")


@contextmanager
def _stopped_after(seconds: float) -> Generator[None]:
    """TimeoutError after so many seconds, where a thread can be given an alarm."""
    main = threading.current_thread() is threading.main_thread()
    if not (main and hasattr(signal, "SIGALRM")):
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, HANGS * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def collect_seldom() -> None:
    """Look for cycles of objects less often: a fifth less time for a timeline."""
    gc.set_threshold(*CYCLES)


def _settle() -> None:
    """Leave Ctrl-C and the better part of the processor to the parent, and do not outlive it."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=partial(_end_with, parent), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
