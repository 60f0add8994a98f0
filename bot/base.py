"""What all that is asked or done needs: the clock, and the article base."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import SettingsError
from bot.model import Article, Event, Gist
from bot.operator import read_names
from bot.store.migrate import migrate as bring_up
from bot.store.sqlite import open_store, path_of
from bot.store.store import Store
from config.settings import Settings


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_base(settings: Settings) -> AsyncGenerator[Store]:
    """The article base that `settings` name, with the operator's names of people."""
    async with open_store(settings.database, gister=_gists) as store:
        if settings.people_file is not None:
            await add_names(store, settings.people_file)
        yield store


async def add_names(store: Store, path: Path) -> None:
    """File further names of people from a TOML file."""
    try:
        text = await asyncio.to_thread(path.read_text, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    for alias, name in read_names(text, subject=str(path)).items():
        await store.add_aliases(name, [alias])


def migrate(settings: Settings) -> str:
    """Bring the article base up to date, and say what that took."""
    done = bring_up(path_of(settings.database), gister=_gists)
    steps = ", ".join(done.applied) or "nothing to do"
    return f"{path_of(settings.database)}: version {done.after} ({steps})"


def _gists(article: Article, events: Sequence[Event]) -> tuple[Gist, ...]:
    """What reads events again that an older Attaché filed; loaded only then."""
    from bot.analysis.gists import gists

    return gists(article, events)
