"""The storage that the settings name."""

import logging
import secrets
from pathlib import Path

from bot.errors import StorageError
from bot.settings import Settings
from bot.storage.backend import Backend
from bot.storage.seal import Seal, key_from
from bot.storage.sealed import SealedStorage
from bot.storage.sqlite import SqliteBackend

SQLITE = "sqlite:///"
DATA_FOLDER = Path("data")  # what Redis keeps needs a key too: its file stands beside this folder
DAY = 86_400.0

logger = logging.getLogger(__name__)


def open_storage(settings: Settings) -> SealedStorage:
    """Make the storage; nothing is read or written yet, but for the key."""
    return SealedStorage(_backend(settings), Seal(_secret(settings)), retention=settings.retention_days * DAY)


def key_file(state_url: str) -> Path:
    """Where the key stands when the settings hold none: beside the data folder, not in it."""
    folder = Path(state_url.removeprefix(SQLITE)).parent if state_url.startswith(SQLITE) else DATA_FOLDER
    folder = folder.absolute()
    return folder.parent / f"{folder.name or 'data'}.key"


def _backend(settings: Settings) -> Backend:
    url = settings.state_url.get_secret_value()
    if url.startswith(SQLITE):
        return SqliteBackend(Path(url.removeprefix(SQLITE)))
    from bot.storage.redis import RedisBackend  # noqa: PLC0415  (half a second that a single machine can do without)

    return RedisBackend(url)


def _secret(settings: Settings) -> str:
    if settings.state_key is not None:
        return settings.state_key.get_secret_value()
    try:
        return key_from(key_file(settings.state_url.get_secret_value()))
    except StorageError as error:
        logger.error("%s; until the next start a key of this process is used", error)
        return secrets.token_urlsafe(32)
