"""The storage that the settings name."""

import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.conversation import State
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.opening import key_file, open_storage
from tests.servers import RedisServer

FRENCH = State(language=Language.FR)


def settings(url: str, key: str | None = None) -> Settings:
    """Make settings that name a storage."""
    return Settings(_env_file=None, state_url=SecretStr(url), state_key=SecretStr(key) if key else None)


async def test_sqlite_with_its_key_beside_the_data_folder(tmp_path: Path) -> None:
    """What one start kept the next reads; the key does not stand where the data stands."""
    chosen = settings(f"sqlite:///{tmp_path}/data/bot.sqlite")
    for _ in range(2):
        storage = open_storage(chosen)
        known = await storage.get(1, 2)
        await storage.put(1, 2, FRENCH)
        await storage.close()
    assert known == FRENCH
    assert sorted(part.name for part in tmp_path.iterdir()) == ["data", "data.key"]


async def test_key_of_the_settings(tmp_path: Path) -> None:
    """Then no file is made; another key reads nothing."""
    url = f"sqlite:///{tmp_path}/data/bot.sqlite"
    first = open_storage(settings(url, "x" * 32))
    await first.put(1, 2, FRENCH)
    await first.close()
    second = open_storage(settings(url, "y" * 32))
    assert await second.get(1, 2) is None
    await second.close()
    assert [part.name for part in tmp_path.iterdir()] == ["data"]


async def test_redis(redis_server: RedisServer) -> None:
    """Two processes share what they know."""
    chosen = settings(redis_server.url, "x" * 32)
    first, second = open_storage(chosen), open_storage(chosen)
    await first.put(1, 2, FRENCH)
    assert await second.get(1, 2) == FRENCH
    await first.close()
    await second.close()


async def test_a_folder_that_cannot_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The bot starts, says so, and knows nothing of anybody."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        storage = open_storage(settings(f"sqlite:///{tmp_path}/file/data/bot.sqlite"))
        await storage.put(1, 2, FRENCH)
    assert await storage.get(1, 2) is None
    assert not await storage.reachable()
    assert "key of this process" in caplog.text
    assert "storage fails" in caplog.text
    await storage.close()


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////srv/bot/data/bot.sqlite", "/srv/bot/data.key"),
        ("sqlite:////bot.sqlite", "/data.key"),
        ("redis://host:6379/0", str(Path.cwd() / "data.key")),
    ],
    ids=["folder", "root", "redis"],
)
def test_where_the_key_stands(url: str, file: str) -> None:
    """Beside the data folder."""
    assert str(key_file(url)) == file
