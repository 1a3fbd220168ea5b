"""Calls over a bad network, without a network."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram.error import NetworkError

from bot.telegram_app.delivery.calls import Call
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.pacing import CHAT_BURST, GROUP_BURST, Pacing
from bot.telegram_app.delivery.steady import SteadyRequest, pauses
from tests.storage.test_memory import Clock
from tests.telegram_app.double import TOKEN

CALL = Call(
    f"https://api.telegram.org/bot{TOKEN}/sendMessage", {"chat_id": "7", "text": "<b>a</b> &lt;", "parse_mode": "HTML"}
)


async def once(respond: object, seconds: float = 0.2) -> httpx.Response | object:
    """Make the call one time over `respond`."""
    transport = httpx.MockTransport(respond)  # type: ignore[arg-type]
    request = SteadyRequest(Pacing(0), Metrics(), transport=transport, whole_seconds=0.05)
    await request.initialize()
    try:
        return await request.once(CALL, seconds)
    finally:
        await request.shutdown()


async def test_a_body_without_an_end() -> None:
    """An answer that comes in drop by drop, none of them late, is given up after its time."""

    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    began = time.monotonic()
    with pytest.raises(NetworkError, match="timed out"):
        await once(lambda _: httpx.Response(200, content=drops()))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError, httpx.PoolTimeout, httpx.ReadTimeout],
    ids=lambda error: str(error.__name__),
)
async def test_no_error_holds_the_token(error: type[httpx.TransportError], caplog: pytest.LogCaptureFixture) -> None:
    """Whatever the network says, the URL is not repeated."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise error(f"at {request.url}", request=request)

    with caplog.at_level(logging.DEBUG, logger="bot"), pytest.raises(NetworkError) as caught:
        await once(fail)
    assert "AAAA" not in f"{caught.value} {caught.value!r} {caplog.text}"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"\xff"], ids=repr)
async def test_an_answer_of_somebody_else(body: bytes) -> None:
    """A page of a proxy is no answer of the Bot API, even with status 200."""
    with pytest.raises(NetworkError, match="no JSON of the Bot API"):
        await once(lambda _: httpx.Response(200, content=body, headers={"Content-Type": "text/html"}))


def test_plain_text_is_the_same_text() -> None:
    """Tags go, what was escaped is itself again."""
    plain = CALL.plain()
    assert plain.parameters == {"chat_id": "7", "text": "a <"}


def test_pauses_grow_to_a_bound() -> None:
    """Half a second at first, ten at most."""
    waits = pauses()
    taken = [next(waits) for _ in range(30)]
    assert taken[:3] == [0.5, 1.0, 2.0]
    assert set(taken[6:]) == {10.0}


@pytest.mark.parametrize(("chat", "burst"), [("7", CHAT_BURST), ("-7", GROUP_BURST)], ids=["chat", "group"])
async def test_a_chat_has_its_bucket(chat: str, burst: int) -> None:
    """So many at once, then no more; another chat is not touched."""
    pacing = Pacing(1000)
    for _ in range(burst):
        await asyncio.wait_for(pacing.wait(chat), 0.5)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pacing.wait(chat), 0.05)
    await asyncio.wait_for(pacing.wait("8"), 0.5)


async def test_there_is_a_bucket_for_all() -> None:
    """However many chats there are."""
    pacing = Pacing(5)
    for chat in range(5):
        await asyncio.wait_for(pacing.wait(str(chat)), 0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pacing.wait("9"), 0.02)


async def test_a_chat_waits_as_long_as_the_server_asks() -> None:
    """It alone."""
    clock = Clock()
    pacing = Pacing(0, clock)
    pacing.hold("7", 30)
    await asyncio.wait_for(pacing.wait("8"), 0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pacing.wait("7"), 0.02)
    clock.now += 30
    await asyncio.wait_for(pacing.wait("7"), 0.1)
