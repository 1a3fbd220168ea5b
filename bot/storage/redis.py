"""A `Backend` in Redis, for several machines."""

import asyncio
import math
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.client import Pipeline
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

from bot.errors import StorageError
from bot.storage.backend import REMEMBERED_SECONDS, Claim, Entry, Standing

T = TypeVar("T")
WAIT_SECONDS = 1.0  # for a connection, and for each answer
PREFIX = "question-bot"


class Unanswered:
    """Commands on a connection of their own, on which the server answers nothing.

    Once it is open they are written at once, without letting anything else of this process run first; so they leave
    right behind what was written before to somebody else, and even being killed in between hardly ever parts the two.
    """

    def __init__(self, url: str) -> None:
        # With a time-out of its own redis-py would write in another task, after all that waits for its turn.
        pool = ConnectionPool.from_url(url, socket_timeout=None)
        self._connection = pool.make_connection()  # type: ignore[no-untyped-call]
        self._opening = asyncio.Lock()

    async def open(self) -> None:
        """Open the connection, unless it is open."""
        if not self._connection.is_connected:
            async with self._opening, asyncio.timeout(WAIT_SECONDS):
                if not self._connection.is_connected:
                    await self._connection.connect()
                    await self._connection.send_command("CLIENT", "REPLY", "OFF")

    async def send(self, *command: str | int) -> None:
        """Write `command`; once more if the connection turns out to be dead."""
        await self.open()
        async with asyncio.timeout(WAIT_SECONDS):
            try:
                await self._connection.send_command(*command)
            except ConnectionLost:
                await self.open()
                await self._connection.send_command(*command)

    async def close(self) -> None:
        """Let go of the connection."""
        await self._connection.disconnect()


class RedisBackend:
    """Keeps all in one database of a Redis server."""

    def __init__(self, url: str, *, wait: float = WAIT_SECONDS) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=wait,
            socket_connect_timeout=wait,
            retry=Retry(NoBackoff(), 1),
            retry_on_error=[ConnectionLost],  # the server was restarted: the old connection is dead, a new one is not
        )

        self._marks = Unanswered(url)

    async def load(self, owner: str, slots: Sequence[str]) -> dict[str, bytes]:
        """Return the values of those slots that hold one which has not expired."""
        found = await _asked(self._redis.mget([_entry(owner, slot) for slot in slots])) if slots else ()
        return {slot: value for slot, value in zip(slots, map(_bytes, found), strict=True) if value}

    async def owned(self, owner: str) -> dict[str, bytes]:
        """Return all that the owner has, by slot."""
        slots = await _asked(self._redis.smembers(_slots(owner)))
        return await self.load(owner, [_bytes(slot).decode() for slot in slots])

    async def save(self, entries: Sequence[Entry]) -> None:
        """Keep `entries`, in the place of what their slots held."""
        async with self._redis.pipeline(transaction=True) as pipe:
            _save(pipe, entries)
            await _asked(pipe.execute())

    async def erase(self, owner: str) -> None:
        """Drop all that the owner has."""
        slots = await _asked(self._redis.smembers(_slots(owner)))
        keys = [_entry(owner, _bytes(slot).decode()) for slot in slots]
        await _asked(self._redis.delete(_slots(owner), *keys))

    async def begin(self, update: int, holder: str, lease: float) -> Claim:
        """Take an update for `lease` seconds, unless it is done or another holder's lease runs; again: renew."""
        await _asked(self._marks.open())
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_key("holder", update), holder, nx=True, px=_milliseconds(lease))
            pipe.get(_key("holder", update))
            pipe.mget(_key("done", update), _key("sent", update))
            taken, holding, (done, sent) = await _asked(pipe.execute())
        if done:
            return Claim(Standing.DONE)
        if holding != holder.encode():
            return Claim(Standing.BUSY)
        if not taken:
            await _asked(self._redis.pexpire(_key("holder", update), _milliseconds(lease)))
        return Claim(Standing.OURS, int(sent or 0))

    async def mark(self, update: int, sent: int) -> None:
        """Note how many messages went out for an update that is not done."""
        # A key of its own: on a connection of its own it may come in after what finishes the update.
        command = ("SET", _key("sent", update), sent, "PX", _milliseconds(REMEMBERED_SECONDS))
        await _asked(self._marks.send(*command))

    async def finish(self, update: int, entries: Sequence[Entry]) -> None:
        """Keep `entries` and note that the update is done: both or neither."""
        async with self._redis.pipeline(transaction=True) as pipe:
            _save(pipe, entries)
            pipe.set(_key("done", update), 1, px=_milliseconds(REMEMBERED_SECONDS))
            pipe.delete(_key("holder", update))
            await _asked(pipe.execute())

    async def count(self, name: str, seconds: float) -> int:
        """Return how often this was asked for `name`, this time included, in a window of `seconds`."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_key("count", name), 0, nx=True, px=_milliseconds(seconds))
            pipe.incr(_key("count", name))
            _, number = await _asked(pipe.execute())
        return int(number)

    async def check(self) -> None:
        """Write and read something small."""
        await self.count("check", 1.0)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._marks.close()
        await self._redis.aclose()


def _key(kind: str, name: object) -> str:
    return f"{PREFIX}:{kind}:{name}"


def _entry(owner: str, slot: str) -> str:
    return _key("entry", f"{owner}:{slot}")


def _slots(owner: str) -> str:
    return _key("slots", owner)


def _milliseconds(seconds: float) -> int:
    return max(1, math.ceil(seconds * 1000))


def _save(pipe: Pipeline, entries: Sequence[Entry]) -> None:
    for entry in entries:
        lasting = _milliseconds(entry.seconds)
        pipe.set(_entry(entry.owner, entry.slot), entry.value, px=lasting)
        pipe.sadd(_slots(entry.owner), entry.slot)
        # Never shorter than what another slot asked for: `gt` alone would leave a new set without an end.
        pipe.pexpire(_slots(entry.owner), lasting, nx=True)
        pipe.pexpire(_slots(entry.owner), lasting, gt=True)


def _bytes(value: bytes | str | None) -> bytes:
    """What the client's types leave open: it gives bytes, or nothing."""
    return value.encode() if isinstance(value, str) else value or b""


async def _asked(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (RedisError, OSError) as error:
        raise StorageError(f"Redis: {error}") from None
