"""Who is meant, and what they said: a name that fits nobody, or several, is answered with names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.errors import QuestionError
from bot.model import FiledQuote, Person
from bot.store.store import Store

CANDIDATES, SUGGESTED = 200, 5
ALIKE = 0.6
"""difflib's ratio from which a name is worth suggesting."""


@dataclass(frozen=True, slots=True)
class SpeakerQuestion:
    """What did `speaker` say `about` something, `since <= published < until`?"""

    speaker: str
    about: str | None = None
    since: datetime | None = None
    until: datetime | None = None


async def quotes(
    store: Store,
    question: SpeakerQuestion,
    *,
    audience: int | None = None,
    limit: int = 10,
    offset: int = 0,
) -> tuple[Person, list[FiledQuote]]:
    """The person and their quotes, newest first; QuestionError says what to ask instead."""
    person = await find(store, question.speaker, audience=audience)
    found = await store.quotes_of(
        person.name,
        audience=audience,
        about=question.about,
        since=question.since,
        until=question.until,
        limit=limit,
        offset=offset,
    )
    if not found and offset:
        raise QuestionError(f"There is no further quote of {person.name} any more.")
    if not found:
        raise await _nothing_said(store, person, question, audience)
    return person, found


async def find(store: Store, name: str, *, audience: int | None = None) -> Person:
    """The person called `name`; QuestionError names those who might be meant.

    Of several, the one quoted far more often than the others: the answer bears the full name.
    """
    person = await store.person(name, audience=audience)
    person = person or await store.foremost(name, audience=audience)
    if person is not None:
        return person
    called_so = await store.people(name, audience=audience, limit=SUGGESTED + 1)
    if len(called_so) > 1:
        raise QuestionError(f"Several people are called “{name}”: {_names(called_so)}. Which one?")
    near = called_so or await _near(store, name, audience)
    if near:
        raise QuestionError(f"Nobody called “{name}” is on file. Did you mean {_names(near)}?")
    raise QuestionError(f"Nobody called “{name}” is on file. Try the surname alone.")


async def _near(store: Store, name: str, audience: int | None) -> list[Person]:
    people = await store.people("", audience=audience, limit=CANDIDATES)
    spelled = {
        part: person
        for person in reversed(people)
        for full in (person.name, *person.aliases)
        for part in (_folded(full), *_folded(full).split())
    }
    close = get_close_matches(_folded(name), spelled, n=SUGGESTED, cutoff=ALIKE)
    return list({spelled[part].name: spelled[part] for part in close}.values())


async def _nothing_said(
    store: Store, person: Person, question: SpeakerQuestion, audience: int | None
) -> QuestionError:
    latest = await store.quotes_of(person.name, audience=audience, limit=1)
    if not latest:
        return QuestionError(f"{person.name} is on file, but no quote is.")
    about = f" about “{question.about}”" if question.about else ""
    dates = " in that time" if question.since or question.until else ""
    published = latest[0].article.published
    when = f" is of {published.day} {published:%B} {published.year}" if published else " is undated"
    return QuestionError(f"No quote of {person.name}{about}{dates}. The latest on file{when}.")


def _names(people: list[Person]) -> str:
    shown = [person.name for person in people[:SUGGESTED]]
    return ", ".join([*shown, *(["…"] if len(people) > SUGGESTED else [])])


def _folded(name: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
