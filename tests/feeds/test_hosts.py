"""Only the public network is reached, whatever an address looks like."""

import socket

import pytest

from bot.feeds.hosts import ForbiddenAddress, is_public, public_socket


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 - the address that must be refused
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_no_way_in(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "100.63.255.255", "::ffff:8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"],
)
def test_the_public_network(address: str) -> None:
    assert is_public(address)


def test_the_address_that_is_connected_to_is_the_one_that_is_checked() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))
    with pytest.raises(ForbiddenAddress):
        public_socket(info)
    with public_socket((*info[:4], ("8.8.8.8", 80))) as made:
        assert made.family is socket.AF_INET
