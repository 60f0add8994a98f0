"""Which outlet is meant: a name that fits none, or several, is answered with names."""

from __future__ import annotations

from bot.errors import QuestionError
from bot.store.store import Store

SUGGESTED = 5


async def find(store: Store, name: str, *, audience: int | None = None) -> str:
    """The outlet called `name`, or the only one that begins so; QuestionError names some."""
    begun = await store.outlets(name, audience=audience, limit=SUGGESTED + 1)
    same = [outlet for outlet in begun if outlet.casefold() == name.casefold()]
    if same or len(begun) == 1:
        return (same or begun)[0]
    some = begun or await store.outlets("", audience=audience, limit=SUGGESTED + 1)
    shown = ", ".join([*some[:SUGGESTED], *(["…"] if len(some) > SUGGESTED else [])])
    if begun:
        raise QuestionError(f"Several outlets begin with “{name}”: {shown}. Which one?")
    raise QuestionError(f"No outlet “{name}” is on file. There are {shown or 'none yet'}.")
