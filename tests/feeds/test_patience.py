"""A site that asks to be left alone is."""

import pytest
from aiohttp import web

from bot.errors import FetchError
from bot.feeds.due import BELIEVED
from tests.feeds.server import inside, serving


async def test_failures_and_patience() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/busy":
            return web.Response(status=429, headers={"Retry-After": "120"})
        return web.Response(status=404)

    async with serving(answer) as url, inside() as fetcher:
        with pytest.raises(FetchError, match=r"The server answered 404 Not Found\."):
            await fetcher.fetch(f"{url}/gone")
        with pytest.raises(FetchError) as busy:
            await fetcher.fetch(f"{url}/busy")
        assert busy.value.retry_after == 120
        with pytest.raises(FetchError, match="asked to be left alone") as waiting:
            await fetcher.fetch(f"{url}/gone")
        assert waiting.value.retry_after == pytest.approx(120, abs=5)


@pytest.mark.parametrize(
    ("asked", "told"), [("90", "90 s"), ("600", "10 min"), ("7200", "2 h"), ("9" * 30, "7 days")]
)
async def test_patience_is_told_in_words_and_ends(asked: str, told: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": asked})

    async with serving(answer) as url, inside() as fetcher:
        with pytest.raises(FetchError):
            await fetcher.fetch(url)
        with pytest.raises(FetchError, match=f"left alone for {told} more") as waiting:
            await fetcher.fetch(url)
    assert waiting.value.retry_after is not None
    assert waiting.value.retry_after <= BELIEVED.total_seconds()


async def test_retry_after_as_a_date_is_measured_by_the_servers_clock() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(
            status=503,
            headers={
                "Date": "Mon, 04 Mar 2024 10:00:00 GMT",
                "Retry-After": "Mon, 04 Mar 2024 10:05:00 GMT",
            },
        )

    async with serving(answer) as url, inside() as fetcher:
        with pytest.raises(FetchError) as refusal:
            await fetcher.fetch(url)
    assert refusal.value.retry_after == 300
