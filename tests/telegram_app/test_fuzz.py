"""Ten thousand updates of every kind, with parts missing and hostile text."""

import itertools
import logging
import random
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication, build_application
from bot.telegram_app.commands import NAMES
from tests.telegram_app.double import BOT, EN_USER, FR_USER, GROUP, NL_USER, PRIVATE, Recorder, entities

UPDATES = 10_000
HOSTILE = (
    "", " ", "\x00", "\u202e\u200b", "<b>", "</b>&amp;<a href='x'>", "R&D < 5 > 3", "**bold**", "**", "{name}", "%s",
    "\ud800", "é" * 4096, "a " * 2000, "1" * 300, "-1", "../../etc/passwd", "'; DROP TABLE chats; --", "🎲🏳️‍🌈" * 50,
    "hoeveel geld ging er naar pysi?", "combien pour pysi ?", "pysi", "grafiek", "alle programma's", "stop", "2", "ja",
    "toon een grafiek van de families", "ik heb een bakkerij en zoek steun", "nous sommes une asbl",
    "/kies", "terug", "weet ik niet",
    "@InnovirisBot pysi",
)  # fmt: skip
DATA = (
    "", "~", "~1|", "~1|p|99999999999999999999|1|list|nl|", "~1|p|-3|1|list|nl|", "~1|f|nl|nope|0",
    "~1|f|fr|innoviris-programmes|x", "~1|c|nl|nope", "~1|c|fr|patents", "~1|b|nl", "~1|g|fr", "~1|l|nl", "~1|v|up|x",
    "~1|v", "~1|h|nl|families", "~1|h|nl|nope", "1|figure|nl|nope|funding|", "1|figure|nl|patents|funding|99999",
    "1|compute|nl|growth|", "1|compute|nl|rank,funding,,1,nan|patents", "1|compute|fr|compare|patents,person:x",
    "1|fact|nl|nope/nope", "1|fact|nl|patents", "1|recommend|nl||", "1|choose|nl|area|idea",
    "~1|a|fr", "~1|a|de",
    "1|choose|fr|need|nope", "1|choose|nl|nope|nope", "1|chat|fr|back", "1|chat|nl|unsure", "1|chat|fr|stop",
    "1|list|fr|nope", "1|describe|nl|project:brupower",
    "1|aspect|nl|innoviris|people", "1|chat|fr|joke", "2|chat|nl|help", "é" * 32, "|" * 64,
    "1|compute|nl|share|innoviris",
    "1|compute|nl|average,visitors|patents", "1|compute|nl|total,funding|patents", "1|compute|nl|total|stem,cansat",
)  # fmt: skip
CONTENT: tuple[dict[str, Any], ...] = (
    {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
    {"sticker": {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False,
                 "is_video": False, "type": "regular"}},
    {"location": {"latitude": 50.8, "longitude": 4.4}},
    {"contact": {"phone_number": "1", "first_name": "A"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
              "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
              "allows_revoting": False, "members_only": False}},
    {"document": {"file_id": "a", "file_unique_id": "b"}, "caption": "hoeveel geld naar pysi?"},
    {"video_note": {"file_id": "a", "file_unique_id": "b", "length": 1, "duration": 1}},
    {},
)  # fmt: skip
SERVICE: tuple[dict[str, Any], ...] = (
    {"new_chat_members": [BOT]},
    {"left_chat_member": NL_USER},
    {"group_chat_created": True},
    {"migrate_to_chat_id": -100999},
    {"new_chat_title": "<b>"},
)
USERS = (NL_USER, FR_USER, EN_USER, {"id": 13, "is_bot": False, "first_name": "\u202e<b>"})
CHATS = (
    PRIVATE,
    PRIVATE,
    GROUP,
    {"id": -7, "type": "group", "title": "g"},
    {"id": -8, "type": "channel", "title": "k"},
)


class Maker:
    """Makes updates from a seed."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._ids = itertools.count(1)
        kinds: list[tuple[int, Callable[[], dict[str, Any]]]] = [
            (6, self._message), (2, self._edited), (4, self._tap), (2, self._inline), (1, self._member), (1, self._odd),
        ]  # fmt: skip
        self._kinds = [make for weight, make in kinds for _ in range(weight)]

    def update(self) -> dict[str, Any]:
        """Make the next one."""
        return {"update_id": next(self._ids), **self._one(self._kinds)()}

    def _one(self, choices: Any) -> Any:
        return self._dice.choice(choices)

    def _text(self) -> str:
        text = str(self._one(HOSTILE))
        if self._dice.random() < 0.4:
            text = (
                f"/{self._one([*NAMES, 'nope', 'START', '', 'é'])}{self._one(['', '@InnovirisBot', '@Other'])} {text}"
            )
        return text + str(self._one(HOSTILE))[: self._dice.randrange(20)] if self._dice.random() < 0.3 else text

    def _content(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "message_id": next(self._ids),
            "date": 1,
            "chat": self._one(CHATS),
            "from": self._one(USERS),
        }
        if self._dice.random() < 0.75:
            text = self._text()[:4096]
            made |= {"text": text, "entities": list(entities(text))}
        else:
            made |= self._one(CONTENT if self._dice.random() < 0.8 else SERVICE)
        if self._dice.random() < 0.15:
            replied = {"message_id": 1, "date": 1, "chat": made["chat"], "from": self._one((BOT, NL_USER))}
            made["reply_to_message"] = replied | {"text": "x"}
        for missing in ("from", "entities"):
            if self._dice.random() < 0.03:
                made.pop(missing, None)
        return made

    def _message(self) -> dict[str, Any]:
        return {self._one(("message", "message", "message", "channel_post")): self._content()}

    def _edited(self) -> dict[str, Any]:
        return {self._one(("edited_message", "edited_channel_post")): self._content() | {"edit_date": 2}}

    def _tap(self) -> dict[str, Any]:
        query = {"id": str(next(self._ids)), "from": self._one(USERS), "chat_instance": "1", "data": self._one(DATA)}
        under = {"message_id": 5, "date": self._one((0, 1)), "chat": self._one(CHATS), "from": BOT, "text": "x"}
        where = self._one(({"message": under}, {"message": under}, {"inline_message_id": "abc"}, {}))
        if self._dice.random() < 0.05:
            query.pop("data")
        return {"callback_query": query | where}

    def _inline(self) -> dict[str, Any]:
        words = {"query": self._text()[:256], "offset": self._one(("", "", "5"))}
        return {"inline_query": {"id": str(next(self._ids)), "from": self._one(USERS), **words}}

    def _member(self) -> dict[str, Any]:
        old, new = ({"status": self._one(("member", "left")), "user": BOT} for _ in range(2))
        place = {"chat": self._one(CHATS), "from": self._one(USERS), "date": 1}
        return {"my_chat_member": place | {"old_chat_member": old, "new_chat_member": new}}

    def _odd(self) -> dict[str, Any]:
        return dict(
            self._one(
                (
                    {},
                    {"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": []}},
                    {"unheard_of": {"x": 1}},
                )
            )
        )


@pytest_asyncio.fixture
async def bot(real_conversation: Conversation, settings: Settings, recorder: Recorder) -> AsyncIterator[BotApplication]:
    """Yield the application, started, with the shipped knowledge."""
    # Thousands of drawings would tell nothing more.
    async with build_application(real_conversation, MemoryStore(), settings, recorder, draw=_drawn) as built:
        yield built


def wants_an_answer(update: dict[str, Any]) -> bool:
    """Whether it is a private message of somebody, which is never left without an answer."""
    message = update.get("message", {})
    private = message.get("chat") == PRIVATE and "from" in message
    return private and not any(service.keys() <= message.keys() for service in SERVICE)


async def test_ten_thousand_updates(bot: BotApplication, recorder: Recorder, caplog: pytest.LogCaptureFixture) -> None:
    """No exception, every private message answered, every press and inline query too, every call valid."""
    caplog.set_level(logging.WARNING)
    maker = Maker(2023)
    for _ in range(UPDATES):
        update = maker.update()
        before = len(recorder.calls)
        parsed = Update.de_json(update, bot.bot)
        await bot.process_update(parsed)
        methods = [call.method for call in recorder.calls[before:]]
        problems = [record.getMessage() for record in caplog.records]
        assert not problems, (update, problems, caplog.text)
        assert not recorder.invalid, (update, recorder.invalid)
        if wants_an_answer(update):
            assert {"sendMessage", "sendPhoto"} & set(methods), update
        if "callback_query" in update:
            assert methods[0] == "answerCallbackQuery", update
        if "inline_query" in update:
            assert methods == ["answerInlineQuery"], update
        del recorder.calls[:]


async def _drawn(chart: object) -> bytes:
    assert chart
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (90).to_bytes(4) + (90).to_bytes(4)


@pytest.mark.parametrize("language", Language)
async def test_every_button_of_the_fuzz_by_hand(bot: BotApplication, recorder: Recorder, language: Language) -> None:
    """Whatever data a press brings, something is shown, in either language."""
    user = NL_USER if language is Language.NL else FR_USER
    for data in DATA:
        query = {"id": "1", "from": user, "chat_instance": "1", "data": data}
        under = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": BOT, "text": "x"}
        if data.startswith(("~1|h|nl|families", "~1|v")):
            continue
        before = len(recorder.edits) + len(recorder.sent)
        await bot.process_update(
            Update.de_json({"update_id": 1, "callback_query": query | {"message": under}}, bot.bot)
        )
        assert len(recorder.edits) + len(recorder.sent) > before, data
