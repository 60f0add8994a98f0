"""The page's script, as far as it can be judged unrun: what it names is there, text stays text."""

from __future__ import annotations

import inspect
import re
from typing import Any

import aiohttp
import pytest

from bot.preview import StandIn, web
from bot.preview.web import FOLDER
from tests.preview.demo import DemoBot

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
ALL = "\n".join(SCRIPTS.values())
HTML = (FOLDER / "index.html").read_text(encoding="utf-8")


def found(pattern: str, text: str) -> set[str]:
    names = set(re.findall(pattern, text))
    assert names, pattern
    return names


@pytest.mark.parametrize("wish", sorted(found(r'\bdo: "(\w+)"', ALL)))
async def test_what_the_script_wishes_the_server_knows(
    standin: StandIn, bot: DemoBot, wish: str
) -> None:
    origin = standin.page_url.rstrip("/")
    who, where = str(standin.member.id), str(standin.channel("newsroom").id)

    async def failure(deed: str) -> str:
        await socket.send_json({"do": deed, "ref": 1, "as": who, "in": where})
        while True:
            packet: dict[str, Any] = await socket.receive_json(timeout=5)
            if packet["type"] == "reply":
                return packet["failed"]

    async with (
        aiohttp.ClientSession() as browser,
        browser.ws_connect(f"{standin.page_url}live", origin=origin) as socket,
    ):
        assert await failure("juggle") == "'juggle'"
        assert await failure(wish) != f"'{wish}'", "it only lacks what is wished"


def test_what_the_server_tells_the_script_hears() -> None:
    told = found(r'(?:put|_tell)\("(\w+)"', inspect.getsource(web))
    assert told == {"hello", "commands", "channels", "online", "message", "refused"}
    for kind in told:
        assert re.search(rf"^  {kind}(?:: \(|\()", SCRIPTS["page.js"], re.MULTILINE), kind


def test_what_a_script_imports_the_other_exports() -> None:
    for name, script in SCRIPTS.items():
        for names, module in re.findall(r'import \{([^}]+)\} from "\./([^"]+)"', script):
            exported = set(
                re.findall(r"^export (?:async )?\w+ (\w+)", SCRIPTS[module], re.MULTILINE)
            )
            assert {one.strip() for one in names.split(",")} <= exported, name


def test_what_the_script_looks_for_is_on_the_page() -> None:
    assert found(r'\bat\("([\w-]+)"\)', ALL) <= found(r'\bid="([\w-]+)"', HTML)


def test_text_is_never_read_as_html_or_code() -> None:
    """What the content security policy forbids as well, which a browser alone would tell."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", ALL)
    assert not re.search(r"<script>|\sstyle=|\son\w+=", HTML)
