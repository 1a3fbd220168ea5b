"""Logging as lines of JSON, that never show the token: httpx writes it in every URL, PTB in one of its errors."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import TextIO

SECRET = re.compile(r"bot\d+(?::|%3A)[\w-]+|\b\d{3,}:[\w-]{20,}", re.IGNORECASE)
REDACTED = "bot<redacted>"
TALKATIVE = ("httpx", "httpcore", "uvicorn")  # at INFO the first two log each request with its URL


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


class Lines(logging.Formatter):
    """Writes a record as one JSON object: when, how grave, who, what, the `fields` given with it, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Write `record`."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname, "from": record.name, "what": record.getMessage()}
        told |= getattr(record, "fields", {})
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        told |= {"traceback": record.exc_text} if record.exc_text else {}
        told |= {"stack": record.stack_info} if record.stack_info else {}
        return json.dumps(told, ensure_ascii=False)


def configure(level: str, stream: TextIO | None = None) -> None:
    """Log at `level` to `stream` (stderr when left out); replaces earlier handlers."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for every in logging.getLogger().handlers:
        every.addFilter(Redacting())
