"""The store in memory: expiry, bound, separation."""

from dataclasses import replace

from bot.conversation import State
from bot.knowledge.model import Language
from bot.storage.memory import MemoryStore
from bot.wording.reply import Option

FRENCH = State().with_language(Language.FR)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time in seconds."""
        return self.now


async def test_returns_what_was_put() -> None:
    """A state comes back as it was."""
    store = MemoryStore()
    await store.put(1, 2, FRENCH)
    assert await store.get(1, 2) is FRENCH


async def test_knows_nothing_of_strangers() -> None:
    """Two people in a group, and one person in two chats, never share a state."""
    store = MemoryStore()
    await store.put(1, 2, FRENCH)
    assert await store.get(1, 3) is None
    assert await store.get(2, 2) is None


async def test_keeps_the_context_for_its_time() -> None:
    """Up to the last moment the whole state is there."""
    clock = Clock()
    store = MemoryStore(context_seconds=600, clock=clock)
    await store.put(1, 2, FRENCH)
    clock.now += 599
    assert await store.get(1, 2) is FRENCH


async def test_keeps_only_the_language_afterwards() -> None:
    """What the talk was about is gone, the language stays."""
    clock = Clock()
    store = MemoryStore(context_seconds=600, clock=clock)
    with_context = state_with_options()
    await store.put(1, 2, with_context)
    clock.now += 600
    assert await store.get(1, 2) == FRENCH != with_context


async def test_a_new_message_begins_the_time_anew() -> None:
    """The ten minutes count from the last message."""
    clock = Clock()
    store = MemoryStore(context_seconds=600, clock=clock)
    await store.put(1, 2, FRENCH)
    clock.now += 599
    await store.put(1, 2, FRENCH)
    clock.now += 599
    assert await store.get(1, 2) is FRENCH


async def test_forgets_on_request() -> None:
    """Nothing is left, not even the language; forgetting twice is fine."""
    store = MemoryStore()
    await store.put(1, 2, FRENCH)
    await store.forget(1, 2)
    await store.forget(1, 2)
    assert await store.get(1, 2) is None


async def test_drops_whoever_was_silent_longest() -> None:
    """The store never grows beyond its bound."""
    store = MemoryStore(max_entries=2)
    await store.put(1, 1, FRENCH)
    await store.put(2, 2, FRENCH)
    await store.put(1, 1, FRENCH)
    await store.put(3, 3, FRENCH)
    assert await store.get(2, 2) is None
    assert await store.get(1, 1) is FRENCH
    assert await store.get(3, 3) is FRENCH


def state_with_options() -> State:
    """Make a state that remembers more than a language."""
    return replace(FRENCH, options=(Option("a", "b"),))
