"""How a client gets here without knowing: every host resolves to us, with a certificate for it."""

from __future__ import annotations

import socket
import ssl

import aiohttp
import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

HOST = "127.0.0.1"
NAMES = (
    "discord.com",
    "*.discord.com",
    "gateway.discord.gg",
    "cdn.discordapp.com",
    "media.discordapp.net",
)


class Certificate:
    """A throw-away authority that only its own clients trust."""

    def __init__(self) -> None:
        authority = trustme.CA()
        self.ca_pem = authority.cert_pem.bytes().decode()
        self.server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate = authority.issue_cert(*NAMES)
        with certificate.private_key_and_cert_chain_pem.tempfile() as path:
            self.server_context.load_cert_chain(path)


class _EverythingIsHere(AbstractResolver):
    """Every name is this machine, every port is ours: nothing can leave."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self,
        host: str,
        port: int = 0,  # noqa: ARG002  aiohttp's signature
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002  aiohttp's signature
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=HOST,
                port=self._port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is held."""


def connector_to(port: int, ca_pem: str) -> aiohttp.TCPConnector:
    """The connector for a client, also one in another process; needs a running event loop."""
    context = ssl.create_default_context(cadata=ca_pem)
    return aiohttp.TCPConnector(limit=0, resolver=_EverythingIsHere(port), ssl=context)
