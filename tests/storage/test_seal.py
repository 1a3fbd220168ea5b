"""Keys, names and values."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.seal import Seal, key_from

SECRET = "a secret of more than thirty-two characters"


def test_opens_what_it_closed() -> None:
    """Another seal with the same secret does too."""
    value = Seal(SECRET).close("Bruxelles, état")
    assert Seal(SECRET).open(value) == "Bruxelles, état"
    assert b"Bruxelles" not in value


@pytest.mark.parametrize("value", [b"", b"gAAAA", b"\xff" * 100], ids=["empty", "short", "garbage"])
def test_refuses_what_it_did_not_close(value: bytes) -> None:
    """ValueError, whatever it is."""
    with pytest.raises(ValueError, match="another key"):
        Seal(SECRET).open(value)


def test_another_key_opens_nothing_and_names_otherwise() -> None:
    """Whoever has the database and not the key learns nothing."""
    mine, other = Seal(SECRET), Seal(SECRET[::-1])
    with pytest.raises(ValueError, match="another key"):
        other.open(mine.close("x"))
    assert mine.name("user", 7) != other.name("user", 7)


def test_names_tell_their_parts_apart() -> None:
    """The same parts, the same name; 1 and 23 are not 12 and 3."""
    seal = Seal(SECRET)
    assert seal.name("chat", 1, 23) == seal.name("chat", 1, 23) != seal.name("chat", 12, 3)


def test_key_file_is_made_once_for_its_owner(tmp_path: Path) -> None:
    """Mode 0600, and the second start reads the same; nothing else is left in the folder."""
    file = tmp_path / "there" / "data.key"
    first = key_from(file)
    assert key_from(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [part.name for part in file.parent.iterdir()] == ["data.key"]


def test_starting_together_agrees_on_one_key(tmp_path: Path) -> None:
    """Whoever comes second takes the first one's."""
    file = tmp_path / "data.key"
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: key_from(file), range(8)))) == 1


def test_key_file_that_cannot_be_used(tmp_path: Path) -> None:
    """A clear line for an empty one, and for one that can't be made."""
    (tmp_path / "empty.key").write_text("\n", encoding="ascii")
    with pytest.raises(StorageError, match="the key is empty"):
        key_from(tmp_path / "empty.key")
    with pytest.raises(StorageError, match="can't be read or made"):
        key_from(tmp_path / "empty.key" / "x.key")
