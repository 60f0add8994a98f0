"""Reading articles on every core: what the worker processes run, and streams of readings.

document ─► draft (decode, take out of its wrapping, clean, title) ─► reading (analyse)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from bot import sources
from bot.analysis import analyse, sentences
from bot.articles.draft import Draft
from bot.model import Analysis, Article
from bot.records import analysis_record
from bot.sources import Document
from bot.workers import Refusal, Workers

LONGEST_TITLE = 200


class Analyse(Protocol):
    """`bot.analysis.analyse`, or another reader of articles; picklable."""

    def __call__(self, article: Article, *, sentences: int = 2) -> Analysis:
        """What can be read out of one article."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft and what was read out of it."""

    draft: Draft
    analysis: Analysis


def draft(document: Document | Refusal) -> Draft | Refusal:
    """The article in a document, with a title."""
    if isinstance(document, Refusal):
        return document
    found = document.draft()
    return replace(found, article=titled(found.article))


def read(found: Draft, *, analyser: Analyse = analyse) -> Reading:
    """A draft, read."""
    return Reading(found, analyser(found.article))


def titled(article: Article) -> Article:
    """An article without a title gets its first sentence as one."""
    if article.title:
        return article
    first = sentences.first(article.text)
    title = " ".join(first.of(article.text).split()) if first else ""
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return replace(article, title=title)


def readings(
    paths: Sequence[str | Path],
    workers: Workers,
    *,
    length: int = 2,
    refused: Callable[[Refusal], None] = lambda _: None,
) -> Iterator[str]:
    """One JSON object an article (`records.analysis_record`), in the order of the input.

    `paths` are files, folders or `-` for standard input; the text of a record is read as it stands.
    `length` is that of the summary in sentences. What cannot be read is told to `refused`, and the
    stream goes on. Memory does not grow with the input.
    """
    work = partial(_analysed, length=length)
    found = chain.from_iterable(sources.walk(path, as_it_stands=True) for path in paths)
    for result in workers.stream(work, sources.batched(found)):
        if isinstance(result, Refusal):
            refused(result)
        else:
            yield result


def _analysed(document: Document | Refusal, *, length: int) -> str | Refusal:
    found = draft(document)
    if isinstance(found, Refusal):
        return found
    analysis = analyse(found.article, sentences=length)
    return json.dumps(analysis_record(found.article, analysis), ensure_ascii=False)
