"""Many questions to one process over the wire: errors, memory, questions a second.

`python -m benchmarks.soak --people 200 --questions 100` asks 20,000 and prints the memory (MB) at each tenth.
"""

import argparse
import re
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.conversation import Conversation, open_conversation
from bot.settings import SHIPPED_KNOWLEDGE
from tests.faults.conftest import Bot
from tests.faults.crowd import Crowd, answers, transcripts
from tests.wire.player import FakeApi

PATIENCE = 3600.0
PARTS = 10
GROWTH = 1.05  # of the last part's memory over that of the third, when all is warm


@dataclass(frozen=True)
class Figures:
    """What came of a soak; memory in MB."""

    questions: int
    wrong_chats: int
    errors_logged: int
    memory: tuple[float, ...]
    seconds: float
    a_second: float

    @property
    def flat(self) -> bool:
        """Whether memory stands still once all is warm."""
        return self.memory[-1] <= self.memory[2] * GROWTH


def run(conversation: Conversation, crowd: Crowd) -> Figures:
    """Ask it all in ten parts."""
    expected = crowd.expected(conversation)
    done, memory = 0, list[float]()
    with tempfile.TemporaryDirectory() as folder:
        api = FakeApi()
        bot = Bot(Path(folder), **api.environment, SENDS_PER_SECOND="0", MESSAGES_PER_MINUTE="0")
        try:
            began = time.monotonic()
            for part in range(PARTS):
                first, last = (crowd.questions * edge // PARTS for edge in (part, part + 1))
                for number in range(first, last):
                    api.control("say_all", said=crowd.said(number, number + 1))
                    done += sum(len(texts[number : number + 1]) for texts in expected.values())
                    wait_for(api, done - crowd.people)
                wait_for(api, done)
                memory.append(resident(bot.process.pid))
            seconds = time.monotonic() - began
            told = transcripts(api)
        finally:
            bot.end()
            api.close()
        wrong = sum(told.get(who) != texts for who, texts in expected.items())
        errors = len(re.findall(r'"level": "(?:ERROR|WARNING)"', bot.log))
    return Figures(done, wrong, errors, tuple(memory), round(seconds, 1), round(done / seconds))


def wait_for(api: FakeApi, count: int) -> None:
    """Wait for so many answers."""
    until = time.monotonic() + PATIENCE
    while answers(api) < count:
        assert time.monotonic() < until, f"{count} answers are expected"
        time.sleep(0.02)


def resident(pid: int) -> float:
    """Memory that the process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return round(int(found[1]) / 1024, 1)


def main() -> int:
    """Run it as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--questions", type=int, default=100)
    options = parser.parse_args()
    found = run(open_conversation(SHIPPED_KNOWLEDGE), Crowd(options.people, options.questions))
    for name, value in asdict(found).items():
        print(f"{name:14} {value}")
    print(f"{'flat':14} {found.flat}")
    return 0 if found.flat and not found.wrong_chats and not found.errors_logged else 1


if __name__ == "__main__":
    sys.exit(main())
