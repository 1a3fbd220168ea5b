"""The fake over the wire: long polls, conflicts, faults, uploads, a webhook."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from tests.wire.player import AN, FakeApi
from tests.wire.world import TOKEN

PRIVATE = {"id": 7, "type": "private"}


@pytest.fixture
def fake() -> Iterator[FakeApi]:
    """Run a fake of the test's own."""
    made = FakeApi()
    yield made
    made.close()


def call(fake: FakeApi, method: str, **given: Any) -> httpx.Response:
    """Call the Bot API as a bot does."""
    return httpx.post(f"{fake.url}/bot{TOKEN}/{method}", json=given, timeout=20)


def test_long_poll_waits(fake: FakeApi) -> None:
    """A poll gets what is said while it waits."""
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(call, fake, "getUpdates", timeout=20)
        fake.wait_for("getUpdates")
        fake.control("say", user=AN, chat=PRIVATE, text="dag")
        assert poll.result().json()["result"][0]["message"]["text"] == "dag"


def test_second_poll_ends_the_first(fake: FakeApi) -> None:
    """Two that poll with one token get in each other's way."""
    with ThreadPoolExecutor() as pool:
        first = pool.submit(call, fake, "getUpdates", timeout=20)
        fake.wait_for("getUpdates")
        assert call(fake, "getUpdates", timeout=1).status_code == 200
        assert first.result().status_code == 409


def test_faults(fake: FakeApi) -> None:
    """Each fault strikes as often as it was told to, and then no more."""
    fake.control("fault", method="getMe", status=429, description="Too Many Requests", retry_after=3)
    spoiled = call(fake, "getMe")
    assert (spoiled.status_code, spoiled.json()["parameters"]) == (429, {"retry_after": 3})
    fake.control("fault", method="getMe", garbage=True)
    assert not call(fake, "getMe").text.startswith("{")
    for kind in ("drop", "torn"):
        fake.control("fault", method="getMe", **{kind: True})
        with pytest.raises(httpx.RemoteProtocolError):
            call(fake, "getMe")
    fake.control("fault", method="getMe", status=500, skip=1)
    assert [call(fake, "getMe").status_code for _ in range(3)] == [200, 500, 200]


def test_fault_after_the_deed(fake: FakeApi) -> None:
    """A message may have been sent although nobody says so."""
    fake.control("say", user=AN, chat=PRIVATE, text="dag")
    fake.control("fault", method="sendMessage", drop=True, carried_out=True)
    with pytest.raises(httpx.RemoteProtocolError):
        call(fake, "sendMessage", chat_id=7, text="antwoord")
    assert [message["text"] for message in fake.state()["messages"]] == ["dag", "antwoord"]


def test_wrong_token(fake: FakeApi) -> None:
    """A token that the server does not know."""
    fake.control("token", token="1:other")
    assert call(fake, "getMe").status_code == 401


def test_upload(fake: FakeApi) -> None:
    """A picture comes as a file beside the form, named or attached."""
    fake.control("say", user=AN, chat=PRIVATE, text="dag")
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (90).to_bytes(4) + (90).to_bytes(4)
    url = f"{fake.url}/bot{TOKEN}/sendPhoto"
    for form, name in (({"chat_id": "7"}, "photo"), ({"chat_id": "7", "photo": "attach://a"}, "a")):
        assert httpx.post(url, data=form, files={name: ("a.png", png, "image/png")}).status_code == 200
    assert [one["photo"][0]["file_id"] for one in fake.state()["messages"][1:]] == ["photo-1", "photo-2"]


def test_webhook_delivery(fake: FakeApi) -> None:
    """In order, with the secret, and again until the answer is 200."""
    got: list[tuple[str, str | None]] = []
    codes = iter([500, 200, 200])

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            got.append((body, self.headers.get("X-Telegram-Bot-Api-Secret-Token")))
            self.send_response(next(codes))
            self.send_header("Content-Length", "0")
            self.end_headers()
            if len(got) == 3:
                done.set()

        def log_message(self, format: str, *arguments: object) -> None: ...

    done = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as hook:
        thread = threading.Thread(target=hook.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        call(fake, "setWebhook", url=f"http://127.0.0.1:{hook.server_port}/", secret_token="geheim")
        fake.control("say", user=AN, chat=PRIVATE, text="een")
        fake.control("say", user=AN, chat=PRIVATE, text="twee")
        assert done.wait(20)
        hook.shutdown()
        thread.join()
    assert ["een" in body for body, _ in got] == [True, True, False]
    assert {secret for _, secret in got} == {"geheim"}
