"""The bot over the wire against python-telegram-bot's bare echo, on the fake Bot API: `python -m benchmarks.wire`.

The fake and the questions run on the same machine; what is said to both bots is the same.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak import resident, wait_for
from tests.faults.conftest import Bot
from tests.faults.crowd import Crowd
from tests.wire.player import ROOT, FakeApi

OURS, ECHO = "this bot", "PTB's echo"


@dataclass(frozen=True)
class Wire:
    """What came of one bot: milliseconds of its CPU for an update, updates a second, MB at the end."""

    name: str
    cpu: float
    a_second: float
    memory: float


def run(crowd: Crowd) -> list[Wire]:
    """Measure the bot, then the echo."""
    return [_measured(name, crowd) for name in (OURS, ECHO)]


def _measured(name: str, crowd: Crowd) -> Wire:
    """Have `crowd` ask everything; their first questions only wake the bot."""
    with ExitStack() as stack:
        api = FakeApi()
        stack.callback(api.close)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        process = _bot(folder, api, stack) if name == OURS else _echo(api, stack)
        _ask(api, crowd, 0, 1)
        began, spent = time.monotonic(), _cpu(process.pid)
        _ask(api, crowd, 1, crowd.questions)
        seconds, spent = time.monotonic() - began, _cpu(process.pid) - spent
        updates = crowd.people * (crowd.questions - 1)
        return Wire(name, 1000 * spent / updates, updates / seconds, resident(process.pid))


def _bot(folder: Path, api: FakeApi, stack: ExitStack) -> "subprocess.Popen[bytes]":
    bot = Bot(folder, **api.environment, SENDS_PER_SECOND="0", MESSAGES_PER_MINUTE="0")
    stack.callback(bot.end)
    return bot.process


def _echo(api: FakeApi, stack: ExitStack) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.echo"], cwd=ROOT, env={**os.environ, **api.environment}
    )
    stack.callback(process.wait, 30)
    stack.callback(process.terminate)
    return process


def _ask(api: FakeApi, crowd: Crowd, start: int, end: int) -> None:
    """Ask the questions from `start` to `end`, with two rounds at most waiting; every one has one answer."""
    for number in range(start, end):
        api.control("say_all", said=crowd.said(number, number + 1))
        wait_for(api, number * crowd.people)
    wait_for(api, end * crowd.people)


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(found: Sequence[Wire]) -> Iterator[str]:
    """As Markdown; ratios to the echo."""
    echo = next(one for one in found if one.name == ECHO)
    yield "| | CPU ms an update | × echo | updates a second | × echo | MB |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for one in found:
        cells = f"{one.cpu:.1f} | {one.cpu / echo.cpu:.1f} | {one.a_second:.0f} | {one.a_second / echo.a_second:.2f}"
        yield f"| {one.name} | {cells} | {one.memory:.0f} |"


def main() -> None:
    """Run it as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wire", description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    print(*table(run(Crowd(options.people, options.questions))), sep="\n")


if __name__ == "__main__":
    main()
