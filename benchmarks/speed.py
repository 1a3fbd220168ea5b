"""How fast the bot answers and starts: `python -m benchmarks.speed`.

Prints milliseconds of this machine's CPU, and the same as ratios to a fixed piece of work measured in between. The
ratios can be compared between machines. It is the time of the CPU, not that of the clock: what else runs on the machine
counts little.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.conversation import Conversation, open_conversation
from bot.evaluation.evaluate import corpus
from bot.settings import SHIPPED_KNOWLEDGE

ROOT = Path(__file__).resolve().parent.parent
STARTS = 5  # fresh processes, each up to its first answer
ROUNDS = 3  # the best of so many passes over the questions counts
UNITS = 5  # of the fixed piece of work, before and after each pass
UNIT_SIZE = 20_000  # of the fixed piece of work


def unit() -> float:
    """Seconds for a fixed piece of work: sorting and joining `UNIT_SIZE` strings; the best of `UNITS`."""
    best = float("inf")
    for _ in range(UNITS):
        started = time.process_time()
        ",".join(sorted(str(number * 7919 % UNIT_SIZE) for number in range(UNIT_SIZE)))
        best = min(best, time.process_time() - started)
    return best


def questions() -> list[str]:
    """What people begin with, of the half of the questions that may be looked at."""
    return [chat.turns[0].say for chat in corpus(()) if chat.kind != "hostile" and not chat.unseen]


def answering(conversation: Conversation, asked: Sequence[str]) -> tuple[list[float], float]:
    """Seconds for each question, the best of `ROUNDS`, in order; and for the unit, measured in between."""
    best, one = [float("inf")] * len(asked), unit()
    for _ in range(ROUNDS):
        for number, question in enumerate(asked):
            started = time.process_time()
            conversation.respond(question)
            best[number] = min(best[number], time.process_time() - started)
        one = min(one, unit())
    return sorted(best), one


def starting(times: int = STARTS) -> tuple[float, float]:
    """Seconds of CPU from the start of a process to its first answer, the best of `times`; and for the unit.

    The first start may keep the compiled code for the others, whatever the environment says of it.
    """
    best, one = float("inf"), unit()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(times):
        command = [sys.executable, "-m", "bot", "ask", "hoeveel kreeg PYSI?"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        best, one = min(best, usage.ru_utime + usage.ru_stime), min(one, unit())
    return best, one


def main() -> None:
    """Measure and print."""
    start, one_of_start = starting()
    best, one = answering(open_conversation(SHIPPED_KNOWLEDGE), questions())
    figures = {
        f"one question, median of {len(best)}": (statistics.median(best), one),
        "one question, 95 of 100": (best[int(0.95 * len(best))], one),
        "one question, 99 of 100": (best[int(0.99 * len(best))], one),
        "one question, the slowest": (best[-1], one),
        "start to first answer": (start, one_of_start),
    }
    for name, (seconds, reference) in figures.items():
        print(f"{name:34} {seconds * 1000:9.2f} ms  {seconds / reference:8.2f} units")
    print(f"{'unit of work':34} {one * 1000:9.2f} ms")


if __name__ == "__main__":
    main()
