"""No token in any log."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.telegram_app.logs import configure, redact
from tests.telegram_app.double import TOKEN


@pytest.fixture(autouse=True)
def root() -> Iterator[None]:
    """Leave logging as it was."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"https://api.telegram.org/file/bot{TOKEN}/a.jpg",
        f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"The token `{TOKEN}` was rejected by the server.",
        "bot1:x",
    ],
    ids=["url", "file url", "quoted url", "bare", "short"],
)
def test_redacts_every_form(text: str) -> None:
    """Wherever a token may stand, none is left."""
    assert "AAAA" not in redact(text)
    assert "<redacted>" in redact(text)


def test_leaves_the_rest() -> None:
    """Times and addresses are not tokens."""
    text = "12:30:05 robot at 127.0.0.1:8080, update 123456: ok"
    assert redact(text) == text


def test_message_arguments_traceback_and_stack() -> None:
    """Each part of a record is redacted."""
    stream = io.StringIO()
    configure("INFO", stream)
    try:
        raise ValueError(f"bot{TOKEN}")
    except ValueError:
        logging.getLogger("bot.x").exception("url %s", f"/bot{TOKEN}/", stack_info=True)  # bot1:in-the-stack
    written = stream.getvalue()
    assert "ValueError: bot<redacted>" in written
    assert "url /bot<redacted>/" in written
    assert TOKEN not in written
    assert "# bot<redacted>" in written
    assert "in-the-stack" not in written


def test_httpx_is_silent_at_info() -> None:
    """The line with the URL is not written at all."""
    stream = io.StringIO()
    configure("INFO", stream)
    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("bot").info("started")
    assert stream.getvalue().endswith('"level": "INFO", "from": "bot", "what": "started"}\n')
    assert "HTTP" not in stream.getvalue()


def test_one_object_a_line() -> None:
    """The fields of a record stand beside its message; a line break does not make two lines of it."""
    stream = io.StringIO()
    configure("INFO", stream)
    logging.getLogger("bot").info("a\nb", extra={"fields": {"outcome": "answered", "ms": 1.5}})
    (line,) = stream.getvalue().splitlines()
    told = json.loads(line)
    assert (told["what"], told["outcome"], told["ms"]) == ("a\nb", "answered", 1.5)
