"""People who ask many questions, and what each must read in the end."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversation import Conversation, State
from bot.knowledge.model import Language
from bot.telegram_app.cards import Cards, Place
from tests.wire.markup import read
from tests.wire.player import FakeApi

TALK = (
    "hoeveel geld kreeg {}?",
    "en hoeveel projecten?",
    "wat is {}?",
    "en in 2022?",
    "voor wie is {}?",
)
PROGRAMMES = ("PYSI", "Proof of Business", "Explore", "Bridge", "Co-create", "Experimental Platforms", "Prospective")
PATIENCE = 180.0  # on a machine that has much else to do a start alone may take half a minute
HELD_SECONDS = 3.0
STILL_SECONDS = 0.5  # without another message: all that the bot does at once waits for an answer


@dataclass(frozen=True)
class Crowd:
    """So many people, each with so many questions; `first` is the id of the first one."""

    people: int
    questions: int
    first: int = 1000

    @property
    def ids(self) -> range:
        """The people, who are also the chats."""
        return range(self.first, self.first + self.people)

    def question(self, who: int, number: int) -> str:
        """What `who` asks as their `number`th question: it only makes sense after the ones before."""
        programme = PROGRAMMES[(who + number // len(TALK)) % len(PROGRAMMES)]
        return TALK[number % len(TALK)].format(programme)

    def said(self, start: int = 0, end: int | None = None) -> list[dict[str, Any]]:
        """All that is asked, from everybody's question `start` on, everybody in turn."""
        numbers = range(start, self.questions if end is None else end)
        return [self._message(who, self.question(who, number)) for number in numbers for who in self.ids]

    def _message(self, who: int, text: str) -> dict[str, Any]:
        user = {"id": who, "is_bot": False, "first_name": "An", "language_code": "nl"}
        return {"user": user, "chat": {"id": who, "type": "private", "first_name": "An"}, "text": text}

    def expected(self, conversation: Conversation) -> dict[int, list[str]]:
        """What each person reads, when all goes well."""
        return {who: list(self._answers(conversation, who)) for who in self.ids}

    def _answers(self, conversation: Conversation, who: int) -> list[str]:
        state, texts, cards = State(language=Language.NL), list[str](), Cards(conversation, lambda: "")
        for number in range(self.questions):
            reply, state = conversation.respond(self.question(who, number), state)
            texts += [read(card.text, "HTML").text.strip() for card in cards.of(reply, Place.PRIVATE)]
        return texts


def transcripts(api: FakeApi) -> dict[int, list[str]]:
    """What the bot said in each chat, in its order."""
    said = defaultdict(list)
    for message in sorted(api.state()["messages"], key=lambda one: int(one["message_id"])):
        if message["from"]["is_bot"]:
            said[int(message["chat"]["id"])].append(message.get("text", ""))
    return dict(said)


def assert_told(api: FakeApi, expected: dict[int, list[str]]) -> None:
    """Everybody has read what they had to read, and nothing else."""
    told = transcripts(api)
    assert told.keys() == expected.keys()
    for who, texts in expected.items():
        assert told[who] == texts, f"{len(told[who])} answers instead of {len(texts)} in chat {who}"


def answers(api: FakeApi) -> int:
    """How many messages the bot has sent."""
    return int(api.control("progress")["said"])


def kill_in_the_middle(api: FakeApi, kill: Callable[[], object]) -> None:
    """Kill a bot while every message that it sends is with the server, which has not answered yet.

    A moment earlier or later nobody could tell what became of them, the test included.
    """
    api.control("fault", method="sendMessage", delay=HELD_SECONDS, times=1000)
    before = api.control("progress")
    held, since = 0, time.monotonic()
    while not held or time.monotonic() - since < STILL_SECONDS:
        if (now := api.control("progress")["struck"] - before["struck"]) != held:
            held, since = now, time.monotonic()
        time.sleep(0.02)
    kill()
    api.control("faults_off")
    until = time.monotonic() + PATIENCE
    while answers(api) < before["said"] + held:
        assert time.monotonic() < until
        time.sleep(0.02)


def wait_until_answered(api: FakeApi, count: int, patience: float = PATIENCE) -> None:
    """Wait until the bot has sent `count` messages, and every update is confirmed."""
    until = time.monotonic() + patience
    while (progress := api.control("progress"))["said"] < count or progress["pending"]:
        assert time.monotonic() < until, f"{count} answers are expected: {progress}"
        time.sleep(0.02)
