"""What the bot serves over HTTP: the webhook, /healthz and /metrics."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.telegram_app.delivery.health import Health
from bot.telegram_app.delivery.metrics import Metrics

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 2**20  # bytes; Telegram's updates are some kB

Deliver = Callable[[object], Awaitable[bool]]
logger = logging.getLogger(__name__)


class Webhook:
    """Takes updates from whoever knows the secret; answers 200 only when the update is done."""

    def __init__(self, path: str, secret: str, deliver: Deliver, health: Health, metrics: Metrics) -> None:
        self.path = path
        self._secret = secret.encode()
        self._deliver = deliver
        self._health = health
        self._metrics = metrics

    async def __call__(self, request: Request) -> Response:
        """One delivery."""
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            return self._refused(403, "secret")
        body = await _body(request)
        if body is None:
            return self._refused(413, "too large")
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return self._refused(400, "no JSON")
        self._health.good()
        done = await self._deliver(update)
        return Response(status_code=200 if done else 503)

    def _refused(self, status: int, why: str) -> Response:
        self._metrics.error("webhook", why)
        logger.warning("a call of the webhook was refused: %s", why)
        return Response(status_code=status)


async def _body(request: Request) -> bytes | None:
    """Read the body; None when it is larger than any update, whatever its header says."""
    announced = request.headers.get("Content-Length", "0")
    if not announced.isdecimal() or int(announced) > LARGEST:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def web_application(health: Health, metrics: Metrics, webhook: Webhook | None = None) -> Starlette:
    """Put the routes together."""

    async def healthz(_: Request) -> Response:
        answers, report = await health.report()
        return JSONResponse(report, status_code=200 if answers else 503)

    async def written(_: Request) -> Response:
        report = (await health.report())[1]
        metrics.storage(report["storage"] == "reachable")
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz), Route("/metrics", written)]
    if webhook is not None:
        routes.append(Route(webhook.path, webhook.__call__, methods=["POST"]))
    return Starlette(routes=routes)
