"""Keeps the state of chats in this process: gone when it ends."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from bot.conversation import CONTEXT_SECONDS, State

MAX_ENTRIES = 10_000


class ChatStore(Protocol):
    """Where the state of each (chat, user) is kept between two messages."""

    async def get(self, chat_id: int, user_id: int) -> State | None:
        """Return what is known of this user in this chat; None when nothing is."""

    async def put(self, chat_id: int, user_id: int, state: State) -> None:
        """Keep `state` in the place of what was known."""

    async def forget(self, chat_id: int, user_id: int) -> None:
        """Drop all that is known of this user in this chat."""


class MemoryStore:
    """A `ChatStore` in memory; beyond `max_entries` it drops whoever was silent longest.

    After `context_seconds` only the language is left of a state.
    """

    def __init__(
        self,
        *,
        context_seconds: float = CONTEXT_SECONDS,
        max_entries: int = MAX_ENTRIES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._context_seconds = context_seconds
        self._max_entries = max_entries
        self._clock = clock
        self._entries: OrderedDict[tuple[int, int], tuple[float, State]] = OrderedDict()

    async def get(self, chat_id: int, user_id: int) -> State | None:
        """Return what is known of this user in this chat; None when nothing is."""
        entry = self._entries.get((chat_id, user_id))
        if entry is None:
            return None
        kept_at, state = entry
        if self._clock() - kept_at < self._context_seconds:
            return state
        return State().with_language(state.language) if state.language else None

    async def put(self, chat_id: int, user_id: int, state: State) -> None:
        """Keep `state` in the place of what was known."""
        key = (chat_id, user_id)
        self._entries[key] = (self._clock(), state)
        self._entries.move_to_end(key)
        while len(self._entries) > self._max_entries:
            self._entries.popitem(last=False)

    async def forget(self, chat_id: int, user_id: int) -> None:
        """Drop all that is known of this user in this chat."""
        self._entries.pop((chat_id, user_id), None)
