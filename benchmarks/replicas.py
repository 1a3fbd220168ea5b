"""Several replicas of the bot behind nginx, on one Redis: one is killed and one added in the middle of the questions.

`python -m benchmarks.replicas --people 200 --questions 10` prints what came of it; needs redis-server and nginx.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.conversation import Conversation, open_conversation
from bot.settings import SHIPPED_KNOWLEDGE
from tests.faults.conftest import Bot
from tests.faults.crowd import Crowd, answers, transcripts
from tests.servers import RedisServer, free_port, needed
from tests.wire.player import FakeApi

PATIENCE = 120.0
AHEAD = 2  # rounds of questions that may wait
BALANCER = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream bots {{ {servers} keepalive 64; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://bots; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


@dataclass(frozen=True)
class Figures:
    """What came of a run; `seconds` from the first question to the last answer."""

    replicas: int
    chats: int
    expected: int
    lost: int
    doubled: int
    out_of_order: int
    identical: bool
    seconds: float
    a_second: float


@contextmanager
def balancer(folder: Path, port: int, replicas: list[int]) -> Iterator[None]:
    """Run nginx, which spreads what comes in on `port` over the replicas."""
    servers = " ".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=1s;" for one in replicas)
    config = folder / "nginx.conf"
    config.write_text(BALANCER.format(folder=folder, port=port, servers=servers), encoding="utf-8")
    process = subprocess.Popen([needed("nginx"), "-e", str(folder / "nginx.log"), "-c", str(config)])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def run(conversation: Conversation, crowd: Crowd, replicas: int = 4) -> Figures:
    """Have `crowd` talk to so many replicas; one is killed after a third of the answers, one comes after a half."""
    expected = crowd.expected(conversation)
    total = sum(map(len, expected.values()))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        redis, api = RedisServer(folder), FakeApi()
        stack.callback(redis.stop)
        stack.callback(api.close)
        ports, public = [free_port() for _ in range(replicas + 1)], free_port()
        stack.enter_context(balancer(folder, public, ports))

        def start(port: int) -> Bot:
            bot = Bot(folder, **_environment(api, redis, public, port))
            stack.callback(bot.end, signal.SIGKILL)
            return bot

        bots = [start(port) for port in ports[:-1]]
        wait_for_webhook(api, folder, bots)
        began = time.monotonic()
        events: dict[int, Callable[[], object]] = {
            total // 3: lambda: bots[0].end(signal.SIGKILL),
            total // 2: lambda: start(ports[-1]),
        }
        for number in range(crowd.questions):
            api.control("say_all", said=crowd.said(number, number + 1))
            wait_for(api, max(0, (number + 1 - AHEAD) * crowd.people), events)
        with suppress(TimeoutError):  # what is missing is counted
            wait_for(api, total, events)
        seconds = time.monotonic() - began
        return figures(replicas, expected, transcripts(api), seconds)


def _environment(api: FakeApi, redis: RedisServer, public: int, port: int) -> dict[str, str]:
    return {
        **api.environment,
        "WEBHOOK_URL": f"http://127.0.0.1:{public}/telegram",
        "WEBHOOK_SECRET": "a-secret-of-the-run",
        "STATE_URL": redis.url,
        "STATE_KEY": "a key that all the replicas share, as they must",
        "LISTEN": f"127.0.0.1:{port}",
    }


def wait_for_webhook(api: FakeApi, folder: Path, bots: list[Bot]) -> None:
    """Wait until the webhook is set and every replica listens."""
    until = time.monotonic() + PATIENCE
    while not api.state()["webhook"] or not all(bot.listens() for bot in bots):
        assert time.monotonic() < until, "".join(bot.log for bot in bots) + f"{folder}"
        time.sleep(0.1)


def wait_for(api: FakeApi, count: int, events: dict[int, Callable[[], object]]) -> None:
    """Wait for so many answers; what is to happen at a number of answers happens on the way."""
    until = time.monotonic() + PATIENCE
    while (said := answers(api)) < count or (events.keys() and min(events) <= said):
        for at in [at for at in events if at <= said]:
            events.pop(at)()
        if time.monotonic() > until:
            raise TimeoutError(f"{said} of {count} answers")
        time.sleep(0.05)


def figures(replicas: int, expected: dict[int, list[str]], told: dict[int, list[str]], seconds: float) -> Figures:
    """Hold what was read against what had to be."""
    lost = doubled = disorder = 0
    for who, texts in expected.items():
        wanted, read = Counter(texts), Counter(told.get(who, []))
        lost += (wanted - read).total()
        doubled += (read - wanted).total()
        disorder += wanted == read and told[who] != texts
    total = sum(map(len, expected.values()))
    return Figures(
        replicas,
        len(expected),
        total,
        lost,
        doubled,
        disorder,
        told == expected,
        round(seconds, 1),
        round(total / seconds),
    )


def main() -> int:
    """Run it as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--replicas", type=int, default=4)
    options = parser.parse_args()
    found = run(open_conversation(SHIPPED_KNOWLEDGE), Crowd(options.people, options.questions), options.replicas)
    for name, value in asdict(found).items():
        print(f"{name:14} {value}")
    return 0 if found.identical else 1


if __name__ == "__main__":
    sys.exit(main())
