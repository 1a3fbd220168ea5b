"""Seconds and megabytes: of questions in this process, and of a process from its start to its end."""

import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.conversation import State
from bot.evaluation.evaluate import Answerer
from bot.wording.reply import Reply

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Spread:
    """Milliseconds of CPU for a question: half of them take less than `median`, 99 of 100 less than `p99`."""

    median: float
    p95: float
    p99: float


def spread(seconds: Sequence[float]) -> Spread:
    """The spread of these seconds."""
    ordered = sorted(seconds)
    median, p95, p99 = (1000 * ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.95, 0.99))
    return Spread(median, p95, p99)


class Clocked:
    """Whatever answers, with the time that each answer took.

    It is the time of the CPU, so that what else runs on the machine counts little.
    """

    def __init__(self, bot: Answerer) -> None:
        self._bot = bot
        self.seconds: list[float] = []

    def respond(self, text: str, state: State | None = None) -> tuple[Reply, State]:
        """Answer, and write down how long it took."""
        began = time.process_time()
        answered = self._bot.respond(text, state)
        self.seconds.append(time.process_time() - began)
        return answered

    @property
    def spread(self) -> Spread:
        """Of all that was asked."""
        return spread(self.seconds)


@dataclass(frozen=True)
class Started:
    """What a process takes from its start to its first answer: seconds by the clock, and at most so many MB."""

    seconds: float
    memory: float


def started(*arguments: str) -> Started:
    """Run `python -m` with `arguments`, which must answer and end; the fastest of several times."""
    command = [sys.executable, "-m", "benchmarks.started", *arguments]
    return Started(*json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout))
