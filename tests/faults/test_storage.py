"""What a database may do to the bot: it goes on answering, and says so."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.conversation import Conversation
from bot.storage.sqlite import SqliteBackend
from bot.telegram_app.delivery import running
from tests.faults.conftest import Stage
from tests.faults.crowd import Crowd, assert_told, transcripts, wait_until_answered
from tests.faults.inside import all_answered, answering, settings, sqlite
from tests.servers import RedisServer, free_port, needed
from tests.wire.player import FakeApi

CROWD = Crowd(people=3, questions=5)


def heeding_modes() -> tuple[str, ...]:
    """What to put before a command so that root, too, has to heed the modes of files."""
    if os.geteuid():
        return ()
    return (
        needed("setpriv"),
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
    )


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """Run a Redis of the test's own, that it may ill-treat."""
    server = RedisServer(tmp_path)
    yield server
    server.stop()


async def healthz(parts: running.Parts) -> dict[str, object]:
    """What /healthz says; it must say so with 200, as the bot answers."""
    async with httpx.AsyncClient() as client:
        response = await client.get(f"http://{parts.settings.listen}/healthz")
    assert response.status_code == 200
    found: dict[str, object] = response.json()
    return found


async def becomes(parts: running.Parts, status: str) -> None:
    """Wait until /healthz says so."""
    async with asyncio.timeout(20):
        while (await healthz(parts))["status"] != status:
            await asyncio.sleep(0.1)


async def test_redis_restarts(api: FakeApi, real_conversation: Conversation, redis: RedisServer) -> None:
    """Between two questions: the next ones are answered at once, and what is kept anew is kept."""
    expected = CROWD.expected(real_conversation)
    async with answering(real_conversation, settings(api.url, redis.url)):
        api.control("say_all", said=CROWD.said(0, 1))
        await all_answered(api, 3)
        redis.stop()
        redis.start()
        api.control("say_all", said=CROWD.said(0, 5))
        await all_answered(api, 18)
    assert {who: told[1:] for who, told in transcripts(api).items()} == expected


@pytest.mark.parametrize("how", ["gone", "slow"])
async def test_redis_goes(api: FakeApi, real_conversation: Conversation, redis: RedisServer, how: str) -> None:
    """Every question is answered once, in its order, without context; /healthz says so until it is back."""
    async with answering(real_conversation, settings(api.url, redis.url)) as parts:
        api.control("say_all", said=CROWD.said(0, 1))
        await all_answered(api, 3)
        await becomes(parts, "ok")
        redis.stop() if how == "gone" else os.kill(redis.pid, signal.SIGSTOP)
        api.control("say_all", said=CROWD.said(0, 1) * 3)
        await all_answered(api, 12)
        await becomes(parts, "degraded")
        assert (await healthz(parts))["storage"] == "unreachable"
        redis.start() if how == "gone" else os.kill(redis.pid, signal.SIGCONT)
        await becomes(parts, "ok")
    assert {who: len(set(told)) for who, told in transcripts(api).items()} == dict.fromkeys(CROWD.ids, 1)


async def test_redis_is_full(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """It refuses every write: the questions are answered all the same."""
    server = RedisServer(tmp_path, "--maxmemory", "1", "--maxmemory-policy", "noeviction")
    try:
        async with answering(real_conversation, settings(api.url, server.url)) as parts:
            api.control("say_all", said=CROWD.said(0, 1) * 2)
            await all_answered(api, 6)
            await becomes(parts, "degraded")
    finally:
        server.stop()
    assert {who: len(told) for who, told in transcripts(api).items()} == dict.fromkeys(CROWD.ids, 2)


async def test_a_redis_that_never_was(api: FakeApi, real_conversation: Conversation) -> None:
    """The bot starts and answers."""
    async with answering(real_conversation, settings(api.url, f"redis://127.0.0.1:{free_port()}/0")) as parts:
        api.control("say_all", said=CROWD.said(0, 1))
        await all_answered(api, 3)
        await becomes(parts, "degraded")


async def test_the_disk_fills_up(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """SQLite finds it full in the middle: every question is answered once."""
    crowd = Crowd(people=20, questions=2)
    backend = SqliteBackend(tmp_path / "bot.sqlite", max_pages=14)
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path)), backend) as parts:
        api.control("say_all", said=crowd.said(0, 1) + crowd.said(0, 1))
        await all_answered(api, 40)
        await becomes(parts, "degraded")
    assert {who: len(told) for who, told in transcripts(api).items()} == dict.fromkeys(crowd.ids, 2)


def test_a_data_folder_that_cannot_be_written(api: FakeApi, stage: Stage) -> None:
    """The bot starts, answers, and says so in /healthz."""
    (stage.folder / "file").write_text("", encoding="utf-8")
    bot = stage.start(api, STATE_URL=f"sqlite:///{stage.folder}/file/data/bot.sqlite")
    api.control("say_all", said=CROWD.said(0, 1))
    wait_until_answered(api, 3)
    told = httpx.get(f"{bot.url}/healthz")
    assert (told.status_code, told.json()["status"]) == (200, "degraded")
    assert bot.end() == 0


def test_a_data_folder_that_becomes_read_only(api: FakeApi, stage: Stage) -> None:
    """What was kept is there, what can't be kept is not missed: the next start answers, and says so in /healthz."""
    api.control("say_all", said=CROWD.said(0, 1))
    bot = stage.start(api)
    wait_until_answered(api, 3)
    assert bot.end() == 0
    data = stage.folder / "data"
    for part in data.iterdir():
        part.chmod(0o400)
    data.chmod(0o500)
    try:
        bot = stage.start(api, *heeding_modes())
        api.control("say_all", said=CROWD.said(0, 1))
        wait_until_answered(api, 6)
        told = httpx.get(f"{bot.url}/healthz")
        assert (told.status_code, told.json()["status"]) == (200, "degraded")
        assert bot.end() == 0
    finally:
        data.chmod(0o700)
    assert {who: len(said) for who, said in transcripts(api).items()} == dict.fromkeys(CROWD.ids, 2)


@pytest.mark.parametrize("gaps", [True, False], ids=["on", "off"])
async def test_gaps(api: FakeApi, real_conversation: Conversation, tmp_path: Path, gaps: bool) -> None:
    """Unanswered questions are counted only where the settings say so."""
    crowd = Crowd(people=1, questions=1)
    (asked,) = crowd.said()
    chosen = settings(api.url, sqlite(tmp_path)).model_copy(update={"gaps": gaps})
    async with answering(real_conversation, chosen) as parts:
        api.control("say_all", said=[{**asked, "text": "wat is de deadline van PYSI?"}])
        await all_answered(api, 1)
        kept = await parts.storage.gaps()
    assert [gap.text for gap in kept] == (["wat is de deadline van pysi"] if gaps else [])


async def test_the_clock_jumps(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """A minute on, a year back: every question is answered once, in its order, and nothing is forgotten too soon."""
    now = 1_700_000_000.0
    expected = CROWD.expected(real_conversation)
    backend = SqliteBackend(tmp_path / "bot.sqlite", clock=lambda: now)
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path)), backend):
        for number, jump in enumerate((0.0, 60.0, -31_536_000.0, 30.0, -3600.0)):
            now += jump
            api.control("say_all", said=CROWD.said(number, number + 1))
            await all_answered(api, 3 * (number + 1))
    assert_told(api, expected)
