"""A real application on a recording transport."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication, build_application
from tests.fake_conversation import FakeConversation
from tests.telegram_app.double import TOKEN, Recorder


@pytest.fixture
def settings() -> Settings:
    """Make settings with a token, from nowhere but here."""
    return Settings(_env_file=None, telegram_bot_token=SecretStr(TOKEN))


@pytest.fixture
def recorder() -> Recorder:
    """Make the transport."""
    return Recorder()


@pytest.fixture
def store() -> MemoryStore:
    """Make the store of states."""
    return MemoryStore()


@pytest_asyncio.fixture
async def application(settings: Settings, recorder: Recorder, store: MemoryStore) -> AsyncIterator[BotApplication]:
    """Yield the application, started, with the fake conversation."""
    built = build_application(FakeConversation(), store, settings, recorder)
    async with built:
        yield built
