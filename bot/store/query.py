"""What somebody typed, as terms to look for. Pure: any text gives a plan, at worst an empty one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from bot.store.fulltext import Term
from bot.store.stem import stem
from bot.store.terms import bigrams, compounds, spaceless, stop_words, words

LONGEST = 400
MOST_TERMS = 12
_LONGEST_NAME = 4
_LONGEST_RUN = 10
_QUOTED = re.compile(r"[\"“”„«»「」『』]([^\"“”„«»「」『』]+)[\"“”„«»「」『』]")
_SCRIPT_RUN = re.compile(r"[ぁ-ゖゝ-ゟ]+|[ァ-ヺー-ヿ]+|[^ぁ-ゖゝ-ゟァ-ヺー-ヿ]+")
_KANA = re.compile(r"[ぁ-ゖゝ-ゟ]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: runs of terms that stand next to each other, quoted phrases, names."""

    runs: tuple[tuple[Term, ...], ...] = ()
    exact: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term once, in order."""
        return tuple(dict.fromkeys(term for run in self.runs for term in run))[:MOST_TERMS]

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

    def corrected(self, meant: Mapping[str, Sequence[str]]) -> Query:
        """The same question with the likeliest words in place, the others beside them."""
        runs = tuple(tuple(_meant(term, meant) for term in run) for run in self.runs)
        others = tuple((Term(word),) for found in meant.values() for word in found[1:])
        return replace(self, runs=(*runs, *others))


def plan(text: str) -> Query:
    """The plan of a query; of a very long one, its beginning."""
    text = text[:LONGEST].encode("utf-8", "replace").decode()
    exact = (Term(" ".join(_filed(quoted))) for quoted in _QUOTED.findall(text))
    joined = ([Term(term)] for term in compounds(text))
    return Query(
        runs=tuple(tuple(run) for run in chain(_runs(text), joined) if run),
        exact=tuple(term for term in exact if term.text),
        names=tuple(dict.fromkeys(_names(text))),
    )


def _meant(term: Term, meant: Mapping[str, Sequence[str]]) -> Term:
    found = meant.get(term.text)
    return Term(found[0]) if found else term


def _runs(text: str) -> Iterator[list[Term]]:
    """Terms that stand next to each other in the query, stop words left out."""
    stops = stop_words()
    run: list[Term] = []
    for word in words(text):
        if spaceless(word):
            yield run
            yield from _spaceless_runs(word)
            run = []
        elif word not in stops:
            run.append(Term(stem(word)))
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
    return (term.text for run in _runs(text) for term in run)


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
