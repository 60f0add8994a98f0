"""Fetching against a real server on loopback: polite, bounded, and never inside."""

import asyncio
import gzip
import socket

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.errors import AddressError, FetchError
from bot.feeds import hosts
from bot.feeds.budget import Budget
from bot.feeds.fetch import Fetcher
from tests.feeds.server import inside, serving


class Names(AbstractResolver):
    """A resolver that knows the names it is given, and remembers what it was asked."""

    def __init__(self, **addresses: str) -> None:
        self._addresses = {name.replace("_", "."): at for name, at in addresses.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        if host not in self._addresses:
            raise OSError(None, f"no such host: {host}")
        address = self._addresses[host]
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


async def test_a_page_with_what_its_headers_say() -> None:
    seen: dict[str, str] = {}

    async def answer(request: web.Request) -> web.Response:
        seen.update(request.headers)
        return web.Response(
            body="naïve".encode("latin-1"),
            headers={
                "Content-Type": "text/html; charset=latin-1",
                "ETag": '"one"',
                "Last-Modified": "Mon, 04 Mar 2024 10:00:00 GMT",
                "Cache-Control": "public, max-age=3600",
                "Set-Cookie": "id=1",
            },
        )

    async with serving(answer) as url, inside() as fetcher:
        found = await fetcher.fetch(f"{url}/a#part")
        await fetcher.fetch(f"{url}/b")
    assert found.url == f"{url}/a"
    assert found.body == b"na\xefve"
    assert (found.content_type, found.charset) == ("text/html", "latin-1")
    assert (found.etag, found.last_modified) == ('"one"', "Mon, 04 Mar 2024 10:00:00 GMT")
    assert found.max_age == 3600
    assert seen["User-Agent"].startswith("Attache/")
    assert "+https://attache.example/contact" in seen["User-Agent"]
    assert "Cookie" not in seen


async def test_what_has_not_changed_is_not_sent_again() -> None:
    async def answer(request: web.Request) -> web.Response:
        same = request.headers.get("If-None-Match") == '"one"'
        assert request.headers.get("If-Modified-Since") == "yesterday"
        return web.Response(status=304 if same else 200, headers={"ETag": '"one"'})

    async with serving(answer) as url, inside() as fetcher:
        found = await fetcher.fetch(url, etag='"one"', last_modified="yesterday")
    assert found.not_modified
    assert found.body == b""


async def test_redirects_are_followed_and_counted() -> None:
    async def answer(request: web.Request) -> web.Response:
        left = int(request.path.strip("/"))
        if left:
            return web.Response(status=302, headers={"Location": f"../{left - 1}"})
        return web.Response(text="here")

    async with serving(answer) as url, inside() as fetcher:
        assert (await fetcher.fetch(f"{url}/5")).url == f"{url}/0"
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            await fetcher.fetch(f"{url}/6")


@pytest.mark.parametrize(
    ("statuses", "lasting"),
    [((301, 308), 2), ((301, 302), 1), ((302, 301), 0), ((307, 303), 0), ((), 0)],
)
async def test_the_address_to_keep_is_as_far_as_redirects_are_for_good(
    statuses: tuple[int, ...], lasting: int
) -> None:
    async def answer(request: web.Request) -> web.Response:
        at = int(request.path.strip("/"))
        if at < len(statuses):
            return web.Response(status=statuses[at], headers={"Location": f"/{at + 1}"})
        return web.Response(text="here")

    async with serving(answer) as url, inside() as fetcher:
        found = await fetcher.fetch(f"{url}/0")
        assert (found.url, found.lasting_url) == (f"{url}/{len(statuses)}", f"{url}/{lasting}")


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://x.example/", "gopher:x", "http://["]
)
async def test_a_redirect_out_of_http_is_refused(location: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=301, headers={"Location": location})

    async with serving(answer) as url, inside() as fetcher:
        with pytest.raises(AddressError):
            await fetcher.fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://localhost:1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "news.example/feed",
        "http://",
        "http://[broken",
        "http://x.example:99999999/",
    ],
)
async def test_addresses_that_must_not_be_fetched(url: str) -> None:
    async with Fetcher(resolver=Names(localhost="127.0.0.1"), budget=Budget(pause=0)) as fetcher:
        with pytest.raises(FetchError) as refusal:
            await fetcher.fetch(url)
    assert refusal.value.subject == url


async def test_a_name_that_leads_inside_is_refused() -> None:
    names = Names(outside_example="127.0.0.1")
    async with Fetcher(resolver=names, budget=Budget(pause=0)) as fetcher:
        with pytest.raises(AddressError, match="address of a private network") as refusal:
            await fetcher.fetch("http://outside.example/")
    assert "outside.example" in str(refusal.value)
    assert names.asked == ["outside.example"]  # once: there is no second answer to rebind to


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/", "http://[::1]:1/", "http://inside.example/", "//127.0.0.2:1/"]
)
async def test_a_redirect_that_leads_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    """Each hop is checked by itself; 127.0.0.1 stands for an address of the public network."""
    monkeypatch.setattr(hosts, "is_public", "127.0.0.1".__eq__)

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    names = Names(inside_example="192.168.0.1")
    async with (
        serving(answer) as url,
        Fetcher(resolver=names, budget=Budget(pause=0)) as fetcher,
    ):
        with pytest.raises(AddressError, match="address of a private network"):
            await fetcher.fetch(url)


async def test_a_host_that_does_not_exist() -> None:
    async with Fetcher(resolver=Names(), budget=Budget(pause=0)) as fetcher:
        with pytest.raises(FetchError, match=r"There is no host named gone\.example"):
            await fetcher.fetch("http://gone.example/")


async def test_a_page_is_cut_off_when_it_is_too_large() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/bomb":
            body = gzip.compress(bytes(50 << 20))
            return web.Response(body=body, headers={"Content-Encoding": "gzip"})
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(bytes(1 << 16))
        return response

    async with serving(answer) as url, inside(largest=1 << 20) as fetcher:
        for path in ("bomb", "stream"):
            with pytest.raises(FetchError, match="larger than 1 MB"):
                await fetcher.fetch(f"{url}/{path}")


async def test_a_server_that_never_answers() -> None:
    over = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        await over.wait()
        return web.Response()

    async with serving(answer) as url:
        async with Fetcher(allow_private=True, longest=0.05) as fetcher:
            with pytest.raises(FetchError, match=r"longer than 0\.05 s"):
                await fetcher.fetch(url)
        over.set()


async def test_a_broken_answer() -> None:
    async def nonsense(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"nonsense\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, inside() as fetcher:
        with pytest.raises(FetchError, match="The connection failed"):
            await fetcher.fetch(f"http://127.0.0.1:{port}/")


async def test_an_answer_that_cannot_be_unpacked_is_told_in_a_line() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=b"no gzip", headers={"Content-Encoding": "gzip"})

    async with serving(answer) as url, inside() as fetcher:
        with pytest.raises(FetchError, match=r"^What the server sent .* cannot be unpacked\.$"):
            await fetcher.fetch(url)
