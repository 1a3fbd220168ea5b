"""Logging that never shows the token: httpx writes it in every URL, PTB in one of its errors."""

import logging
import re
from typing import TextIO

SECRET = re.compile(r"bot\d+(?::|%3A)[\w-]+|\b\d{3,}:[\w-]{20,}", re.IGNORECASE)
REDACTED = "bot<redacted>"
LAYOUT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
TALKATIVE = ("httpx", "httpcore")  # at INFO they log each request with its URL


def redact(text: str) -> str:
    """Hide whatever has the form of a bot's token."""
    return SECRET.sub(REDACTED, text)


class Redacting(logging.Filter):
    """Hides tokens in the message, the traceback and the stack of every record; lets all through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record` in place."""
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def configure(level: str, stream: TextIO | None = None) -> None:
    """Log at `level` to `stream` (stderr when left out); replaces earlier handlers."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(LAYOUT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for every in logging.getLogger().handlers:
        every.addFilter(Redacting())
