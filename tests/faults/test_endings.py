"""The bot ends in the middle of its work, and another one takes over."""

import signal
import time
from functools import partial

from bot.conversation import Conversation
from tests.faults.conftest import Stage
from tests.faults.crowd import PATIENCE, Crowd, answers, assert_told, kill_in_the_middle, wait_until_answered
from tests.wire.player import FakeApi

CROWD = Crowd(people=12, questions=17)


def wait_for_answers(api: FakeApi, count: int) -> None:
    """Wait until the bot is in the middle of its work."""
    until = time.monotonic() + PATIENCE
    while answers(api) < count:
        assert time.monotonic() < until
        time.sleep(0.005)


def test_killed_twice_in_the_middle(api: FakeApi, stage: Stage, real_conversation: Conversation) -> None:
    """Of some two hundred questions none is lost, none answered twice, none out of order."""
    expected = CROWD.expected(real_conversation)
    total = sum(map(len, expected.values()))
    api.control("say_all", said=CROWD.said())
    for killed_at in (total // 4, total // 2):
        bot = stage.start(api)
        wait_for_answers(api, killed_at)
        kill_in_the_middle(api, partial(bot.end, signal.SIGKILL))
    assert answers(api) < total
    stage.start(api)
    wait_until_answered(api, total)
    assert_told(api, expected)


def test_told_to_stop_under_load(api: FakeApi, stage: Stage, real_conversation: Conversation) -> None:
    """It ends with 0, in time, and the next one goes on where it was."""
    expected = CROWD.expected(real_conversation)
    total = sum(map(len, expected.values()))
    api.control("say_all", said=CROWD.said())
    bot = stage.start(api)
    wait_for_answers(api, total // 4)
    assert bot.end(signal.SIGTERM) == 0
    progress = api.control("progress")
    assert 0 < progress["pending"] == total - progress["said"]  # what it was answering is out, and confirmed
    stage.start(api)
    wait_until_answered(api, total)
    assert_told(api, expected)
