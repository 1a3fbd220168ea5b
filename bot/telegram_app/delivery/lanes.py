"""Order within a chat, many chats at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

WIDTH = 8  # chats that are served at once: over a network of 50 ms that is five times what Telegram allows


class Lanes:
    """Lets one in at a time for each key, first come, first served, and `width` in all."""

    def __init__(self, width: int = WIDTH) -> None:
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._waiting: Counter[Hashable] = Counter()
        self._all = asyncio.Semaphore(width)

    @asynccontextmanager
    async def enter(self, key: Hashable) -> AsyncIterator[None]:
        """Wait for whoever came before with the same key."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with lock, self._all:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]

    def __len__(self) -> int:
        return len(self._locks)
