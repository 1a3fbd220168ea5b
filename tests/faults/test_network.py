"""What the Bot API server and the way to it may do to the bot."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.errors import BotError, SettingsError
from bot.telegram_app.delivery import running
from tests.faults.crowd import Crowd, assert_told, transcripts
from tests.faults.inside import all_answered, answering, settings, short, sqlite
from tests.servers import free_port
from tests.wire.player import FakeApi
from tests.wire.world import TOKEN

CROWD = Crowd(people=3, questions=5)
STATUSES: dict[str, dict[str, Any]] = {
    "401": {"status": 401, "description": "Unauthorized"},
    "404": {"status": 404, "description": "Not Found"},
    "409": {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    "429": {"status": 429, "description": "Too Many Requests: retry after 1", "retry_after": 1},
    "500": {"status": 500, "description": "Internal Server Error"},
    "502": {"status": 502, "garbage": True},
    "garbage": {"garbage": True},
    "drop": {"drop": True},
}
ON_SENDING = {**STATUSES, "torn": {"torn": True, "carried_out": True}}
ON_POLLING = {**STATUSES, "torn": {"torn": True}, "drip": {"drip": 0.0005}}


@pytest.fixture(autouse=True)
def no_token(caplog: pytest.LogCaptureFixture) -> Any:
    """Whatever goes wrong, no log may show the token."""
    caplog.set_level(logging.DEBUG, logger="bot")
    yield
    assert TOKEN not in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text


async def ended(parts: running.Parts) -> None:
    """Run the bot until it gives up."""
    async with asyncio.timeout(20):
        await running.answer(parts, asyncio.Event())


async def play(api: FakeApi, conversation: Conversation, folder: Path, *faults: dict[str, Any]) -> None:
    """Have the crowd ask while `faults` strike; all must come out as if they had not."""
    expected = CROWD.expected(conversation)
    for fault in faults:
        api.control("fault", **fault)
    async with answering(conversation, settings(api.url, sqlite(folder))):
        api.control("say_all", said=CROWD.said())
        await all_answered(api, sum(map(len, expected.values())))
    assert_told(api, expected)


@pytest.mark.parametrize("fault", ON_SENDING.values(), ids=ON_SENDING)
async def test_sending(api: FakeApi, real_conversation: Conversation, tmp_path: Path, fault: dict[str, Any]) -> None:
    """Three sends in a row fail, and one later on: nothing is lost, doubled, or out of order."""
    faults = ({"method": "sendMessage", "times": 3, **fault}, {"method": "sendMessage", "skip": 5, **fault})
    await play(api, real_conversation, tmp_path, *faults)


@pytest.mark.parametrize("fault", ON_POLLING.values(), ids=ON_POLLING)
async def test_polling(api: FakeApi, real_conversation: Conversation, tmp_path: Path, fault: dict[str, Any]) -> None:
    """Three polls in a row fail, and one later on: nothing is lost, doubled, or out of order."""
    faults = ({"method": "getUpdates", "times": 3, **fault}, {"method": "getUpdates", "skip": 1, **fault})
    await play(api, real_conversation, tmp_path, *faults)


async def test_a_send_that_is_dropped_after_it_arrived(
    api: FakeApi, real_conversation: Conversation, tmp_path: Path
) -> None:
    """Nobody can tell, so it is sent again: that one answer comes twice, and nothing else."""
    expected = CROWD.expected(real_conversation)
    api.control("fault", method="sendMessage", drop=True, carried_out=True)
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        api.control("say_all", said=CROWD.said())
        await all_answered(api, sum(map(len, expected.values())) + 1)
    told = transcripts(api)
    (twice,) = [who for who in CROWD.ids if told[who] != expected[who]]
    assert told[twice] == expected[twice][:1] + expected[twice]


async def test_one_chat_that_must_wait_holds_up_no_other(
    api: FakeApi, real_conversation: Conversation, tmp_path: Path
) -> None:
    """While one chat waits for its retry_after, the others get all their answers, to new questions too."""
    expected = CROWD.expected(real_conversation)
    total = sum(map(len, expected.values()))
    api.control("fault", method="sendMessage", status=429, retry_after=6, description="Too Many Requests")
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        for start, end in ((0, 2), (2, 5)):
            api.control("say_all", said=CROWD.said(start, end))
            async with asyncio.timeout(20):
                while api.control("progress")["said"] < 2 * end:
                    await asyncio.sleep(0.05)
        assert sorted(map(len, transcripts(api).values())) == [5, 5]
        await all_answered(api, total)
    assert_told(api, expected)


async def test_the_server_is_away_at_first(real_conversation: Conversation, tmp_path: Path) -> None:
    """The bot waits for it, and answers what was asked meanwhile; also when it goes later on."""
    port = free_port()
    expected = CROWD.expected(real_conversation)
    async with answering(real_conversation, settings(f"http://127.0.0.1:{port}", sqlite(tmp_path))):
        await asyncio.sleep(0.3)
        api = await asyncio.to_thread(FakeApi, port)
        try:
            api.control("say_all", said=CROWD.said(0, 2))
            await asyncio.to_thread(api.wait_for, "sendMessage")
            api.control("fault", drop=True, times=15)
            api.control("say_all", said=CROWD.said(2))
            await all_answered(api, sum(map(len, expected.values())))
            assert_told(api, expected)
        finally:
            await asyncio.to_thread(api.close)


async def test_the_server_stays_away(real_conversation: Conversation, tmp_path: Path) -> None:
    """After all its tries the bot ends with one line that names the setting."""
    away = settings(f"http://127.0.0.1:{free_port()}", sqlite(tmp_path))
    parts = replace(running.assembled(real_conversation, away, short), start_tries=3)
    with pytest.raises(BotError, match=r"^TELEGRAM_API_URL: no answer") as caught:
        await ended(parts)
    assert TOKEN not in str(caught.value)


async def test_a_token_that_is_revoked(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """One 401 is passed over, many in a row end the bot with one line: a dead bot may not look alive."""
    api.control("fault", method="getUpdates", status=401, times=1000)
    parts = replace(running.assembled(real_conversation, settings(api.url, sqlite(tmp_path)), short), refusals=10)
    with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN: .* does not know it"):
        await ended(parts)


async def test_polling_does_not_take_a_webhook_away(
    api: FakeApi, real_conversation: Conversation, tmp_path: Path
) -> None:
    """A process that would poll ends with a line, and the replicas' webhook stays."""
    api.control("webhook", url="https://bot.example.org/hook")
    parts = running.assembled(real_conversation, settings(api.url, sqlite(tmp_path)), short)
    with pytest.raises(BotError, match=r"^WEBHOOK_URL: "):
        await ended(parts)
    assert api.state()["webhook"]["url"] == "https://bot.example.org/hook"


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {"message_id": "x", "date": "y", "chat": 5}},
        {"message": {"message_id": 1, "date": 1}},
        {"message": 7},
        {"something_new": {"id": 1}},
        {},
    ],
    ids=["types", "no chat", "number", "unknown kind", "empty"],
)
async def test_an_update_that_nobody_can_read(
    api: FakeApi, real_conversation: Conversation, tmp_path: Path, odd: dict[str, Any]
) -> None:
    """It is set aside; those before and behind it are answered."""
    expected = CROWD.expected(real_conversation)
    api.control("say_all", said=CROWD.said(0, 2))
    api.control("update", update=odd)
    api.control("say_all", said=CROWD.said(2))
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        await all_answered(api, sum(map(len, expected.values())))
    assert_told(api, expected)
    assert api.control("progress")["pending"] == 0


async def test_markup_that_is_refused(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """After "can't parse entities" the same text comes without markup."""
    refusal = {"status": 400, "description": "Bad Request: can't parse entities: unsupported tag"}
    await play(api, real_conversation, tmp_path, {"method": "sendMessage", **refusal})
    sent = [call["parameters"] for call in api.calls() if call["method"] == "sendMessage"]
    (plain,) = [one for one in sent if "parse_mode" not in one]
    assert "<b>" not in plain["text"]


async def test_who_blocked_the_bot(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """They get nothing, the others all."""
    expected = CROWD.expected(real_conversation)
    api.control("block", user_id=CROWD.first)
    del expected[CROWD.first]
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        api.control("say_all", said=CROWD.said())
        await all_answered(api, sum(map(len, expected.values())))
    assert_told(api, expected)


async def test_a_group_that_became_a_supergroup(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """What was asked in the group is answered in the supergroup."""
    group = {"id": -55, "type": "group", "title": "Groep"}
    user = {"id": 7, "is_bot": False, "first_name": "An", "language_code": "nl"}
    api.control("say", user=user, chat=group, text="/vraag hoeveel geld kreeg PYSI?")
    api.control("upgrade", chat_id=-55, new_id=-100055)
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        await all_answered(api, 1)
    assert list(transcripts(api)) == [-100055]


async def test_a_press_that_changes_nothing(api: FakeApi, real_conversation: Conversation, tmp_path: Path) -> None:
    """The refusal "message is not modified" is no failure: the press is answered and that is that."""
    refusal = {"status": 400, "description": "Bad Request: message is not modified: specified new message content"}
    user = {"id": 7, "is_bot": False, "first_name": "An", "language_code": "nl"}
    async with answering(real_conversation, settings(api.url, sqlite(tmp_path))):
        chat = {"id": 7, "type": "private", "first_name": "An"}
        api.control("say", user=user, chat=chat, text="/start")
        call = await asyncio.to_thread(api.wait_for, "sendMessage")
        button = call["result"]["reply_markup"]["inline_keyboard"][0][0]["text"]
        api.control("fault", method="editMessageText", **refusal)
        api.control("tap", user=user, label=button, chat_id=7, message_id=call["result"]["message_id"])
        await asyncio.to_thread(api.wait_for, "answerCallbackQuery")
        await all_answered(api, 1)
    assert api.control("progress")["said"] == 1
