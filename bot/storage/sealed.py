"""The state of chats, sealed, in whichever database; and what happens while that is away."""

import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeVar

from bot.conversation import CONTEXT_SECONDS, State
from bot.errors import StorageError
from bot.knowledge.model import Language
from bot.storage.backend import Backend, Claim, Entry, Standing
from bot.storage.seal import Seal
from bot.storage.store import Place
from bot.understanding.gaps import Gap

T = TypeVar("T")
GAP_SECONDS = 30 * 86_400.0  # for which a question that went unanswered is kept after it was last asked
PAUSE_SECONDS = 1.0  # after a failure: a database that hangs must not hold up each message anew

logger = logging.getLogger(__name__)


class SealedStorage:
    """A `Storage` over a `Backend`.

    What a chat is about and its language are two entries: the first lives ten minutes, the other `retention` seconds.
    While the database is away nothing is known of anybody, and every update is new.
    """

    def __init__(
        self, backend: Backend, seal: Seal, *, retention: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._backend = backend
        self._seal = seal
        self._retention = retention
        self._clock = clock
        self._away_until = float("-inf")
        self._failing = False

    async def get(self, chat_id: int, user_id: int) -> State | None:
        """Return what is known of this user in this chat; None when nothing is."""
        slots = self._slots(chat_id, user_id)
        found = await self._try(self._backend.load, self._owner(user_id), slots, otherwise=dict[str, bytes]())
        return next((state for slot in slots if slot in found and (state := self._opened(found[slot]))), None)

    async def put(self, chat_id: int, user_id: int, state: State) -> None:
        """Keep `state` in the place of what was known."""
        await self._try(self._backend.save, tuple(self._entries((chat_id, user_id), state)), otherwise=None)

    async def forget(self, chat_id: int, user_id: int) -> None:
        """Drop all that is known of this user, here and in every other chat; raise `StorageError` when it fails."""
        del chat_id
        await self._backend.erase(self._owner(user_id))

    async def begin(self, update: int, holder: str, lease: float) -> Claim:
        """Take an update for `lease` seconds; again: renew."""
        return await self._try(self._backend.begin, update, holder, lease, otherwise=Claim(Standing.OURS))

    async def mark(self, update: int, sent: int) -> None:
        """Note how many messages went out for an update that is not done."""
        await self._try(self._backend.mark, update, sent, otherwise=None)

    async def finish(self, update: int, states: Mapping[Place, State]) -> None:
        """Keep `states` and note that the update is done: both or neither."""
        entries = [entry for place, state in states.items() for entry in self._entries(place, state)]
        await self._try(self._backend.finish, update, entries, otherwise=None)

    async def count(self, name: str, seconds: float) -> int:
        """Return how often this was asked for `name`, this time included, in a window of `seconds`."""
        return await self._try(self._backend.count, self._seal.name("count", name), seconds, otherwise=1)

    async def keep_gap(self, language: Language, text: str) -> None:
        """Count a question that went unanswered; `text` may name nobody."""
        slot = self._seal.name("gap", language, text)
        times = await self.count(f"gap {slot}", GAP_SECONDS)
        value = self._seal.close(json.dumps([language, text, times]))
        await self._try(self._backend.save, (Entry(self._gap_owner, slot, value, GAP_SECONDS),), otherwise=None)

    async def gaps(self) -> list[Gap]:
        """The questions that went unanswered; raises `StorageError`."""
        found = [self._read_gap(value) for value in (await self._backend.owned(self._gap_owner)).values()]
        return [gap for gap in found if gap is not None]

    async def reachable(self) -> bool:
        """Whether the database can be written and read now."""

        async def check() -> bool:
            await self._backend.check()
            return True

        return await self._try(check, otherwise=False)

    async def close(self) -> None:
        """Let go of files and connections."""
        await self._backend.close()

    def _owner(self, user_id: int) -> str:
        return self._seal.name("user", user_id)

    def _slots(self, chat_id: int, user_id: int) -> tuple[str, str]:
        name = self._seal.name("chat", chat_id, user_id)
        return f"{name}c", f"{name}l"

    def _entries(self, place: Place, state: State) -> Iterable[Entry]:
        owner, values = self._owner(place[1]), (state, State(language=state.language, at=state.at))
        lives = (min(CONTEXT_SECONDS, self._retention), self._retention)
        for slot, value, seconds in zip(self._slots(*place), values, lives, strict=True):
            yield Entry(owner, slot, self._seal.close(value.to_json()), seconds)

    def _opened(self, value: bytes) -> State | None:
        try:
            return State.from_json(self._seal.open(value))
        except ValueError as error:
            logger.warning("a chat's state is dropped: %s", error)
            return None

    @property
    def _gap_owner(self) -> str:
        return self._seal.name("gaps")

    def _read_gap(self, value: bytes) -> Gap | None:
        try:
            language, text, times = json.loads(self._seal.open(value))
        except ValueError as error:
            logger.warning("a question that went unanswered is dropped: %s", error)
            return None
        return Gap(Language(language), text, times)

    async def _try(self, work: Callable[..., Awaitable[T]], *arguments: object, otherwise: T) -> T:
        """Do `work`; while the database is away return `otherwise`, and ask it again only after a pause."""
        if self._clock() < self._away_until:
            return otherwise
        try:
            done = await work(*arguments)
        except StorageError as error:
            self._away_until = self._clock() + PAUSE_SECONDS
            if not self._failing:
                logger.error("storage fails, chats go on without their context: %s", error)
            self._failing = True
            return otherwise
        if self._failing:
            logger.warning("storage works again")
        self._failing = False
        return done
