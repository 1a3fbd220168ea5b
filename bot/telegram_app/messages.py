"""Cards as Telegram messages, and what a message from Telegram asks."""

import contextlib
import re
from collections.abc import Sequence

from telegram import Bot, CallbackQuery, Message
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.telegram_app.cards import Card, Place

NOT_MODIFIED = "message is not modified"


def question_in(message: Message, bot: Bot) -> str | None:
    """Find what `message` asks of the bot; None when it is talk between others in a group."""
    text = message.text or ""
    if message.chat.type == ChatType.PRIVATE:
        return text
    asked, mentions = re.subn(rf"(?<![\w@])@{re.escape(bot.username)}\b", " ", text, flags=re.IGNORECASE)
    if mentions:
        return asked.strip()
    return text if is_reply_to(message, bot) else None


def is_reply_to(message: Message, bot: Bot) -> bool:
    """Whether `message` replies to a message of the bot."""
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot.id


def place_of(message: object) -> Place:
    """Where a message stands; what is no message was sent through the bot from another chat."""
    if not isinstance(message, Message):
        return Place.INLINE
    return Place.PRIVATE if message.chat.type == ChatType.PRIVATE else Place.GROUP


async def send(message: Message, cards: Sequence[Card], *, quote: bool | None = None) -> list[int]:
    """Answer `message`, which is quoted in groups unless told; return the ids of what was sent."""
    sent = [await message.reply_text(card.text, reply_markup=card.buttons, do_quote=quote) for card in cards]
    return [one.message_id for one in sent]


async def acknowledge(query: CallbackQuery, notice: str | None = None) -> None:
    """Stop the button's waiting sign; a press too old for that hinders nothing."""
    with contextlib.suppress(BadRequest):
        await query.answer(notice)


async def show(query: CallbackQuery, cards: Sequence[Card], *, same: bool = False) -> None:
    """Put `cards` in the place of the message whose button was pressed.

    New messages instead: in a group, where the old one may be another's, unless it stays the `same` with another page
    or language; when one message can't hold the reply, and when the old one can't be edited any more.
    """
    message = query.message
    own = same or message is None or message.chat.type == ChatType.PRIVATE
    if own and len(cards) == 1 and await _edited(query, cards[0]):
        return
    if isinstance(message, Message):
        await send(message, cards, quote=False)
    elif message is not None:
        for card in cards:
            await query.get_bot().send_message(message.chat.id, card.text, reply_markup=card.buttons)


async def _edited(query: CallbackQuery, card: Card) -> bool:
    """Whether the message is now `card`, be it because it was already."""
    if query.inline_message_id is None and not isinstance(query.message, Message):
        return False
    try:
        await query.edit_message_text(card.text, reply_markup=card.buttons)
    except BadRequest as error:
        return is_unchanged(error)
    return True


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit failed only because there was nothing to change."""
    return NOT_MODIFIED in error.message.lower()
