"""A fake Bot API for each test, and bots as processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import free_port
from tests.wire.player import ROOT, FakeApi
from tests.wire.world import TOKEN


@pytest.fixture(scope="session")
def fake() -> Iterator[FakeApi]:
    """Run the fake Bot API, once for all tests."""
    made = FakeApi()
    yield made
    made.close()


@pytest.fixture
def api(fake: FakeApi) -> FakeApi:
    """Begin with a fake in which nothing has happened yet."""
    fake.control("reset")
    return fake


@pytest.fixture(autouse=True)
def rules(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever went wrong around it, the bot may not have broken a rule of the Bot API."""
    yield
    if "api" in request.fixturenames:
        assert request.getfixturevalue("fake").state()["invalid"] == []


class Bot:
    """The bot as an operator runs it, with `before` in front of its command; what it logs is kept for after its end."""

    def __init__(self, folder: Path, *before: str, **environment: str) -> None:
        self.port = int(environment.get("LISTEN", f":{free_port()}").rpartition(":")[2])
        self._log = folder / f"log-{self.port}"
        settings = {
            "LISTEN": f"127.0.0.1:{self.port}",
            "STATE_URL": f"sqlite:///{folder}/data/bot.sqlite",
            "SENDS_PER_SECOND": "0",
        }
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*before, sys.executable, "-m", "bot"],
                cwd=ROOT,
                env={**os.environ, **settings, **environment},
                stderr=log,
            )

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def listens(self) -> bool:
        """Whether /healthz answers."""
        try:
            return httpx.get(f"{self.url}/healthz").is_success
        except httpx.TransportError:
            return False

    @property
    def log(self) -> str:
        """What it wrote on stderr."""
        return self._log.read_text(encoding="utf-8")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send it a signal; return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=30)


class Stage:
    """Starts bots, and ends those that are left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bots: list[Bot] = []

    def start(self, api: FakeApi | None = None, *before: str, **environment: str) -> Bot:
        """Start a bot that talks to `api`."""
        self.bots.append(Bot(self.folder, *before, **(api.environment if api else {}), **environment))
        return self.bots[-1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Yield a stage; at the end no bot may have told its token, nor have met an error that it did not know."""
    made = Stage(tmp_path)
    yield made
    for bot in made.bots:
        bot.end(signal.SIGKILL)
        assert TOKEN not in bot.log
        assert TOKEN.partition(":")[2] not in bot.log
        assert "Traceback" not in bot.log, bot.log
