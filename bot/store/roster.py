"""People over all articles: who they are and what they are called.

The same full name is the same person, and so is one that may be (Bill for William, no middle name,
no Jr.) of only one person on file. An alias or a bare surname makes nobody the same: it is only
remembered as what that person is called, and resolved when somebody asks (people.py). A name that
the operator's alias list gives to a person is that person wherever it stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.model import Analysis, Person
from bot.names import first_names, may_be_one
from bot.store import codes
from bot.store.database import Writer
from bot.store.names import Name, key_of, name_words, names_of, surname_of

_NAME = """
INSERT INTO person_names (person, kind, name, key, articles, first_seen, last_seen)
VALUES ($1, $2, $3, $4, 1, $5, $5)
ON CONFLICT (person, kind, name) DO UPDATE SET
    articles = person_names.articles + 1,
    first_seen = CASE
        WHEN person_names.first_seen IS NULL OR excluded.first_seen < person_names.first_seen
        THEN excluded.first_seen ELSE person_names.first_seen END,
    last_seen = CASE
        WHEN person_names.last_seen IS NULL OR excluded.last_seen > person_names.last_seen
        THEN excluded.last_seen ELSE person_names.last_seen END
"""
_LISTED = """
INSERT INTO person_names (person, kind, name, key, articles)
VALUES ($1, $2, $3, $4, 1) ON CONFLICT (person, kind, name) DO NOTHING
"""
_NAMESAKES = """
WITH wanted (surname, first) AS ($keys)
SELECT DISTINCT k.surname, m.person, m.key FROM wanted k
JOIN person_names n ON n.key = k.surname AND n.kind IN ('surname', 'alias')
JOIN person_names m ON m.person = n.person AND m.kind IN ('name', 'operator')
WHERE EXISTS (SELECT 1 FROM name_words w WHERE w.person = n.person AND w.word = k.first)
"""
_UNNAME = """
UPDATE person_names SET articles = articles - 1 WHERE person = $1 AND kind = $2 AND name = $3
"""
_LINK = """
INSERT INTO article_people (article, person, quotes, names) VALUES ($1, $2, $3, $4)
"""
_WORD = """
INSERT INTO name_words (word, person) VALUES ($1, $2) ON CONFLICT (word, person) DO NOTHING
"""
_QUOTED = "UPDATE people SET quoted = quoted + $2 WHERE id = $1"


async def enrol(
    writer: Writer, n: int, analysis: Analysis, seen: int | None
) -> Mapping[str | None, int]:
    """File the people of an article seen at a time; the id of each by the name it gives them."""
    people = _people_in(analysis)
    ids = await identify(writer, [person.name for person in people])
    called: dict[int, dict[tuple[str, str], Name]] = {}
    for person in people:
        names = called.setdefault(ids[person.name], {})
        names.update({(name.kind, name.name): name for name in names_of(person)})
    named = [(person, name) for person, names in called.items() for name in names.values()]
    await writer.execute_many(
        _NAME, [(person, name.kind, name.name, name.key, seen) for person, name in named]
    )
    await _file_words(
        writer, [(person, name.key) for person, name in named if name.kind != "title"]
    )
    said = Counter(ids[quote.speaker] for quote in analysis.quotes if quote.speaker in ids)
    await writer.execute_many(
        _LINK, [(n, person, said[person], codes.dump([*names])) for person, names in called.items()]
    )
    await writer.execute_many(_QUOTED, [*said.items()])
    return ids


def _people_in(analysis: Analysis) -> list[Person]:
    """The people an article names, and speakers who are not among them."""
    people = {person.name: person for person in analysis.people if key_of(person.name)}
    for quote in analysis.quotes:
        if quote.speaker and quote.speaker not in people and key_of(quote.speaker):
            people[quote.speaker] = Person(quote.speaker)
    return list(people.values())


async def identify(writer: Writer, names: Iterable[str]) -> dict[str | None, int]:
    """The id of each name's person; who is not on file is put there.

    A name on the operator's list is the listed person, unless the list gives it to several.
    """
    keys = {name: key_of(name) for name in names}
    listed = await writer.fetch_in(
        "SELECT key, min(person) AS id FROM person_names WHERE kind = 'operator' "
        "AND key IN ($keys) GROUP BY key HAVING count(DISTINCT person) = 1",
        keys.values(),
    )
    ids = {row["key"]: row["id"] for row in listed}
    rows = await writer.fetch_in("SELECT key, id FROM people WHERE key IN ($keys)", keys.values())
    ids = {row["key"]: row["id"] for row in rows} | ids
    ids |= await _akin(writer, {key for key in keys.values() if key not in ids}, {*ids.values()})
    new = {key: (key, name) for name, key in reversed(keys.items()) if key not in ids}
    await writer.execute_many(
        "INSERT INTO people (key, name, quoted) VALUES ($1, $2, 0) ON CONFLICT (key) DO NOTHING",
        [*new.values()],
    )
    rows = await writer.fetch_in("SELECT key, id FROM people WHERE key IN ($keys)", new)
    ids.update({row["key"]: row["id"] for row in rows})
    return {name: ids[key] for name, key in keys.items()}


async def _akin(writer: Writer, keys: Iterable[str], taken: Iterable[int]) -> dict[str, int]:
    """The only person on file whom each full name may mean; not one `taken` by another name."""
    surnames = {key: surname for key in keys if (surname := surname_of(key))}
    wanted = [(s, first) for key, s in surnames.items() for first in first_names(key.split())]
    namesakes: dict[str, dict[int, list[list[str]]]] = {}
    for row in await writer.fetch_in(_NAMESAKES, wanted):
        called = namesakes.setdefault(row["surname"], {})
        called.setdefault(row["person"], []).append(row["key"].split())
    found: dict[str, int] = {}
    for key, surname in surnames.items():
        people = namesakes.get(surname, {}).items()
        akin = [p for p, names in people if all(may_be_one(key.split(), name) for name in names)]
        if len(akin) == 1:
            found[key] = akin[0]
    times = Counter([*found.values(), *taken])
    return {key: person for key, person in found.items() if times[person] == 1}


async def strike(writer: Writer, n: int) -> None:
    """Take back what an article added to its people."""
    rows = await writer.fetch("SELECT * FROM article_people WHERE article = $1", n)
    names = [(row["person"], kind, name) for row in rows for kind, name in json.loads(row["names"])]
    await writer.execute_many(_UNNAME, names)
    people = [(row["person"],) for row in rows]
    await writer.execute_many("DELETE FROM person_names WHERE person = $1 AND articles < 1", people)
    await writer.execute_many(_QUOTED, [(row["person"], -row["quotes"]) for row in rows])
    await writer.execute("DELETE FROM article_people WHERE article = $1", n)
    await writer.execute_many("DELETE FROM name_words WHERE person = $1", people)
    left = await writer.fetch_in(
        "SELECT person, key FROM person_names WHERE kind <> 'title' AND person IN ($keys)",
        [row["person"] for row in rows],
    )
    await _file_words(writer, [(row["person"], row["key"]) for row in left])


async def list_aliases(writer: Writer, name: str, aliases: Sequence[str]) -> None:
    """File the operator's aliases of a person; people on file under an alias become that person."""
    (person,) = (await identify(writer, [name])).values()
    names = [
        called if called.kind == "surname" else replace(called, kind="operator")
        for called in names_of(Person(name, tuple(aliases)))
    ]
    await writer.execute_many(
        _LISTED, [(person, called.kind, called.name, called.key) for called in names]
    )
    await _file_words(writer, [(person, called.key) for called in names])
    keys = [called.key for called in names if called.kind == "operator"]
    twins = await writer.fetch_in(
        "SELECT id FROM people WHERE id <> $1 AND key IN ($keys)", keys, person
    )
    for row in twins:
        await _merge(writer, row["id"], person)


async def _merge(writer: Writer, twin: int, person: int) -> None:
    """Make two people one."""
    for sql in (
        "UPDATE quotes SET person = $2 WHERE person = $1",
        "UPDATE people SET quoted = quoted + (SELECT quoted FROM people WHERE id = $1) "
        "WHERE id = $2",
        "UPDATE article_people SET person = $2 WHERE person = $1 AND article NOT IN "
        "(SELECT article FROM article_people WHERE person = $2)",
        "UPDATE person_names SET person = $2 WHERE person = $1 AND NOT EXISTS (SELECT 1 FROM "
        "person_names p WHERE p.person = $2 AND p.kind = person_names.kind "
        "AND p.name = person_names.name)",
    ):
        await writer.execute(sql, twin, person)
    rows = await writer.fetch("SELECT word FROM name_words WHERE person = $1", twin)
    await _file_words(writer, [(person, row["word"]) for row in rows])
    for sql in (
        "DELETE FROM name_words WHERE person = $1",
        "DELETE FROM article_people WHERE person = $1",
        "DELETE FROM person_names WHERE person = $1",
        "DELETE FROM people WHERE id = $1",
    ):
        await writer.execute(sql, twin)


async def _file_words(writer: Writer, keys: Iterable[tuple[int, str]]) -> None:
    rows = {(word, person) for person, key in keys for word in name_words(key)}
    await writer.execute_many(_WORD, sorted(rows))
