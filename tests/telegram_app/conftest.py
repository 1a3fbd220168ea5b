"""A real application on a recording transport."""

from collections.abc import AsyncIterator, Iterator

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
def recorder() -> Iterator[Recorder]:
    """Make the transport; no call of the test may have broken a rule of the Bot API."""
    made = Recorder()
    yield made
    assert made.invalid == []


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
