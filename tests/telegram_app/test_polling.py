"""The bot as a process that polls, against a small Bot API server on loopback."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from bot.errors import BotError
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import build_application
from bot.telegram_app.polling import run
from tests.fake_conversation import FakeConversation
from tests.telegram_app.double import BOT, TOKEN, message

ROOT = Path(__file__).parent.parent.parent


class Server(ThreadingHTTPServer):
    """Gives out updates once, and records every call."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.updates: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.token = TOKEN

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, parameters: dict[str, str]) -> tuple[int, Any]:
        """Do what the Bot API does."""
        if not path.startswith(f"/bot{self.token}/"):
            return 401, "Unauthorized"
        method = path.rpartition("/")[2]
        self.calls.append((method, parameters))
        if method == "getMe":
            return 200, BOT
        if method == "getUpdates":
            confirmed = int(parameters.get("offset", 0))
            waiting = [update for update in self.updates if update["update_id"] >= confirmed]
            if not waiting and int(parameters.get("timeout", 0)):
                time.sleep(0.1)
            return 200, waiting
        if method == "sendMessage":
            return 200, {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
        return 200, True

    def wait_for(self, method: str, count: int = 1) -> dict[str, str]:
        """Wait until `method` was called `count` times; return the parameters of the last."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = [parameters for name, parameters in self.calls if name == method]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.02)
        raise AssertionError(f"{method} was not called {count} times: {self.calls}")


class Handler(BaseHTTPRequestHandler):
    """One request of the bot."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        """Answer in JSON."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        status, result = self.server.answer(self.path, dict(parse_qsl(body)))
        key = "result" if status == 200 else "description"
        written = json.dumps({"ok": status == 200, key: result}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the bot stopped while it waited
            self.wfile.write(written)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server for the test."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def start(server: Server) -> subprocess.Popen[str]:
    """Start the bot as an operator would."""
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url, "LOG_LEVEL": "DEBUG"}
    command = [sys.executable, "-m", "bot"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("real_conversation")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: str(number.name))
def test_answers_and_stops_cleanly(server: Server, number: signal.Signals) -> None:
    """It asks for the kinds of updates that it handles, answers, ends with 0, and never logs the token."""
    server.updates.append(message("hoeveel projecten had PYSI?"))
    with start(server) as process:
        try:
            sent = server.wait_for("sendMessage")
            server.wait_for("getUpdates", count=2)
        finally:
            process.send_signal(number)
            _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "15" in sent["text"]
    assert sent["parse_mode"] == "HTML"
    asked = json.loads(server.wait_for("getUpdates")["allowed_updates"])
    assert sorted(asked) == ["callback_query", "edited_message", "inline_query", "message", "my_chat_member"]
    assert TOKEN not in log
    assert "Traceback" not in log


@pytest.mark.usefixtures("real_conversation")
def test_token_that_the_server_refuses(server: Server) -> None:
    """One clear line at the end, exit code 2."""
    server.token = "1:other"
    with start(server) as process:
        _, log = process.communicate(timeout=20)
    assert process.returncode == 2
    assert log.splitlines()[-1].startswith("TELEGRAM_BOT_TOKEN: ")
    assert TOKEN not in log
    assert "Traceback" not in log


def test_server_that_is_away(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """After the retries the line names the setting, and holds no token."""
    away = settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"})
    asyncio.set_event_loop(asyncio.new_event_loop())
    with pytest.raises(BotError, match=r"^TELEGRAM_API_URL: no answer") as caught:
        run(build_application(FakeConversation(), MemoryStore(), away), retries=0)
    asyncio.set_event_loop(None)
    assert TOKEN not in str(caught.value)
    assert "Traceback" not in caplog.text
