"""Fetching over HTTP, polite and safe.

1. http and https only, and only addresses of the public network (`hosts`), on every hop.
2. A budget for every registrable domain; Retry-After is honoured for the whole domain.
3. At most REDIRECTS redirects, LARGEST bytes (after decompression) and LONGEST seconds.
4. Conditional: what has not changed is not sent again. No cookies, no credentials of its own.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.errors import AddressError, FetchError
from bot.feeds.budget import Budget, domain_of
from bot.feeds.due import BELIEVED
from bot.feeds.hosts import FORBIDDEN, connector

REDIRECTS = 5
LARGEST = 8 * 1024 * 1024
LONGEST = 30.0
PATIENCE = 120.0
"""Seconds a request may wait for its place in the budget of its domain."""

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, text/html;q=0.9, "
    "application/xml;q=0.8, text/plain;q=0.7, */*;q=0.5"
)
_FOR_GOOD = frozenset({301, 308})
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")


@dataclass(frozen=True, slots=True)
class Response:
    """What a server sent; `url` is where it was found in the end, `max_age` in seconds.

    `lasting_url` is where to ask for it from now on: as far as the redirects there were for good.
    """

    url: str
    lasting_url: str = ""
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age: float | None = None
    not_modified: bool = False


class _Redirect(NamedTuple):
    """Where to go on, and whether to go there at once the next time."""

    url: str
    for_good: bool


class Fetcher:
    """An HTTP client for pages and feeds of strangers; use it in `async with`."""

    def __init__(
        self,
        *,
        contact: str = "",
        version: str = "0.1",
        resolver: AbstractResolver | None = None,
        allow_private: bool = False,
        budget: Budget | None = None,
        largest: int = LARGEST,
        longest: float = LONGEST,
    ) -> None:
        agent = f"Attache/{version} (news reader for Discord" + (
            f"; +{contact})" if contact else ")"
        )
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT}
        self._resolver, self._allow_private = resolver, allow_private
        self._budget = budget or Budget()
        self._largest, self._longest = largest, longest
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(resolver=self._resolver, allow_private=self._allow_private),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=self._headers,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Response:
        """What is at `url`; FetchError or AddressError when it cannot or must not be had."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        lasting, for_good = url, True
        for _ in range(REDIRECTS + 1):
            url = _allowed(url)
            lasting = url if for_good else lasting
            await self._wait_for(url)
            found = await self._hop(url, headers)
            if isinstance(found, Response):
                return replace(found, lasting_url=lasting)
            url, for_good = found.url, for_good and found.for_good
        raise FetchError(f"It redirects more than {REDIRECTS} times.", subject=url)

    async def _wait_for(self, url: str) -> None:
        loop, domain = asyncio.get_running_loop(), domain_of(url)
        blocked = self._budget.blocked(domain, loop.time())
        if blocked:
            raise FetchError(
                f"{domain} asked to be left alone for {_in_words(blocked)} more.",
                subject=url,
                retry_after=blocked,
            )
        pause = self._budget.reserve(domain, loop.time())
        if pause > PATIENCE:
            raise FetchError(
                f"Too many requests to {domain} are waiting.", subject=url, retry_after=pause
            )
        await asyncio.sleep(pause)

    async def _hop(self, url: str, headers: Mapping[str, str]) -> Response | _Redirect:
        if self._session is None:
            raise RuntimeError("the fetcher is not open")
        try:
            async with (
                asyncio.timeout(self._longest),
                self._session.get(url, headers=headers, allow_redirects=False) as answer,
            ):
                return await self._read(url, answer)
        except TimeoutError:
            raise FetchError(f"It took longer than {self._longest:g} s.", subject=url) from None
        except aiohttp.InvalidURL as error:
            raise AddressError("This is no valid address.", subject=url) from error
        except aiohttp.ClientConnectorError as error:
            raise _unconnected(url, error) from error
        except aiohttp.ClientPayloadError as error:
            words = "What the server sent is broken off or cannot be unpacked."
            raise FetchError(words, subject=url) from error
        except aiohttp.ClientError as error:
            words = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
            raise FetchError(f"The connection failed: {words}.", subject=url) from error

    async def _read(self, url: str, answer: aiohttp.ClientResponse) -> Response | _Redirect:
        if answer.status in {*_FOR_GOOD, 302, 303, 307} and "Location" in answer.headers:
            return _Redirect(_joined(url, answer.headers["Location"]), answer.status in _FOR_GOOD)
        if answer.status == 304:
            return self._response(url, answer, b"", not_modified=True)
        if answer.status != 200:
            raise self._failure(url, answer)
        body = bytearray()
        async for chunk in answer.content.iter_chunked(1 << 16):
            body += chunk
            if len(body) > self._largest:
                size = f"{self._largest / (1 << 20):g} MB"
                raise FetchError(f"It is larger than {size}.", subject=url)
        return self._response(url, answer, bytes(body))

    def _response(
        self, url: str, answer: aiohttp.ClientResponse, body: bytes, *, not_modified: bool = False
    ) -> Response:
        return Response(
            url=url,
            body=body,
            content_type=answer.content_type,
            charset=_charset(answer),
            etag=_validator(answer.headers.get("ETag")),
            last_modified=_validator(answer.headers.get("Last-Modified")),
            max_age=_max_age(answer.headers.get("Cache-Control", "")),
            not_modified=not_modified,
        )

    def _failure(self, url: str, answer: aiohttp.ClientResponse) -> FetchError:
        wait = _retry_after(answer.headers) if answer.status in {429, 503} else None
        if wait is not None:
            at = asyncio.get_running_loop().time() + wait
            self._budget.block(domain_of(url), at)
        reason = f" {answer.reason}" if answer.reason else ""
        return FetchError(
            f"The server answered {answer.status}{reason}.", subject=url, retry_after=wait
        )


def _allowed(url: str) -> str:
    """`url` without its fragment; AddressError when it is no http(s) address."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise AddressError("This is no valid address.", subject=url) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise AddressError("Only http and https addresses are fetched.", subject=url)
    if not host:
        raise AddressError("The address names no host.", subject=url)
    return parts._replace(fragment="").geturl()


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise AddressError("It redirects to no valid address.", subject=url) from None


def _unconnected(url: str, error: aiohttp.ClientConnectorError) -> FetchError:
    if FORBIDDEN in str(error.os_error):
        return AddressError(
            f"{error.host} is an address of a private network; those are not fetched.", subject=url
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(f"There is no host named {error.host}.", subject=url)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return FetchError(f"The certificate of {error.host} is not valid.", subject=url)
    return FetchError(f"{error.host} cannot be reached.", subject=url)


def _charset(answer: aiohttp.ClientResponse) -> str | None:
    try:
        return answer.charset
    except (LookupError, ValueError):
        return None


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None


def _max_age(value: str) -> float | None:
    match = _MAX_AGE.search(value)
    return float(match[1]) if match else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, as far as believed; a date is measured against the server's own clock."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        asked = float(value)
    elif (until := _date(value)) and (now := _date(headers.get("Date", ""))):
        asked = (until - now).total_seconds()
    else:
        return None
    return min(max(0.0, asked), BELIEVED.total_seconds())


def _in_words(seconds: float) -> str:
    """About how long: `90 s`, `5 min`, `2 h`, `7 days`."""
    whole = math.ceil(seconds)
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if whole >= 2 * length:
            return f"{round(whole / length)} {unit}"
    return f"{whole} s"


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
