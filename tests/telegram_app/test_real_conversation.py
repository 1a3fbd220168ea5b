"""The whole bot: real knowledge behind a real application."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication, build_application
from tests.telegram_app.double import FR_USER, NL_USER, Recorder, feed, message, tap


@pytest_asyncio.fixture
async def real(
    real_conversation: Conversation, settings: Settings, recorder: Recorder
) -> AsyncIterator[BotApplication]:
    """Yield the application, started, with the shipped knowledge."""
    built = build_application(real_conversation, MemoryStore(), settings, recorder)
    async with built:
        yield built


async def test_a_figure(real: BotApplication, recorder: Recorder) -> None:
    """A question gets the figure, in bold, in one message."""
    await feed(real, message("hoeveel projecten had PYSI in 2023?"))
    (call,) = recorder.sent
    assert "15" in call.text
    assert "<b>" in call.text


async def test_a_dialogue_remembers(real: BotApplication, recorder: Recorder) -> None:
    """The second message leaves out what the first one said."""
    await feed(real, message("montant PYSI 2023 ?", user=FR_USER), message("et combien de projets ?", user=FR_USER))
    assert "15" in recorder.last.text


@pytest.mark.parametrize("command", ["/start", "/help"])
@pytest.mark.parametrize("user", [NL_USER, FR_USER], ids=["nl", "fr"])
async def test_examples_work(real: BotApplication, recorder: Recorder, user: dict[str, object], command: str) -> None:
    """Each example is answered when tapped, and the same when typed."""
    await feed(real, message(command, user=user))
    examples = [button for row in recorder.last.buttons for button in row if button[1][0] != "~"]
    assert examples
    for label, data in examples:
        await feed(real, message(command, user=user), tap(data, user=user))
        tapped = recorder.edits[-1].text
        await feed(real, message(command, user=user), message(label, user=user))
        assert recorder.sent[-1].text == tapped, label


@pytest.mark.parametrize("user", [NL_USER, FR_USER], ids=["nl", "fr"])
@pytest.mark.parametrize("text", ["", "🎲🎲🎲", "\u200b", "\x00", "<b>x", "&amp;", "a" * 4096, "/ "], ids=ascii)
async def test_bad_input(
    real: BotApplication,
    recorder: Recorder,
    user: dict[str, object],
    text: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever is typed, one polite message that Telegram accepts comes back, and nothing is logged."""
    await feed(real, message(text, user=user))
    assert len(recorder.sent) == 1
    assert not [record for record in caplog.records if record.name.startswith("bot.")]


async def test_old_button(real: BotApplication, recorder: Recorder, caplog: pytest.LogCaptureFixture) -> None:
    """A button of an earlier version, or nobody's, gets a polite reply."""
    await feed(real, tap("v0:gone"))
    assert recorder.edits[-1].text
    assert not [record for record in caplog.records if record.name.startswith("bot.")]


@pytest.mark.parametrize("language", list(Language))
def test_phrases_are_the_real_ones(real_conversation: Conversation, language: Language) -> None:
    """The fronts' sentences come through the conversation."""
    assert "/start" in real_conversation.phrase("telegram_help", language, commands="/start")
