"""Which addresses of the network may be fetched from (pure), and a connector that holds to it.

The address is checked where the socket is made, for every connection: what was checked is what is
connected to, so that neither a redirect nor a name that changes its address (DNS rebinding) gets
anywhere else. Literal addresses take the same way.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver

Address = IPv4Address | IPv6Address
AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]

_NEVER = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and some clouds' metadata
        "168.63.129.16/32",  # a cloud's metadata under a public address
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",
        "fec0::/10",  # site-local
        "fd00:ec2::/32",
        "5f00::/16",
    )
)
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also when it hides inside another."""
    try:
        return all(map(_is_public, _unfolded(ip_address(address.partition("%")[0]))))
    except ValueError:
        return False


def _is_public(address: Address) -> bool:
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or any(address in network for network in _NEVER if network.version == address.version)
    )


def _unfolded(address: Address) -> list[Address]:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64); else itself."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _NAT64):
        return [low]
    inside: list[Address] = [address]
    if int(address) >> 32 == 0:
        inside.append(low)
    if address.sixtofour:
        inside.append(address.sixtofour)
    if address.teredo:
        inside.extend(address.teredo)
    return inside


FORBIDDEN = "not an address of the public network"


class ForbiddenAddress(OSError):
    """A connection to an address that is not of the public network was refused."""


def public_socket(info: AddressInfo) -> socket.socket:
    """A socket for an address of the public network; ForbiddenAddress for any other."""
    family, kind, protocol, _, where = info
    if not is_public(str(where[0])):
        raise ForbiddenAddress(f"{where[0]} is {FORBIDDEN}")
    return socket.socket(family, kind, protocol)


def connector(
    *, resolver: AbstractResolver | None = None, allow_private: bool = False
) -> aiohttp.TCPConnector:
    """A connector that reaches public addresses alone, unless the operator allows others."""
    return aiohttp.TCPConnector(
        resolver=resolver,
        socket_factory=None if allow_private else public_socket,
        use_dns_cache=False,
        limit=20,
        limit_per_host=4,
    )
