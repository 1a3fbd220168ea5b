"""Who gets into the webhook, what /healthz and /metrics say."""

import hmac
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.telegram_app.delivery.health import STALE_SECONDS, Health
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.web import HEADER, LARGEST, Webhook, web_application
from tests.storage.test_memory import Clock

SECRET = "the-secret_1"
RIGHT = {HEADER: SECRET}


class Inbox:
    """Takes deliveries; `done` says whether they are handled."""

    def __init__(self) -> None:
        self.got: list[object] = []
        self.done = True

    async def deliver(self, raw: object) -> bool:
        """Keep it."""
        self.got.append(raw)
        return self.done


class Storage:
    """A storage that is there, or not."""

    def __init__(self) -> None:
        self.there = True

    async def reachable(self) -> bool:
        """Whether it is there."""
        return self.there


@pytest.fixture
def inbox() -> Inbox:
    """Make the place where deliveries go."""
    return Inbox()


@pytest.fixture
def storage() -> Storage:
    """Make the storage."""
    return Storage()


@pytest.fixture
def clock() -> Clock:
    """Make the clock."""
    return Clock()


@pytest_asyncio.fixture(params=[True], ids=["webhook"])
async def client(
    request: pytest.FixtureRequest, inbox: Inbox, storage: Storage, clock: Clock
) -> AsyncIterator[httpx.AsyncClient]:
    """Make a client of the web application; the parameter tells whether it has a webhook or the bot polls."""
    health, metrics = Health(storage.reachable, quiet_is_ill=not request.param, clock=clock), Metrics()
    metrics.update("message", "answered", 0.004)
    metrics.error("sendMessage", "429")
    webhook = Webhook("/hook", SECRET, inbox.deliver, health, metrics) if request.param else None
    transport = httpx.ASGITransport(web_application(health, metrics, webhook))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as made:
        yield made


async def test_with_the_secret(client: httpx.AsyncClient, inbox: Inbox) -> None:
    """The update is delivered; 200 means that it is done."""
    response = await client.post("/hook", json={"update_id": 1}, headers=RIGHT)
    assert response.status_code == 200
    assert inbox.got == [{"update_id": 1}]


async def test_what_is_not_done_comes_again(client: httpx.AsyncClient, inbox: Inbox) -> None:
    """503 has Telegram deliver it once more."""
    inbox.done = False
    assert (await client.post("/hook", json={"update_id": 1}, headers=RIGHT)).status_code == 503


@pytest.mark.parametrize(
    "headers",
    [{}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: f"{SECRET}x"}, {HEADER: b"\xe9\xff"}],
    ids=["none", "empty", "shorter", "longer", "odd bytes"],
)
async def test_without_the_secret(
    client: httpx.AsyncClient, inbox: Inbox, headers: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody gets in, and the secret is not told."""
    with caplog.at_level(logging.DEBUG):
        response = await client.post("/hook", json={"update_id": 1}, headers=headers)
    assert response.status_code == 403
    assert inbox.got == []
    assert SECRET not in response.text + caplog.text


async def test_the_secret_is_compared_in_constant_time(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long a refusal takes tells nothing of how much was right."""
    compared, compare = list[tuple[bytes, bytes]](), hmac.compare_digest

    def noted(given: bytes, secret: bytes) -> bool:
        compared.append((given, secret))
        return compare(given, secret)

    monkeypatch.setattr(hmac, "compare_digest", noted)
    for given in ("wrong", SECRET):
        await client.post("/hook", json={"update_id": 1}, headers={HEADER: given})
    assert compared == [(b"wrong", SECRET.encode()), (SECRET.encode(), SECRET.encode())]


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
async def test_a_body_that_is_too_large(client: httpx.AsyncClient, inbox: Inbox, announced: bool) -> None:
    """It is refused, whether its header tells its length or not; one of the largest size is not."""

    async def chunks(body: bytes) -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    for size, status in ((LARGEST, 200), (LARGEST + 1, 413)):
        body = json.dumps("x" * (size - 2)).encode()
        response = await client.post("/hook", content=body if announced else chunks(body), headers=RIGHT)
        assert response.status_code == status
    assert len(inbox.got) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000], ids=["empty", "torn", "bytes", "deep"])
async def test_a_body_that_is_no_json(client: httpx.AsyncClient, inbox: Inbox, body: bytes) -> None:
    """400, and nothing breaks."""
    assert (await client.post("/hook", content=body, headers=RIGHT)).status_code == 400
    assert inbox.got == []


async def test_only_post_and_only_there(client: httpx.AsyncClient) -> None:
    """No other method, no other path."""
    assert (await client.get("/hook", headers=RIGHT)).status_code == 405
    assert (await client.post("/", json={}, headers=RIGHT)).status_code == 404


async def test_a_quiet_webhook_is_well(client: httpx.AsyncClient, storage: Storage) -> None:
    """Nobody need write; without storage it answers with less to go by, and says so."""
    response = await client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    storage.there = False
    response = await client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "storage": "unreachable", "seconds_since_telegram": None}


@pytest.mark.parametrize("client", [False], ids=["polling"], indirect=True)
async def test_polling_that_stands_still_is_not_well(client: httpx.AsyncClient) -> None:
    """Before the first good poll; health looks at Telegram, not at whether the process lives."""
    response = await client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "failing")


async def test_polling_is_well_for_a_time_after_a_good_poll(storage: Storage, clock: Clock) -> None:
    """Up to two minutes."""
    health = Health(storage.reachable, quiet_is_ill=True, clock=clock)
    health.good()
    clock.now += STALE_SECONDS - 1
    assert (await health.report())[0]
    clock.now += 1
    assert not (await health.report())[0]


async def test_metrics(client: httpx.AsyncClient, storage: Storage) -> None:
    """Updates by kind and outcome, their time, errors, storage."""
    storage.there = False
    text = (await client.get("/metrics")).text
    assert 'bot_updates_total{kind="message",outcome="answered"} 1.0' in text
    assert 'bot_update_seconds_bucket{le="0.005"} 1.0' in text
    assert 'bot_errors_total{what="429",where="sendMessage"} 1.0' in text
    assert "bot_storage_up 0.0" in text


async def test_kinds_from_outside_do_not_multiply() -> None:
    """Whatever an update calls itself, the metrics hold few names."""
    metrics = Metrics()
    for number in range(5):
        metrics.update(f"kind {number}", "none", 0.0)
    assert metrics.written().decode().count("bot_updates_total{") == 1
    assert b"kind 3" not in metrics.written()
