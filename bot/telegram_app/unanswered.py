"""Questions that went unanswered, counted for whoever keeps the knowledge; of whom they come is not kept."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.conversation import Conversation
from bot.storage.sealed import GAP_SECONDS
from bot.storage.store import Storage
from bot.understanding.gaps import HIDDEN

COMMON = 3  # from this time on a word that the knowledge lacks is no name of somebody, as far as one can tell
MOST_A_DAY = 2_000
DAY = 86_400.0

CountGap: TypeAlias = Callable[[str], Awaitable[None]]


class Unanswered:
    """Counts questions by their words, without numbers and without words that hardly anybody uses."""

    def __init__(self, conversation: Conversation, storage: Storage) -> None:
        self._conversation = conversation
        self._storage = storage

    async def __call__(self, message: str) -> None:
        """Count one; beyond `MOST_A_DAY` somebody is playing."""
        if await self._storage.count("gaps of the day", DAY) > MOST_A_DAY:
            return
        language, words = self._conversation.gaps.words(message)
        kept = [word.text if word.known or await self._is_common(word.text) else HIDDEN for word in words]
        if any(word != HIDDEN for word in kept):
            await self._storage.keep_gap(language, " ".join(kept))

    async def _is_common(self, word: str) -> bool:
        return await self._storage.count(f"word {word}", GAP_SECONDS) >= COMMON
