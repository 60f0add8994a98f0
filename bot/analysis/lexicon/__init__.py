"""Word lists, as data: one TOML file a subject, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of `name`.toml."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, *tables: str) -> frozenset[str]:
    """All words of the named lists of `name`.toml; of every list when none is named."""
    lists = load(name)
    return frozenset(word for table in tables or lists for word in lists[table])
