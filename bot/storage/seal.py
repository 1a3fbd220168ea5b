"""Names that tell nothing and values that only the key opens."""

import base64
import contextlib
import hashlib
import hmac
import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StorageError


class Seal:
    """Hashes and encrypts with two keys made of one secret."""

    def __init__(self, secret: str) -> None:
        self._names = _derive(secret, b"names")
        self._values = Fernet(base64.urlsafe_b64encode(_derive(secret, b"values")))

    def name(self, *parts: object) -> str:
        """A name for `parts`: always the same, and of no use to whoever lacks the key."""
        message = "\0".join(map(str, parts)).encode()
        return hmac.new(self._names, message, hashlib.sha256).hexdigest()[:32]

    def close(self, text: str) -> bytes:
        """Encrypt `text`."""
        return self._values.encrypt(text.encode())

    def open(self, value: bytes) -> str:
        """Decrypt what `close` made; raises ValueError for anything else."""
        try:
            return self._values.decrypt(value).decode()
        except InvalidToken:
            raise ValueError("made with another key, or damaged") from None


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"question-bot " + purpose).derive(secret.encode())


def key_from(file: Path) -> str:
    """Read the secret in `file`; at the first start make one, that only its owner may read.

    Processes that start together agree on one. Raises `StorageError` when there is none and none can be made.
    """
    try:
        if not file.exists():
            _make_key(file)
        return file.read_text(encoding="ascii").strip() or _refuse(file)
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"{file}: the key can't be read or made: {error}") from None


def _make_key(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent) as draft:  # only its owner may read it
        draft.write(Fernet.generate_key())
        draft.flush()
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(draft.name, file)


def _refuse(file: Path) -> str:
    raise StorageError(f"{file}: the key is empty; remove the file to have a new one made")
