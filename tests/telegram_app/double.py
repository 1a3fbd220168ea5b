"""Telegram as the tests see it: a request class without a network, and real updates from short words."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.application import BotApplication
from tests.wire.checks import checked
from tests.wire.kinds import InvalidCallError

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
BOT: dict[str, Any] = {"id": 123456, "is_bot": True, "first_name": "Innoviris", "username": "InnovirisBot"}
NL_USER: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "An", "language_code": "nl"}
FR_USER: dict[str, Any] = {"id": 8, "is_bot": False, "first_name": "Ali", "language_code": "fr-BE"}
EN_USER: dict[str, Any] = {"id": 9, "is_bot": False, "first_name": "Eve", "language_code": "en"}
PRIVATE: dict[str, Any] = {"id": 70, "type": "private"}
GROUP: dict[str, Any] = {"id": -100, "type": "supergroup", "title": "Groep"}

ABOUT = ("Nederlands", "Français")  # the row for the other language

_ids = itertools.count(1)


@dataclass(frozen=True)
class Call:
    """One call of the Bot API."""

    method: str
    parameters: dict[str, Any]

    @property
    def text(self) -> str:
        """What a message says."""
        return str(self.parameters.get("text", ""))

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """Labels and data of the buttons, row by row."""
        rows = self.parameters.get("reply_markup", {}).get("inline_keyboard", [])
        return [[(button["text"], button.get("callback_data") or button["url"]) for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons, one after the other."""
        return [label for row in self.buttons for label, _ in row]

    @property
    def answers(self) -> list[list[tuple[str, str]]]:
        """The rows of buttons without those that stand under every answer."""
        return [row for row in self.buttons if not row[-1][0].startswith("👎") and row[0][0] not in ABOUT]


@dataclass(eq=False)
class Recorder(BaseRequest):
    """Records every call, refuses what Telegram would refuse, answers the rest."""

    calls: list[Call] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)  # what broke a rule of the Bot API
    refusals: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def read_timeout(self) -> float:
        """Part of the interface of BaseRequest."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0917  (the interface of BaseRequest)
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Record the call; answer as the server would."""
        call = Call(url.rsplit("/", 1)[1], dict(request_data.parameters) if request_data else {})
        self.calls.append(call)
        status, description = self.refusals.get(call.method, (200, ""))
        try:
            checked(call.method, sent_as(request_data))
        except InvalidCallError as error:
            self.invalid.append(f"{call.method}: {error}")
            status, description = 400, f"Bad Request: {error}"
        if status != 200:
            return status, json.dumps({"ok": False, "error_code": status, "description": description}).encode()
        return 200, json.dumps({"ok": True, "result": result_of(call)}).encode()

    @property
    def sent(self) -> list[Call]:
        """The new messages."""
        return [call for call in self.calls if call.method == "sendMessage"]

    @property
    def edits(self) -> list[Call]:
        """The edits of messages."""
        return [call for call in self.calls if call.method == "editMessageText"]

    @property
    def last(self) -> Call:
        """What the user reads last, new or edited."""
        return [call for call in self.calls if call.method in ("sendMessage", "editMessageText")][-1]


def sent_as(data: RequestData | None) -> dict[str, Any]:
    """The parameters as they go over the wire, pictures as bytes."""
    if data is None:
        return {}
    files = {name: content[1] for name, content in (data.multipart_data or {}).items()}
    return {**data.json_parameters, **files}


def result_of(call: Call) -> Any:
    """Make what the server returns."""
    if call.method == "getMe":
        return BOT
    if call.method in ("sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup"):
        if "inline_message_id" in call.parameters:
            return True
        chat = {"id": call.parameters.get("chat_id"), "type": "private"}
        sizes = [{"file_id": "photo-1", "file_unique_id": "1", "width": 90, "height": 90}]
        content = {"photo": sizes} if call.method == "sendPhoto" else {"text": "x"}
        return {"message_id": next(_ids), "date": 0, "chat": chat, **content}
    return True


def message(
    text: str | None = None,
    *,
    chat: dict[str, Any] = PRIVATE,
    user: dict[str, Any] = NL_USER,
    kind: str = "message",
    **fields: Any,
) -> dict[str, Any]:
    """Make an update with a message, or its edit (`kind`); commands and mentions get their entities."""
    content: dict[str, Any] = {"message_id": next(_ids), "date": 1, "chat": chat, "from": user} | fields
    if kind == "edited_message":
        content["edit_date"] = 2
    if text is not None:
        content |= {"text": text, "entities": list(entities(text))}
    return {"update_id": next(_ids), kind: content}


def entities(text: str) -> Iterator[dict[str, Any]]:
    """Find the entities that Telegram sends with `text`."""
    for found in re.finditer(r"(?<!\S)/\w+(@\w+)?|(?<!\S)@\w+", text):
        kind = "bot_command" if found[0].startswith("/") else "mention"
        yield {"type": kind, "offset": found.start(), "length": len(found[0])}


def tap(data: str, *, chat: dict[str, Any] = PRIVATE, user: dict[str, Any] = NL_USER) -> dict[str, Any]:
    """Make an update with a press on a button under the bot's message."""
    under = {"message_id": next(_ids), "date": 1, "chat": chat, "from": BOT, "text": "vorig antwoord"}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": under}
    return {"update_id": next(_ids), "callback_query": query}


async def feed(application: BotApplication, *updates: dict[str, Any]) -> None:
    """Let the application handle `updates` as if they came from Telegram."""
    for update in updates:
        await application.process_update(Update.de_json(update, application.bot))
