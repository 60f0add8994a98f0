"""Which way a date points that names no year, or no week: into the past or the future.

A logistic model of two things: the verbs around the date, and how far off it lies on either side.
A clause is taken to be ruled by the verbs next to the date; of those before it, two count. The
weights are learnt (tests/eval/train_tense.py) and lie in lexicon/tense_weights.toml; the words of a
class in lexicon/tense.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from bot.analysis.dates.tokens import KINDS, Tokens
from bot.analysis.lexicon import load

REACH = 32
PARTICIPLES = frozenset(("ed", "past", "said", "planned", "present"))
AUXILIARIES = frozenset(("will", "would", "modal", "infinitive", "was", "has", "is"))
SUBJECTS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who"))
RELATIVES = SUBJECTS | {"that", "which"}
PREPOSITIONS = frozenset(("until", "by", "since", "starting", "than"))
FAR = frozenset(("by", "since"))
NOUN_PHRASE = 8  # tokens
DETERMINERS = frozenset(load("dates")["lists"]["determiners"])
DATED = frozenset(("set", "fixed", "listed"))  # a date for the trial
PUT_OFF = frozenset(load("dates")["lists"]["put_off"])
DAYS = frozenset((KINDS["Weekday"], KINDS["Day"], KINDS["Ordinal"]))
NOUNS = frozenset(("plan", "present"))
NOUNS_TOO = NOUNS | {"past", "ed"}
TO_BE = frozenset(("is", "was"))
TOLD = frozenset(("past", "ed"))
PASSED = TOLD | {"was"}


class Tense(IntEnum):
    """Into the past, or into the future."""

    PAST = -1
    FUTURE = 1


class Distance(NamedTuple):
    """How far ahead the next `weekday` (in days), `day` or `month` (in months) of that name is."""

    kind: str
    ahead: int
    name: str
    """What a text calls all its days of that weekday or month by."""

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


def leaning(
    tokens: Tokens, first: int, last: int, sentence: tuple[int, int], distance: Distance | None
) -> float:
    """How far tokens `first:last`, in the sentence at these characters, lean to the future.

    Below zero they lean to the past; the figure is a log-odds.
    """
    weights = _weights()
    score = weights["bias"] + sum(
        weights.get(cue, 0.0) for cue in cues(tokens, first, last, sentence)
    )
    if distance:
        score += weights[distance.kind] + weights[f"{distance.kind} ahead"] * distance.scaled
    return score


def cues(tokens: Tokens, first: int, last: int, sentence: tuple[int, int]) -> Iterator[str]:
    """The votes: `will <` the verb before the date, `was <<` the one before that, `is >` the one
    behind it, `by` the preposition it hangs on.
    """
    start, end = sentence
    before = list(islice(_verbs_before(tokens, first, start), 2))
    if before[:1] == ["planned"] and _came_to_nothing(tokens, last):
        before[0] = "intended"
    yield from _prepositions(tokens, first, start)
    for beside in _neighbours(tokens, first, last):
        if (beside, before[:1]) != ("for", ["intended"]):  # was scheduled for May 3
            yield beside
    yield (before[0] if before else "none") + " <"
    if len(before) > 1:
        yield before[1] + " <<"
    behind = next(_verbs_behind(tokens, last, end), "none")
    yield behind + (" >" if before else " first")
    if behind in PASSED and _is_reached(tokens, first, last):
        yield "when"
    if (before, behind) == (["infinitive"], "none") and tokens.text[end - 1].isalnum():
        yield "headline"  # Board to adopt budget Monday
    beside = _verb(tokens, first - 1) or _verb(tokens, first - 2)
    if beside and before[:1] == ["said"]:
        yield "said beside"
    elif before and not beside and _verb(tokens, last) == behind:
        yield behind + " next"  # I know the game on Saturday could be hard


def _neighbours(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    """What the words on either side of a date say: "called for Sunday", "put off to Monday"."""
    before, after, kinds = tokens.of(first - 1), tokens.of(last), tokens.kinds[first:last]
    if before == "for" and not DAYS.isdisjoint(kinds):
        dated = any(tokens.of(index) in DATED for index in range(first - NOUN_PHRASE, first - 1))
        yield "put off" if dated else "for"  # but "figures for May" are told afterwards
    elif before == "to":
        yield "put off" if tokens.of(first - 2) in PUT_OFF else "to"
    elif before == "over" and KINDS["Weekend"] in kinds:
        yield "over"  # gains over the weekend
    elif _is_on(tokens, first):
        yield "is on"
    if after == "that":
        yield "that"  # the centre forecast Thursday that it would rain


def _came_to_nothing(tokens: Tokens, last: int) -> bool:
    """Whether what was planned was undone: "a hearing scheduled for May 3 was cancelled"."""
    at = last + (tokens.of(last) == ",")
    return tokens.of(at) in ("was", "were")


def _is_on(tokens: Tokens, first: int) -> bool:
    """Whether a copula stands at the date: "is Monday", "is on Monday", "is out on Monday"."""
    at = first - 1
    at -= tokens.of(at) in ("on", "in")
    at -= tokens.of(at) == "out"
    return tokens.of(at) in ("is", "are")


def _is_reached(tokens: Tokens, first: int, last: int) -> bool:
    """Whether what held until a date then ended: "until Monday, when he left", "not until"."""
    not_until = (tokens.of(first - 2).lower(), tokens.of(first - 1)) == ("not", "until")
    return not_until or "when" in (tokens.of(last), tokens.of(last + 1))


def _prepositions(tokens: Tokens, first: int, start: int) -> Iterator[str]:
    """The prepositions a date hangs on: next to it, or "before the runoff in Tarnow on Friday"."""
    seen = set[str]()
    for index in range(first - 1, max(first - NOUN_PHRASE, -1), -1):
        form, away = tokens.of(index), first - index
        if tokens.start(index) < start or not form[0].isalnum():
            return
        cue = cue_of(form)
        if cue in PREPOSITIONS:
            if cue not in seen and (away <= 2 or cue in FAR):
                seen.add(cue)
                yield cue
        elif cue and away > 1 and _verb(tokens, index):
            return


def _verbs_before(tokens: Tokens, first: int, start: int) -> Iterator[str]:
    """The verbs before a date, the nearest first."""
    index = first - 1
    while index > max(first - REACH, -1) and tokens.start(index) >= start:
        form = tokens.of(index)
        if cue_of(form) and (cue := _verb(tokens, index)):
            index, cue = _auxiliary(tokens, index, cue)
            yield cue
        elif (
            form.lower() in SUBJECTS
            and index + 1 < first
            and not cue_of(behind := tokens.of(index + 1))
        ):
            yield "present" if behind.endswith("s") else "other"
        index -= 1


def _verbs_behind(tokens: Tokens, last: int, end: int) -> Iterator[str]:
    """The verbs behind a date."""
    for index in range(last, min(last + REACH, len(tokens))):
        if tokens.end(index) > end:
            return
        if cue_of(tokens.of(index)) and (cue := _verb(tokens, index)):
            due = cue == "is" and (
                tokens.of(index + 1) == "to" or _verb(tokens, index + 1) == "planned"
            )
            yield "due" if due else cue


def _auxiliary(tokens: Tokens, index: int, cue: str) -> tuple[int, str]:
    """The verb that rules a participle: the "will" of "will be held", else the verb itself.

    What "is planned", "was set", "is to begin" or "plans to begin" is planned whoever rules it, but
    not what "had been planned".
    """
    index, cue = _ruling(tokens, index, cue)
    if cue == "infinitive" and (planned := _planned(tokens, index - 1)):
        return _ruling(tokens, index - 1, planned)
    if cue == "infinitive" and (tokens.of(index - 1), tokens.of(index + 1)) == (",", "be"):
        return index, "planned"  # the report, to be published on Monday
    return index, cue


def _ruling(tokens: Tokens, index: int, cue: str) -> tuple[int, str]:
    """The auxiliary of a participle, else the verb itself."""
    if cue in PARTICIPLES or tokens.of(index) == "be":
        for left in range(index - 1, max(index - 5, -1), -1):
            word = tokens.of(left).lower()
            ruling = cue_of(word)
            if ruling in AUXILIARIES and word not in ("be", "been"):
                if cue == "planned" and ruling == "was" and word != "had":
                    return left, "intended"
                stays = cue == "planned" and ruling not in ("infinitive", "was")
                return left, cue if stays else ruling
            if word not in ("be", "been", "being", "not") and not word.endswith("ly"):
                break
        if tokens.of(index - 1) == "be":
            return index - 1, "modal"
    return index, cue


def _planned(tokens: Tokens, index: int) -> str:
    """The class of a verb that plans the infinitive behind it: "is to", "plans to", "had to"."""
    if tokens.of(index).lower() == "had":
        return "was"
    return (
        "planned" if cue_of(tokens.of(index)) in TO_BE or _verb(tokens, index) == "planned" else ""
    )


def _verb(tokens: Tokens, index: int) -> str:
    """The class of a verb; nothing for any other word."""
    form = tokens.of(index)
    cue = cue_of(form)
    if not cue or cue in PREPOSITIONS:
        return ""
    before, after = tokens.of(index - 1).lower(), tokens.of(index + 1)
    if "-" in (before, after):
        return ""
    if cue in TOLD and before in RELATIVES:
        return "past"
    if _is_none(tokens, index, cue):
        return ""
    if form in PUT_OFF and after == "on":
        return "past"  # the court adjourned on Monday
    if form == "could" and after == "not":
        return "was"
    if form == "set" and after not in ("to", "for") and cue_of(before) not in TO_BE:
        return "past"
    return "planned" if cue == "plan" else cue


def _is_none(tokens: Tokens, index: int, cue: str) -> bool:
    """Whether the word is no verb here: "a shot", "the plan", "Hope", "to the north", "due to"."""
    form, before = tokens.of(index), tokens.of(index - 1).lower()
    if cue == "infinitive":
        return not _is_verb_like(tokens, index + 1)
    if cue == "planned" and "as" in (before, tokens.of(index - 2).lower()):
        return True  # as planned, as previously planned
    if cue in NOUNS_TOO and (before in DETERMINERS or form.istitle()):
        return True
    if form == "due" and tokens.of(index + 1) == "to":
        return not _is_verb_like(tokens, index + 2)
    return cue in NOUNS and before == "s"  # Monday's vote


def _is_verb_like(tokens: Tokens, index: int) -> bool:
    """Whether a word may be an infinitive: in the case of "to", no article or pronoun ("the")."""
    form, to = tokens.of(index), tokens.of(index - 1)
    return (form.islower() or (form.isupper() and to.isupper())) and form.lower() not in DETERMINERS


@lru_cache(maxsize=1 << 14)
def cue_of(form: str) -> str:
    """The class of a word: by its list, or by its ending."""
    word = form.lower()
    if cue := _cues().get(word):
        return cue
    if len(word) > 3 and word.endswith("ed"):
        return "ed"
    return "will" if word.endswith(("'ll", "’ll")) else ""
