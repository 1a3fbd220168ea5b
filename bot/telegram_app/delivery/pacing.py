"""How fast messages may go out."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from aiolimiter import AsyncLimiter

# About one message a second in a chat, twenty a minute in a group: https://core.telegram.org/bots/faq (limits).
CHAT_BURST, CHAT_SECONDS = 20, 20.0
GROUP_BURST, GROUP_SECONDS = 20, 60.0
MOST_CHATS = 5_000  # whoever was silent longest has a full bucket again


class Pacing:
    """A bucket for each chat and one for all, if `per_second` is not 0; and the waits that the server asked for."""

    def __init__(self, per_second: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._all = AsyncLimiter(per_second, 1.0) if per_second else None
        self._chats: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self._held: dict[str, float] = {}
        self._clock = clock

    async def wait(self, chat: str) -> None:
        """Return when a message to `chat` may go out."""
        while (left := self._held.get(chat, 0.0) - self._clock()) > 0:
            await asyncio.sleep(left)
        self._held.pop(chat, None)
        if self._all is not None:
            await self._bucket(chat).acquire()
            await self._all.acquire()

    def hold(self, chat: str, seconds: float) -> None:
        """Let nothing go to `chat` for a time, as the server asked; other chats go on."""
        self._held[chat] = self._clock() + seconds

    def _bucket(self, chat: str) -> AsyncLimiter:
        bucket = self._chats.pop(chat, None)
        if bucket is None:
            bucket = AsyncLimiter(GROUP_BURST, GROUP_SECONDS) if _is_group(chat) else _private()
        self._chats[chat] = bucket
        while len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return bucket


def _private() -> AsyncLimiter:
    return AsyncLimiter(CHAT_BURST, CHAT_SECONDS)


def _is_group(chat: str) -> bool:
    return chat.startswith("-")
