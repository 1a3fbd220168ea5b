"""A call of the Bot API, and what its answer asks for."""

import html
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram.request import RequestData

# Doing these twice shows; all else may be done again without anybody seeing.
MESSAGES = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup"})
# These are of no use to anybody a little later.
FLEETING = frozenset({"answerCallbackQuery", "answerInlineQuery", "sendChatAction"})
TAG = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True)
class Call:
    """One call: the method's URL, its parameters as they are written in a form, its files."""

    url: str
    parameters: Mapping[str, str]
    files: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, url: str, data: RequestData | None) -> "Call":
        """What PTB asks for."""
        return cls(url, data.json_parameters, data.multipart_data) if data else cls(url, {})

    @property
    def method(self) -> str:
        """The method's name; the URL itself holds the token."""
        return self.url.rpartition("/")[2]

    @property
    def chat(self) -> str:
        """The chat it goes to; "0" for none."""
        return self.parameters.get("chat_id", "0")

    @property
    def is_message(self) -> bool:
        """Whether it puts a new message into a chat."""
        return self.method in MESSAGES

    @property
    def is_fleeting(self) -> bool:
        """Whether it is of use only at once."""
        return self.method in FLEETING

    def moved(self, chat: object) -> "Call":
        """The same for another chat."""
        return replace(self, parameters={**self.parameters, "chat_id": str(chat)})

    def plain(self) -> "Call":
        """The same without markup."""
        kept = {name: value for name, value in self.parameters.items() if name != "parse_mode"}
        for name in {"text", "caption"} & kept.keys():
            kept[name] = html.unescape(TAG.sub("", kept[name]))
        return replace(self, parameters=kept)

    def presumed_answer(self) -> bytes:
        """An answer in the place of one that was not received: a message, or just yes."""
        chat = {"id": int(self.chat) if self.chat.lstrip("-").isdecimal() else 0, "type": "private"}
        message = {"message_id": 0, "date": int(time.time()), "chat": chat}
        return json.dumps({"ok": True, "result": message if self.is_message else True}).encode()


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and what the body says if it could be read."""

    status: int
    payload: bytes

    def read(self) -> dict[str, Any] | None:
        """The body; None when it is not what the Bot API writes."""
        try:
            body = json.loads(self.payload)
        except ValueError:
            return None
        return body if isinstance(body, dict) and "ok" in body else None

    @property
    def description(self) -> str:
        """Why it was refused."""
        return str((self.read() or {}).get("description", ""))

    def parameter(self, name: str) -> float | None:
        """A number that the server gives along with a refusal."""
        parameters = (self.read() or {}).get("parameters")
        value = parameters.get(name) if isinstance(parameters, dict) else None
        return value if isinstance(value, int | float) else None
