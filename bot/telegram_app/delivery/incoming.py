"""What can be told of an update before anybody tries to understand it."""

import time
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update


@dataclass(frozen=True)
class Incoming:
    """An update as it came: its number, its kind, whose chat it is, who sent it, and when (seconds)."""

    number: int
    kind: str
    chat: int | None
    user: int | None
    date: float
    raw: dict[str, Any]

    @property
    def lane(self) -> object:
        """Updates of one lane are handled in their order."""
        return self.chat if self.chat is not None else self.user

    def parsed(self, bot: Bot) -> Update:
        """The update as PTB knows it; raises anything at all when it does not."""
        return Update.de_json(self.raw, bot)


def incoming(raw: object) -> Incoming | None:
    """Read what is needed to put an update in its place; None when it has not even a number."""
    if not isinstance(raw, dict) or type(number := raw.get("update_id")) is not int:
        return None
    kind = next((key for key in raw if key != "update_id"), "none")
    content = _dict(raw.get(kind))
    message = _dict(content.get("message")) if kind == "callback_query" else content
    date = message.get("edit_date", message.get("date")) if message is content else None
    return Incoming(
        number,
        kind,
        _id(message.get("chat")),
        _id(content.get("from")),
        float(date) if isinstance(date, int) else time.time(),
        raw,
    )


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> int | None:
    found = _dict(value).get("id")
    return found if isinstance(found, int) else None
