"""The bot as its own process, played by people through the fake Bot API."""

import subprocess

import pytest

from tests.wire.player import AN, FakeApi, Player, labels

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def an(api: FakeApi) -> Player:
    """Make somebody whose Telegram is in Dutch."""
    return Player(api, AN)


def test_first_minute(an: Player, bot: subprocess.Popen[str]) -> None:
    """Start, a question, a follow-up, a tap."""
    started = an.say("/start")
    assert labels(started)
    assert "15" in an.say("hoeveel projecten had PYSI in 2023?")["text"]
    answer = an.say("en hoeveel geld?")
    assert "PYSI" in answer["text"] or "Prove" in answer["text"]
    assert an.tap(answer, labels(answer)[0])["message_id"] == answer["message_id"]
    assert bot.poll() is None
