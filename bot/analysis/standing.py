"""Whether a sentence can be read on its own, and where it begins to tell."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from bot.analysis import lexicon
from bot.model import Span

SHORTEST = 7
"""Fewer words than this are a heading, a byline or an exclamation."""

LONGEST = 70
LEAST_TOLD = 30
"""Characters of the shortest sentence that tells something; so many must follow a dateline."""

FARTHEST = 200
"""Characters in which a dateline has ended."""

_OPENING = re.compile(r"[^\w\n]*([^\W_]+(?:['’][^\W_]+)?)(?:[ ,]+([^\W_]+))?")
_QUOTED_WHOLE = re.compile(
    r"(?:\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|(?:``|'')[^`]*'')\s?[.,]?$"
)
_QUOTED = re.compile(
    r"[\"“«「`'‘](?:(?:(?<=[\"“«「])|(?<=`)`|(?<=')')[^\"“”«»「」\n]{0,600}?(?:[\"”»」]|'')"
    r"|(?<=‘)[^‘\n]{1,600}?’(?!\w))"
)
_UNCLOSED = re.compile(r"\"[^\"]*$|“[^”]*$|«[^»]*$|「[^」]*$")
_HAPPENED = re.compile(
    r"The (?:[a-z-]+ )?[a-z-]+ (?:came|comes?|follow(?:s|ed)|coincide[sd]|happened|occurred) "
)
_PERSON = re.compile(r"[hs](?<!\w.)(?:(?<=s)he|(?<=h)(?:e|im|is|ers?))\b")
_WORD = re.compile(r"\w[\w-]*")
_NAMED_BEHIND = re.compile(r", (?:[A-Z]|the |an? )")
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|my|our)\b")
_OWN_VOICE = re.compile(r"\b(?:we|us|my|our)\b|(?:\b[a-z][\w'’]*|[,;:)–—-]) I\b")
_YOU = re.compile(r"you(?<!\wyou)(?:rs?)?\b")
_NEXT_HEADLINE = re.compile(r" ; (?=[A-Z])")
_CLOSED = re.compile(r"[.!?…。！？]\s?(?:[\"'”’»)\]」』]|'')*$")
_LABEL = re.compile(r"[A-Z][A-Z .,'’&-]{2,60} ?:")
_JAPANESE = re.compile(r"[\u3040-\u9fff]")
_OPEN, _CLOSE = r"(?:\(|-LRB-)", r"(?:\)|-RRB-)"
_PLACE = (
    r"[A-Z]{3,}+(?:[.' ]{1,2}[A-Z]++(?![a-z]))*+(?:\s?,\s[A-Z][a-z]+)?"
    r"(?:[ ,]+[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
)
_DATELINE = re.compile(
    rf".{{0,120}}?{_OPEN}[^()]{{2,30}}?{_CLOSE}\s*(?:--|[-–—])\s+(?=[A-Z\"“‘'`])"  # CAIRO (Wire) -
    rf"|{_PLACE}\s*(?:--|–|—|\s-)\s+(?=[A-Z\"“‘'`])"  # OSLO, Norway, May 3 --
    rf"|{_OPEN}[^()]{{3,60}}?{_CLOSE}\s*(?:--|[-–—:])?\s*"  # (Update 3 p.m.)
    r"|(?:--|[-–—•*‣▪])\s+(?=[A-Z])"  # a list's mark, or what is left of "OSTREL, Norv. — "
)
_PLACE_COLON = re.compile(  # OSTREL: The council
    r"[A-Z]{3,}(?: [A-Z]{2,}){0,2}: (?=[A-Z])"
    r"(?!(?:I|We|You|My|Our|Well|Yes|No|Thank|Thanks|Look|So|And|But|It|That|This|Let)\b)"
)
_LABELLED = re.compile(r"^[A-Z][A-Z .,'’&-]{2,60}:", re.MULTILINE)
_STAMP = re.compile(
    r".{0,200}?\b\d{4}\s+\d{1,2}[.:]\d\d\s*(?:[ap]m\s*)?(?:GMT|UTC|BST|CES?T|[ECMP][SD]T)\s+"
    r"(?=[A-Z\"“‘'`])"
)


def stands_alone(sentence: str) -> bool:
    """Whether it can be read without what stands around it."""
    return is_fit(sentence) and not leans(sentence)


def is_fit(sentence: str) -> bool:
    """Whether it can be read behind the sentence it follows in its article.

    1. It is whole: no heading, label, string of headlines or fragment, no question, no quotation
       without its speaker.
    2. It tells news: it neither speaks to its reader nor tells who would not comment.
    """
    return _is_whole(sentence) and not _is_aside(sentence)


def leans(sentence: str) -> bool:
    """Whether it takes what was said before as known.

    1. It opens by pointing back ("However", "The move came", "Behind it").
    2. It says "he" or "she" of somebody it has not told of.
    3. It says "I" or "we" in its own voice: whose, stands above it.
    """
    return _points_back(sentence) or _tells_of_nobody(sentence) or _has_own_voice(sentence)


def _is_whole(sentence: str) -> bool:
    words = sentence.count(" ") + 1
    if not SHORTEST <= words <= LONGEST and not _JAPANESE.search(sentence):
        return False
    if sentence[0].islower() or not _CLOSED.search(sentence) or _LABEL.match(sentence):
        return False
    if len(_NEXT_HEADLINE.findall(sentence)) > 1:
        return False
    if sentence[0].isalnum():
        return not sentence.endswith("?")
    if sentence[0] + sentence[-1] in {"[]", "()"}:
        return False
    return not (_QUOTED_WHOLE.match(sentence) or _UNCLOSED.match(sentence))


def _points_back(sentence: str) -> bool:
    """Whether the words it opens with lean on what was said before."""
    opening = _OPENING.match(sentence)
    if opening is None or _HAPPENED.match(sentence):
        return True
    first, second = opening[1].lower().replace("’", "'"), (opening[2] or "").lower()
    if first in lexicon.words("leaning", "speakers"):
        return sentence[0].isalnum()
    both = f"{first} {second}"
    if both in lexicon.words("leaning", "times"):
        return False
    leaning = lexicon.words("leaning", "openings")
    return first in leaning or both in leaning or second in lexicon.words("leaning", "objects")


def _tells_of_nobody(sentence: str) -> bool:
    """Whether it says "he" or "she", outside of quotations, before anybody is told of."""
    bare = _QUOTED.sub("", sentence)
    pronoun = _PERSON.search(bare)
    if pronoun is None:
        return False
    first, *rest = before = _WORD.findall(bare, 0, pronoun.start()) or [""]
    looks_ahead = pronoun[0] in {"his", "her"} or before[-1].lower() in _clause_openers()
    if looks_ahead and _NAMED_BEHIND.search(bare, pronoun.end()):
        return False
    return first.lower() in _nameless() and not any(
        word[0].isupper() or word in _persons() or word.endswith("-old") for word in rest
    )


def _has_own_voice(sentence: str) -> bool:
    """Whether its writer says "I" or "we"; what follows a name is a number: World War I."""
    if not _FIRST_PERSON.search(sentence):  # most have none, and the rest takes longer
        return False
    return _OWN_VOICE.search(_QUOTED.sub("", sentence)) is not None


def _clause_openers() -> frozenset[str]:
    """What "he" may stand behind before he is named: "When he came, the mayor"."""
    return lexicon.words("stopwords", "conjunctions", "prepositions")


@cache
def _nameless() -> frozenset[str]:
    """What no name begins with."""
    return lexicon.words("stopwords") | lexicon.words("leaning", "nameless") | {""}


@cache
def _persons() -> frozenset[str]:
    """What one person is called: man, mayor."""
    nouns = lexicon.load("speakers")["nouns"]
    return frozenset(chain.from_iterable(nouns.values())) - lexicon.words("leaning", "nameless")


def _is_aside(sentence: str) -> bool:
    """Whether it is for the reader, not about the news; what is quoted is for others."""
    low = _QUOTED.sub("", sentence).lower()
    return _YOU.search(low) is not None or any(
        phrase in low for phrase in lexicon.words("leaning", "asides")
    )


def told(text: str, sentence: Span) -> Span:
    """A sentence without the dateline or note in brackets that opens it."""
    place = _PLACE_COLON.match(text, *sentence)
    if place and len(_LABELLED.findall(text)) == 1 and sentence.start < FARTHEST:
        return Span(place.end(), sentence.end)
    dateline = _DATELINE.match(text, sentence.start, min(sentence.end, sentence.start + FARTHEST))
    if dateline and sentence.end - dateline.end() >= LEAST_TOLD:
        return Span(dateline.end(), sentence.end)
    return sentence


def unstamped(text: str, sentence: Span) -> Span:
    """A sentence without what a page prints above it: a headline and the time it was published."""
    stamp = _STAMP.match(text, sentence.start, sentence.end)
    if stamp and sentence.end - stamp.end() >= LEAST_TOLD:
        return Span(stamp.end(), sentence.end)
    return sentence
