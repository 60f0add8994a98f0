"""What there is to read: files, folders and streams, as documents and lines, a few at a time.

A file is one article, but for `.jsonl`: there every line is one, and the file is read line by line,
so it may be of any length. Of a folder, hidden files, pipes, files that hold no text and files
about the folder itself (README) are passed over.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.articles.draft import Draft, Source
from bot.articles.extract import LARGEST, SUFFIXES, Kind, kind_of, read_document
from bot.articles.record import LONGEST_LINE, read_record
from bot.errors import ArticleError
from bot.workers import Refusal

STDIN = "-"
BATCH, BATCH_BYTES = 16, 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A document's bytes, or one line of a stream of records, not yet read."""

    data: bytes
    kind: Kind
    source: Source
    as_it_stands: bool = False
    otherwise: Document | None = None
    """What to read instead when this holds no article: the summary when the page is none."""

    @property
    def subject(self) -> str:
        """The path, and the line where there are several."""
        return self.source.subject

    def draft(self) -> Draft:
        """The article in it; ArticleError when there is none."""
        if self.kind is Kind.RECORDS:
            return read_record(self.data, self.source, as_it_stands=self.as_it_stands)
        try:
            return read_document(self.data, self.kind, self.source)
        except ArticleError:
            if self.otherwise is None:
                raise
            return self.otherwise.draft()


Batch = Sequence[Document | Refusal]


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read, and the id its article gets when it is one article."""

    path: Path
    id: str

    @property
    def size(self) -> int:
        """Its size in bytes; 0 when it is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def walk(
    path: str | Path, *, published: datetime | None = None, as_it_stands: bool = False
) -> Iterator[Document | Refusal]:
    """Everything there is to read at a path; `-` is a stream of records on standard input."""
    if str(path) == STDIN:
        if not sys.stdin:  # a shell closed it
            yield Refusal("stdin", "Standard input is closed.")
            return
        known = Source("stdin", published=published)
        yield from records(sys.stdin.buffer, known, as_it_stands=as_it_stands)
        return
    try:
        for file in files(Path(path)):
            yield from documents(file, published=published, as_it_stands=as_it_stands)
    except ArticleError as error:
        yield Refusal(error.subject, str(error))


def size_of(path: str | Path) -> int:
    """How many bytes there are to read at a path; 0 when nobody can know."""
    try:
        return 0 if str(path) == STDIN else sum(file.size for file in files(Path(path)))
    except ArticleError:
        return 0


def files(path: Path) -> list[File]:
    """The files at `path`, in order. An id is the name (in a folder, the path) without suffix.

    Two files that would get the same id keep their suffix in it.
    """
    try:
        there = path.exists()
    except OSError as error:  # such as a name longer than names can be
        raise ArticleError(f"It cannot be read: {error.strerror}.", subject=str(path)) from None
    if not there:
        raise ArticleError("There is no such file or folder.", subject=str(path))
    if not path.is_dir():
        return [File(path, path.stem)]
    inside = sorted(
        Path(folder, name)
        for folder, folders, names in os.walk(path)
        if not _hidden(folders)
        for name in names
        if _may_be_article(Path(name)) and not Path(folder, name).is_fifo()
    )
    bare = {file: file.relative_to(path).with_suffix("").as_posix() for file in inside}
    times = Counter(bare.values())
    return [
        File(file, name if times[name] == 1 else file.relative_to(path).as_posix())
        for file, name in bare.items()
    ]


def _may_be_article(name: Path) -> bool:
    about_the_folder = name.stem.upper() in {"README", "LICENSE", "CHANGELOG", "CONTRIBUTING"}
    return (
        name.suffix.lower() in SUFFIXES and not name.name.startswith(".") and not about_the_folder
    )


def _hidden(folders: list[str]) -> bool:
    """Keep `os.walk` out of hidden folders; never true."""
    folders[:] = [folder for folder in folders if not folder.startswith(".")]
    return False


def documents(
    file: File, *, published: datetime | None = None, as_it_stands: bool = False
) -> Iterator[Document | Refusal]:
    """The documents of a file, one after the other."""
    subject = str(file.path)
    try:
        with file.path.open("rb") as stream:
            head = stream.peek(4096)[:4096]
            kind = kind_of(file.path.name, head)
            source = Source(subject, id=file.id, published=published)
            if kind is Kind.RECORDS and b"\0" in head:
                yield Refusal(subject, "This is no UTF-8 text, as JSON lines are.")
            elif kind is Kind.RECORDS:
                yield from records(stream, source, as_it_stands=as_it_stands)
            else:
                yield Document(stream.read(LARGEST + 1), kind, source)
    except OSError as error:
        yield Refusal(subject, f"It cannot be read: {error.strerror}.")


def records(
    stream: IO[bytes], source: Source, *, as_it_stands: bool = False
) -> Iterator[Document | Refusal]:
    """One document a line; empty lines count as lines but hold nothing."""
    number, too_long = 0, False
    while line := stream.readline(LONGEST_LINE + 2):
        rest, too_long = too_long, not line.endswith(b"\n") and len(line) > LONGEST_LINE
        number += not rest
        subject = f"{source.subject}:{number}"
        if too_long and not rest:
            yield Refusal(subject, "The line is too long to be one article.")
        elif line.strip() and not rest and not too_long:
            known = replace(source, subject=subject, id="")
            yield Document(line, Kind.RECORDS, known, as_it_stands)


def batched(items: Iterable[Document | Refusal]) -> Iterator[Batch]:
    """Items in batches of at most BATCH, and of about BATCH_BYTES."""
    batch: list[Document | Refusal] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data) if isinstance(item, Document) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
