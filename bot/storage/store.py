"""What the fronts know of storage."""

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from bot.conversation import State
from bot.knowledge.model import Language
from bot.storage.backend import Claim
from bot.storage.memory import ChatStore

Place: TypeAlias = tuple[int, int]  # a chat and a user


class Storage(ChatStore, Protocol):
    """Keeps the state of chats, and which updates were handled.

    Only `forget` raises `StorageError`, as it promises something to the user; while the database is away, all else
    does as if nobody were known.
    """

    async def begin(self, update: int, holder: str, lease: float) -> Claim:
        """Take an update for `lease` seconds; again: renew."""

    async def mark(self, update: int, sent: int) -> None:
        """Note how many messages went out for an update that is not done."""

    async def finish(self, update: int, states: Mapping[Place, State]) -> None:
        """Keep `states` and note that the update is done: both or neither."""

    async def count(self, name: str, seconds: float) -> int:
        """Return how often this was asked for `name`, this time included, in a window of `seconds`."""

    async def keep_gap(self, language: Language, text: str) -> None:
        """Count a question that went unanswered; `text` may name nobody."""

    async def reachable(self) -> bool:
        """Whether the database can be written and read now."""

    async def close(self) -> None:
        """Let go of files and connections."""
