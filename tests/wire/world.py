"""Telegram's side of a bot: its chats, messages, pressed buttons, inline queries and commands. Knows no network."""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.checks import checked
from tests.wire.kinds import InvalidCallError
from tests.wire.markup import MarkupError, read

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
BOT: dict[str, Any] = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Innoviris",
    "username": "InnovirisBot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
DEFAULT_UPDATES = (
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "inline_query",
    "chosen_inline_result", "my_chat_member",
)  # fmt: skip
COMMAND_OR_MENTION = re.compile(r"(?<!\S)/\w+(@\w+)?|(?<!\S)@\w+")


class RefusedError(Exception):
    """The Bot API's answer to a call that it does not carry out."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    @property
    def body(self) -> dict[str, Any]:
        """The answer as JSON."""
        shown = {"ok": False, "error_code": self.code, "description": self.description}
        return shown | ({"parameters": self.parameters} if self.parameters else {})


@dataclass
class Call:
    """One call of the bot; `invalid` says how it broke the rules of the Bot API, `refused` what it was told."""

    number: int
    method: str
    parameters: dict[str, Any]
    result: Any = None
    refused: str | None = None
    invalid: str | None = None


def entities(text: str) -> list[dict[str, Any]]:
    """The entities of commands and mentions; offsets count UTF-16 units, as Telegram does."""
    return [
        {
            "type": "bot_command" if found[0].startswith("/") else "mention",
            "offset": len(text[: found.start()].encode("utf-16-le", "surrogatepass")) // 2,
            "length": len(found[0]),
        }
        for found in COMMAND_OR_MENTION.finditer(text)
    ]


@dataclass
class World:
    """All that Telegram knows; `call` is what the bot does, `play_…` what people do."""

    token: str = TOKEN
    calls: list[Call] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)  # not yet confirmed
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    inline_messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)  # callback and inline queries without an answer
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)  # of inline queries
    files: set[str] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    settings: dict[tuple[str, str, str], Any] = field(default_factory=dict)  # (what, scope, language)
    webhook: dict[str, Any] = field(default_factory=dict)
    allowed: tuple[str, ...] = DEFAULT_UPDATES
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    # -- what the bot does ----------------------------------------------------------------------------

    def call(self, method: str, parameters: Mapping[str, Any]) -> Any:
        """Carry out a call; raises `RefusedError`. Each stands in the record, with what was wrong with it."""
        call = Call(len(self.calls) + 1, method, dict(parameters))
        self.calls.append(call)
        try:
            call.parameters = checked(method, parameters)
            call.result = self._carried_out(method, call.parameters)
        except InvalidCallError as error:
            call.invalid = call.refused = f"Bad Request: {error}"
            raise RefusedError(400, call.refused) from error
        except RefusedError as error:
            call.refused = error.description
            raise
        return call.result

    def _carried_out(self, method: str, given: dict[str, Any]) -> Any:
        if setting := re.fullmatch(r"(set|get|delete)(My\w+|ChatMenuButton)", method):
            return self._setting(setting[1], setting[2], given)
        if method.startswith("edit"):
            return self._edit(method, given)
        handler = getattr(self, f"_do_{method}", None)
        if handler is None:
            raise InvalidCallError(f"{method}: the fake does not carry it out")
        return handler(given)

    def _setting(self, verb: str, what: str, given: dict[str, Any]) -> Any:
        values = {key: value for key, value in given.items() if key not in ("scope", "language_code", "chat_id")}
        scope = json.dumps(given.get("scope", {"type": "default"}), sort_keys=True) + str(given.get("chat_id", ""))
        key = (what, scope, given.get("language_code", ""))
        if verb == "set":
            self.settings[key] = next(iter(values.values()), "")
        elif verb == "delete":
            self.settings.pop(key, None)
        else:
            empty: Any = [] if what == "MyCommands" else {"type": "commands"} if what == "ChatMenuButton" else ""
            found = self.settings.get(key, empty)
            names = {"MyDescription": "description", "MyShortDescription": "short_description", "MyName": "name"}
            return {names[what]: found} if what in names else found
        return True

    def _do_getMe(self, _: dict[str, Any]) -> Any:  # noqa: N802
        return BOT

    def _do_getUpdates(self, given: dict[str, Any]) -> Any:  # noqa: N802
        """Confirm what lies before the offset, and give what is left; the server does the waiting."""
        if self.webhook.get("url"):
            raise RefusedError(409, "Conflict: can't use getUpdates method while webhook is active")
        if "allowed_updates" in given:
            self.allowed = tuple(given["allowed_updates"]) or DEFAULT_UPDATES
        offset = given.get("offset", 0)
        if offset < 0:
            self.updates = self.updates[offset:]
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        return self.updates[: given.get("limit", 100)]

    def _do_setWebhook(self, given: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook = dict(given)
        if "allowed_updates" in given:
            self.allowed = tuple(given["allowed_updates"]) or DEFAULT_UPDATES
        if given.get("drop_pending_updates"):
            self.updates = []
        return True

    def _do_deleteWebhook(self, given: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook = {}
        if given.get("drop_pending_updates"):
            self.updates = []
        return True

    def _do_getWebhookInfo(self, _: dict[str, Any]) -> Any:  # noqa: N802
        url = self.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.updates)}

    def _do_sendMessage(self, given: dict[str, Any]) -> Any:  # noqa: N802
        return self._sent(given, self._words(given, "text"))

    def _do_sendPhoto(self, given: dict[str, Any]) -> Any:  # noqa: N802
        photo = given["photo"]
        if isinstance(photo, bytes):
            file = f"photo-{len(self.files) + 1}"
            self.files.add(file)
            given["photo"] = f"{len(photo)} bytes"
        elif photo in self.files:
            file = photo
        else:
            raise RefusedError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        sizes = [{"file_id": file, "file_unique_id": f"u-{file}", "width": 90, "height": 90}]
        return self._sent(given, {"photo": sizes, **self._words(given, "caption")})

    def _do_sendChatAction(self, given: dict[str, Any]) -> Any:  # noqa: N802
        self._chat(given["chat_id"])
        return True

    def _do_deleteMessage(self, given: dict[str, Any]) -> Any:  # noqa: N802
        if self.messages.pop((given["chat_id"], given["message_id"]), None) is None:
            raise RefusedError(400, "Bad Request: message to delete not found")
        return True

    def _do_answerCallbackQuery(self, given: dict[str, Any]) -> Any:  # noqa: N802
        self._answered(given["callback_query_id"])
        return True

    def _do_answerInlineQuery(self, given: dict[str, Any]) -> Any:  # noqa: N802
        for result in given["results"]:
            if result["type"] == "photo" and result["photo_file_id"] not in self.files:
                raise RefusedError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        self._answered(given["inline_query_id"])
        self.answers[given["inline_query_id"]] = given
        return True

    def _answered(self, query: str) -> None:
        """A query can be answered once."""
        if query not in self.waiting:
            raise RefusedError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.waiting.remove(query)

    def _words(self, given: dict[str, Any], name: str) -> dict[str, Any]:
        """The text or caption as Telegram keeps it."""
        if not given.get(name):
            return {}
        try:
            parsed = read(given[name], given.get("parse_mode"))
        except MarkupError as error:
            raise InvalidCallError(f"{name}: {error}") from error
        marks = [{"type": tag, "offset": start, "length": end - start} for tag, start, end in parsed.entities]
        return {name: parsed.text.strip()} | ({"entities": marks} if name == "text" and marks else {})

    def _chat(self, chat_id: Any) -> dict[str, Any]:
        if chat_id not in self.chats:
            raise RefusedError(400, "Bad Request: chat not found")
        if chat_id in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return self.chats[chat_id]

    def _sent(self, given: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(given["chat_id"])
        message = {"message_id": next(self._numbers), "date": 1, "chat": chat, "from": BOT, **content}
        if "reply_markup" in given:
            message["reply_markup"] = given["reply_markup"]
        replied = given.get("reply_parameters", {})
        if replied:
            original = self.messages.get((chat["id"], replied["message_id"]))
            if original is None and not replied.get("allow_sending_without_reply"):
                raise RefusedError(400, "Bad Request: message to be replied not found")
            if original is not None:
                message["reply_to_message"] = _bare(original)
        self.messages[chat["id"], message["message_id"]] = message
        return message

    def _edit(self, method: str, given: dict[str, Any]) -> Any:
        if "inline_message_id" in given:
            message = self.inline_messages.get(given["inline_message_id"])
        else:
            self._chat(given["chat_id"])
            message = self.messages.get((given["chat_id"], given["message_id"]))
        if message is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        if message["from"]["id"] != BOT["id"] and message.get("via_bot") is None:
            raise RefusedError(400, "Bad Request: message can't be edited")
        if method == "editMessageText" and "text" not in message:
            raise RefusedError(400, "Bad Request: there is no text in the message to edit")
        name = {"editMessageText": "text", "editMessageCaption": "caption"}.get(method)
        kept = ("text", "caption", "entities", "reply_markup")
        before = {key: message[key] for key in kept if key in message}
        after = self._words(given, name) if name else {k: v for k, v in before.items() if k != "reply_markup"}
        after |= {"reply_markup": given["reply_markup"]} if "reply_markup" in given else {}
        if after == before:
            raise RefusedError(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        for key in kept:
            message.pop(key, None)
        message |= {**after, "edit_date": 2}
        return True if "inline_message_id" in given else message

    # -- what people do -------------------------------------------------------------------------------

    def play_update(self, update: dict[str, Any]) -> int:
        """Send the bot an update as it is, whatever it holds; returns its id."""
        self.updates.append({"update_id": next(self._numbers), **update})
        return int(self.updates[-1]["update_id"])

    def play_say(self, user: dict[str, Any], chat: dict[str, Any], **content: Any) -> dict[str, Any]:
        """`user` sends a message with `text` or anything else into `chat`; returns the message."""
        self.chats.setdefault(chat["id"], chat)
        replied = content.pop("reply_to", None)
        message = {"message_id": next(self._numbers), "date": 1, "chat": chat, "from": user, **content}
        if "text" in message:
            message.setdefault("entities", entities(message["text"]))
        if replied is not None:
            message["reply_to_message"] = _bare(self.messages[chat["id"], replied])
        self.messages[chat["id"], message["message_id"]] = message
        if self._sees(message):
            self._tell("message", message)
        return message

    def play_correct(self, chat_id: int, message_id: int, text: str) -> dict[str, Any]:
        """Whoever wrote the message changes its text."""
        message = self.messages[chat_id, message_id]
        message |= {"text": text, "entities": entities(text), "edit_date": 2}
        if self._sees(message):
            self._tell("edited_message", message)
        return message

    def play_tap(
        self, user: dict[str, Any], label: str, chat_id: int = 0, message_id: int = 0, inline: str = ""
    ) -> str:
        """`user` presses the button whose label (or data) is `label`; returns the query's id."""
        message = self.inline_messages[inline] if inline else self.messages[chat_id, message_id]
        buttons = [one for row in message["reply_markup"]["inline_keyboard"] for one in row]
        (data,) = {one["callback_data"] for one in buttons if _spaced(label) == _spaced(one["text"])}
        query = {"id": f"callback-{next(self._numbers)}", "from": user, "chat_instance": "1", "data": data}
        query |= {"inline_message_id": inline} if inline else {"message": message}
        self.waiting.add(query["id"])
        self._tell("callback_query", query)
        return str(query["id"])

    def play_inline(self, user: dict[str, Any], query: str, offset: str = "") -> str:
        """`user` types the bot's name and `query` in some chat; returns the query's id."""
        name = f"inline-{next(self._numbers)}"
        self.waiting.add(name)
        self._tell("inline_query", {"id": name, "from": user, "query": query, "offset": offset})
        return name

    def play_choose(self, user: dict[str, Any], query_id: str, result_id: str) -> str:
        """`user` sends a result of an inline query; returns the inline message's id."""
        (result,) = [one for one in self.answers[query_id]["results"] if one["id"] == result_id]
        content = result.get("input_message_content", {})
        name = f"inline-message-{next(self._numbers)}"
        words = self._words({**content, "text": content.get("message_text")}, "text")
        message = {"from": user, "via_bot": BOT, **words}
        if "reply_markup" in result:
            message["reply_markup"] = result["reply_markup"]
        self.inline_messages[name] = message
        chosen = {"result_id": result_id, "from": user, "query": ""}
        self._tell("chosen_inline_result", chosen | ({"inline_message_id": name} if "reply_markup" in message else {}))
        return name

    def play_join(self, user: dict[str, Any], chat: dict[str, Any]) -> None:
        """`user` adds the bot to the group `chat`."""
        self.chats[chat["id"]] = chat
        member = {"chat": chat, "from": user, "date": 1}
        left, joined = ({"status": status, "user": BOT} for status in ("left", "member"))
        self._tell("my_chat_member", {**member, "old_chat_member": left, "new_chat_member": joined})
        self._tell("message", {**member, "message_id": next(self._numbers), "new_chat_members": [BOT]})

    def play_block(self, user_id: int) -> None:
        """The user blocks the bot."""
        self.blocked.add(user_id)

    def play_expire(self) -> None:
        """Every query that waits for an answer is now too old for one."""
        self.waiting.clear()

    def _tell(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, if the bot asked for its kind; it keeps what the message is at this moment."""
        if kind in self.allowed:
            self.updates.append({"update_id": next(self._numbers), kind: json.loads(json.dumps(content))})

    def _sees(self, message: dict[str, Any]) -> bool:
        """Whether a bot in privacy mode gets this message: in a group commands, replies to it, what came through it."""
        if message["chat"]["type"] == "private":
            return True
        replied = message.get("reply_to_message", {})
        commands = [one for one in message.get("entities", ()) if one["type"] == "bot_command" and one["offset"] == 0]
        return bool(commands or replied.get("from") == BOT or message.get("via_bot"))


def _spaced(label: str) -> str:
    """A label with plain spaces, as a test types it."""
    return label.replace("\u00a0", " ")


def _bare(message: dict[str, Any]) -> dict[str, Any]:
    """A message as it stands in a reply to it."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}
