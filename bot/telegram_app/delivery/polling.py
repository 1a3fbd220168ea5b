"""Asks Telegram for updates, and confirms them when they are done."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import NetworkError

from bot.errors import BotError, SettingsError
from bot.telegram_app.delivery.calls import Answer, Call
from bot.telegram_app.delivery.health import Health
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.steady import SteadyRequest, Waits, pauses
from bot.telegram_app.logs import redact

LONG_POLL_SECONDS = 30
AT_ONCE = 100  # the most that the Bot API gives
IMPATIENCE_SECONDS = 1.0  # a chat that takes longer no longer holds up the others
REFUSALS = 60  # in a row, ten minutes: the token was revoked, or somebody else uses it
LAST_WORD_SECONDS = 2.0

Deliver = Callable[[object], Awaitable[bool]]
logger = logging.getLogger(__name__)


class Poller:
    """Polls for one bot.

    The offset is the oldest update that is not done, so that what is not done comes again after a crash. Newer ones
    are handled meanwhile, each chat in its order.
    """

    def __init__(
        self,
        request: SteadyRequest,
        *,
        base_url: str,
        allowed: Sequence[str],
        deliver: Deliver,
        health: Health,
        metrics: Metrics,
        refusals: int = REFUSALS,
        waits: Waits = pauses,
    ) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._allowed = json.dumps(list(allowed))
        self._deliver = deliver
        self._health = health
        self._metrics = metrics
        self._most_refusals = refusals
        self._refused = 0
        self._new_waits = waits
        self._waits = waits()
        self._open: dict[int, asyncio.Task[None]] = {}
        self._next = 0

    async def run(self) -> None:
        """Poll until cancelled; raises `BotError` when Telegram refuses for good."""
        while True:
            updates = await self._fetched()
            if updates is None:
                await asyncio.sleep(next(self._waits))
                continue
            for raw in updates:
                self._start(raw)
            await self._settle(IMPATIENCE_SECONDS)

    async def finish(self, seconds: float) -> None:
        """Let what is being handled end, for at most so long, and confirm what is done."""
        await self._settle(seconds)
        for task in self._open.values():
            task.cancel()
        await asyncio.gather(*self._open.values(), return_exceptions=True)
        if self._next:
            with contextlib.suppress(NetworkError, TimeoutError):
                async with asyncio.timeout(LAST_WORD_SECONDS):
                    await self._request.once(self._call(timeout=0, limit=1), LAST_WORD_SECONDS)

    def _start(self, raw: Any) -> None:
        number = raw.get("update_id") if isinstance(raw, dict) else None
        if not isinstance(number, int):
            logger.error("an update without a number is set aside")
            return
        if number not in self._open and number >= self._next:
            self._open[number] = asyncio.create_task(self._until_done(raw))

    async def _until_done(self, raw: object) -> None:
        for wait in self._new_waits():
            if await self._deliver(raw):
                return
            await asyncio.sleep(wait)

    async def _settle(self, seconds: float) -> None:
        """Wait until all that is open is done, or `seconds` have passed."""
        if self._open:
            await asyncio.wait(self._open.values(), timeout=seconds)
        self._next = max(self._next, max(self._open, default=-1) + 1)
        for number in [number for number, task in self._open.items() if task.done()]:
            if (error := self._open.pop(number).exception()) is not None:
                logger.error("update %s is given up", number, exc_info=error)

    @property
    def _offset(self) -> int:
        return min(self._open, default=self._next)

    def _call(self, *, timeout: int, limit: int = AT_ONCE) -> Call:
        parameters = {"timeout": str(timeout), "limit": str(limit), "allowed_updates": self._allowed}
        return Call(self._url, parameters | ({"offset": str(self._offset)} if self._offset else {}))

    async def _fetched(self) -> list[Any] | None:
        """The updates that wait; None when there was no good answer."""
        waiting = 0 if self._open else LONG_POLL_SECONDS
        try:
            answer = await self._request.once(self._call(timeout=waiting), waiting + 10.0)
        except NetworkError as error:
            logger.warning("%s; again", error)
            return None
        found = (answer.read() or {}).get("result")
        if answer.status != 200 or not isinstance(found, list):
            await self._refusal(answer)
            return None
        self._refused, self._waits = 0, self._new_waits()
        self._health.good()
        if not found:
            self._next = 0  # all is confirmed; after a quiet week Telegram numbers anew, maybe from below
        return found

    async def _refusal(self, answer: Answer) -> None:
        """Note what the server has against us; it may be over in a moment, but not for ever."""
        self._metrics.error("getUpdates", str(answer.status))
        logger.warning("getUpdates: status %s: %s; again", answer.status, redact(answer.description))
        if (seconds := answer.parameter("retry_after")) is not None:
            await asyncio.sleep(seconds)
        if answer.status == 409 and "webhook is active" in answer.description:
            raise BotError(
                "WEBHOOK_URL: Telegram delivers this bot's updates to a webhook. Set it here too, or remove "
                "the webhook with: python -m bot unhook"
            )
        if answer.status in (401, 404, 409):
            self._refused += 1
        if self._refused >= self._most_refusals:
            what = "does not know it (any more)" if answer.status != 409 else "says that another process polls with it"
            raise SettingsError(f"TELEGRAM_BOT_TOKEN: TELEGRAM_API_URL's server {what}")
