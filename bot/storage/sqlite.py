"""A `Backend` in one SQLite file (WAL), for all processes of one machine."""

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bot.errors import StorageError
from bot.storage.backend import REMEMBERED_SECONDS, Claim, Entry, Standing

T = TypeVar("T")
SCHEMA = 1
BUSY_SECONDS = 2.0  # how long to wait for another process that writes
PURGE_SECONDS = 60.0
TABLES = f"""
    CREATE TABLE entries (owner TEXT, slot TEXT, value BLOB, expires REAL, PRIMARY KEY (owner, slot)) WITHOUT ROWID;
    CREATE INDEX entries_expires ON entries (expires);
    CREATE TABLE updates (id INTEGER PRIMARY KEY, holder TEXT, until REAL, sent INTEGER, done INTEGER, expires REAL);
    CREATE INDEX updates_expires ON updates (expires);
    CREATE TABLE counts (name TEXT PRIMARY KEY, number INTEGER, expires REAL) WITHOUT ROWID;
    PRAGMA user_version = {SCHEMA};
"""

logger = logging.getLogger(__name__)


class SqliteBackend:
    """Keeps all in `file`, which is made when first needed; one that is no database, or too old, is dropped.

    Each call takes some 0.05 ms and is made at once: a thread would have to wait its turn longer than that.
    `max_pages` bounds the file in pages of 4 kB; none: the disk does.
    """

    def __init__(self, file: Path, *, clock: Callable[[], float] = time.time, max_pages: int | None = None) -> None:
        self._file = file
        self._clock = clock
        self._max_pages = max_pages
        self._purged = clock()
        self._connection: sqlite3.Connection | None = None

    async def load(self, owner: str, slots: Sequence[str]) -> dict[str, bytes]:
        """Return the values of those slots that hold one which has not expired."""
        marks = ",".join("?" * len(slots))
        query = f"SELECT slot, value FROM entries WHERE owner = ? AND expires > ? AND slot IN ({marks})"
        return await self._run(lambda db: dict(db.execute(query, (owner, self._clock(), *slots)).fetchall()))

    async def owned(self, owner: str) -> dict[str, bytes]:
        """Return all that the owner has, by slot."""
        query = "SELECT slot, value FROM entries WHERE owner = ? AND expires > ?"
        return await self._run(lambda db: dict(db.execute(query, (owner, self._clock())).fetchall()))

    async def save(self, entries: Sequence[Entry]) -> None:
        """Keep `entries`, in the place of what their slots held."""
        await self._run(lambda db: self._save(db, entries))

    async def erase(self, owner: str) -> None:
        """Drop all that the owner has, in the file (secure_delete overwrites it) and in the log beside it."""

        def run(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM entries WHERE owner = ?", (owner,))
            db.commit()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        await self._run(run)

    async def begin(self, update: int, holder: str, lease: float) -> Claim:
        """Take an update for `lease` seconds, unless it is done or another holder's lease runs; again: renew."""
        return await self._run(lambda db: self._begin(db, update, holder, lease))

    async def mark(self, update: int, sent: int) -> None:
        """Note how many messages went out for an update that is not done."""
        await self._run(lambda db: db.execute("UPDATE updates SET sent = ? WHERE id = ?", (sent, update)))

    async def finish(self, update: int, entries: Sequence[Entry]) -> None:
        """Keep `entries` and note that the update is done: both or neither."""

        def run(db: sqlite3.Connection) -> None:
            self._save(db, entries)
            values = (update, self._clock() + REMEMBERED_SECONDS)
            db.execute("INSERT OR REPLACE INTO updates VALUES (?, '', 0, 0, 1, ?)", values)
            self._purge(db)

        await self._run(run)

    async def count(self, name: str, seconds: float) -> int:
        """Return how often this was asked for `name`, this time included, in a window of `seconds`."""

        def run(db: sqlite3.Connection) -> int:
            now = self._clock()
            db.execute(
                "DELETE FROM counts WHERE name = ? AND (expires <= ? OR expires > ?)", (name, now, now + seconds)
            )
            counted = "ON CONFLICT (name) DO UPDATE SET number = number + 1 RETURNING number"
            found = db.execute(f"INSERT INTO counts VALUES (?, 1, ?) {counted}", (name, now + seconds)).fetchone()
            return int(found[0])

        return await self._run(run)

    async def check(self) -> None:
        """Write and read something small."""
        await self.count("check", 1.0)

    async def close(self) -> None:
        """Let go of the file."""
        self._drop()

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            try:
                return self._work(work)
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:  # away, full, locked: not the file's fault
                    raise
                self._discard(str(error))
                return self._work(work)
        except (sqlite3.Error, OSError) as error:
            self._drop()
            raise StorageError(f"{self._file}: {error}") from None

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._connection = self._connection or self._connect()
        with self._connection as db:
            return work(db)

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._file, timeout=BUSY_SECONDS)
        try:
            self._file.chmod(0o600)
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
                db.execute(f"PRAGMA {pragma}")
            if self._max_pages:
                db.execute(f"PRAGMA max_page_count = {self._max_pages}")
            with db:
                db.execute("BEGIN IMMEDIATE")
                version = db.execute("PRAGMA user_version").fetchone()[0]
                if version not in (0, SCHEMA):
                    raise sqlite3.DatabaseError(f"version {version} instead of {SCHEMA}")
                for statement in TABLES.split(";") if version == 0 else ():
                    db.execute(statement)
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _discard(self, why: str) -> None:
        self._drop()
        logger.error("%s is dropped: %s", self._file, why)
        for end in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _save(self, db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
        now = self._clock()
        rows = [(entry.owner, entry.slot, entry.value, now + entry.seconds) for entry in entries]
        db.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)

    def _begin(self, db: sqlite3.Connection, update: int, holder: str, lease: float) -> Claim:
        now = self._clock()
        db.execute("BEGIN IMMEDIATE")
        found = db.execute("SELECT holder, until, sent, done FROM updates WHERE id = ?", (update,)).fetchone()
        if found is None:
            values = (update, holder, now + lease, now + REMEMBERED_SECONDS)
            db.execute("INSERT INTO updates VALUES (?, ?, ?, 0, 0, ?)", values)
            return Claim(Standing.OURS)
        other, until, sent, done = found
        if done:
            return Claim(Standing.DONE)
        if other != holder and 0 < until - now <= lease:  # further away: the clock was set back
            return Claim(Standing.BUSY)
        db.execute("UPDATE updates SET holder = ?, until = ? WHERE id = ?", (holder, now + lease, update))
        return Claim(Standing.OURS, sent)

    def _purge(self, db: sqlite3.Connection) -> None:
        now = self._clock()
        if abs(now - self._purged) >= PURGE_SECONDS:
            self._purged = now
            for table in ("entries", "updates", "counts"):
                db.execute(f"DELETE FROM {table} WHERE expires <= ?", (now,))
