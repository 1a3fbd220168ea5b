"""The contract of every database: the same tests on SQLite and on a real Redis."""

import asyncio
import uuid

from bot.storage.backend import Backend, Claim, Entry, Standing

LONG = 60.0
SHORT = 0.05


def owner() -> str:
    """Make a name that no other test uses."""
    return uuid.uuid4().hex


def update() -> int:
    """Make the number of an update that no other test uses."""
    return uuid.uuid4().int % 2**31


async def gone(backend: Backend, name: str, slot: str) -> None:
    """Wait until the slot is empty."""
    for _ in range(500):
        if not await backend.load(name, [slot]):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("still there")


async def test_returns_what_was_saved(backend: Backend) -> None:
    """The values of the slots that were asked for and hold one, byte for byte."""
    name = owner()
    await backend.save([Entry(name, "a", b"\x00\xff", LONG), Entry(name, "b", b"2", LONG)])
    assert await backend.load(name, ["a", "c"]) == {"a": b"\x00\xff"}
    assert await backend.load(owner(), ["a"]) == {}


async def test_saves_in_the_place_of_what_was_there(backend: Backend) -> None:
    """The last one counts."""
    name = owner()
    await backend.save([Entry(name, "a", b"1", LONG)])
    await backend.save([Entry(name, "a", b"2", LONG)])
    assert await backend.load(name, ["a"]) == {"a": b"2"}


async def test_values_expire_each_at_their_time(backend: Backend) -> None:
    """What lives short is gone, what lives long is not."""
    name = owner()
    await backend.save([Entry(name, "a", b"1", SHORT), Entry(name, "b", b"2", LONG)])
    await gone(backend, name, "a")
    assert await backend.load(name, ["a", "b"]) == {"b": b"2"}


async def test_tells_all_that_an_owner_has(backend: Backend) -> None:
    """What has not expired, of that one only."""
    name = owner()
    assert await backend.owned(name) == {}
    await backend.save([Entry(name, "a", b"1", LONG), Entry(name, "b", b"2", SHORT), Entry(owner(), "a", b"3", LONG)])
    await gone(backend, name, "b")
    assert await backend.owned(name) == {"a": b"1"}


async def test_erases_all_of_one_owner(backend: Backend) -> None:
    """Nothing of theirs is left, also where a short-lived slot came last; others keep theirs; twice is fine."""
    name, other = owner(), owner()
    await backend.save([Entry(name, "a", b"1", LONG), Entry(name, "b", b"2", LONG), Entry(other, "a", b"3", LONG)])
    await backend.save([Entry(name, "c", b"1", 1.0)])
    await backend.erase(name)
    await backend.erase(name)
    assert await backend.load(name, ["a", "b", "c"]) == {}
    assert await backend.load(other, ["a"]) == {"a": b"3"}


async def test_one_holder_has_an_update(backend: Backend) -> None:
    """Another gets it neither while the lease runs nor when it was renewed; the holder may ask again."""
    number = update()
    assert await backend.begin(number, "one", LONG) == Claim(Standing.OURS)
    assert await backend.begin(number, "two", LONG) == Claim(Standing.BUSY)
    assert await backend.begin(number, "one", LONG) == Claim(Standing.OURS)


async def test_of_many_at_once_one_gets_it(backend: Backend) -> None:
    """However close they come."""
    number = update()
    claims = await asyncio.gather(*(backend.begin(number, f"h{holder}", LONG) for holder in range(20)))
    assert [claim.standing for claim in claims].count(Standing.OURS) == 1


async def test_a_lease_that_ends_frees_the_update(backend: Backend) -> None:
    """Who takes over learns how many messages already went out."""
    number = update()
    await backend.begin(number, "one", SHORT)
    await backend.mark(number, 2)
    for _ in range(500):
        claim = await backend.begin(number, "two", LONG)
        if claim.standing is Standing.OURS:
            break
        await asyncio.sleep(0.01)
    assert claim == Claim(Standing.OURS, 2)
    await backend.mark(number, 1)
    for _ in range(500):
        claim = await backend.begin(number, "two", LONG)
        if claim.sent == 1:
            break
        await asyncio.sleep(0.01)
    assert claim == Claim(Standing.OURS, 1)


async def test_marking_lets_nothing_else_run(backend: Backend) -> None:
    """What is marked was just handed to the network: between the two there may be no time to be killed in."""
    number, ran = update(), list[bool]()
    await backend.begin(number, "one", LONG)
    asyncio.get_running_loop().call_soon(ran.append, True)
    await backend.mark(number, 1)
    assert not ran


async def test_what_is_done_stays_done(backend: Backend) -> None:
    """For its holder and for others; what was finished with it is kept."""
    number, name = update(), owner()
    await backend.begin(number, "one", LONG)
    await backend.mark(number, 1)
    await backend.finish(number, [Entry(name, "a", b"1", LONG)])
    assert await backend.load(name, ["a"]) == {"a": b"1"}
    for holder in ("one", "two"):
        assert (await backend.begin(number, holder, LONG)).standing is Standing.DONE


async def test_counts_in_windows(backend: Backend) -> None:
    """Each name by itself, from one, and from one again after its window."""
    name, other = owner(), owner()
    assert [await backend.count(name, LONG) for _ in range(3)] == [1, 2, 3]
    assert await backend.count(other, SHORT) == 1
    for _ in range(500):
        await asyncio.sleep(0.02)
        if await backend.count(other, SHORT) == 1:
            return
    raise AssertionError("the window never ended")


async def test_check_passes(backend: Backend) -> None:
    """A database that works says nothing."""
    await backend.check()
