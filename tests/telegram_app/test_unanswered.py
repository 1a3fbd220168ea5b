"""Unanswered questions are counted for the keeper of the knowledge, only where that is wanted, and without anybody."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.seal import Seal
from bot.storage.sealed import SealedStorage
from bot.storage.sqlite import SqliteBackend
from bot.telegram_app import unanswered
from bot.telegram_app.application import build_application
from bot.telegram_app.unanswered import COMMON, Unanswered
from bot.understanding.gaps import Gap
from tests.telegram_app.double import Recorder, feed, message

NL = Language.NL


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[SealedStorage]:
    """Make a storage."""
    made = SealedStorage(SqliteBackend(tmp_path / "bot.sqlite"), Seal("x" * 32), retention=86_400.0)
    yield made
    await made.close()


@pytest.mark.parametrize("counted", [True, False], ids=["on", "off"])
async def test_what_is_counted(
    real_conversation: Conversation, kept: SealedStorage, settings: Settings, recorder: Recorder, counted: bool
) -> None:
    """Only what went unanswered, and only when it is wanted; /privacy says which."""
    count_gap = Unanswered(real_conversation, kept) if counted else None
    async with build_application(real_conversation, kept, settings, recorder, count_gap=count_gap) as application:
        for text in ("wat is de deadline van PYSI?", "hoeveel geld kreeg PYSI?", "dag", "wat is de deadline van PYSI"):
            await feed(application, message(text))
        await feed(application, message("/privacy"))
    assert await kept.gaps() == ([Gap(NL, "wat is de deadline van pysi", 2)] if counted else [])
    assert ("dertig dagen" in recorder.last.text) is counted


async def test_a_word_that_hardly_anybody_uses_is_hidden(real_conversation: Conversation, kept: SealedStorage) -> None:
    """It may be a name; from the third time on it is none."""
    count_gap = Unanswered(real_conversation, kept)
    for _ in range(COMMON):
        await count_gap("deadline Vandenplasbergh 0475123456")
    assert {(gap.text, gap.times) for gap in await kept.gaps()} == {
        ("deadline … …", COMMON - 1),
        ("deadline vandenplasbergh …", 1),
    }


async def test_what_holds_nothing_is_not_kept(real_conversation: Conversation, kept: SealedStorage) -> None:
    """A name alone, a number alone, nothing at all, a story."""
    count_gap = Unanswered(real_conversation, kept)
    for text in ("Vandenplasbergh", "0475123456", "?!", "steun " * 100):
        await count_gap(text)
    assert await kept.gaps() == []


async def test_nobody_fills_the_storage(
    real_conversation: Conversation, kept: SealedStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond so many a day nothing is counted."""
    monkeypatch.setattr(unanswered, "MOST_A_DAY", 2)
    count_gap = Unanswered(real_conversation, kept)
    for subject in ("PYSI", "Patents", "Explore"):
        await count_gap(f"deadline {subject}")
    assert len(await kept.gaps()) == 2
