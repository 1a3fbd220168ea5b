"""What the fake refuses, and that it lets right calls pass."""

import json
from typing import Any

import pytest

from tests.wire.checks import IDLE, METHODS, checked
from tests.wire.kinds import InvalidCallError, Required
from tests.wire.oracle import objection

BUTTON = {"text": "Meer", "callback_data": "1|chat|nl|help"}
COMMAND = {"command": "start", "description": "Begin"}
ARTICLE = {"type": "article", "id": "a", "title": "PYSI", "input_message_content": {"message_text": "PYSI"}}
STRICTER = {"text"}  # an edit may have a rich message in its place, which this bot does not use
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (90).to_bytes(4) + (90).to_bytes(4)


def message(**changes: Any) -> dict[str, Any]:
    """Make the parameters of a message as a form has them."""
    given = {"chat_id": 7, "text": "<b>15</b> &amp; &#8364;", "parse_mode": "HTML"} | changes
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Make rows of buttons."""
    return {"inline_keyboard": list(rows)}


def results(*articles: dict[str, Any]) -> dict[str, Any]:
    """Make the parameters of an answer to an inline query."""
    return {"inline_query_id": "1", "results": json.dumps(articles)}


def buttons(*buttons: dict[str, Any]) -> dict[str, Any]:
    """Make the parameters of a message with a row of buttons."""
    return message(reply_markup=keyboard(list(buttons)))


RIGHT: dict[str, tuple[str, dict[str, Any]]] = {
    "message": ("sendMessage", message(reply_markup=keyboard([BUTTON], [BUTTON]))),
    "as long as can be": ("sendMessage", message(text=f"<b>{'a' * 4096}</b>")),
    "link": ("sendMessage", message(text='<a href="https://x.be">x</a><blockquote expandable>y</blockquote>')),
    "longest data": ("sendMessage", buttons(BUTTON | {"callback_data": "é" * 32})),
    "share": ("sendMessage", buttons({"text": "Deel", "switch_inline_query": "pysi"})),
    "photo": ("sendPhoto", {"chat_id": "7", "photo": PNG, "caption": "PYSI"}),
    "inline": ("answerInlineQuery", results(ARTICLE)),
    "edit of an inline message": ("editMessageText", {"inline_message_id": "1", "text": "x"}),
    "commands": ("setMyCommands", {"commands": json.dumps([COMMAND])}),
    "poll": ("getUpdates", {"offset": "-1", "timeout": "10", "allowed_updates": '["message"]'}),
}  # fmt: skip

WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "method": ("sendMesage", {}, "no such method"),
    "parameter": ("sendMessage", message(colour="red"), "colour: is unknown"),
    "missing": ("sendMessage", {"chat_id": "7"}, "text: is missing"),
    "integer": ("sendChatAction", {"chat_id": "seven", "action": "typing"}, "not an integer"),
    "boolean": ("sendMessage", message(protect_content="yes"), "not a boolean"),
    "json": ("sendMessage", message(reply_markup="{"), "not JSON"),
    "empty": ("sendMessage", message(text="<b> </b>"), "0 characters"),
    "long": ("sendMessage", message(text="a" * 4097), "4097 characters"),
    "tag": ("sendMessage", message(text="<br>"), "not supported"),
    "upper case": ("sendMessage", message(text="<B>x</B>"), "not supported"),
    "attribute": ("sendMessage", message(text='<b class="x">x</b>'), "attribute"),
    "open tag": ("sendMessage", message(text="<b>x"), "not closed"),
    "crossed tags": ("sendMessage", message(text="<b><i>x</b></i>"), "closes nothing"),
    "bare less-than": ("sendMessage", message(text="1 < 2"), "not escaped"),
    "bare ampersand": ("sendMessage", message(text="R&D"), "not escaped"),
    "entity": ("sendMessage", message(text="&euro;"), "not escaped"),
    "parse mode": ("sendMessage", message(parse_mode="Markdown"), "parse_mode"),
    "long data": ("sendMessage", buttons(BUTTON | {"callback_data": "é" * 33}), "64 bytes"),
    "no data": ("sendMessage", buttons(BUTTON | {"callback_data": ""}), "1..64 bytes"),
    "idle button": ("sendMessage", buttons({"text": "Meer"}), "one thing"),
    "busy button": ("sendMessage", buttons(BUTTON | {"url": "https://x.be"}), "one thing"),
    "button without label": ("sendMessage", buttons(BUTTON | {"text": ""}), "1..256"),
    "address of a button": ("sendMessage", buttons({"text": "x", "url": "x.be"}), "look like"),
    "empty row": ("sendMessage", buttons(), "list of 1..8"),
    "nine in a row": ("sendMessage", message(reply_markup=keyboard([BUTTON] * 9)), "list of 1..8"),
    "101 buttons": ("sendMessage", message(reply_markup=keyboard(*[[BUTTON]] * 101)), "100 buttons"),
    "long caption": ("sendPhoto", {"chat_id": "7", "photo": PNG, "caption": "a" * 1025}, "1025 characters"),
    "no picture": ("sendPhoto", {"chat_id": "7", "photo": b"GIF89a"}, "not a PNG"),
    "ribbon": ("sendPhoto", {"chat_id": "7", "photo": PNG[:16] + (2100).to_bytes(4) + (100).to_bytes(4)}, "DIMENSIONS"),
    "51 results": ("answerInlineQuery", results(*[ARTICLE] * 51), "list of 0..50"),
    "doubled result": ("answerInlineQuery", results(*[ARTICLE] * 2), "same id"),
    "long result id": ("answerInlineQuery", results(ARTICLE | {"id": "a" * 65}), "64 bytes"),
    "untitled": ("answerInlineQuery", results({**ARTICLE, "title": ""}), "title"),
    "result's HTML": (
        "answerInlineQuery",
        results(ARTICLE | {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}),
        "not closed",
    ),
    "video": ("answerInlineQuery", {"inline_query_id": "1", "results": '[{"type": "video"}]'}, "one of article"),
    "start parameter": (
        "answerInlineQuery",
        {"inline_query_id": "1", "results": "[]", "button": '{"text": "Kies", "start_parameter": "a b"}'},
        "look like",
    ),
    "edit of nothing": ("editMessageText", {"text": "x"}, "either"),
    "edit of two things": (
        "editMessageText",
        {"chat_id": "7", "message_id": "1", "inline_message_id": "1", "text": "x"},
        "either",
    ),
    "long notice": ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "0..200"),
    "command in capitals": ("setMyCommands", {"commands": '[{"command": "Start", "description": "x"}]'}, "look like"),
    "undescribed command": ("setMyCommands", {"commands": '[{"command": "start", "description": ""}]'}, "1..256"),
    "101 commands": ("setMyCommands", {"commands": json.dumps([COMMAND] * 101)}, "list of 0..100"),
    "scope": ("setMyCommands", {"commands": "[]", "scope": '{"type": "private"}'}, "one of default"),
    "language": ("setMyCommands", {"commands": "[]", "language_code": "NL"}, "look like"),
    "long description": ("setMyDescription", {"description": "a" * 513}, "0..512"),
    "long short description": ("setMyShortDescription", {"short_description": "a" * 121}, "0..120"),
    "kind of update": ("getUpdates", {"allowed_updates": '["messages"]'}, "one of message"),
    "limit": ("getUpdates", {"limit": "101"}, "1..100"),
    "secret": ("setWebhook", {"url": "https://x.be", "secret_token": "a b"}, "look like"),
}  # fmt: skip


@pytest.mark.parametrize(("method", "parameters"), RIGHT.values(), ids=RIGHT)
def test_right_call(method: str, parameters: dict[str, Any]) -> None:
    """What Telegram accepts passes, and aiogram's models have nothing against it."""
    assert objection(method, checked(method, parameters)) == ""


@pytest.mark.parametrize(("method", "parameters", "reason"), WRONG.values(), ids=WRONG)
def test_wrong_call(method: str, parameters: dict[str, Any], reason: str) -> None:
    """What Telegram refuses is refused, and the reason says why."""
    with pytest.raises(InvalidCallError, match=reason):
        checked(method, parameters)


@pytest.mark.parametrize("method", METHODS)
def test_rules_agree_with_aiogram(method: str) -> None:
    """No parameter in the rules that aiogram lacks, and the same ones are required."""
    from aiogram import methods  # noqa: PLC0415  (slow)

    fields = getattr(methods, method[0].upper() + method[1:]).model_fields
    assert METHODS[method].keys() - IDLE.get(method, set()) <= fields.keys()
    required = {name for name, check in METHODS[method].items() if isinstance(check, Required)}
    assert required - STRICTER == {name for name, one in fields.items() if one.is_required()} - STRICTER


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": 7, "text": "x", "colour": "red"}, "colour"),
        ("sendMessage", {"chat_id": 7}, "missing"),
        (
            "sendMessage",
            {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"url": 1}]]}},
            "string_type",
        ),
    ],
    ids=["method", "parameter", "missing", "type"],
)
def test_oracle_objects(method: str, parameters: dict[str, Any], reason: str) -> None:
    """The second opinion is one: it refuses by itself."""
    with pytest.raises(AssertionError, match=reason):
        assert objection(method, parameters) == ""
