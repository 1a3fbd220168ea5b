"""Settings from the environment or `.env`, validated at start."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")  # the form that BotFather gives: <bot id>:<secret>
STATE_URL = re.compile(r"sqlite:///.*[^/]|(rediss?|unix)://\S+")
WEBHOOK_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)  # what the Bot API allows in its header
SHORTEST_KEY = 32
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Settings(BaseSettings):
    """What whoever runs the bot may set; names are those of the environment variables."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    state_url: SecretStr = SecretStr("sqlite:///data/bot.sqlite")  # a secret, as Redis' address may hold a password
    state_key: SecretStr | None = None
    retention_days: Annotated[int, Field(ge=1, le=365)] = 30
    messages_per_minute: Annotated[int, Field(ge=0)] = 60
    sends_per_second: Annotated[int, Field(ge=0)] = 30
    knowledge_dir: Path = Field(default=SHIPPED_KNOWLEDGE)
    gaps: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_has_its_form(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("is not a token as BotFather gives it (digits, a colon, letters)")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _url_is_http(cls, value: str) -> str:
        if not re.fullmatch(r"https?://\S+", value):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook_is_https(cls, value: str | None) -> str | None:
        url = urlsplit(value or "https://none")
        if not (url.hostname and (url.scheme == "https" or (url.scheme == "http" and url.hostname in LOOPBACK))):
            raise ValueError("must start with https:// (http:// only for this machine itself)")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("may hold 1 to 256 letters, digits, _ and -")
        return value

    @field_validator("listen")
    @classmethod
    def _listen_is_an_address(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError("must be host:port, as 127.0.0.1:8080")
        return value

    @field_validator("state_url")
    @classmethod
    def _state_url_is_known(cls, value: SecretStr) -> SecretStr:
        if not STATE_URL.fullmatch(value.get_secret_value()):
            raise ValueError("must be sqlite:///path or redis://host:port/db")
        return value

    @field_validator("state_key")
    @classmethod
    def _key_is_long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"must have {SHORTEST_KEY} characters or more")
        return value

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> "Settings":
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("WEBHOOK_SECRET: is needed with WEBHOOK_URL")
        return self

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def load_settings() -> Settings:
    """Read the settings; raise `SettingsError` with one line per mistake."""
    try:
        return Settings()
    except ValidationError as error:
        mistakes = error.errors(include_input=False, include_url=False)
        lines = (_line(mistake["loc"], mistake["msg"]) for mistake in mistakes)
        raise SettingsError("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env: can't be read: {error}") from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    """Write a mistake the way an operator knows it: the variable, then what is wrong with it."""
    told = message.removeprefix("Value error, ")
    return f"{'.'.join(map(str, place)).upper()}: {told}" if place else told
