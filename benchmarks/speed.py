"""How fast the bot answers and starts: `python -m benchmarks.speed`.

Prints seconds of this machine, and the same as ratios to a fixed piece of work measured in the same run,
which are what can be compared between machines.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.conversation import open_conversation
from bot.evaluation.evaluate import corpus
from bot.settings import SHIPPED_KNOWLEDGE

ROOT = Path(__file__).resolve().parent.parent
STARTS = 5  # fresh processes, each up to its first answer
ROUNDS = 3  # the best of so many passes over the questions counts
UNIT_SIZE = 20_000  # of the fixed piece of work


def unit() -> float:
    """Seconds for a fixed piece of work: sorting and joining `UNIT_SIZE` strings."""
    started = time.perf_counter()
    ",".join(sorted(str(number * 7919 % UNIT_SIZE) for number in range(UNIT_SIZE)))
    return time.perf_counter() - started


def answering() -> list[float]:
    """Seconds for each question of the corpus, the best of `ROUNDS`."""
    conversation = open_conversation(SHIPPED_KNOWLEDGE)
    questions = [chat.turns[0].say for chat in corpus(()) if chat.kind != "hostile"]
    best = [float("inf")] * len(questions)
    for _ in range(ROUNDS):
        for number, question in enumerate(questions):
            started = time.perf_counter()
            conversation.respond(question)
            best[number] = min(best[number], time.perf_counter() - started)
    return best


def starting() -> float:
    """Seconds from the start of a process to its first answer, the best of `STARTS`."""
    times = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", "ask", "hoeveel kreeg PYSI?"], cwd=ROOT, check=True, capture_output=True
        )
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Measure and print."""
    units = [unit() for _ in range(9)]
    start = starting()
    best = sorted(answering())
    units += [unit() for _ in range(9)]
    one = min(units)
    figures = {
        f"one question, median of {len(best)}": statistics.median(best),
        "one question, 95 of 100": best[int(0.95 * len(best))],
        "one question, the slowest": best[-1],
        "start to first answer": start,
    }
    for name, seconds in figures.items():
        print(f"{name:34} {seconds * 1000:9.2f} ms  {seconds / one:8.2f} units")
    print(f"{'unit of work':34} {one * 1000:9.2f} ms")


if __name__ == "__main__":
    main()
