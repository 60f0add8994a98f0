"""Which way a date points that names no year, or no week: into the past or the future.

A logistic model of two things: the verbs around the date, and how far off it lies on either side.
A clause is taken to be ruled by the verbs next to the date; of those before it, two count. The
weights are learnt (tests/eval/train_tense.py) and lie in lexicon/tense_weights.toml; the words of a
class in lexicon/tense.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from itertools import islice
from typing import NamedTuple

from bot.analysis.dates.tokens import KINDS, Tokens
from bot.analysis.lexicon import load

REACH = 24
PARTICIPLES = frozenset(("ed", "past", "said", "planned", "present"))
AUXILIARIES = frozenset(("will", "would", "modal", "infinitive", "was", "has", "is"))
SUBJECTS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who"))
PREPOSITIONS = frozenset(("until", "by", "since"))
DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "him",
        "them",
    )
)
DAYS = frozenset((KINDS["Weekday"], KINDS["Day"], KINDS["Ordinal"]))
NOUNS_TOO = frozenset(("plan", "present"))
TO_BE = frozenset(("is", "was"))


class Tense(IntEnum):
    """Into the past, or into the future."""

    PAST = -1
    FUTURE = 1


class Distance(NamedTuple):
    """How far ahead the next `weekday` (in days), `day` or `month` (in months) of that name is."""

    kind: str
    ahead: int

    @property
    def scaled(self) -> float:
        """From about -1.5, just ahead, to 1.5, just passed."""
        return (self.ahead - 3.5) / 2.5 if self.kind == "weekday" else (self.ahead - 5.5) / 3.5


@cache
def _cues() -> dict[str, str]:
    """The class of every cue word."""
    return {word: cue for cue, forms in load("tense").items() for word in forms}


@cache
def _weights() -> dict[str, float]:
    return load("tense_weights")["weights"]


def tense(
    tokens: Tokens, first: int, last: int, sentence: tuple[int, int], distance: Distance | None
) -> Tense:
    """The tense of tokens `first:last`, in the sentence at these characters."""
    weights = _weights()
    score = weights["bias"] + sum(
        weights.get(cue, 0.0) for cue in cues(tokens, first, last, sentence)
    )
    if distance:
        score += weights[distance.kind] + weights[f"{distance.kind} ahead"] * distance.scaled
    return Tense.FUTURE if score > 0 else Tense.PAST


def cues(tokens: Tokens, first: int, last: int, sentence: tuple[int, int]) -> Iterator[str]:
    """The votes: `will <` the verb before the date, `was <<` the one before that, `is >` the one
    behind it, `by` the preposition it hangs on.
    """
    start, end = sentence
    for index in range(max(first - 2, 0), first):
        if tokens.start(index) >= start and (cue := _cue(tokens.of(index))) in PREPOSITIONS:
            yield cue
    if tokens.of(first - 1) == "for" and not DAYS.isdisjoint(tokens.kinds[first:last]):
        yield "for"  # a vote called for Sunday; but "figures for May" are told afterwards
    before = list(islice(_verbs_before(tokens, first, start), 2))
    yield (before[0] if before else "none") + " <"
    if len(before) > 1:
        yield before[1] + " <<"
    yield next(_verbs_behind(tokens, last, end), "none") + " >"


def _verbs_before(tokens: Tokens, first: int, start: int) -> Iterator[str]:
    """The verbs before a date, the nearest first."""
    index = first - 1
    while index > max(first - REACH, -1) and tokens.start(index) >= start:
        word = tokens.of(index).lower()
        cue = _verb(tokens, index)
        if cue:
            index, cue = _auxiliary(tokens, index, cue)
            yield cue
        elif word in SUBJECTS and index + 1 < first and not _cue(tokens.of(index + 1)):
            yield "present"
        index -= 1


def _verbs_behind(tokens: Tokens, last: int, end: int) -> Iterator[str]:
    """The verbs behind a date."""
    for index in range(last, min(last + REACH, len(tokens))):
        if tokens.end(index) > end:
            return
        if cue := _verb(tokens, index):
            yield cue


def _auxiliary(tokens: Tokens, index: int, cue: str) -> tuple[int, str]:
    """The verb that rules a participle: the "will" of "will be held", else the verb itself.

    What "is planned", "was set" or "is to begin" is planned whoever rules it.
    """
    if cue in PARTICIPLES or tokens.of(index) == "be":
        for left in range(index - 1, max(index - 5, -1), -1):
            word = tokens.of(left).lower()
            ruling = _cue(word)
            if ruling in AUXILIARIES and word != "be" and (word, cue) != ("been", "planned"):
                index, cue = left, cue if cue == "planned" and word != "had" else ruling
                break
            if word not in ("be", "been", "being", "not") and not word.endswith("ly"):
                break
    if cue == "infinitive" and index and _cue(tokens.of(index - 1)) in TO_BE:
        return index - 1, "planned"
    return index, cue


def _verb(tokens: Tokens, index: int) -> str:
    """The class of a verb; "to" is none before a noun ("flew to the north"), nor is "the plan"."""
    cue = _cue(tokens.of(index))
    if cue in PREPOSITIONS or (cue == "infinitive" and not _is_verb_like(tokens, index + 1)):
        return ""
    if tokens.of(index) == "due" and tokens.of(index + 1) == "to":
        return cue if _is_verb_like(tokens, index + 2) else ""
    if cue in NOUNS_TOO and tokens.of(index - 1).lower() in DETERMINERS:
        return ""
    return "planned" if cue == "plan" else cue


def _is_verb_like(tokens: Tokens, index: int) -> bool:
    """Whether a word may be an infinitive: in lower case, and no article or pronoun."""
    form = tokens.of(index)
    return form.islower() and form not in DETERMINERS


def _cue(form: str) -> str:
    """The class of a word: by its list, or by its ending."""
    word = form.lower()
    if cue := _cues().get(word):
        return cue
    if len(word) > 3 and word.endswith("ed"):
        return "ed"
    return "will" if word.endswith(("'ll", "’ll")) else ""
