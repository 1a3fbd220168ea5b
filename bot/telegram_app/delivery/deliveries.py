"""Handles an update once: in its chat's order, and done only when its replies are out."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from telegram import Bot, Update

from bot.storage.backend import Standing
from bot.storage.store import Storage
from bot.telegram_app.delivery.incoming import Incoming, incoming
from bot.telegram_app.delivery.lanes import Lanes
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.turns import CURRENT, Turn

LEASE_SECONDS = 5.0  # for which an update is ours; renewed while it is handled, so that a dead process is soon replaced
REMEMBERED = 10_000  # updates that this process knows to be done, also while storage is away

logger = logging.getLogger(__name__)


class Handling(Protocol):
    """What a delivery needs of PTB's application."""

    @property
    def bot(self) -> Bot:
        """The bot that the updates are for."""

    async def process_update(self, update: object) -> None:
        """Let the handlers have it."""


Allowance = Callable[[Incoming], Awaitable[str | None]]


class Deliveries:
    """Takes updates as they come from Telegram, in whichever way.

    `holder` names who handles them: two processes with one name take over each other's updates at once. `allowance`
    looks at an update before it is handled, and names the outcome when that is all there is to do.
    """

    def __init__(
        self,
        application: Handling,
        storage: Storage,
        metrics: Metrics,
        *,
        holder: str,
        allowance: Allowance,
        lease: float = LEASE_SECONDS,
    ) -> None:
        self._application = application
        self._storage = storage
        self._metrics = metrics
        self._holder = holder
        self._allowance = allowance
        self._lease = lease
        self._lanes = Lanes()
        self._done: OrderedDict[int, None] = OrderedDict()

    async def deliver(self, raw: object) -> bool:
        """Handle an update; whether that is done, now or earlier: if not, somebody else is at it, or was."""
        update = incoming(raw)
        if update is None:
            logger.error("an update without a number is set aside")
            self._metrics.error("update", "without number")
            return True
        async with self._lanes.enter(update.lane):
            return update.number in self._done or await self._in_turn(update)

    async def _in_turn(self, update: Incoming) -> bool:
        claim = await self._storage.begin(update.number, self._holder, self._lease)
        if claim.standing is Standing.BUSY:
            return False
        if claim.standing is Standing.OURS:
            started = time.perf_counter()
            turn = Turn(update.number, self._storage, before=claim.sent)
            async with self._renewed(update.number):
                await self._handle(update, turn)
            await self._storage.finish(update.number, turn.states)
            self._tell(update, turn, time.perf_counter() - started)
        self._done[update.number] = None
        while len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        return True

    async def _handle(self, update: Incoming, turn: Turn) -> None:
        """Let the handlers have it; they report their errors themselves."""
        token = CURRENT.set(turn)
        try:
            if (outcome := await self._allowance(update)) is not None:
                turn.outcome = outcome
            elif (parsed := self._parsed(update)) is None:
                turn.outcome = "unreadable"
            else:
                await self._application.process_update(parsed)
        except Exception:  # nothing may stop the updates behind it
            logger.exception("update %s failed", update.number)
            turn.outcome = "failed"
        finally:
            CURRENT.reset(token)

    def _parsed(self, update: Incoming) -> Update | None:
        try:
            return update.parsed(self._application.bot)
        except Exception as error:  # PTB raises whatever it stumbles over
            logger.error("update %s is set aside, it can't be read: %s", update.number, type(error).__name__)
            self._metrics.error("update", "unreadable")
            return None

    @asynccontextmanager
    async def _renewed(self, number: int) -> AsyncIterator[None]:
        """Hold the lease for as long as it takes."""

        async def renew() -> None:
            while True:
                await asyncio.sleep(self._lease / 3)
                await self._storage.begin(number, self._holder, self._lease)

        task = asyncio.create_task(renew())
        try:
            yield
        finally:
            task.cancel()

    def _tell(self, update: Incoming, turn: Turn, seconds: float) -> None:
        self._metrics.update(update.kind, turn.outcome, seconds)
        told = {"update": update.number, "kind": update.kind, "outcome": turn.outcome, "language": turn.language}
        logger.info("handled", extra={"fields": {**told, "ms": round(seconds * 1000, 1)}})
