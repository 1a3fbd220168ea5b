"""Calls over a bad network, without a network."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import pytest
from telegram.error import NetworkError

from bot.telegram_app.delivery.calls import Answer, Call
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.pacing import CHAT_BURST, GROUP_BURST, Pacing
from bot.telegram_app.delivery.steady import SteadyRequest, pauses
from tests.storage.test_memory import Clock
from tests.telegram_app.double import TOKEN
from tests.wire.player import ROOT

PARAMETERS = {"chat_id": "7", "text": "<b>a</b> &lt;", "parse_mode": "HTML"}
Behave = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def once(behave: Behave | None) -> Answer:
    """Make a call one time to a server that reads it and then does `behave`; to nobody when there is none."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.append(task)
        await reader.readuntil(b"HTML")
        try:
            await (behave or never)(writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    serving = list[asyncio.Task[None]]()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if behave is None:
        server.close()
    request = SteadyRequest(Pacing(0), Metrics(), whole_seconds=0.1)
    await request.initialize()
    try:
        call = Call(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage", PARAMETERS)
        return await asyncio.wait_for(request.once(call, 0.3), 5)
    finally:
        await request.shutdown()
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


async def never(_: asyncio.StreamWriter) -> None:
    """Do nothing."""


def says(head: bytes, body: bytes = b"") -> Behave:
    """Write so much, and end the connection."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(head.replace(b"\n", b"\r\n") + body)
        await writer.drain()

    return behave


async def drips(writer: asyncio.StreamWriter) -> None:
    """Answer byte by byte, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def waits(_: asyncio.StreamWriter) -> None:
    """Say nothing for long."""
    await asyncio.sleep(2)


async def test_a_body_without_an_end() -> None:
    """An answer that comes in drop by drop, none of them late, is given up after its time."""
    with pytest.raises(NetworkError, match="timed out"):
        await once(drips)


@pytest.mark.parametrize(
    "behave",
    [
        None,
        never,
        waits,
        drips,
        says(b"garbage\n\n"),
        says(b"HTTP/1.1 200 OK\nContent-Le"),
        says(b"HTTP/1.1 200 OK\nContent-Length: 9\n\n", b"{"),
        says(b"HTTP/1.1 302 Found\nLocation: /bot\nContent-Length: 0\n\n"),
    ],
    ids=["nobody", "drop", "silence", "drip", "no HTTP", "half a head", "torn", "elsewhere"],
)
async def test_no_error_holds_the_token(behave: Behave | None, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens, the URL is not repeated."""
    with caplog.at_level(logging.DEBUG, logger="bot"), pytest.raises(NetworkError) as caught:
        await once(behave)
    assert "AAAA" not in f"{caught.value} {caught.value!r} {caplog.text}"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"\xff"], ids=repr)
async def test_an_answer_of_somebody_else(body: bytes) -> None:
    """A page of a proxy is no answer of the Bot API, even with status 200."""
    head = f"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: {len(body)}\n\n".encode()
    with pytest.raises(NetworkError, match="no JSON of the Bot API"):
        await once(says(head, body))


KILLED = f"""
import asyncio, os, signal, sys
from bot.telegram_app.delivery.calls import Call
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.pacing import Pacing
from bot.telegram_app.delivery.steady import SteadyRequest

class Turn:
    async def went_out(self):
        os.kill(os.getpid(), signal.SIGKILL)

async def send():
    request = SteadyRequest(Pacing(0), Metrics())
    await request.initialize()
    await request.once(Call(sys.argv[1], {PARAMETERS}), 5.0, Turn())

asyncio.run(send())
"""


async def test_what_is_noted_as_sent_arrives() -> None:
    """Also when the process is killed in that very instant: noted too early, the message would be lost."""
    arrived = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.set_result(await reader.read())
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, url, cwd=ROOT)
        assert await process.wait() == -signal.SIGKILL
        body = (await asyncio.wait_for(arrived, 5)).partition(b"\r\n\r\n")[2].decode()
    assert dict(parse_qsl(body)) == PARAMETERS


def test_plain_text_is_the_same_text() -> None:
    """Tags go, what was escaped is itself again."""
    plain = Call("", PARAMETERS).plain()
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
