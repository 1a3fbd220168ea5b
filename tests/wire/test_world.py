"""Telegram's side behaves as Telegram."""

from typing import Any

import pytest

from tests.wire.player import AN, GROUP
from tests.wire.world import RefusedError, World

PRIVATE: dict[str, Any] = {"id": 7, "type": "private"}
BUTTONS = {"inline_keyboard": [[{"text": "Meer", "callback_data": "more"}]]}


@pytest.fixture
def world() -> World:
    """Make a world in which An has said something."""
    made = World()
    made.play_say(AN, PRIVATE, text="/start dag")
    return made


def send(world: World, **changes: Any) -> Any:
    """Send what An can press a button under."""
    return world.call("sendMessage", {"chat_id": 7, "text": "antwoord", "reply_markup": BUTTONS, **changes})


def kinds(world: World) -> list[str]:
    """The kinds of the updates that wait."""
    return [kind for update in world.updates for kind in update if kind != "update_id"]


def test_updates_stay_until_confirmed(world: World) -> None:
    """The offset confirms what lies before it, and nothing else does."""
    (first,) = world.call("getUpdates", {})
    assert first["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert world.call("getUpdates", {"offset": first["update_id"]}) == [first]
    assert world.call("getUpdates", {"offset": first["update_id"] + 1}) == []


def test_only_what_was_asked_for(world: World) -> None:
    """A kind of update that is not allowed never comes, and the list stays until it is set anew."""
    world.call("getUpdates", {"allowed_updates": ["message"]})
    world.call("getUpdates", {})
    world.play_inline(AN, "pysi")
    assert kinds(world) == ["message"]


def test_conflict_with_webhook(world: World) -> None:
    """Who has a webhook can't poll."""
    world.call("setWebhook", {"url": "http://127.0.0.1:1/"})
    with pytest.raises(RefusedError, match="Conflict") as caught:
        world.call("getUpdates", {})
    assert caught.value.code == 409


def test_edits(world: World) -> None:
    """An equal edit is refused, another changes the message."""
    sent = send(world)
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    with pytest.raises(RefusedError, match="message is not modified"):
        world.call("editMessageText", {**place, "text": "antwoord", "reply_markup": BUTTONS})
    world.call("editMessageText", {**place, "text": "antwoord"})
    assert "reply_markup" not in world.messages[7, sent["message_id"]]
    with pytest.raises(RefusedError, match="not found"):
        world.call("editMessageText", {**place, "message_id": 999, "text": "x"})
    with pytest.raises(RefusedError, match="can't be edited"):
        world.call("editMessageText", {**place, "message_id": 1, "text": "x"})


def test_button_pressed(world: World) -> None:
    """A press is answered once; after a while it is too late."""
    sent = send(world)
    query = world.play_tap(AN, "Meer", 7, sent["message_id"])
    assert kinds(world)[-1] == "callback_query"
    world.call("answerCallbackQuery", {"callback_query_id": query})
    late = world.play_tap(AN, "Meer", 7, sent["message_id"])
    world.play_expire()
    for one in (query, late):
        with pytest.raises(RefusedError, match="too old"):
            world.call("answerCallbackQuery", {"callback_query_id": one})


def test_inline(world: World) -> None:
    """A chosen result becomes a message that can be edited."""
    query = world.play_inline(AN, "pysi")
    content = {"message_text": "<b>PYSI</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "a", "title": "PYSI", "input_message_content": content, "reply_markup": BUTTONS}
    world.call("answerInlineQuery", {"inline_query_id": query, "results": [article]})
    name = world.play_choose(AN, query, "a")
    assert world.inline_messages[name]["text"] == "PYSI"
    world.play_tap(AN, "Meer", inline=name)
    assert world.updates[-1]["callback_query"]["inline_message_id"] == name
    assert world.call("editMessageText", {"inline_message_id": name, "text": "anders"}) is True


def test_photos(world: World) -> None:
    """A picture is uploaded once, and then known by its file_id; a made-up one is refused."""
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (90).to_bytes(4) + (90).to_bytes(4)
    sent = world.call("sendPhoto", {"chat_id": 7, "photo": png})
    world.call("sendPhoto", {"chat_id": 7, "photo": sent["photo"][-1]["file_id"]})
    with pytest.raises(RefusedError, match="wrong file"):
        world.call("sendPhoto", {"chat_id": 7, "photo": "photo-99"})


def test_whom_one_can_write_to(world: World) -> None:
    """Nobody who did not begin, nobody who blocked the bot."""
    with pytest.raises(RefusedError, match="chat not found"):
        send(world, chat_id=8)
    world.play_block(7)
    with pytest.raises(RefusedError, match="blocked") as caught:
        send(world)
    assert caught.value.code == 403


def test_privacy_mode_in_groups(world: World) -> None:
    """Of a group the bot sees commands, replies to it, and who joins."""
    world.updates.clear()
    world.play_join(AN, GROUP)
    said = world.play_say(AN, GROUP, text="/vraag pysi")
    ours = send(world, chat_id=GROUP["id"])
    world.play_say(AN, GROUP, text="dag allemaal @InnovirisBot")
    world.play_say(AN, GROUP, text="en jij?", reply_to=said["message_id"])
    world.play_say(AN, GROUP, text="en jij?", reply_to=ours["message_id"])
    assert kinds(world) == ["my_chat_member", "message", "message", "message"]


def test_settings_by_language_and_scope(world: World) -> None:
    """Each language and scope has its own commands and descriptions."""
    one = [{"command": "taal", "description": "Taal"}]
    world.call("setMyCommands", {"commands": one, "language_code": "nl"})
    assert world.call("getMyCommands", {"language_code": "nl"}) == one
    assert world.call("getMyCommands", {}) == []
    assert world.call("getMyCommands", {"language_code": "nl", "scope": {"type": "all_group_chats"}}) == []
    world.call("setMyDescription", {"description": "Dag", "language_code": "nl"})
    assert world.call("getMyDescription", {"language_code": "nl"}) == {"description": "Dag"}


def test_record(world: World) -> None:
    """What broke a rule stands apart from what was merely refused."""
    for parameters in ({"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, {"chat_id": 8, "text": "x"}):
        with pytest.raises(RefusedError):
            world.call("sendMessage", parameters)
    assert [bool(call.invalid) for call in world.calls] == [True, False]
    assert all(call.refused for call in world.calls)
