"""Holds a call of the Bot API against its rules: method, parameters, types, lengths, HTML, buttons.

The rules are those of https://core.telegram.org/bots/api for the methods that the bot may call. A parameter arrives as
a string (a form) or as JSON; `checked` returns it decoded, or raises `InvalidCallError` with everything that is wrong.
"""

import re
from collections.abc import Mapping
from typing import Any

from tests.wire.kinds import (
    Fields,
    InvalidCallError,
    Required,
    array,
    boolean,
    decoded,
    each,
    in_bytes,
    integer,
    one_of,
    record,
    text,
)
from tests.wire.markup import MarkupError, read


def chat_id(value: Any) -> Any:
    """A chat's number or @name."""
    return value if isinstance(value, str) and re.fullmatch(r"@\w{5,}", value) else integer()(value)


def button(value: Any) -> dict[str, Any]:
    """A button under a message: a label and exactly one thing that it does."""
    one: dict[str, Any] = record(BUTTON)(value)
    does = [name for name in one if name not in ("text", "style", "icon_custom_emoji_id")]
    if len(does) != 1:
        raise InvalidCallError(f"a button does one thing, not {does}")
    return one


def inline_keyboard(value: Any) -> list[Any]:
    """Rows of buttons: at most 8 in a row and 100 in all."""
    rows: list[list[Any]] = array(array(button, 1, 8))(value)
    if sum(map(len, rows)) > 100:
        raise InvalidCallError("has more than 100 buttons")
    return rows


def html(low: int, high: int, name: str, whole: Mapping[str, Any]) -> None:
    """The text `name` of `whole` as it is read, `low` to `high` characters."""
    if name not in whole:
        return
    try:
        length = len(read(whole[name], whole.get("parse_mode")).text.strip())
    except MarkupError as error:
        raise InvalidCallError(f"{name}: can't parse entities: {error}") from error
    if not low <= length <= high:
        raise InvalidCallError(f"{name}: has {length} characters after parsing, not {low}..{high}")


def message_content(value: Any) -> dict[str, Any]:
    """The message that an inline result sends."""
    content: dict[str, Any] = record(CONTENT)(value)
    html(1, 4096, "message_text", content)
    return content


def inline_result(value: Any) -> dict[str, Any]:
    """One result of an inline query: an article, or a photo that was uploaded before."""
    value = decoded(value)
    kinds = {"article": ARTICLE, "photo": CACHED_PHOTO}
    if not isinstance(value, dict) or value.get("type") not in kinds:
        raise InvalidCallError(f"a result is one of {', '.join(kinds)}")
    result: dict[str, Any] = record(kinds[value["type"]])(value)
    html(0, 1024, "caption", result)
    return result


def inline_results(value: Any) -> list[Any]:
    """At most 50 results, each with an id of its own."""
    results: list[Any] = array(inline_result, 0, 50)(value)
    if len({result["id"] for result in results}) < len(results):
        raise InvalidCallError("two results have the same id")
    return results


def photo(value: Any) -> Any:
    """An uploaded picture, a file_id or an address."""
    if isinstance(value, bytes):
        width, height = png_size(value)
        if len(value) > 10 * 2**20 or width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise InvalidCallError(f"PHOTO_INVALID_DIMENSIONS: {width} x {height}, {len(value)} bytes")
        return value
    return text(1)(value)


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; raises `InvalidCallError` for anything else."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        raise InvalidCallError("IMAGE_PROCESS_FAILED: not a PNG")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def link(value: Any) -> str:
    """An address that a button opens."""
    return str(text(1, 2048, r"(https?|tg)://\S+")(value))


PAYLOAD = r"[A-Za-z0-9_-]{1,64}"
LANGUAGE = r"|[a-z]{2}"
UPDATES = one_of(
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "inline_query",
    "chosen_inline_result", "my_chat_member", "chat_member",
)  # fmt: skip
CHOSEN_CHAT: Fields = {
    "query": text(),
    "allow_user_chats": boolean,
    "allow_bot_chats": boolean,
    "allow_group_chats": boolean,
    "allow_channel_chats": boolean,
}
BUTTON: Fields = {
    "text": Required(text(1, 256)),
    "style": one_of("danger", "success", "primary"),
    "url": link,
    "callback_data": in_bytes(1, 64),
    "switch_inline_query": text(0, 256),
    "switch_inline_query_current_chat": text(0, 256),
    "switch_inline_query_chosen_chat": record(CHOSEN_CHAT),
    "copy_text": record({"text": Required(text(1, 256))}),
}
KEYBOARD = record({"inline_keyboard": Required(inline_keyboard)})
PREVIEW = record({"is_disabled": boolean, "url": text(), "prefer_small_media": boolean})
ENTITIES = array(record({"type": Required(text(1)), "offset": Required(integer(0)), "length": Required(integer(1))}))
REPLY = record({
    "message_id": Required(integer(1)),
    "chat_id": chat_id,
    "allow_sending_without_reply": boolean,
    "quote": text(0, 1024),
    "quote_parse_mode": text(),
})  # fmt: skip
CONTENT: Fields = {
    "message_text": Required(text(1)),
    "parse_mode": text(),
    "entities": ENTITIES,
    "link_preview_options": PREVIEW,
}
ARTICLE: Fields = {
    "type": Required(text()),
    "id": Required(in_bytes(1, 64)),
    "title": Required(text(1, 256)),
    "input_message_content": Required(message_content),
    "reply_markup": KEYBOARD,
    "description": text(),
    "url": text(),
    "thumbnail_url": text(),
}
CACHED_PHOTO: Fields = {
    "type": Required(text()),
    "id": Required(in_bytes(1, 64)),
    "photo_file_id": Required(text(1)),
    "title": text(),
    "description": text(),
    "caption": text(),
    "parse_mode": text(),
    "reply_markup": KEYBOARD,
}
SCOPE: Fields = {
    "type": Required(
        one_of("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_member")
    ),
    "chat_id": chat_id,
    "user_id": integer(),
}
COMMAND: Fields = {"command": Required(text(1, 32, r"[a-z0-9_]+")), "description": Required(text(1, 256))}
SENT: Fields = {
    "chat_id": Required(chat_id),
    "message_thread_id": integer(1),
    "disable_notification": boolean,
    "protect_content": boolean,
    "reply_parameters": REPLY,
    "reply_markup": KEYBOARD,
    "parse_mode": text(),
}
EDITED: Fields = {
    "chat_id": chat_id,
    "message_id": integer(1),
    "inline_message_id": text(1),
    "reply_markup": KEYBOARD,
}
IDLE = {"editMessageReplyMarkup": {"parse_mode"}}  # PTB adds its defaults; Telegram leaves them aside
LANGUAGED: Fields = {"language_code": text(0, 2, LANGUAGE)}
METHODS: Mapping[str, Fields] = {
    "getMe": {},
    "getUpdates": {
        "offset": integer(),
        "limit": integer(1, 100),
        "timeout": integer(0),
        "allowed_updates": array(UPDATES),
    },
    "setWebhook": {
        "url": Required(text()),
        "max_connections": integer(1, 100),
        "allowed_updates": array(UPDATES),
        "drop_pending_updates": boolean,
        "secret_token": text(1, 256, r"[A-Za-z0-9_-]+"),
        "ip_address": text(),
    },
    "deleteWebhook": {"drop_pending_updates": boolean},
    "getWebhookInfo": {},
    "sendMessage": {**SENT, "text": Required(text(1)), "link_preview_options": PREVIEW},
    "sendPhoto": {**SENT, "photo": Required(photo), "caption": text(), "show_caption_above_media": boolean},
    "sendChatAction": {
        "chat_id": Required(chat_id),
        "message_thread_id": integer(1),
        "action": Required(one_of("typing", "upload_photo")),
    },
    "editMessageText": {**EDITED, "text": Required(text(1)), "parse_mode": text(), "link_preview_options": PREVIEW},
    "editMessageCaption": {**EDITED, "caption": text(), "parse_mode": text()},
    "editMessageReplyMarkup": {**EDITED, **dict.fromkeys(IDLE["editMessageReplyMarkup"], text())},
    "deleteMessage": {"chat_id": Required(chat_id), "message_id": Required(integer(1))},
    "answerCallbackQuery": {
        "callback_query_id": Required(text(1)),
        "text": text(0, 200),
        "show_alert": boolean,
        "url": text(),
        "cache_time": integer(0),
    },
    "answerInlineQuery": {
        "inline_query_id": Required(text(1)),
        "results": Required(inline_results),
        "cache_time": integer(0),
        "is_personal": boolean,
        "next_offset": in_bytes(0, 64),
        "button": record({"text": Required(text(1)), "start_parameter": text(1, 64, PAYLOAD)}),
    },
    "setMyCommands": {"commands": Required(array(record(COMMAND), 0, 100)), "scope": record(SCOPE), **LANGUAGED},
    "getMyCommands": {"scope": record(SCOPE), **LANGUAGED},
    "deleteMyCommands": {"scope": record(SCOPE), **LANGUAGED},
    "setMyDescription": {"description": text(0, 512), **LANGUAGED},
    "getMyDescription": LANGUAGED,
    "setMyShortDescription": {"short_description": text(0, 120), **LANGUAGED},
    "getMyShortDescription": LANGUAGED,
    "setMyName": {"name": text(0, 64), **LANGUAGED},
    "getMyName": LANGUAGED,
    "setChatMenuButton": {
        "chat_id": integer(),
        "menu_button": record({"type": Required(one_of("commands", "default"))}),
    },
    "getChatMenuButton": {"chat_id": integer()},
}


def checked(method: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters decoded; raises `InvalidCallError` with everything that is wrong with the call."""
    if method not in METHODS:
        raise InvalidCallError(f"{method}: no such method, or one that this bot has no need of")
    found = each(parameters, METHODS[method])
    if method.startswith("edit") and ("inline_message_id" in found) == ("message_id" in found and "chat_id" in found):
        raise InvalidCallError("either chat_id and message_id, or inline_message_id")
    html(1, 4096, "text", found) if method in ("sendMessage", "editMessageText") else None
    html(0, 1024, "caption", found)
    return found
