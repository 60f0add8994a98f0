"""/status, /feed list and /briefing list: the house in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import Embed

from bot.articles.urls import masked
from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.card import AHEAD, AMBER, INK, card, headline
from bot.embeds.credits import DOT, NAME
from bot.embeds.text import cut, escape, link, one_line, stamp
from bot.model import Counts, Delivery, DeliveryState, Feed, Schedule
from bot.schedule import days_in_words

LISTED = 20


def status_page(
    counts: Counts,
    upcoming: datetime | None,
    *,
    latency: float,
    now: datetime,
    everywhere: bool = False,
) -> Embed:
    """Health: what is on file, then what needs a look; `latency` of the gateway in seconds.

    `everywhere`: counted over all servers, for the operator.
    """
    lines = [
        _counted(counts.articles, "article")
        + (f", the newest {stamp(counts.newest, 'R')}" if counts.newest else ""),
        f"{_counted(counts.quotes, 'quote')} by {_counted(counts.people, 'person', 'people')}",
        f"{_counted(counts.stories, 'story', 'stories')}, {_counted(counts.events, 'dated event')}",
        f"{_counted(counts.feeds, 'feed')}{_health(counts)}",
        _counted(counts.schedules, "briefing")
        + (f", the next here {stamp(upcoming, 'R')}" if upcoming else ""),
    ]
    if counts.dropped_spans:
        lines.append(f"{counts.dropped_spans:,} passages withheld: their article has changed")
    if latency == latency:  # it is NaN until the first heartbeat
        lines.append(f"Discord answers in {latency * 1000:.0f} ms")
    title = "Status of all servers" if everywhere else "Status"
    colour = AMBER if counts.feeds_failing else AHEAD
    return card(title, "\n".join(lines) + f"\n\nAs of {stamp(now, 'T')}", colour=colour)


def _counted(number: int, thing: str, things: str = "") -> str:
    return f"**{number:,}** {thing if number == 1 else things or f'{thing}s'}"


def _health(counts: Counts) -> str:
    if counts.feeds_failing:
        return f", **{counts.feeds_failing:,}** failing: `/feed list`"
    return ", all well" if counts.feeds else ""


def schedules_page(schedules: Sequence[Schedule], last: Mapping[int, Delivery | None]) -> Embed:
    """The briefings of a server; `last` is each one's latest delivery by the schedule's id."""
    blocks = [_schedule_block(one, last.get(one.id)) for one in schedules[:LISTED]]
    more = len(schedules) - len(blocks)
    return card("Briefings", stack(blocks), footer=f"and {more} more" if more else "")


def schedule_in_words(schedule: Schedule) -> str:
    """`07:30 Europe/London, weekdays, about fisheries`."""
    topic = f", about {cut(one_line(schedule.topic), NAME)}" if schedule.topic else ""
    return f"{schedule.at:%H:%M} {schedule.zone}, {days_in_words(schedule.days)}{topic}"


def schedule_page(title: str, schedule: Schedule) -> Embed:
    """One briefing, as it stands after a change."""
    where = f"<#{schedule.channel_id}>{DOT}{escape(schedule_in_words(schedule))}"
    text = "\n".join(filter(None, (where, _state(schedule, None))))
    return card(title, text, footer=f"Briefing schedule {schedule.id}", colour=AHEAD)


def feeds_page(own: Sequence[Feed], operators: Sequence[Feed]) -> Embed:
    """The feeds of a server, then those everybody shares."""
    shown = [*own, *operators][:LISTED]
    blocks = [_feed_block(feed) for feed in shown]
    more = len(own) + len(operators) - len(shown)
    failing = any(feed.failures for feed in shown)
    colour = AMBER if failing else INK
    return card("Feeds", stack(blocks), footer=f"and {more} more" if more else "", colour=colour)


def feed_page(title: str, feed: Feed) -> Embed:
    """One feed, as it stands after a change."""
    return card(title, stack([_feed_block(feed)]), colour=AHEAD)


def feed_in_words(feed: Feed) -> str:
    """What to call a feed: its title, or its address without a password."""
    return one_line(feed.title or masked(feed.url))


def _schedule_block(schedule: Schedule, last: Delivery | None) -> Block:
    number, owner = f"`{schedule.id}` ", ""
    if schedule.guild_id is None:
        number, owner = "", f"{DOT}set by the operator"
    words = escape(schedule_in_words(schedule))
    head = f"{number}<#{schedule.channel_id}>{DOT}{words}{owner}"
    frame = Frame(head, _state(schedule, last))
    return Block("", frame, frame)


def _state(schedule: Schedule, last: Delivery | None) -> str:
    parts: list[str] = []
    if schedule.paused:
        again = "`/briefing pause` starts it again" if schedule.guild_id else "until I am restarted"
        parts.append(f"paused: {again}")
        if schedule.last_error:
            return DOT.join((*parts, headline(schedule.last_error, 2 * NAME)))
    elif schedule.next_run is not None:
        parts.append(f"next {stamp(schedule.next_run, 'F')} ({stamp(schedule.next_run, 'R')})")
    if last is not None and last.error:
        tried = "the last one failed" if last.state is DeliveryState.FAILED else "trying again"
        parts.append(f"{tried}: {headline(last.error, 2 * NAME)}")
    return DOT.join(parts)


def _feed_block(feed: Feed) -> Block:
    owner = f"`{feed.id}` " if feed.guild_id is not None else ""
    shared = "" if feed.guild_id is not None else f"{DOT}shared by the operator"
    name = feed_in_words(feed)
    if feed.failures:
        health = f"failing: {headline(feed.last_error or 'no answer', 2 * NAME)}"
    elif feed.last_success is None:
        health = "not read yet"
    else:
        health = f"read {stamp(feed.last_success, 'R')}"
    linked = link(cut(name, NAME), feed.url if len(feed.url) < 300 else None)
    frame, bare = (
        Frame(f"{owner}**{shown}**", health + shared) for shown in (linked, headline(name, NAME))
    )
    return Block("", frame, bare)
