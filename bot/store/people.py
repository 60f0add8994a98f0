"""People on file, found by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model import Person
from bot.store import codes, roster
from bot.store.database import Database, Reader
from bot.store.names import LAST, begins_a_name, key_of, surname_of

_CALLED = """
SELECT DISTINCT p.id, p.key, n.kind FROM person_names n JOIN people p ON p.id = n.person
WHERE n.key = $1 AND n.kind IN ('name', 'alias', 'surname', 'operator')
AND EXISTS (
    SELECT 1 FROM article_people l JOIN audiences u ON u.article = l.article
    WHERE l.person = p.id AND u.guild_id IN (0, $2)
)
"""
_QUOTED = "SELECT id, quoted FROM people WHERE id IN ($keys) AND key <> $1"
FOREMOST = 4
"""So many times as often as everybody else of a surname is the one quoted who is meant by it."""

_NAMED = """
SELECT DISTINCT n.key, n.person FROM person_names n
WHERE n.key IN ($keys) AND n.kind IN ('name', 'alias', 'surname', 'operator')
AND EXISTS (
    SELECT 1 FROM article_people l JOIN audiences u ON u.article = l.article
    WHERE l.person = n.person AND u.guild_id IN (0, $1)
)
"""
_BEGUN = """
SELECT DISTINCT n.person FROM name_words n
WHERE n.word >= $1 AND n.word < $2
AND EXISTS (
    SELECT 1 FROM article_people l JOIN audiences u ON u.article = l.article
    WHERE l.person = n.person AND u.guild_id IN (0, $3)
)
LIMIT 2
"""
_NAMES = """
SELECT n.person, n.kind, n.name, p.name AS fullest FROM person_names n
JOIN people p ON p.id = n.person
WHERE n.kind IN ('name', 'alias', 'operator', 'title') AND n.person IN ($keys)
ORDER BY n.person, n.kind = 'operator' DESC, n.last_seen IS NULL, n.last_seen DESC,
    n.articles DESC, n.name
"""


class People:
    """The part of the store that knows who is meant."""

    _db: Database

    async def person(self, name: str, *, audience: int | None = None) -> Person | None:
        """The one person called so: full name, alias or an unambiguous surname."""
        async with self._db.read() as reader:
            person = await resolve(reader, name, codes.audience_key(audience))
            if person is None:
                return None
            return (await people_by_id(reader, [person]))[person]

    async def foremost(self, name: str, *, audience: int | None = None) -> Person | None:
        """Of several called so, the one quoted `FOREMOST` times as often as all the others."""
        key = key_of(name)
        async with self._db.read() as reader:
            rows = await reader.fetch(_CALLED, key, codes.audience_key(audience))
            rows = await reader.fetch_in(_QUOTED, {row["id"] for row in rows}, key)
            quoted = {row["id"]: row["quoted"] for row in rows if row["quoted"]}
            first = max(quoted, key=quoted.__getitem__, default=None)
            if first is None or quoted[first] * (FOREMOST + 1) < FOREMOST * sum(quoted.values()):
                return None
            return (await people_by_id(reader, [first]))[first]

    async def add_aliases(self, name: str, aliases: Sequence[str]) -> None:
        """File the operator's own aliases of a person (石破茂 of Shigeru Ishiba)."""
        async with self._db.write() as writer:
            await roster.list_aliases(writer, name, aliases)


async def resolve(reader: Reader, name: str, audience: int) -> int | None:
    """The id of the one person called so, as this audience knows people.

    1. The operator's list decides; 2. then a full name of several words; 3. then an alias or
    surname that only one person has, a person known by that word alone not counted; 4. then that
    person; 5. then the beginning of a name without spaces (石破 of 石破茂). Several: nobody.
    """
    key = key_of(name)
    rows = await reader.fetch(_CALLED, key, audience)
    named = {row["id"] for row in rows if row["key"] == key}
    for people in (
        {row["id"] for row in rows if row["kind"] == "operator"},
        named if " " in key else set[int](),
        {row["id"] for row in rows} - named,
        named,
        await _begun(reader, key, audience),
    ):
        if people:
            return people.pop() if len(people) == 1 else None
    return None


async def _begun(reader: Reader, key: str, audience: int) -> set[int]:
    """The people whose name without spaces begins so."""
    if not begins_a_name(key):
        return set()
    rows = await reader.fetch(_BEGUN, key, key + LAST, audience)
    return {row["person"] for row in rows}


async def called(reader: Reader, name: str, audience: int) -> list[int]:
    """The ids whose words are meant by a name: that person, and whoever is known by no more than
    it, or than a surname that nobody else has."""
    person = await resolve(reader, name, audience)
    if person is None:
        return []
    own = await reader.fetch_one("SELECT key FROM people WHERE id = $1", person)
    word = key_of(name)
    surname = surname_of(own["key"]) if own else None
    if surname and " " in word and await resolve(reader, surname, audience) == person:
        word = surname
    row = await reader.fetch_one("SELECT id FROM people WHERE key = $1", word)
    return [person] if row is None or row["id"] == person else [person, row["id"]]


async def named_in(reader: Reader, keys: Iterable[str], audience: int) -> list[int]:
    """The people that runs of words name; not a run within a longer one that names somebody."""
    by_key: dict[str, set[int]] = {}
    wanted = list(keys)
    for row in await reader.fetch_in(_NAMED, wanted, audience):
        by_key.setdefault(row["key"], set()).add(row["person"])
    for key in filter(begins_a_name, wanted):
        by_key[key] = by_key.get(key) or await _begun(reader, key, audience)
    found: dict[int, str] = {}
    for key in sorted(by_key, key=len, reverse=True):
        if len(by_key[key]) == 1 and not any(key in longer for longer in found.values()):
            found.setdefault(by_key[key].pop(), key)
    return list(found)


async def people_by_id(reader: Reader, ids: Iterable[int]) -> dict[int, Person]:
    """People with everything they are called: operator's aliases first, then the latest first."""
    names: dict[int, dict[str, list[str]]] = {}
    fullest: dict[int, str] = {}
    wanted = list(ids)
    for row in await reader.fetch_in("SELECT id, name FROM people WHERE id IN ($keys)", wanted):
        fullest[row["id"]] = row["name"]
    for row in await reader.fetch_in(_NAMES, wanted):
        kinds = names.setdefault(row["person"], {"alias": [], "title": []})
        kinds["title" if row["kind"] == "title" else "alias"].append(row["name"])
    return {
        person: Person(
            name=name,
            aliases=tuple(
                alias
                for alias in dict.fromkeys(names.get(person, {}).get("alias", ()))
                if alias != name
            ),
            titles=tuple(names.get(person, {}).get("title", ())),
        )
        for person, name in fullest.items()
    }
