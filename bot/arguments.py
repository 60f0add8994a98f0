"""Arguments that several commands of the terminal take; their days as the store asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import QuestionError


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is no day. Write 2025-02-07.") from error


Day = partial(typer.Option, parser=_calendar_day, metavar="YYYY-MM-DD")
Data = Annotated[Path | None, typer.Option("--data", help="The data folder to use.")]
Json = Annotated[bool, typer.Option("--json", help="Print data instead of tables.")]
Topic = Annotated[list[str] | None, typer.Argument(help="Only what is about this.")]
Since = Annotated[date | None, Day(help="From this day on.")]
Until = Annotated[date | None, Day(help="Before this day.")]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="How many at the most.")]


def joined(words: Sequence[str] | None) -> str:
    """What was written as several arguments: nobody has to put a name or a topic in marks."""
    return " ".join(words or ())


def days(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The days asked for; QuestionError when there are none between them."""
    if since and until and since >= until:
        raise QuestionError(f"--until {until} is not after --since {since}: no day lies between.")
    return since, until


def moments(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """The same as moments in UTC."""
    first, after = (
        datetime.combine(day, time(), UTC) if day else None for day in days(since, until)
    )
    return first, after


def noon(day: date | None) -> datetime | None:
    """A day without a time, as articles keep it: noon in UTC is that day nearly everywhere."""
    return datetime.combine(day, time(12), UTC) if day else None
