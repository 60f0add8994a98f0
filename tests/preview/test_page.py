"""The page's server, spoken to as the page does."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
import discord
import pytest

from bot.preview import StandIn
from bot.preview.web import FOLDER
from tests.preview.demo import DemoBot
from tests.preview.test_faults import newsroom

Json = dict[str, Any]


class Browser:
    """What page.js does with its websocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[Json] = []

    async def until(self, kind: str) -> Json:
        while True:
            packet = await self.socket.receive_json(timeout=5)
            self.seen.append(packet)
            if packet["type"] == kind:
                return packet

    async def ask(self, standin: StandIn, do: str, **wish: object) -> Json:
        who, where = str(standin.member.id), str(standin.channel("newsroom").id)
        everything = {"do": do, "ref": 1, "as": who, "in": where, "locale": "en-GB", **wish}
        await self.socket.send_json(everything)
        return await self.until("reply")


@pytest.fixture
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def page(
    session: aiohttp.ClientSession, standin: StandIn, bot: DemoBot
) -> AsyncGenerator[Browser]:
    origin = standin.page_url.rstrip("/")
    async with session.ws_connect(f"{standin.page_url}live", origin=origin) as socket:
        yield Browser(socket)


async def test_the_page_and_all_it_names_is_served(
    session: aiohttp.ClientSession, standin: StandIn
) -> None:
    async with session.get(standin.page_url) as response:
        html = await response.text()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Preview: nothing leaves this machine" in html
    scripts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")]
    named = set(re.findall(r'(?:href|src)="([^"]+)"', html))
    named |= {name for script in scripts for name in re.findall(r'from "\./([^"]+)"', script)}
    assert {"page.js", "style.css", "icon.svg", "dom.js"} <= named
    for name in named:
        async with session.get(standin.page_url + name) as response:
            assert response.status == 200, name


async def test_nothing_else_is_served(session: aiohttp.ClientSession, standin: StandIn) -> None:
    for name in ("../web.py", "%2e%2e/web.py", "files/1/x", "nothing"):
        async with session.get(standin.page_url + name) as response:
            assert response.status == 404, name


@pytest.mark.parametrize("origin", ["https://example.org", "http://attacker.test", None])
async def test_another_site_cannot_listen(
    session: aiohttp.ClientSession, standin: StandIn, origin: str | None
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(f"{standin.page_url}live", origin=origin)


async def test_a_name_pointed_at_this_machine_cannot_listen(
    session: aiohttp.ClientSession, standin: StandIn
) -> None:
    headers = {"Host": "attacker.test", "Origin": "http://attacker.test"}
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(f"{standin.page_url}live", headers=headers)


async def test_hello_tells_the_whole_state(standin: StandIn, page: Browser) -> None:
    hello = await page.until("hello")
    commands = {each["name"]: each for each in hello["commands"]}
    assert commands["/briefing add"]["for"] == [str(standin.admin.id)]
    assert commands["/quote"]["options"][0]["autocomplete"]
    assert commands["Verify quote"]["kind"] == 3
    assert [person["admin"] for person in hello["people"]] == [False, True]
    assert hello["online"]


async def test_a_command_of_the_page_is_answered_by_the_bot(
    standin: StandIn, page: Browser
) -> None:
    choices = await page.ask(
        standin, "complete", command="/quote", options={"speaker": "ish"}, focused="speaker"
    )
    assert [each["name"] for each in choices["choices"]] == ["Ada Ishikawa", "Ishmael Cole"]
    reply = await page.ask(standin, "run", command="/quote", options={"speaker": "Ada"})
    assert "failed" not in reply
    shown = next(packet for packet in page.seen if packet["type"] == "message")
    assert shown["data"]["embeds"][0]["title"] == "Words of Ada"
    pressed = await page.ask(standin, "press", message=shown["data"]["id"], custom_id="demo:write")
    sent = await page.ask(
        standin, "submit", form=pressed["modal"]["form"], filled={"demo:words": "hello"}
    )
    assert "failed" not in sent
    assert page.seen[-2]["data"]["content"] == "you wrote hello"


async def test_what_only_one_person_sees_says_whose_it_is_and_can_be_dismissed(
    standin: StandIn, page: Browser
) -> None:
    await page.ask(standin, "run", command="/slow", options={})
    shown = next(packet for packet in page.seen if packet["type"] == "message")
    assert shown["seen_by"] == str(standin.member.id)
    await page.ask(standin, "dismiss", message=shown["data"]["id"])
    assert any(packet.get("change") == "delete" for packet in page.seen)


async def test_a_person_may_write_and_the_bot_cannot_read_along(
    standin: StandIn, page: Browser, bot: DemoBot
) -> None:
    heard: list[str] = []

    async def note(message: discord.Message) -> None:
        heard.append(message.content)

    bot.add_listener(note, "on_message")
    await page.ask(standin, "say", text="between us")
    await newsroom(standin, bot).send("the bot's own")
    await standin.invoke("/quote", speaker="Ada")
    assert heard[:2] == ["", "the bot's own"]


@pytest.mark.parametrize(
    "wish",
    [
        {"do": "run", "command": "/nothing", "options": {}},
        {"do": "run", "command": "/briefing add", "options": {}},
        {"do": "press", "message": "1", "custom_id": "x"},
        {"do": "fly"},
    ],
)
async def test_what_cannot_be_done_is_said(standin: StandIn, page: Browser, wish: Json) -> None:
    assert (await page.ask(standin, **wish))["failed"]


async def test_an_attachment_is_shown_only_as_a_picture(
    session: aiohttp.ClientSession, standin: StandIn, bot: DemoBot
) -> None:
    for name, kind in (("a.png", "image/png"), ("a.html", "application/octet-stream")):
        file = discord.File(io.BytesIO(b"<script>"), name)
        sent = await newsroom(standin, bot).send(file=file)
        address = f"{standin.page_url}files/{sent.attachments[0].id}/{name}"
        async with session.get(address) as response:
            assert response.headers["Content-Type"] == kind


async def test_a_refused_call_is_shown(standin: StandIn, page: Browser, bot: DemoBot) -> None:
    with pytest.raises(discord.HTTPException):
        await newsroom(standin, bot).send("x" * 2001)
    refused = await page.until("refused")
    assert refused["error"]["errors"]["content"]
