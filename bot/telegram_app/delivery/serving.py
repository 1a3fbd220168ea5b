"""Runs the web application with uvicorn, beside the bot."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingsError

GRACE_SECONDS = 10  # for deliveries that are under way when the bot is told to stop

logger = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers: the bot has one for all it does."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


def bound(listen: str) -> socket.socket:
    """Take the address; raises `SettingsError` when it can't be had."""
    host, _, port = listen.rpartition(":")
    try:
        return socket.create_server(
            (host.strip("[]"), int(port)),
            family=socket.AF_INET6 if ":" in host else socket.AF_INET,
            backlog=512,
        )
    except OSError as error:
        raise SettingsError(f"LISTEN: {listen}: {error.strerror or error}") from None


@asynccontextmanager
async def serving(application: Starlette, listener: socket.socket) -> AsyncIterator[None]:
    """Serve on `listener` for a while; at the end, let what is under way come to its end."""
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        listener.close()
