"""Work done elsewhere: in order, bounded, and one item's fault is one item's refusal."""

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import repeat

import pytest

from bot.errors import ArticleError
from bot.workers import Refusal, Workers, process_pool


@dataclass(frozen=True)
class Task:
    subject: str
    deed: str = ""


def perform(task: Task) -> str:
    if task.deed == "refuse":
        raise ArticleError("It is no article.", subject=task.subject)
    if task.deed == "fail":
        raise ValueError("a bug")
    if task.deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.deed == "hang":
        deque(repeat(None), maxlen=0)  # a loop without end that no alarm interrupts
    return task.subject.upper()


def threads() -> Executor:
    return ThreadPoolExecutor(2)


async def test_results_come_in_order_and_a_fault_is_a_refusal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tasks = [Task("a"), Task("b", "refuse"), Task("c", "fail"), Task("d")]
    with Workers(threads) as pool:
        results = await pool.each(perform, tasks)
    assert results == [
        "A",
        Refusal("b", "It is no article."),
        Refusal("c", "Reading it failed: ValueError: a bug"),
        "D",
    ]
    assert "Reading c failed." in caplog.text


async def test_a_process_that_dies_takes_nothing_with_it() -> None:
    tasks = [Task("a"), Task("b", "die"), Task("c")]
    with Workers(partial(process_pool, 1)) as pool:
        results = await pool.each(perform, tasks)
        again = await pool.each(perform, [Task("d")])
    assert results == ["A", Refusal("b", "The process that read it died."), "C"]
    assert again == ["D"]


def test_a_stream_survives_a_dying_process_too() -> None:
    batches = [[Task("a", "die")], [Task("b")]]
    with Workers(partial(process_pool, 1)) as pool:
        results = list(pool.stream(perform, batches))
    assert results == [Refusal("a", "The process that read it died."), "B"]


def test_a_stream_reads_only_a_little_ahead() -> None:
    taken = 0

    def batches() -> Iterator[list[Task]]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield [Task(str(number))]

    with Workers(threads, width=2) as pool:
        results = pool.stream(perform, batches())
        assert next(results) == "0"
        assert taken <= 6
        assert list(results) == [str(number) for number in range(1, 100)]


def loop_forever(task: Task) -> str:
    while True:
        pass


def test_an_item_that_never_ends_is_stopped() -> None:
    with Workers(partial(process_pool, 1), limit=0.3) as pool:
        results = list(pool.stream(loop_forever, [[Task("a")], [Task("b")]]))
    reason = "Reading it took longer than 0.3 s."
    assert results == [Refusal("a", reason), Refusal("b", reason)]


def no_processes() -> Executor:
    raise AssertionError("a single batch needs none")


def test_a_single_batch_is_read_without_a_process_of_its_own() -> None:
    with Workers(no_processes, limit=0.1) as pool:
        assert list(pool.stream(perform, [])) == []
        assert list(pool.stream(perform, [[Task("a"), Task("b", "refuse")]])) == [
            "A",
            Refusal("b", "It is no article."),
        ]
        (stopped,) = pool.stream(loop_forever, [[Task("c")]])
    assert stopped == Refusal("c", "Reading it took longer than 0.1 s.")


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarms")
def test_an_item_that_hears_no_alarm_ends_with_its_process() -> None:
    with Workers(partial(process_pool, 1), limit=0.1) as pool:
        results = list(pool.stream(perform, [[Task("a"), Task("b", "hang")], [Task("c")]]))
    assert results == ["A", Refusal("b", "The process that read it died."), "C"]
