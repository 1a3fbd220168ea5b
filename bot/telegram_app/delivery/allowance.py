"""How much one user, or one group, may ask."""

import contextlib
from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.storage.memory import ChatStore
from bot.storage.store import Storage
from bot.telegram_app.delivery.incoming import Incoming

WINDOW = 60  # seconds
GROUP_SHARE = 3  # a group may ask as much as so many users
LIMITED = frozenset({"message", "edited_message", "callback_query"})

Notice = Callable[[Incoming], Awaitable[None]]


class PoliteNotice:
    """Asks for a little patience, in the language of whoever is asked."""

    def __init__(self, conversation: Conversation, store: ChatStore, bot: Bot) -> None:
        self._conversation = conversation
        self._store = store
        self._bot = bot

    async def __call__(self, update: Incoming) -> None:
        """Say so in the chat of `update`; who can't be told is not told."""
        if update.chat is None or update.user is None:
            return
        state = await self._store.get(update.chat, update.user)
        language = (state.language if state else None) or Language.NL
        with contextlib.suppress(TelegramError):
            await self._bot.send_message(update.chat, self._conversation.phrase("telegram_too_fast", language))


class Allowance:
    """Counts by the minute in which a message was written, so that what waited while the bot was down is not cut."""

    def __init__(self, storage: Storage, per_minute: int, notice: Notice) -> None:
        self._storage = storage
        self._per_minute = per_minute
        self._notice = notice

    async def __call__(self, update: Incoming) -> str | None:
        """None when the update may be handled; else say so, once a minute, and name the outcome."""
        if not self._per_minute or update.kind not in LIMITED or update.user is None:
            return None
        minute = int(update.date) // WINDOW
        over = await self._over(f"user {update.user} {minute}", self._per_minute)
        if update.chat is not None and update.chat < 0:
            over = max(over, await self._over(f"group {update.chat} {minute}", self._per_minute * GROUP_SHARE))
        if over == 1:
            await self._notice(update)
        return "limited" if over > 0 else None

    async def _over(self, name: str, most: int) -> int:
        return await self._storage.count(name, WINDOW) - most
