"""What somebody typed, as terms to look for. Pure: any text gives a plan, at worst an empty one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.store.dated import Dated
from bot.store.fulltext import Term, outlet_term
from bot.store.stem import stem
from bot.store.terms import bigrams, spaceless, stop_words, words
from bot.store.variants import asking_words, joined, variants

LONGEST = 400
MOST_TERMS = 16
_SUBJECT = 4
_LONGEST_NAME = 4
_LONGEST_RUN = 10
QUOTED = re.compile(r"[\"“”„«»「」『』]([^\"“”„«»「」『』]+)[\"“”„«»「」『』]")
_LEFT_OUT = re.compile(r"[\[(]?(?:…|\.{3,})[\])]?")
_FRACTION = re.compile(r"([0-9]+(?:[.:][0-9]+)+)")
_SCRIPT_RUN = re.compile(r"[ぁ-ゖゝ-ゟ]+|[ァ-ヺー-ヿ]+|[^ぁ-ゖゝ-ゟァ-ヺー-ヿ]+")
_KANA = re.compile(r"[ぁ-ゖゝ-ゟ]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: runs of terms that stand next to each other, quoted phrases, names."""

    runs: tuple[tuple[Term, ...], ...] = ()
    exact: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()
    variants: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """Terms with others that may stand for them, on file or not."""
    joined: tuple[tuple[str, str, str], ...] = ()
    """Two neighbouring terms, and the two as one word."""
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Terms with the words they stem from."""
    dates: tuple[Dated, ...] = ()
    outlets: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every word once, in order, then the outlets."""
        outlets = map(by_outlet, self.outlets)
        return (*self.words, *outlets)[:MOST_TERMS]

    @property
    def words(self) -> tuple[Term, ...]:
        """Every word once, in order."""
        return tuple(dict.fromkeys(term for run in self.runs for term in run))[:MOST_TERMS]

    @property
    def tells_a_subject(self) -> bool:
        """Whether it is about something at length; a short or a quoted one names one thing."""
        plain = sum(not spaceless(term.text) for term in self.words)
        return plain >= _SUBJECT and not self.exact

    @property
    def phrases(self) -> tuple[Term, ...]:
        """Neighbouring terms in twos."""
        twos = (
            Term(f"{first.text} {second.text}")
            for run in self.runs
            for first, second in pairwise(run)
            if not (first.prefix or second.prefix)
        )
        return tuple(dict.fromkeys(twos))[:MOST_TERMS]

    def meaning(self, meant: Mapping[str, Sequence[str]]) -> Query:
        """The same question with the likeliest of each term's forms in place of it."""
        runs = tuple(tuple(_meant(term, meant) for term in run) for run in self.runs)
        return replace(self, runs=runs)

    def with_outlet(self, name: str) -> Query:
        """The same question, its words that name an outlet taken for that."""
        said = tuple(_filed(name))
        runs = tuple(part for run in self.runs for part in _parted(run, said) if part)
        return replace(self, runs=runs, outlets=(*self.outlets, name))


def plan(text: str, dates: Sequence[Dated] = ()) -> Query:
    """The plan of a query; of a very long one, its beginning."""
    text = storable(text)
    exact = (Term(" ".join(_filed(part))) for phrase in quoted(text) for part in phrase)
    runs = [run for run in _runs(text, asking_words()) if run]
    if not (runs or dates):
        runs = [run for run in _runs(text, stop_words()) if run]
    typed = list(words(text))
    others: dict[str, list[str]] = {}
    for term, other in variants(typed):
        others.setdefault(term, []).append(other)
    return Query(
        runs=tuple(map(tuple, runs)),
        exact=tuple(term for term in exact if term.text),
        names=tuple(dict.fromkeys(_names(text))),
        variants=others,
        joined=tuple(joined(typed)),
        typed={stem(word): word for word in typed},
        dates=tuple(dates),
    )


def quoted(text: str) -> list[list[str]]:
    """The phrases in marks, each in the parts that an ellipsis leaves."""
    phrases = ([part.strip() for part in _LEFT_OUT.split(found)] for found in QUOTED.findall(text))
    return [parts for phrase in phrases if (parts := [part for part in phrase if part])]


def storable(text: str) -> str:
    """The beginning of a text, with nothing in it that no database takes."""
    return text[:LONGEST].encode("utf-8", "replace").decode()


def by_outlet(name: str) -> Term:
    """What is filed by an outlet, or names it."""
    return Term(outlet_term(name), forms=(" ".join(_filed(name)),))


def _parted(run: tuple[Term, ...], said: tuple[str, ...]) -> Iterator[tuple[Term, ...]]:
    """What is left of a run on both sides of some terms."""
    texts = tuple(term.text for term in run)
    for start in range(len(run) - len(said) + 1):
        end = start + len(said)
        if texts[start:end] == said:
            return iter((run[:start], run[end:]))
    return iter((run,))


def _meant(term: Term, meant: Mapping[str, Sequence[str]]) -> Term:
    first, *others = meant.get(term.text, (term.text,))
    return Term(first, term.prefix, tuple(others))


def _runs(text: str, dropped: AbstractSet[str]) -> Iterator[list[Term]]:
    """Terms that stand next to each other in the query; a fraction is one term (4.2, 9:15)."""
    run: list[Term] = []
    for place, part in enumerate(_FRACTION.split(text)):
        if place % 2:
            run.append(Term(" ".join(words(part))))
            continue
        for word in words(part):
            if spaceless(word):
                yield run
                yield from _spaceless_runs(word)
                run = []
            elif word not in dropped:
                run.append(Term(stem(word)))
            elif word not in stop_words():
                yield run
                run = []
    yield run


def _spaceless_runs(word: str) -> Iterator[list[Term]]:
    """Cut where the script changes; hiragana (particles, endings) counts only where it is all."""
    for part in _content(word):
        if len(part) == 1:
            yield [Term(part, prefix=True)]
        else:
            yield [Term(pair) for pair in bigrams(part)]


def _content(word: str) -> list[str]:
    parts = _SCRIPT_RUN.findall(word)
    return [part for part in parts if not _KANA.fullmatch(part)] or parts


def _filed(text: str) -> Iterator[str]:
    """The terms of a phrase as they stand next to each other in a document."""
    return (term.text for run in _runs(text, stop_words()) for term in run)


def _names(text: str) -> Iterator[str]:
    """Runs of words that may be somebody's name, longest first, as folded keys."""
    for sequence in _name_sequences(text):
        for length in range(min(_LONGEST_NAME, len(sequence)), 0, -1):
            for start in range(len(sequence) - length + 1):
                yield " ".join(sequence[start : start + length])


def _name_sequences(text: str) -> Iterator[list[str]]:
    plain: list[str] = []
    for word in words(text):
        if not spaceless(word):
            plain.append(word)
            continue
        for part in (word, *_content(word)):
            yield from ([part[:end]] for end in range(min(len(part), _LONGEST_RUN), 1, -1))
    yield plain[:MOST_TERMS]
