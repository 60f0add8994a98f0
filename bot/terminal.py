"""Answers on a terminal: rich where people read, one JSON object or array where programs do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.segment import Segment
from rich.table import Column, Table
from rich.text import Text

from bot.articles.urls import masked
from bot.model import Article, Briefing, BriefStory, Counts, FiledEvent, FiledQuote, Hit, Story
from bot.when import date_in_words
from bot.workers import Refusal

if TYPE_CHECKING:
    from bot.intake import IngestReport
    from bot.pipeline import PollReport, Progress

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that do something to a terminal; those of an article must not reach it."""


class _Screen(Console):
    """A console that shows what is printed and never obeys it."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of `renderable`, without control characters of its own."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(_CONTROLS.sub("", text), style)


DATE_WIDTH = 22
"""Columns that a date may take; a longer one is broken."""

out = _Screen(highlight=False)
err = _Screen(stderr=True, highlight=False)


def complain(*lines: str) -> None:
    """Say on standard error what is wrong."""
    for line in lines:
        err.print(Text(masked(line), "red"), soft_wrap=True)


def data(answer: object) -> None:
    """Print an answer as JSON."""
    line(json.dumps(answer, ensure_ascii=False, indent=1))


def line(text: str) -> None:
    """Print JSON as it is; a terminal gets the control characters in it as escapes."""
    out.file.write((_CONTROLS.sub(_escaped, text) if out.is_terminal else text) + "\n")


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
            say(f"{report.feed.url}: {found.new} new, {found.updated} updated")
    say(f"{len(reports)} feeds were due")


def say(*lines: str) -> None:
    """Print plain words."""
    for line in lines:
        out.print(Text(masked(line)), soft_wrap=True)


def quotes(answer: Sequence[FiledQuote]) -> None:
    """Print what somebody said: the words, then who, when and where."""
    for filed in answer:
        words = Text(_quoted(filed.words), "bold")
        out.print(Group(words, _source(filed.article, who=_speaker(filed))), "")
    _count(len(answer), "quote")


def timeline(answer: Sequence[FiledEvent]) -> None:
    """Print dated events in order, a date that several tell once."""
    table = Table.grid(Column(max_width=DATE_WIDTH), Column(), padding=(0, 2))
    above = ""
    for filed in answer:
        when = _date(filed)
        origins = _origins(filed.sources or (filed.article,))
        reported = "" if filed.event.stated else "dated by its article · "
        told = Text.assemble(filed.sentence, "\n", (reported, "dim"), origins)
        table.add_row(Text("" if when == above else when, "bold cyan"), told)
        above = when
    out.print(table)
    _count(len(answer), "event")


def hits(answer: Sequence[Hit]) -> None:
    """Print articles that match, each with its passage."""
    for hit in answer:
        passage = Text(hit.passage.of(hit.article.text))
        out.print(Group(Text(hit.article.title, "bold"), passage, _source(hit.article)), "")
    _count(len(answer), "article")


def briefing(answer: Briefing) -> None:
    """Print a briefing as a channel would see it."""
    if answer.empty:
        out.print("Nothing new.", "")
    _section(
        "Top stories",
        [_story(story) for story in answer.stories],
    )
    _section("What was said", [_said(filed) for filed in answer.quotes])
    _section("Coming", [_coming(filed) for filed in answer.coming])


def stories(answer: Sequence[Story]) -> None:
    """Print stories, each with its articles."""
    for story in answer:
        titles = [
            Text.assemble("  ", article.title, "  ", _source(article)) for article in story.articles
        ]
        out.print(Text(f"Story {story.id}", "bold"), *titles, sep="\n")
    _count(len(answer), "story", "stories")


def counts(answer: Counts) -> None:
    """Print the size of the article base."""
    table = Table.grid(padding=(0, 2))
    for name in answer.__slots__:
        table.add_row(Text(name.replace("_", " "), "dim"), str(getattr(answer, name)))
    out.print(table)


def reading(answer: dict[str, Any]) -> None:
    """Print what was read out of one article."""
    lines: list[RenderableType] = [Text(span["text"]) for span in answer["summary"]]
    for quote in answer["quotes"]:
        who = quote["speaker"] or "unattributed"
        words = _quoted(answer["text"][start:end] for start, end in quote["segments"])
        lines.append(Text.assemble((words, "bold"), (f"  {who}", "cyan")))
    lines += [
        Text.assemble((event["date"]["value"], "bold cyan"), "  ", event["text"])
        for event in answer["events"]
    ]
    out.print(Panel(Group(*lines), title=Text(answer["title"] or str(answer["id"]))))


def _section(heading: str, parts: Iterable[RenderableType]) -> None:
    parts = list(parts)
    if parts:
        out.print(Text(heading, "bold underline"), *parts, "", sep="\n")


def _story(told: BriefStory) -> RenderableType:
    return Group(Text(told.lead.title, "bold"), Text(told.words), _origins(told.story.articles))


def _said(filed: FiledQuote) -> RenderableType:
    return Text.assemble(_quoted(filed.words), " ", (_speaker(filed), "cyan"))


def _quoted(words: Iterable[str]) -> str:
    """The parts of a quote, each in marks: what stood between them is left out, and seen to be."""
    return " … ".join(f"“{part}”" for part in words)


def _coming(filed: FiledEvent) -> RenderableType:
    return Text.assemble((_date(filed), "bold cyan"), "  ", filed.sentence)


def _date(filed: FiledEvent) -> str:
    return date_in_words(filed.event.date, filed.article)


def _speaker(filed: FiledQuote) -> str:
    title = filed.quote.title.of(filed.article.text) + " " if filed.quote.title else ""
    return title + filed.quote.speaker if filed.quote.speaker else "unattributed"


def _source(article: Article, who: str = "") -> Text:
    parts = [who, article.outlet, day(article.published), article.url or article.id]
    return Text(" · ".join(filter(None, parts)), "dim")


def _origins(articles: Sequence[Article]) -> Text:
    names = dict.fromkeys(article.outlet or article.id for article in articles)
    return Text(", ".join(names), "dim")


def _count(number: int, one: str, many: str | None = None) -> None:
    out.print(Text(f"{number} {one if number == 1 else many or one + 's'}", "dim"))


def day(moment: datetime | None) -> str:
    """A day for people: `7 February 2025`, or that it is not known."""
    return f"{moment.day} {moment:%B %Y}" if moment else "date unknown"
