"""Whether the bot does its work, as whoever watches it may ask."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

STALE_SECONDS = 120.0  # a good poll comes every half minute, when nobody writes


@dataclass(eq=False)
class Health:
    """When Telegram was last heard of, and whether storage works.

    A webhook that hears nothing is not ill: nobody may have written. `quiet_is_ill` is for polling.
    """

    reachable: Callable[[], Awaitable[bool]]
    quiet_is_ill: bool
    clock: Callable[[], float] = time.monotonic
    heard: float | None = None

    def good(self) -> None:
        """Note that Telegram was heard of."""
        self.heard = self.clock()

    async def report(self) -> tuple[bool, dict[str, Any]]:
        """Whether the bot answers, and what stands with it: it also does so without storage, with less to go by."""
        since = None if self.heard is None else round(self.clock() - self.heard, 1)
        answers = not self.quiet_is_ill or (since is not None and since < STALE_SECONDS)
        storage = await self.reachable()
        status = "ok" if answers and storage else "degraded" if answers else "failing"
        told = {"status": status, "storage": "reachable" if storage else "unreachable"}
        return answers, {**told, "seconds_since_telegram": since}
