"""What only a file can suffer."""

import logging
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.backend import Claim, Entry, Standing
from bot.storage.sqlite import PURGE_SECONDS, SqliteBackend
from tests.storage.test_memory import Clock

ENTRY = Entry("owner", "slot", b"value of the entry", 60.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a file in a folder that is not there yet."""
    return tmp_path / "data" / "bot.sqlite"


async def test_survives_a_restart(file: Path) -> None:
    """A new process finds it all."""
    first = SqliteBackend(file)
    await first.save([ENTRY])
    await first.finish(7, [])
    await first.close()
    second = SqliteBackend(file)
    assert await second.load("owner", ["slot"]) == {"slot": ENTRY.value}
    assert (await second.begin(7, "me", 1.0)).standing is Standing.DONE
    await second.close()


async def test_only_its_owner_may_read_it(file: Path) -> None:
    """Mode 0600."""
    backend = SqliteBackend(file)
    await backend.save([ENTRY])
    await backend.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_erasing_leaves_no_byte(file: Path) -> None:
    """Neither name nor value can be found in any file of the folder."""
    backend = SqliteBackend(file)
    await backend.save([ENTRY])
    assert b"value of the entry" in b"".join(part.read_bytes() for part in file.parent.iterdir())
    await backend.erase("owner")
    left = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert b"value of the entry" not in left
    assert b"ownerslot" not in left
    await backend.close()


async def test_what_expired_is_dropped(file: Path) -> None:
    """Not only hidden: the row is gone after the next purge."""
    clock = Clock()
    backend = SqliteBackend(file, clock=clock)
    await backend.save([ENTRY])
    clock.now += ENTRY.seconds + PURGE_SECONDS
    await backend.finish(1, [])
    await backend.close()
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (0,)
    db.close()


async def test_a_lease_does_not_outlive_a_clock_set_back(file: Path) -> None:
    """A dead holder's lease ends, also when the clock went back an hour."""
    clock = Clock()
    clock.now = 10_000.0
    backend = SqliteBackend(file, clock=clock)
    await backend.begin(1, "one", 5.0)
    clock.now -= 3600
    assert await backend.begin(1, "two", 5.0) == Claim(Standing.OURS)
    await backend.close()


async def test_a_count_does_not_outlive_a_clock_set_back(file: Path) -> None:
    """Nobody is kept waiting for an hour because the clock was an hour ahead."""
    clock = Clock()
    clock.now = 10_000.0
    backend = SqliteBackend(file, clock=clock)
    assert [await backend.count("user", 60.0) for _ in range(2)] == [1, 2]
    clock.now -= 3600
    assert await backend.count("user", 60.0) == 1
    await backend.close()


@pytest.mark.parametrize("how", ["text", "version", "pages"])
async def test_a_file_that_is_unusable_is_dropped(file: Path, how: str, caplog: pytest.LogCaptureFixture) -> None:
    """Text, another version, overwritten pages: one line in the log, and a new file that works."""
    backend = SqliteBackend(file)
    await backend.save([ENTRY])
    await backend.close()
    if how == "text":
        file.write_bytes(b"this is no database " * 500)
    elif how == "version":
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    else:
        head = file.read_bytes()[:4096]
        file.write_bytes(head + b"\xff" * 4096 * 8)
    with caplog.at_level(logging.ERROR):
        assert await backend_load(file) == {}
    assert f"{file} is dropped" in caplog.text
    assert await backend_load(file, ENTRY) == {"slot": ENTRY.value}


async def backend_load(file: Path, *entries: Entry) -> dict[str, bytes]:
    """Open, save, load, close."""
    backend = SqliteBackend(file)
    await backend.save(entries)
    found = await backend.load("owner", ["slot"])
    await backend.close()
    return found


async def test_a_full_disk_is_told_and_got_over(file: Path) -> None:
    """What does not fit raises; what stands there can still be read."""
    backend = SqliteBackend(file, max_pages=12)
    await backend.save([ENTRY])
    with pytest.raises(StorageError, match="full"):
        await backend.save([Entry("owner", str(number), b"x" * 4000, 60.0) for number in range(20)])
    assert await backend.load("owner", ["slot", "1"]) == {"slot": ENTRY.value}
    await backend.close()


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A clear error, again and again, and no more than that."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    backend = SqliteBackend(tmp_path / "file" / "bot.sqlite")
    for _ in range(2):
        with pytest.raises(StorageError, match=r"bot\.sqlite: "):
            await backend.check()
    await backend.close()
