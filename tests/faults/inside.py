"""The bot in the process of the test, so that a fault is over in an instant instead of after a pause."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.conversation import Conversation
from bot.settings import Settings
from bot.storage.backend import Backend
from bot.storage.seal import Seal
from bot.storage.sealed import SealedStorage
from bot.telegram_app.delivery import running
from bot.telegram_app.delivery.steady import pauses
from tests.faults.crowd import wait_until_answered
from tests.servers import free_port
from tests.wire.player import FakeApi
from tests.wire.world import TOKEN

KEY = SecretStr("a key of the tests, long enough for one")


def short() -> Iterator[float]:
    """Pauses of a test."""
    return pauses(0.02, 0.1)


def settings(api_url: str, state: str) -> Settings:
    """Make settings for the fake, that keep states at the URL `state`."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=api_url,
        state_url=SecretStr(state),
        state_key=KEY,
        listen=f"127.0.0.1:{free_port()}",
        sends_per_second=0,
    )


def sqlite(folder: Path) -> str:
    """The URL of a file in `folder`."""
    return f"sqlite:///{folder}/data/bot.sqlite"


@asynccontextmanager
async def answering(
    conversation: Conversation, chosen: Settings, backend: Backend | None = None
) -> AsyncIterator[running.Parts]:
    """Run the bot for a while, on `backend` if there is one; whatever ended it comes out at the end."""
    storage = SealedStorage(backend, Seal(KEY.get_secret_value()), retention=86_400.0) if backend else None
    parts = running.assembled(conversation, chosen, short, storage)
    stop = asyncio.Event()
    task = asyncio.create_task(running.answer(parts, stop))
    try:
        yield parts
    finally:
        stop.set()
        await task


async def all_answered(api: FakeApi, count: int) -> None:
    """Wait until the bot has sent `count` messages and every update is confirmed."""
    await asyncio.to_thread(wait_until_answered, api, count)
