"""The test's side of the fake Bot API: starts it as a process of its own, and plays the people who talk to the bot."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.wire.world import TOKEN

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0  # seconds within which the bot must have done what a test waits for

AN: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "An", "language_code": "nl"}
ALI: dict[str, Any] = {"id": 8, "is_bot": False, "first_name": "Ali", "language_code": "fr"}
EVE: dict[str, Any] = {"id": 9, "is_bot": False, "first_name": "Eve", "language_code": "en"}
GROUP: dict[str, Any] = {"id": -100123, "type": "supergroup", "title": "Groep"}
ANSWERS = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption", "editMessageReplyMarkup")


class FakeApi:
    """The process of the fake Bot API."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.wire.server"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["url"]
        self._client = httpx.Client(base_url=self.url, timeout=PATIENCE + 10)

    @property
    def environment(self) -> dict[str, str]:
        """What the bot must be told to talk to it."""
        return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": self.url}

    def control(self, action: str, **given: Any) -> Any:
        """Have the fake do something (see `tests.wire.server`)."""
        response = self._client.post(f"/control/{action}", json=given)
        response.raise_for_status()
        return response.json()

    def calls(self, since: int = 0, wait: float = 0.0) -> list[dict[str, Any]]:
        """The calls after the one with number `since`."""
        found: list[dict[str, Any]] = self.control("calls", since=since, wait=wait)
        return found

    def mark(self) -> int:
        """The number of the last call so far."""
        return int(self.control("mark"))

    def wait_for(self, *methods: str, since: int = 0, count: int = 1, **given: Any) -> dict[str, Any]:
        """Wait for the `count`th call of one of `methods` after `since` with parameters as `given`; return it."""
        until, seen, hits = time.monotonic() + PATIENCE, since, list[dict[str, Any]]()
        while time.monotonic() < until:
            for call in self.calls(seen, wait=min(5.0, PATIENCE)):
                seen = call["number"]
                if call["method"] in methods and given.items() <= call["parameters"].items():
                    hits.append(call)
            if len(hits) >= count:
                return hits[count - 1]
        raise AssertionError(f"{methods} {given} was not called {count} times; {self.calls(since)[-5:]}")

    def state(self) -> dict[str, Any]:
        """All that the fake knows."""
        found: dict[str, Any] = self.control("state")
        return found

    def close(self) -> None:
        """End the process."""
        self._client.close()
        self._process.communicate("", timeout=20)


@dataclass
class Player:
    """A person who talks to the bot in one chat."""

    api: FakeApi
    user: dict[str, Any]
    chat: dict[str, Any]

    def __init__(self, api: FakeApi, user: dict[str, Any], chat: dict[str, Any] | None = None) -> None:
        self.api, self.user = api, user
        self.chat = chat or {"id": user["id"], "type": "private", "first_name": user["first_name"]}

    def say(self, text: str, **content: Any) -> dict[str, Any]:
        """Send a text, and wait for the message that comes back."""
        return self.send(text=text, **content)

    def send(self, **content: Any) -> dict[str, Any]:
        """Send anything, and wait for the message that comes back."""
        since = self.api.mark()
        self.api.control("say", user=self.user, chat=self.chat, **content)
        return self.reply(since)

    def tap(self, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Press a button under `message`, wait for what comes of it; the press must be answered first."""
        since = self.api.mark()
        place = {"chat_id": self.chat["id"], "message_id": message["message_id"]}
        query = self.api.control("tap", user=self.user, label=label, **place)
        answered = self.api.wait_for("answerCallbackQuery", since=since, callback_query_id=query)
        return self.reply(answered["number"])

    def correct(self, text: str) -> dict[str, Any]:
        """Change the text of one's last message, and wait for what comes of it."""
        since = self.api.mark()
        mine = [one for one in self.messages() if one["from"]["id"] == self.user["id"]][-1]
        self.api.control("correct", chat_id=self.chat["id"], message_id=mine["message_id"], text=text)
        return self.reply(since)

    def inline(self, query: str, offset: str = "") -> dict[str, Any]:
        """Ask inline; returns the answer."""
        since = self.api.mark()
        name = self.api.control("inline", user=self.user, query=query, offset=offset)
        found: dict[str, Any] = self.api.wait_for("answerInlineQuery", since=since, inline_query_id=name)["parameters"]
        return found

    def reply(self, since: int) -> dict[str, Any]:
        """Wait for the bot to send to this chat, or to edit in it; return the message as it is then."""
        call = self.api.wait_for(*ANSWERS, since=since, chat_id=self.chat["id"])
        found = call["result"] or self.messages(call["parameters"]["message_id"])[0]
        assert isinstance(found, dict)
        return found

    def messages(self, message_id: int | None = None) -> list[dict[str, Any]]:
        """The messages in this chat, or the one with that id."""
        return [
            message
            for message in self.api.state()["messages"]
            if message["chat"]["id"] == self.chat["id"] and message_id in (None, message["message_id"])
        ]


def labels(message: dict[str, Any]) -> list[str]:
    """The labels of the buttons under `message`."""
    return [one["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for one in row]
