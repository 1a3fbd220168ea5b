"""Runs the bot until a signal ends it: by polling, or behind a webhook."""

import asyncio
import contextlib
import logging
import signal
import socket
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.conversation import Conversation
from bot.errors import BotError, SettingsError
from bot.settings import Settings
from bot.storage.opening import open_storage
from bot.storage.sealed import SealedStorage
from bot.telegram_app.application import ALLOWED_UPDATES, BotApplication, build_application
from bot.telegram_app.delivery.allowance import Allowance, PoliteNotice
from bot.telegram_app.delivery.deliveries import Deliveries
from bot.telegram_app.delivery.health import Health
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.pacing import Pacing
from bot.telegram_app.delivery.polling import REFUSALS, Poller
from bot.telegram_app.delivery.serving import bound, serving
from bot.telegram_app.delivery.steady import SteadyRequest, Waits, pauses
from bot.telegram_app.delivery.turns import TurnStore
from bot.telegram_app.delivery.web import Webhook, web_application
from bot.telegram_app.logs import redact
from bot.telegram_app.unanswered import Unanswered

START_TRIES = 60  # of at most ten seconds each: some ten minutes, as a machine that boots may need
REFUSED_TRIES = 3  # a server that restarts may not know a token for a moment
DRAIN_SECONDS = 10.0
MOST_CONNECTIONS = 100  # chats that Telegram delivers for at once
ONCE_SECONDS = 60.0  # replicas that start within a minute set the webhook once
POLLING = "polling"  # one process polls, so the next one takes over its updates at once

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """All that a running bot consists of."""

    settings: Settings
    application: BotApplication
    request: SteadyRequest
    storage: SealedStorage
    metrics: Metrics
    allowance: Allowance
    waits: Waits = pauses
    start_tries: int = START_TRIES
    refusals: int = REFUSALS


def run(parts: Parts) -> None:
    """Answer until SIGTERM or SIGINT; raises `BotError` when that can't go on."""

    async def until_signal() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await answer(parts, stop)

    asyncio.run(until_signal())
    logger.info("stopped")


async def answer(parts: Parts, stop: asyncio.Event) -> None:
    """Answer until `stop` is set."""
    logger.info("connecting to %s; SIGTERM or Ctrl-C stops", redact(parts.application.bot.base_url))
    serve = _webhook if parts.settings.webhook_url else _poll
    try:
        await _until(stop, _started(parts, parts.start_tries))
        if not stop.is_set():
            await serve(parts, stop)
    finally:
        await parts.application.shutdown()
        await parts.request.shutdown()
        await parts.storage.close()


async def _poll(parts: Parts, stop: asyncio.Event) -> None:
    health = Health(parts.storage.reachable, quiet_is_ill=True)
    poller = Poller(
        parts.request,
        base_url=parts.application.bot.base_url,
        allowed=ALLOWED_UPDATES,
        deliver=_deliveries(parts, POLLING).deliver,
        health=health,
        metrics=parts.metrics,
        refusals=parts.refusals,
        waits=parts.waits,
    )
    async with contextlib.AsyncExitStack() as stack:
        if (listener := _free(parts.settings.listen)) is not None:
            await stack.enter_async_context(serving(web_application(health, parts.metrics), listener))
        try:
            await _until(stop, poller.run())
        finally:
            await poller.finish(DRAIN_SECONDS)


async def _webhook(parts: Parts, stop: asyncio.Event) -> None:
    settings = parts.settings
    assert settings.webhook_url is not None and settings.webhook_secret is not None
    health = Health(parts.storage.reachable, quiet_is_ill=False)
    webhook = Webhook(
        urlsplit(settings.webhook_url).path or "/",
        settings.webhook_secret.get_secret_value(),
        _deliveries(parts, uuid.uuid4().hex).deliver,
        health,
        parts.metrics,
    )
    async with serving(web_application(health, parts.metrics, webhook), bound(settings.listen)):
        await _until(stop, _hooked(parts))
        await stop.wait()


def _deliveries(parts: Parts, holder: str) -> Deliveries:
    return Deliveries(parts.application, parts.storage, parts.metrics, holder=holder, allowance=parts.allowance)


def _free(listen: str) -> socket.socket | None:
    """The address of /healthz and /metrics, when it is free: without them the bot answers all the same."""
    try:
        return bound(listen)
    except SettingsError as error:
        logger.warning("%s; no /healthz and no /metrics", error)
        return None


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do `work` until it ends, or until the bot has to stop."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        doing.cancel()
        stopping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await doing


async def _started(parts: Parts, tries: int) -> None:
    """Meet the server, which may not be up yet; then have the bot introduce itself."""
    application, refused = parts.application, 0
    for tried, wait in enumerate(parts.waits(), start=1):
        try:
            await application.initialize()
            break
        except InvalidToken:
            refused += 1
            if refused >= REFUSED_TRIES:
                raise SettingsError(
                    "TELEGRAM_BOT_TOKEN: TELEGRAM_API_URL's server does not know it; @BotFather shows the right one"
                ) from None
        except TelegramError as error:
            if tried >= tries:
                raise BotError(f"TELEGRAM_API_URL: no answer from the Bot API server: {redact(str(error))}") from None
            logger.warning("no answer from the Bot API server: %s; again", redact(str(error)))
        await asyncio.sleep(wait)
    if application.post_init is not None:
        try:
            await application.post_init(application)
        except TelegramError as error:
            logger.error("the bot could not introduce itself: %s", redact(str(error)))


async def _hooked(parts: Parts) -> None:
    """Tell Telegram where to deliver; of several replicas that start together, one does."""
    settings, bot = parts.settings, parts.application.bot
    assert settings.webhook_url is not None and settings.webhook_secret is not None
    url, secret = settings.webhook_url, settings.webhook_secret.get_secret_value()
    first = await parts.storage.count(f"webhook {url} {secret}", ONCE_SECONDS) == 1
    for wait in parts.waits():
        try:
            if not first:
                await asyncio.sleep(1.0)  # the first one is at it
            if first or (await bot.get_webhook_info()).url != url:
                await bot.set_webhook(
                    url, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=MOST_CONNECTIONS
                )
            return
        except BadRequest as error:
            raise BotError(f"WEBHOOK_URL: the Bot API server refuses it: {redact(str(error))}") from None
        except TelegramError as error:
            logger.warning("the webhook could not be set: %s; again", redact(str(error)))
            await asyncio.sleep(wait)


def unhook(parts: Parts) -> None:
    """Have Telegram keep the updates for whoever polls."""

    async def remove() -> None:
        try:
            await _started(parts, REFUSED_TRIES)
            await parts.application.bot.delete_webhook()
        except TelegramError as error:
            raise BotError(f"TELEGRAM_API_URL: the webhook is not removed: {redact(str(error))}") from None
        finally:
            await parts.application.shutdown()
            await parts.request.shutdown()

    asyncio.run(remove())


def assembled(
    conversation: Conversation, settings: Settings, waits: Waits = pauses, storage: SealedStorage | None = None
) -> Parts:
    """Put a bot together as the settings say; `storage` takes the place of the one that they name."""
    metrics = Metrics()
    storage = storage or open_storage(settings)
    request = SteadyRequest(Pacing(settings.sends_per_second), metrics, waits=waits)
    store = TurnStore(storage)
    count_gap = Unanswered(conversation, storage) if settings.gaps else None
    application = build_application(conversation, store, settings, request, count_gap=count_gap)
    notice = PoliteNotice(conversation, store, application.bot)
    allowance = Allowance(storage, settings.messages_per_minute, notice)
    return Parts(settings, application, request, storage, metrics, allowance, waits)
