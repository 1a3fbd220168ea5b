"""Memory and errors over many questions; the long run is `python -m benchmarks.soak`."""

from pathlib import Path

import pytest

from benchmarks.soak import run
from bot.conversation import Conversation
from tests.faults.crowd import Crowd


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_stands_still(real_conversation: Conversation) -> None:
    """Every answer right, no error in the log, no growth once all is warm."""
    found = run(real_conversation, Crowd(people=20, questions=20))
    assert (found.wrong_chats, found.errors_logged) == (0, 0)
    assert found.flat, found.memory
