"""What a database has to do for the chats' states, whichever it is: it sees only sealed bytes and hashed names."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

REMEMBERED_SECONDS = 2 * 86_400.0  # Telegram gives an update again for at most a day


@dataclass(frozen=True)
class Entry:
    """A value that is kept for a time, in a slot of its owner; `seconds` from now on."""

    owner: str
    slot: str
    value: bytes
    seconds: float


class Standing(StrEnum):
    """Whose an update is."""

    OURS = "ours"
    BUSY = "busy"
    DONE = "done"


@dataclass(frozen=True)
class Claim:
    """What is known of an update that comes in: whose it is, and how many messages already went out for it."""

    standing: Standing
    sent: int = 0


class Backend(Protocol):
    """A database. Every method raises `StorageError` when it can't be reached or refuses."""

    async def load(self, owner: str, slots: Sequence[str]) -> dict[str, bytes]:
        """Return the values of those slots that hold one which has not expired."""

    async def owned(self, owner: str) -> dict[str, bytes]:
        """Return all that the owner has, by slot."""

    async def save(self, entries: Sequence[Entry]) -> None:
        """Keep `entries`, in the place of what their slots held."""

    async def erase(self, owner: str) -> None:
        """Drop all that the owner has; nothing of it may be left on a disk."""

    async def begin(self, update: int, holder: str, lease: float) -> Claim:
        """Take an update for `lease` seconds, unless it is done or another holder's lease runs; again: renew."""

    async def mark(self, update: int, sent: int) -> None:
        """Note how many messages went out for an update that is not done; on its way when this returns."""

    async def finish(self, update: int, entries: Sequence[Entry]) -> None:
        """Keep `entries` and note that the update is done: both or neither."""

    async def count(self, name: str, seconds: float) -> int:
        """Return how often this was asked for `name`, this time included, in a window of `seconds`."""

    async def check(self) -> None:
        """Write and read something small."""

    async def close(self) -> None:
        """Let go of files and connections."""
