"""The `attache` command: each sub-command asks one question and prints the answer.

What a sub-command works with is loaded by it alone, so that help comes at once, and a reading of
one file waits for neither the article base nor the network.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot import outlets, records, speakers, terminal
from bot.arguments import Data, Day, Json, Limit, Since, Topic, Until, days, joined, moments, noon
from bot.errors import AttacheError, QuestionError, SettingsError
from bot.model import FiledEvent, FiledQuote, Hit, Story, Window
from bot.workers import Workers, collect_seldom

if TYPE_CHECKING:
    from bot.store.store import Store
    from config.settings import Settings

T = TypeVar("T")

cli = typer.Typer(
    help="Attaché: who said what, when it happened, and a briefing that never invents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the help would take longer than all the rest of it
)


def main() -> None:
    """The entry point: a mistake is told in plain words, a bug with its traceback."""
    collect_seldom()
    try:
        cli()
    except SettingsError as error:
        terminal.complain("Not started; mend these settings first:", str(error))
        sys.exit(2)
    except AttacheError as error:
        terminal.complain(str(error))
        sys.exit(1)


# --- the bot --------------------------------------------------------------------------------


@cli.command()
def run(data: Data = None) -> None:
    """Run the bot; without a token, the preview."""
    from bot.app import start

    start(_settings(data))


@cli.command()
def health(data: Data = None) -> None:
    """Ask a running bot whether it is well."""
    from bot.health import ask

    settings = _settings(data)
    if not settings.health_port:
        raise SettingsError("ATTACHE_HEALTH_PORT: 0 turns health off; name a port")
    vitals = asyncio.run(ask(settings.health_host, settings.health_port))
    for vital in vitals:
        (terminal.say if vital.well else terminal.complain)(f"{vital.name}: {vital.words}")
    raise typer.Exit(0 if all(vital.well for vital in vitals) else 1)


@cli.command()
def migrate(data: Data = None) -> None:
    """Bring the article base up to date."""
    from bot import base

    terminal.say(base.migrate(_settings(data)))


@cli.command()
def check(data: Data = None, as_json: Json = False) -> None:
    """What is on file, and whether it still matches its articles."""
    counts = _ask(data, lambda store: store.counts())
    terminal.data(records.counts_record(counts)) if as_json else terminal.counts(counts)
    raise typer.Exit(1 if counts.dropped_spans else 0)


# --- articles in ----------------------------------------------------------------------------


@cli.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders or addresses.")],
    published: Annotated[
        date | None, Day(help="The day of articles that do not say theirs.")
    ] = None,
    data: Data = None,
) -> None:
    """File articles: .txt, .md, .html, .jsonl, folders and addresses."""
    from bot import desk

    with terminal.progress() as progress:
        report = asyncio.run(
            desk.ingest(_settings(data), sources, published=noon(published), progress=progress)
        )
    terminal.ingested(report)
    raise typer.Exit(1 if report.refused else 0)


@cli.command()
def poll(data: Data = None) -> None:
    """Poll the feeds that are due, once."""
    from bot import desk

    terminal.polled(asyncio.run(desk.poll(_settings(data))))


@cli.command()
def analyse(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders; - reads JSON lines from standard input.")
    ],
    sentences: Annotated[int, typer.Option(min=0, max=50, help="Length of the summary.")] = 2,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Read articles and print what was read; nothing is filed."""
    from bot.reading import readings

    del data  # taken, as everywhere, but nothing is filed
    read = 0
    with closing(Workers()) as workers:
        for line in readings(paths, workers, length=sentences, refused=terminal.refused):
            terminal.line(line) if as_json else terminal.reading(json.loads(line))
            read += 1
    if not read:
        terminal.complain(terminal.UNREAD)
    raise typer.Exit(0 if read else 1)


# --- questions ------------------------------------------------------------------------------


@cli.command()
def quote(
    name: Annotated[list[str], typer.Argument(help="A name, or a part of it nobody else has.")],
    about: Annotated[str | None, typer.Option(help="Only what was said about this.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """What somebody said, word for word, newest first."""
    question = speakers.SpeakerQuestion(joined(name), about, *moments(since, until))

    async def said(store: Store) -> list[FiledQuote]:
        _, quotes = await speakers.quotes(store, question, limit=limit)
        return quotes

    _answer(data, said, as_json, records.filed_quote_record, terminal.quotes)


@cli.command()
def timeline(
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    dates: Annotated[int | None, typer.Option(min=1, help="Only the weightiest dates.")] = None,
    sentences: Annotated[
        int, typer.Option(min=1, help="How many to tell of each date at most.")
    ] = 1,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """What happened, and will, in the order of its dates."""
    from bot import questions

    first, after = days(since, until)
    about = joined(topic) or None

    def events(store: Store) -> Awaitable[list[FiledEvent]]:
        return questions.timeline(
            store, topic=about, since=first, until=after, dates=dates, sentences=sentences
        )

    table = partial(terminal.timeline, topic=about)
    _answer(data, events, as_json, records.filed_event_record, table)


@cli.command()
def search(
    query: Annotated[
        list[str], typer.Argument(help="Words, names, days, a “phrase”, in any script.")
    ],
    source: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 10,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Articles that match, best first, with the passage that does."""
    first, after = moments(since, until)
    asked = joined(query)

    async def found(store: Store) -> list[Hit]:
        outlet = await outlets.find(store, source) if source else None
        return await store.search(asked, outlet=outlet, since=first, until=after, limit=limit)

    _answer(data, found, as_json, records.hit_record, partial(terminal.hits, query=asked))


@cli.command()
def brief(
    topic: Topic = None,
    hours: Annotated[
        int | None,
        typer.Option(min=1, max=1_000_000, help="Filed in so many hours; else the latest on file."),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """A briefing now."""
    from bot import base, questions

    now = base.clock()
    window = Window(since=now - timedelta(hours=hours) if hours else None, until=now)
    about = joined(topic) or None
    briefing = _ask(data, lambda store: questions.brief(store, window=window, now=now, topic=about))
    terminal.data(records.briefing_record(briefing)) if as_json else terminal.briefing(briefing)


@cli.command()
def stories(
    since: Since = None,
    until: Until = None,
    limit: Limit = 100_000,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Articles grouped by what happened."""
    first, after = moments(since, until)

    def told(store: Store) -> Awaitable[list[Story]]:
        return store.stories(since=first, until=after, limit=limit)

    _answer(data, told, as_json, records.story_record, terminal.stories)


# --- what they share ------------------------------------------------------------------------


def _settings(data: Path | None) -> Settings:
    from config.settings import load

    return load() if data is None else load(data_dir=data, database_url=None)


def _ask(data: Path | None, question: Callable[[Store], Awaitable[T]]) -> T:
    """Open the article base, ask, close it."""
    from bot import base

    settings = _settings(data)

    async def answer() -> T:
        async with base.open_base(settings) as store:
            if not await store.articles(limit=1):
                terminal.empty(base.path_of(settings.database))
            return await question(store)

    return asyncio.run(answer())


def _answer(
    data: Path | None,
    question: Callable[[Store], Awaitable[Sequence[T]]],
    as_json: bool,
    record: Callable[[T], records.Record],
    table: Callable[[Sequence[T]], None],
) -> None:
    """Ask and print; where a mistake is all that can be told, a program gets an empty list."""
    try:
        answers = _ask(data, question)
    except QuestionError:
        if as_json:
            terminal.data([])
        raise
    if as_json:
        terminal.data([record(answer) for answer in answers])
    else:
        table(answers)
