"""What a full-text index is asked: the only part of the store that differs between databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.model import Article
from bot.store.codes import LAST_DAY, day_of
from bot.store.database import Reader, Row, Writer
from bot.store.salience import marked, salient
from bot.store.terms import terms, words

SHORT = 20_000
"""A text of so many characters is read within a millisecond or two."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index holds it: its terms, in order, a space between each."""

    title: str
    body: str
    outlet: str
    salient: str
    day: int

    @classmethod
    async def of(cls, article: Article) -> Document:
        """The document of an article; a long one is read in a thread."""
        if len(article.text) < SHORT:
            return cls.read(article)
        return await asyncio.to_thread(cls.read, article)

    @classmethod
    def read(cls, article: Article) -> Document:
        """The document of an article."""
        title, body = " ".join(terms(article.title)), " ".join(terms(article.text))
        return cls.filed(title, body, article)

    @classmethod
    def filed(cls, title: str, body: str, article: Article) -> Document:
        """The document of an article whose terms are known."""
        outlet = outlet_term(article.outlet)
        return cls(title, body, outlet, salient(title, body), day_of(article.published))

    def vocabulary(self) -> set[str]:
        """Its distinct terms."""
        return {*self.title.split(), *self.body.split()}


@dataclass(frozen=True, slots=True)
class Term:
    """A term to look for, or several next to each other; `prefix`: the beginning of one.

    `forms` are others that are as good; it is the same term without them.
    """

    text: str
    prefix: bool = False
    forms: tuple[str, ...] = field(default=(), compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The term and its other forms."""
        return (self.text, *self.forms)

    def salient(self) -> Term:
        """What the articles that are about this term are filed under."""
        single = (marked(form) for form in self.forms if " " not in form)
        return Term(marked(self.text), self.prefix, tuple(single))


@dataclass(frozen=True, slots=True)
class Match:
    """Documents that hold all terms of any one group."""

    groups: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which articles count: seen by an audience, of an outlet, published `since <= t < until`."""

    audience: int
    outlet: str | None = None
    since: int | None = None
    until: int | None = None
    days: tuple[int, int] = (0, LAST_DAY)

    def of_days(self, first: int, last: int) -> Sieve:
        """The same, but of some days alone."""
        return replace(self, days=(max(first, self.days[0]), min(last, self.days[1])))


class FullText(Protocol):
    """A full-text index over documents, known by their docid (`codes.docid`)."""

    async def add(self, writer: Writer, docid: int, document: Document) -> None:
        """Index a document."""
        ...

    async def remove(self, writer: Writer, docid: int) -> None:
        """Forget a document."""
        ...

    async def newest(self, reader: Reader, match: Match, sieve: Sieve, *, limit: int) -> list[int]:
        """Docids that match, of the sieve's days and outlet alone, newest day first."""
        ...

    async def newest_sifted(
        self, reader: Reader, match: Match, sieve: Sieve, *, limit: int
    ) -> list[int]:
        """The same, with every condition of the sieve; slower."""
        ...

    async def contents(self, reader: Reader, docids: Iterable[int]) -> list[Row]:
        """The terms of documents: docid, title, body."""
        ...


def outlet_term(outlet: str) -> str:
    """An outlet as one term."""
    return "".join(words(outlet))


def all_of(terms: Iterable[Term]) -> Match:
    """Documents that hold every term."""
    return Match((tuple(terms),))


def any_of(terms: Iterable[Term]) -> Match:
    """Documents that hold a term."""
    return Match(tuple((term,) for term in terms))
