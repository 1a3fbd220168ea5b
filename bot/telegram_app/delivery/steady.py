"""Calls of the Bot API that outlive a bad network: what PTB uses in the place of its own requests.

While an update is handled, a call is made until it has its effect or is refused for good. A message is sent again only
when it did not arrive, or when nobody can tell whether it did: nothing is lost, and nothing doubled that need not be.
"""

import asyncio
import contextlib
import itertools
import logging
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_writer import StreamWriter
from aiohttp.payload import BytesPayload
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.delivery.calls import Answer, Call
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.pacing import Pacing
from bot.telegram_app.delivery.turns import CURRENT, Turn
from bot.telegram_app.logs import redact

CONNECTIONS = 64
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
WHOLE_SECONDS = 20.0  # a body that comes in byte by byte never lets a read time out
FILE_SECONDS = 60.0
FLEETING_TRIES = 2
JSON = "application/json"

Waits = Callable[[], Iterator[float]]
logger = logging.getLogger(__name__)


def pauses(first: float = 0.5, longest: float = 10.0) -> Iterator[float]:
    """Seconds to wait before each new try."""
    for number in itertools.count():
        yield min(first * 2 ** min(number, 10), longest)


@dataclass
class Progress:
    """How far a request came: the network has it, and the Bot API has begun to say that it was carried out."""

    turn: Turn | None = None
    out: bool = False
    accepted: bool = False

    async def left(self) -> None:
        """Note that the network has it: should we be killed now, it arrives all the same and is not made again.

        Never before: a process that is killed between the two sends a message twice rather than not at all.
        """
        self.out = True
        if self.turn is not None:
            await self.turn.went_out()


class Form(BytesPayload):
    """A form without files; what has just been written is with the network, and `progress` is told at once."""

    def __init__(self, parameters: Mapping[str, str], progress: Progress) -> None:
        super().__init__(urlencode(parameters).encode(), content_type="application/x-www-form-urlencoded")
        self._progress = progress

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """Write it, and the head before it, in one piece."""
        with _corked(writer):
            await super().write_with_length(writer, content_length)
            await self._progress.left()


class SteadyRequest(BaseRequest):
    """PTB's door to the network."""

    def __init__(
        self,
        pacing: Pacing,
        metrics: Metrics,
        *,
        waits: Waits = pauses,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._pacing = pacing
        self._metrics = metrics
        self._waits = waits
        self._whole_seconds = whole_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for a part of an answer."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the connection pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=True,
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917  (the interface of BaseRequest)
        self,
        url: str,
        method: str,  # noqa: ARG002  (always POST)
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make the call; raises `NetworkError` when there is no answer that can be read."""
        call = Call.of(url, request_data)
        turn = CURRENT.get()
        if turn is None:
            answer = await self.once(call, read_timeout if isinstance(read_timeout, float | int) else READ_SECONDS)
        elif call.is_message and turn.next_is_out():
            return 200, call.presumed_answer()
        else:
            answer = await self._until_done(call, turn)
        return answer.status, answer.payload

    async def once(self, call: Call, seconds: float, turn: Turn | None = None) -> Answer:
        """Make the call one time; raises `NetworkError`."""
        progress = Progress(turn)
        try:
            async with asyncio.timeout(FILE_SECONDS if call.files else self._whole_seconds + seconds):
                answer = await self._post(call, seconds, progress)
        except TimeoutError:
            failure: NetworkError = TimedOut(f"{call.method}: timed out")
        except aiohttp.ClientError as error:
            failure = NetworkError(f"{call.method}: {type(error).__name__}: {redact(str(error))}")
        else:
            if answer.read() is not None:
                return answer
            failure = NetworkError(f"{call.method}: status {answer.status}, and no JSON of the Bot API")
        self._metrics.error(call.method, "network")
        if progress.accepted and call.is_message:
            return Answer(200, call.presumed_answer())  # it arrived; only the rest of the answer is missing
        if progress.out and call.is_message:
            logger.warning("%s: nobody can tell whether the message arrived", failure)
        raise failure

    async def _post(self, call: Call, seconds: float, progress: Progress) -> Answer:
        assert self._session is not None, "not initialized"
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=seconds)
        form = _with_files(call) if call.files else Form(call.parameters, progress)
        async with self._session.post(call.url, data=form, timeout=timeout, allow_redirects=False) as response:
            progress.accepted = response.status == 200 and response.content_type == JSON
            if progress.accepted and not progress.out:
                await progress.left()
            return Answer(response.status, await response.read())

    async def _until_done(self, call: Call, turn: Turn) -> Answer:
        waits = self._waits()
        for tried in itertools.count(1):
            if not call.is_fleeting:
                await self._pacing.wait(call.chat)
            counted = turn if call.is_message else None
            try:
                answer = await self.once(call, READ_SECONDS, counted)
            except NetworkError as error:
                if call.is_fleeting and tried >= FLEETING_TRIES:
                    raise
                logger.warning("%s; again", error)
                await self._again(counted, next(waits))
                continue
            changed = self._next(call, answer)
            if changed is None:
                if counted is not None and answer.status != 200:
                    await counted.was_refused()
                return answer
            if answer.status != 200:
                self._metrics.error(call.method, str(answer.status))
            hurried = changed is not call or answer.parameter("retry_after") is not None
            if call.is_fleeting and tried >= FLEETING_TRIES:
                return answer
            call = changed
            await self._again(counted, 0.0 if hurried else next(waits))
        raise AssertionError("unreachable")

    async def _again(self, turn: Turn | None, wait: float) -> None:
        if turn is not None:
            await turn.came_back()
        await asyncio.sleep(wait)

    def _next(self, call: Call, answer: Answer) -> Call | None:
        """What to do after `answer`: nothing, the same again, or another call."""
        if (seconds := answer.parameter("retry_after")) is not None:
            logger.warning("%s: the server asks to wait %s s", call.method, seconds)
            self._pacing.hold(call.chat, seconds)
            return call
        if (chat := answer.parameter("migrate_to_chat_id")) is not None:
            return call.moved(int(chat))
        if answer.status == 400 and "can't parse entities" in answer.description and "parse_mode" in call.parameters:
            logger.error("%s: markup was refused, sent without: %s", call.method, answer.description)
            return call.plain()
        if answer.status >= 500 or answer.status in (401, 404, 409, 429):
            logger.warning("%s: status %s: %s; again", call.method, answer.status, redact(answer.description))
            return call
        return None


@contextlib.contextmanager
def _corked(writer: AbstractStreamWriter) -> Iterator[None]:
    """Have the kernel keep back what is written meanwhile; it also goes out if we are killed.

    Whoever waits for it on this machine is not woken between, and run in our place: where both cores are busy, the
    network and the note of it are 0.1 ms apart instead of 1 (in nine of ten cases).
    """
    connection = (
        writer.transport.get_extra_info("socket") if isinstance(writer, StreamWriter) and writer.transport else None
    )
    if sys.platform != "linux" or connection is None:
        yield
        return
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    try:
        yield
    finally:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)


def _with_files(call: Call) -> aiohttp.FormData:
    form = aiohttp.FormData(dict(call.parameters))
    for name, (filename, content, kind) in (call.files or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
