"""One address for one page: the canonical form of a URL (pure)."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
_TRACKING = tomllib.loads(files("bot.articles").joinpath("tracking.toml").read_text("utf-8"))
_TRACKED_NAMES = frozenset[str](_TRACKING["names"])
_TRACKED_PREFIXES = tuple[str, ...](_TRACKING["prefixes"])
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_USER = re.compile(r"(?<=://)[^\s/?#\"<>]*@")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/:@!$&'()*+,;=~-._"
_QUERY_SAFE = "/:@!$'()*,;~-._?"


def canonical(url: str) -> str:
    """The address under which a page is known; idempotent.

    Scheme and host in lower case (IDNA), no default port, no user, no fragment, dot segments
    resolved, tracking parameters dropped, the query sorted, no slash at the end of a path. What is
    no http(s) URL comes back stripped of white space, otherwise as it is.
    """
    url = _SPACE.sub("", url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    netloc = _host(host)
    if port is not None and port != _PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    return urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query), ""))


def host_of(url: str) -> str:
    """The host a reader would name: without `www.`; empty when there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def masked(text: str) -> str:
    """`text` without the user and password of the addresses in it, to be printed."""
    return _USER.sub("•••@", text)


def _host(host: str) -> str:
    host = host.lower().rstrip(".") or host
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in map(_decoded, path.split("/")):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in {"", "."}:
            segments.append(quote(segment, safe=_PATH_SAFE + "%"))
    return "/" + "/".join(segments) if segments else "/"


def _query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    kept = [
        quote(_decoded(name), safe=_QUERY_SAFE + "%")
        + equals
        + quote(_decoded(value), safe=_QUERY_SAFE + "=+%")
        for name, equals, value in pairs
        if not _tracks(unquote(name))
    ]
    return "&".join(sorted(kept))


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in _TRACKED_NAMES or name.startswith(_TRACKED_PREFIXES)


def _decoded(part: str) -> str:
    """Percent escapes in one spelling: unreserved characters plain, the rest in capitals."""

    def spelled(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(spelled, _STRAY.sub("%25", part))
