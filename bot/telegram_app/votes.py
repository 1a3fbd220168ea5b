"""What people think of answers, counted; of whom it comes is not kept."""

import logging
from collections import Counter, OrderedDict
from typing import Protocol

logger = logging.getLogger(__name__)

REMEMBERED = 10_000  # messages that had their vote


class Votes(Protocol):
    """Where votes are counted."""

    async def count(self, answer: str, *, right: bool) -> None:
        """Count a vote for `answer`, which is a button's data, or empty for an answer that none can ask for."""


class MemoryVotes:
    """Counts in this process: gone when it ends."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, bool]] = Counter()

    async def count(self, answer: str, *, right: bool) -> None:
        """Count a vote for `answer`."""
        self.counted[answer, right] += 1
        logger.info("found %s: %s", "right" if right else "wrong", answer or "an answer without a button")


class Recent:
    """The last things that happened, so that a second press does nothing."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._seen: OrderedDict[object, None] = OrderedDict()

    def is_new(self, thing: object) -> bool:
        """Whether `thing` did not happen before; from now on it has."""
        if thing in self._seen:
            return False
        self._seen[thing] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True
