"""One update being handled: what it changed is kept only when all its replies are out."""

from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.conversation import State
from bot.storage.memory import ChatStore
from bot.storage.store import Place, Storage


@dataclass(eq=False)
class Turn:
    """One try to handle an update.

    `before` messages went out in earlier tries, which were cut off: this try asks for the same ones again, as the
    state is still the one of before, and they are not sent again.
    """

    update: int
    storage: Storage
    before: int = 0
    asked: int = 0
    states: dict[Place, State] = field(default_factory=dict)
    outcome: str = "none"
    language: str = ""

    def next_is_out(self) -> bool:
        """Count a message that is to be sent; whether it went out earlier."""
        self.asked += 1
        return self.asked <= self.before

    async def went_out(self) -> None:
        """Note that the message has left for the server."""
        await self.storage.mark(self.update, self.asked)

    async def came_back(self) -> None:
        """Note that it did not arrive after all, or may not have: it is made again."""
        await self.storage.mark(self.update, self.asked - 1)

    async def was_refused(self) -> None:
        """Note that it will never arrive: it does not count."""
        self.asked -= 1
        await self.storage.mark(self.update, self.asked)


CURRENT: ContextVar[Turn | None] = ContextVar("turn", default=None)


def note(outcome: str, language: str = "") -> None:
    """Note what became of the update that is being handled, for its line in the log."""
    turn = CURRENT.get()
    if turn is not None:
        turn.outcome, turn.language = outcome, language


class TurnStore:
    """A `ChatStore` that keeps what a turn changes with the turn, until that is finished."""

    def __init__(self, kept: ChatStore) -> None:
        self._kept = kept

    async def get(self, chat_id: int, user_id: int) -> State | None:
        """Return what is known of this user in this chat, this turn included."""
        turn = CURRENT.get()
        if turn is not None and (chat_id, user_id) in turn.states:
            return turn.states[chat_id, user_id]
        return await self._kept.get(chat_id, user_id)

    async def put(self, chat_id: int, user_id: int, state: State) -> None:
        """Keep `state` when the turn is finished."""
        turn = CURRENT.get()
        if turn is None:
            await self._kept.put(chat_id, user_id, state)
        else:
            turn.states[chat_id, user_id] = state

    async def forget(self, chat_id: int, user_id: int) -> None:
        """Drop at once all that is known of this user."""
        turn = CURRENT.get()
        if turn is not None:
            turn.states = {place: state for place, state in turn.states.items() if place[1] != user_id}
        await self._kept.forget(chat_id, user_id)
