"""/healthz and /metrics."""

from datetime import UTC, datetime

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.health import Checkup, Vital, serving
from bot.model import Counts

COUNTS = Counts(3, 2, 1, 4, 2, 1, 0, 1, datetime(2026, 3, 2, tzinfo=UTC), 0)


def checkup(*vitals: Vital) -> Checkup:
    async def signs() -> list[Vital]:
        return list(vitals)

    async def counts() -> Counts:
        return COUNTS

    return Checkup(signs, counts)


async def visit(checkup: Checkup, path: str, port: int) -> tuple[int, str]:
    async with (
        serving(checkup, "127.0.0.1", port),
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def test_well_is_200_and_unwell_503(unused_tcp_port: int):
    well, unwell = Vital("discord", True, "connected"), Vital("poll", False, "hangs")
    assert (await visit(checkup(well), "/healthz", unused_tcp_port))[0] == 200
    status, body = await visit(checkup(well, unwell), "/healthz", unused_tcp_port)
    assert status == 503
    assert "hangs" in body


async def test_metrics_are_gauges(unused_tcp_port: int):
    _, body = await visit(checkup(Vital("poll", False, "hangs")), "/metrics", unused_tcp_port)
    lines = body.splitlines()
    assert "attache_articles 3" in lines
    assert "attache_newest_timestamp_seconds 1772409600" in lines
    assert 'attache_well{vital="poll"} 0' in lines


async def test_a_port_that_is_taken_says_which_setting_to_change(unused_tcp_port: int):
    async with serving(checkup(), "127.0.0.1", unused_tcp_port):
        with pytest.raises(SettingsError, match=r"ATTACHE_HEALTH_PORT.*or 0 for none"):
            async with serving(checkup(), "127.0.0.1", unused_tcp_port):
                pass


async def test_port_0_serves_nothing():
    async with serving(checkup(), "127.0.0.1", 0):
        pass
