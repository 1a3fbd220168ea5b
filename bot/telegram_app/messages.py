"""Replies as Telegram messages, and what a message from Telegram asks."""

import contextlib
import html
import re
from collections.abc import Iterator

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, MessageEntity
from telegram.constants import ChatType, MessageLimit
from telegram.error import BadRequest

from bot.telegram_app.delivery.turns import note
from bot.telegram_app.keyboards import keyboard
from bot.wording.reply import BOLD, Reply

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
NOT_MODIFIED = "message is not modified"


def question_in(message: Message, bot: Bot) -> str | None:
    """Find what `message` asks of the bot; None when it is talk between others in a group."""
    text = message.text or ""
    if message.chat.type == ChatType.PRIVATE:
        return text
    name = f"@{bot.username}"
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    mentioned = name.casefold() in (mention.casefold() for mention in mentions)
    if mentioned:
        return re.sub(rf"{re.escape(name)}\b", " ", text, flags=re.IGNORECASE).strip()
    return text if is_reply_to(message, bot) else None


def is_reply_to(message: Message, bot: Bot) -> bool:
    """Whether `message` replies to a message of the bot."""
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot.id


async def send(message: Message, reply: Reply, *, quote: bool | None = None) -> None:
    """Answer `message`, which is quoted in groups unless told; options stand under the last part."""
    note(reply.outcome, reply.language)
    for part, buttons in _parts(reply):
        await message.reply_text(part, reply_markup=buttons, do_quote=quote)


async def acknowledge(query: CallbackQuery) -> None:
    """Stop the button's waiting sign; a press too old for that hinders nothing."""
    with contextlib.suppress(BadRequest):
        await query.answer()


async def show(query: CallbackQuery, reply: Reply) -> None:
    """Put `reply` in the place of the message whose button was pressed.

    A new message instead: in a group, where the old one may be another's, when one message can't hold the
    reply, and when the old one can't be edited any more.
    """
    note(reply.outcome, reply.language)
    message = query.message
    parts = _parts(reply)
    if isinstance(message, Message):
        if message.chat.type == ChatType.PRIVATE and len(parts) == 1 and await _edited(query, *parts[0]):
            return
        await send(message, reply, quote=False)
    elif message is not None:
        for part, buttons in parts:
            await query.get_bot().send_message(message.chat.id, part, reply_markup=buttons)


async def _edited(query: CallbackQuery, text: str, buttons: InlineKeyboardMarkup | None) -> bool:
    """Whether the message now says `text`, be it because it did already."""
    try:
        await query.edit_message_text(text, reply_markup=buttons)
    except BadRequest as error:
        return NOT_MODIFIED in error.message.lower()
    return True


def _parts(reply: Reply) -> list[tuple[str, InlineKeyboardMarkup | None]]:
    """Make the messages that `reply` takes, each with its buttons."""
    texts = list(pieces(reply))
    return [(text, keyboard(reply.options) if text is texts[-1] else None) for text in texts]


def pieces(reply: Reply, limit: int = LIMIT) -> Iterator[str]:
    """Write the reply as HTML, in parts of at most `limit` characters of text, cut at line ends."""
    runs = _runs(reply.markup)
    text = "".join(run for run, _ in runs)
    start = 0
    while start < len(text):
        end = _cut(text, start, limit)
        if text[start:end].strip():
            yield _html(runs, start, end).strip()
        start = end + (text[end : end + 1] in ("\n", " "))


def _runs(markup: str) -> list[tuple[str, bool]]:
    """Part `markup` into stretches that are bold or not."""
    sendable = markup.encode("utf-8", "replace").decode("utf-8")  # lone surrogates can't be sent
    return [(run, bool(index % 2)) for index, run in enumerate(BOLD.split(sendable)) if run]


def _cut(text: str, start: int, limit: int) -> int:
    """Find where a part that begins at `start` ends."""
    if len(text) - start <= limit:
        return len(text)
    for mark in ("\n", " "):
        found = text.rfind(mark, start + 1, start + limit + 1)
        if found > start:
            return found
    return start + limit


def _html(runs: list[tuple[str, bool]], start: int, end: int) -> str:
    """Write the text from `start` to `end`, escaped, tags closed."""
    written, at = "", 0
    for run, bold in runs:
        part = html.escape(run[max(start - at, 0) : max(end - at, 0)], quote=False)
        written += f"<b>{part}</b>" if bold and part else part
        at += len(run)
    return written
