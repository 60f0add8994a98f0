"""Answers on a terminal: rich where people read, one JSON object or array where programs do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from bot.articles.urls import masked
from bot.model import (
    Article,
    Briefing,
    BriefStory,
    Counts,
    EventDate,
    FiledEvent,
    FiledQuote,
    Hit,
    Precision,
    Span,
    Story,
    Window,
)
from bot.screen import CONTROLS, Screen
from bot.when import date_in_words
from bot.wording import advice, in_marks, nowhere
from bot.workers import Refusal

if TYPE_CHECKING:
    from bot.intake import IngestReport
    from bot.pipeline import PollReport, Progress

UNREAD = "Nothing was read. Files may be .txt, .md, .html or .jsonl."
DATE_WIDTH = 22
"""Columns that a date may take; a longer one is broken."""

out = Screen(highlight=False)
err = Screen(stderr=True, highlight=False)


def complain(*lines: str) -> None:
    """Say on standard error what is wrong."""
    for line in lines:
        err.print(Text(masked(line), "red"), soft_wrap=True)


def empty(base: Path) -> None:
    """Say that there is nothing to ask about."""
    complain(f"{base} holds no article yet; attache ingest files some.")


def data(answer: object) -> None:
    """Print an answer as JSON."""
    line(json.dumps(answer, ensure_ascii=False, indent=1))


def line(text: str) -> None:
    """Print JSON as it is; a terminal gets the control characters in it as escapes."""
    out.file.write((CONTROLS.sub(_escaped, text) if out.is_terminal else text) + "\n")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def refused(refusal: Refusal) -> None:
    """Say why something was not taken in."""
    complain(f"{refusal.subject}: {refusal.reason}")


@contextmanager
def progress() -> Generator[Callable[[str], Progress]]:
    """A bar a source on a terminal, nothing elsewhere."""
    from rich.progress import Progress as Bars

    with Bars(transient=True, console=err, disable=not err.is_terminal) as bars:

        def watch(source: str) -> Progress:
            bar = bars.add_task(escape(masked(source)), total=None)
            return lambda done, total: bars.update(bar, completed=done, total=total or None)

        yield watch


def ingested(report: IngestReport) -> None:
    """Say what became of what was read, the refused one by one."""
    for refusal in report.refused:
        refused(refusal)
    if not (report.new or report.updated or report.unchanged or report.refused):
        complain(UNREAD)
    say(
        f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{len(report.refused)} refused; {report.removed_lines} lines that are no article removed"
    )


def polled(reports: Sequence[PollReport]) -> None:
    """Say what every feed that was due brought."""
    for report in reports:
        if report.error:
            complain(f"{report.feed.url}: {report.error}")
        else:
            found = report.articles
            told = f"{found.new} new, {found.updated} updated"
            if found.refused:
                told += f", {len(found.refused)} not read: {found.refused[0].reason}"
            say(f"{report.feed.url}: {told}")
    say(f"{len(reports)} feeds were due")


def say(*lines: str) -> None:
    """Print plain words."""
    for line in lines:
        out.print(Text(masked(line)), soft_wrap=True)


def quotes(answer: Sequence[FiledQuote]) -> None:
    """Print what somebody said: the words, then who, when and where."""
    for filed in answer:
        words = Text(in_marks(filed.words), "bold")
        _entry(words, *_source(filed.article, who=_speaker(filed)))
    _count(len(answer), "quote")


def timeline(answer: Sequence[FiledEvent], *, topic: str | None = None) -> None:
    """Print dated events in order, a date that several tell once."""
    for table in _dated((_date(filed), _told(filed)) for filed in answer):
        out.print(table)
    _count(len(answer), "event", none=f"Nothing dated is on file there. {advice(topic)}")


def hits(answer: Sequence[Hit], *, query: str = "") -> None:
    """Print articles that match, each with its passage; what they do not hold of the query."""
    for hit in answer:
        passage = Text(hit.passage.of(hit.article.text))
        _entry(Text(_title(hit.article), "bold"), passage, *_source(hit.article))
    _count(len(answer), "article", none=f"Nothing on file matches. {advice(query)}")
    if unheld := nowhere(query, [hit.article for hit in answer]):
        say(f"{unheld[0].upper()}{unheld[1:]}.")


def briefing(answer: Briefing) -> None:
    """Print a briefing as a channel would see it."""
    if told := _window(answer.window):
        out.print(Text(told, "dim"), "", sep="\n")
    if answer.empty:
        about = f" about “{answer.topic}”" if answer.topic else ""
        say(f"Nothing new{about}.", "")
    _section("Top stories", _spaced(_story(story) for story in answer.stories))
    _section("What was said", _spaced(_said(filed) for filed in answer.quotes))
    _section("Coming", _dated((_date(filed), _told(filed)) for filed in answer.coming))


def stories(answer: Sequence[Story]) -> None:
    """Print stories, each with its articles."""
    for story in answer:
        told = [line for article in story.articles for line in _listed(article)]
        _entry(Text(f"Story {story.id}", "bold"), *told)
    _count(len(answer), "story", "stories")


def counts(answer: Counts) -> None:
    """Print the size of the article base."""
    table = Table.grid(padding=(0, 2))
    for name in answer.__slots__:
        value = getattr(answer, name)
        shown = f"{day(value)}, {value:%H:%M} UTC" if isinstance(value, datetime) else str(value)
        table.add_row(Text(name.replace("_", " "), "dim"), "none" if value is None else shown)
    out.print(table)


def reading(answer: dict[str, Any]) -> None:
    """Print what was read out of one article: a record of `records.analysis_record`."""
    article = Article(answer["id"], answer["text"])
    out.print(Text(answer["title"] or answer["id"], "bold"))
    out.print(*(Text(span["text"]) for span in answer["summary"]), "", sep="\n")
    _section("What was said", _spaced(_heard(quote, article) for quote in answer["quotes"]))
    dates = ((_read_date(event["date"], article), event["text"]) for event in answer["events"])
    _section("Dates", _dated((when, Text(told)) for when, told in dates))
    names = ", ".join(person["name"] for person in answer["people"])
    _section("People", [Text(names)] if names else [])


def _entry(*lines: RenderableType) -> None:
    """Print one of several answers; an address is never broken."""
    out.print(Group(*lines, ""), crop=False)


def _section(heading: str, parts: Iterable[RenderableType]) -> None:
    parts = list(parts)
    if parts:
        out.print(Group(Text(heading, "bold underline"), *parts, ""))


def _spaced(parts: Iterable[RenderableType]) -> list[RenderableType]:
    """A blank line between two."""
    return [line for part in parts for line in ("", part)][1:]


def _dated(rows: Iterable[tuple[str, RenderableType]]) -> list[Table]:
    """A table of what is told of each date, if anything is; what several tell is dated once."""
    table = Table.grid(Column(max_width=DATE_WIDTH), Column(overflow="fold"), padding=(0, 2))
    above = ""
    for when, told in rows:
        table.add_row(Text("" if when == above else when, "bold cyan"), told)
        above = when
    return [table] if table.row_count else []


def _told(filed: FiledEvent) -> Text:
    reported = "" if filed.event.stated else "dated by its article · "
    origins = _origins(filed.sources or (filed.article,))
    return Text.assemble(filed.sentence, "\n", (reported, "dim"), origins)


def _story(told: BriefStory) -> RenderableType:
    return Group(Text(_title(told.lead), "bold"), Text(told.words), _origins(told.story.articles))


def _said(filed: FiledQuote) -> RenderableType:
    article = filed.article
    source = (article.outlet or article.id, day(article.published))
    return _voiced(in_marks(filed.words), _speaker(filed), *source)


def _heard(quote: dict[str, Any], article: Article) -> RenderableType:
    words = in_marks(article.text[start:end] for start, end in quote["segments"])
    return _voiced(words, quote["speaker"] or "unattributed")


def _title(article: Article) -> str:
    return article.title or "Untitled"


def _voiced(words: str, who: str, *source: str) -> Text:
    where = "".join(f" · {part}" for part in source)
    return Text.assemble(words, "\n— ", (who, "cyan"), (where, "dim"))


def _date(filed: FiledEvent) -> str:
    return date_in_words(filed.event.date, filed.article)


def _read_date(record: dict[str, Any], article: Article) -> str:
    from bot.analysis.dates.values import bounds  # loaded by what read the article

    first, last = bounds(record["value"])
    span, precision = Span(record["start"], record["end"]), Precision(record["precision"])
    return date_in_words(EventDate(span, record["value"], precision, first, last), article)


def _speaker(filed: FiledQuote) -> str:
    title = filed.quote.title.of(filed.article.text) + " " if filed.quote.title else ""
    return title + filed.quote.speaker if filed.quote.speaker else "unattributed"


def _source(article: Article, who: str = "", indent: str = "") -> tuple[Text, Text]:
    """Who, where and when; and on a line of its own where it is to be found."""
    parts = filter(None, (who, article.outlet, day(article.published)))
    address = Text(indent + (article.url or article.id), "dim", no_wrap=True, overflow="ignore")
    return Text(" · ".join(parts), "dim"), address


def _listed(article: Article) -> tuple[RenderableType, Text]:
    source, address = _source(article, indent="  ")
    return Padding(Group(Text(_title(article)), source), (0, 0, 0, 2)), address


def _origins(articles: Sequence[Article]) -> Text:
    names = dict.fromkeys(article.outlet or article.id for article in articles)
    return Text(", ".join(names), "dim")


def _count(number: int, one: str, many: str | None = None, none: str = "") -> None:
    counted = f"{number} {one if number == 1 else many or one + 's'}"
    out.print(Text(counted if number or not none else none.rstrip(), "dim"))


def _window(window: Window) -> str:
    ends = [f"{day(end)}, {end:%H:%M}" for end in (window.since, window.until) if end]
    return f"{' to '.join(ends)} UTC" if len(ends) > 1 else ""


def day(moment: datetime | None) -> str:
    """A day for people: `7 February 2025`, or that it is not known."""
    return f"{moment.day} {moment:%B %Y}" if moment else "date unknown"
