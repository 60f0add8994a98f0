"""A web site of a test, the words it serves, and what a test asks of a report."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime

from aiohttp import web

from bot.intake import IngestReport
from bot.model import Feed
from bot.store.store import Store

NOW = datetime(2024, 3, 4, 12, tzinfo=UTC)
FIRST = (
    "The mayor of Harrow opened the long delayed bridge on Monday, two years after the first "
    "stone was laid by her predecessor."
)
SECOND = "“It is a good day for all of us,” said Mayor Iris Penn, who had campaigned for it."
THIRD = "The bridge cost 40 million and took four years to build, longer than anybody had planned."
STORY = f"{FIRST}\n{SECOND}\n{THIRD}"


class Site:
    """A web site that serves what it is told to, and counts."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.moved: dict[str, str] = {}
        self.busy: set[str] = set()
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path in self.moved:
            return web.Response(status=301, headers={"Location": self.moved[request.path]})
        if request.path in self.busy:
            return web.Response(status=503, headers={"Retry-After": "0"})
        if request.path not in self.pages:
            return web.Response(status=404)
        body = self.pages[request.path]
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=body, content_type="text/html", headers={"ETag": etag})

    def page(self, path: str, *paragraphs: str, title: str = "A page") -> None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self.pages[path] = (
            f"<html><title>{title}</title><body><article>{body}</article></body></html>"
        )

    def feed(self, path: str, *items: str) -> str:
        channel = f"<channel><title>Harrow Post</title>{''.join(items)}</channel>"
        self.pages[path] = f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
        return self.url + path


def item(guid: str, *, link: str = "", text: str = "", date: str = "") -> str:
    fields = [f'<guid isPermaLink="false">{guid}</guid><title>About {guid}</title>']
    fields += [f"<link>{link}</link>"] if link else []
    fields += [f"<description><![CDATA[{text}]]></description>"] if text else []
    fields += [f"<pubDate>{date}</pubDate>"] if date else []
    return f"<item>{''.join(fields)}</item>"


def threads() -> Executor:
    return ThreadPoolExecutor(2)


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.new, report.updated, report.unchanged, len(report.refused)


async def followed(store: Store, url: str, guild_id: int | None = None) -> Feed:
    return await store.add_feed(url, guild_id=guild_id, now=NOW)
