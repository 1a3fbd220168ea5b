"""The fake Bot API and the bot, each a process of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import pytest

from tests.wire.oracle import objections
from tests.wire.player import ROOT, FakeApi


@pytest.fixture(scope="module")
def api() -> Iterator[FakeApi]:
    """Run the fake; whatever a test of this module did, no call may have broken a rule of the Bot API."""
    fake = FakeApi()
    try:
        yield fake
        assert fake.state()["invalid"] == []
        assert objections(fake.calls()) == []
    finally:
        fake.close()


@pytest.fixture(scope="module")
def bot(api: FakeApi) -> Iterator[None]:
    """Run the bot until the module's tests are done."""
    with running(api):
        api.wait_for("getUpdates")
        yield


@contextlib.contextmanager
def running(api: FakeApi) -> Iterator[None]:
    """Run the bot as an operator would; it must end well and log no error."""
    with tempfile.TemporaryFile("w+") as log:
        command = [sys.executable, "-m", "bot"]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **api.environment}, stderr=log, text=True)
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
            log.seek(0)
            said = log.read()
    assert process.returncode == 0, said
    assert "Traceback" not in said, said
