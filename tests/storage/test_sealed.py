"""The states of chats in a database: what is kept of whom, and what happens while it is away."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.conversation import VERSION, State
from bot.errors import StorageError
from bot.knowledge.model import Language
from bot.storage.backend import Backend, Claim, Entry, Standing
from bot.storage.redis import RedisBackend
from bot.storage.seal import Seal
from bot.storage.sealed import GAP_SECONDS, PAUSE_SECONDS, SealedStorage
from bot.storage.sqlite import SqliteBackend
from bot.understanding.gaps import Gap
from bot.understanding.question import Context
from tests.servers import RedisServer
from tests.storage.test_memory import Clock, state_with_options

T = TypeVar("T")
SECRET = "a secret of more than thirty-two characters"
DAY = 86_400.0
CHAT, USER = 7_040_112_233, 7_040_112_244
TALK = replace(state_with_options(), context=Context(targets=("pysi",), year=2023), at=1000.0)


@pytest_asyncio.fixture
async def storage(backend: Backend) -> AsyncIterator[SealedStorage]:
    """Make a storage on each database."""
    made = SealedStorage(backend, Seal(SECRET), retention=DAY)
    await made.forget(CHAT, USER)
    yield made


async def test_keeps_a_state_for_its_chat_and_user(storage: SealedStorage) -> None:
    """Not for another chat of the user, nor for another user of the chat."""
    await storage.put(CHAT, USER, TALK)
    assert await storage.get(CHAT, USER) == TALK
    assert await storage.get(CHAT + 1, USER) is None
    assert await storage.get(CHAT, USER + 1) is None


async def test_forgets_a_user_everywhere(storage: SealedStorage) -> None:
    """In all chats; others of the same chat stay known."""
    for place in ((CHAT, USER), (CHAT + 1, USER), (CHAT, USER + 1)):
        await storage.put(*place, TALK)
    await storage.forget(CHAT, USER)
    assert await storage.get(CHAT, USER) is None
    assert await storage.get(CHAT + 1, USER) is None
    assert await storage.get(CHAT, USER + 1) == TALK


async def test_states_and_update_are_kept_together(storage: SealedStorage) -> None:
    """What was finished with an update is there, and the update is done."""
    await storage.begin(99, "me", 5.0)
    await storage.finish(99, {(CHAT, USER): TALK, (CHAT + 1, USER): TALK})
    assert await storage.get(CHAT + 1, USER) == TALK
    assert (await storage.begin(99, "me", 5.0)).standing is Standing.DONE


async def test_a_state_that_cannot_be_read_is_dropped(
    backend: Backend, storage: SealedStorage, caplog: pytest.LogCaptureFixture
) -> None:
    """Another key's, another version's: one line each, and the user begins anew."""
    await storage.put(CHAT, USER, TALK)

    class OldSeal(Seal):
        def close(self, text: str) -> bytes:
            return super().close(text.replace(f'"version":{VERSION}', '"version":0'))

    await SealedStorage(backend, OldSeal(SECRET), retention=DAY).put(CHAT, USER, TALK)
    with caplog.at_level(logging.WARNING):
        assert await storage.get(CHAT, USER) is None
    assert "a chat's state is dropped: another version" in caplog.text
    assert str(USER) not in caplog.text


async def test_the_language_outlives_the_context(tmp_path: Path) -> None:
    """Ten minutes for what the chat was about, then the language alone, then nothing, in the file too."""
    clock = Clock()
    backend = SqliteBackend(tmp_path / "bot.sqlite", clock=clock)
    storage = SealedStorage(backend, Seal(SECRET), retention=DAY)
    await storage.put(CHAT, USER, TALK)
    clock.now += 599
    assert await storage.get(CHAT, USER) == TALK
    clock.now += 2
    assert await storage.get(CHAT, USER) == State(language=Language.FR, at=1000.0)
    clock.now += DAY
    assert await storage.get(CHAT, USER) is None
    await storage.close()


async def test_the_file_tells_nothing_of_anybody(tmp_path: Path) -> None:
    """No id, no language, no subject stands in it in clear."""
    storage = SealedStorage(SqliteBackend(tmp_path / "bot.sqlite"), Seal(SECRET), retention=DAY)
    await storage.put(CHAT, USER, TALK)
    written = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    await storage.close()
    assert len(written) > 4096
    for clear in (str(CHAT).encode(), str(USER).encode(), b"pysi", b"language", USER.to_bytes(8, "big")):
        assert clear not in written


async def test_gaps_are_counted_and_sealed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each text by itself; nothing in clear; one that can't be read is dropped; after thirty days nothing is left."""
    clock = Clock()
    backend = SqliteBackend(tmp_path / "bot.sqlite", clock=clock)
    storage = SealedStorage(backend, Seal(SECRET), retention=DAY)
    for language, text in ((Language.NL, "deadline"), (Language.NL, "deadline"), (Language.FR, "deadline")):
        await storage.keep_gap(language, text)
    assert b"deadline" not in b"".join(part.read_bytes() for part in tmp_path.iterdir())
    gaps = [Gap(Language.NL, "deadline", 2), Gap(Language.FR, "deadline", 1)]
    assert sorted(await storage.gaps(), key=lambda gap: -gap.times) == gaps
    (owner,) = {row[0] for row in backend._connection.execute("SELECT owner FROM entries")}  # type: ignore[union-attr]
    await backend.save([Entry(owner, "x", b"garbage", DAY)])
    assert len(await storage.gaps()) == 2
    assert "is dropped" in caplog.text
    clock.now += GAP_SECONDS
    assert await storage.gaps() == []
    await storage.close()


class Away(SqliteBackend):
    """A database that can be away, and counts how often it was asked."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.away = False
        self.asked = 0

    async def _run(self, work: Callable[..., T]) -> T:
        self.asked += 1
        if self.away:
            raise StorageError("away")
        return await super()._run(work)


@pytest.fixture
def away(tmp_path: Path) -> Away:
    """Make a database that can be away."""
    return Away(tmp_path / "bot.sqlite")


async def test_without_its_database_everybody_is_new(away: Away, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing raises; one line when it goes, one when it is back, and after the pause all is as before."""
    clock = Clock()
    storage = SealedStorage(away, Seal(SECRET), retention=DAY, clock=clock)
    await storage.put(CHAT, USER, TALK)
    away.away = True
    assert await storage.get(CHAT, USER) is None
    clock.now += PAUSE_SECONDS
    assert await storage.begin(1, "me", 5.0) == Claim(Standing.OURS)
    assert await storage.count("x", 5.0) == 1
    await storage.finish(1, {(CHAT, USER): TALK})
    assert not await storage.reachable()
    away.away = False
    clock.now += PAUSE_SECONDS
    assert await storage.reachable()
    assert await storage.get(CHAT, USER) == TALK
    assert [record.message.partition(":")[0] for record in caplog.records if record.name.startswith("bot.storage")] == [
        "storage fails, chats go on without their context",
        "storage works again",
    ]
    await storage.close()


async def test_a_database_that_hangs_is_left_alone_for_a_while(away: Away) -> None:
    """After a failure it is not asked again at every message."""
    clock = Clock()
    storage = SealedStorage(away, Seal(SECRET), retention=DAY, clock=clock)
    away.away = True
    for _ in range(5):
        await storage.get(CHAT, USER)
    assert away.asked == 1
    clock.now += PAUSE_SECONDS
    await storage.get(CHAT, USER)
    assert away.asked == 2
    await storage.close()


async def test_forgetting_is_never_claimed_in_vain(away: Away) -> None:
    """While the database is away, a request to forget fails aloud."""
    storage = SealedStorage(away, Seal(SECRET), retention=DAY)
    away.away = True
    with pytest.raises(StorageError):
        await storage.forget(CHAT, USER)
    await storage.close()


async def test_redis_tells_nothing_of_anybody(redis_server: RedisServer) -> None:
    """Neither in the names of keys nor in values."""
    storage = SealedStorage(RedisBackend(redis_server.url), Seal(SECRET), retention=DAY)
    await storage.put(CHAT, USER, TALK)
    await storage.count(f"user {USER}", 5.0)
    redis = Redis.from_url(redis_server.url)
    for key in await redis.keys():
        assert str(USER).encode() not in key
        dumped = await redis.dump(key) or b""
        assert b"pysi" not in dumped
        assert str(USER).encode() not in dumped
    await redis.aclose()
    await storage.close()
