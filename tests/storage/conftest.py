"""The databases that the contract is held against."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.storage.backend import Backend
from bot.storage.redis import RedisBackend
from bot.storage.sqlite import SqliteBackend
from tests.servers import RedisServer


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """Run one server for all tests that only want some Redis."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest_asyncio.fixture(params=["sqlite", "redis"])
async def backend(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Backend]:
    """Open each database in turn."""
    made: Backend
    if request.param == "sqlite":
        made = SqliteBackend(tmp_path / "data" / "bot.sqlite")
    else:
        made = RedisBackend(request.getfixturevalue("redis_server").url)
    yield made
    await made.close()
