"""Settings from the environment or `.env`, validated at start."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")  # the form that BotFather gives: <bot id>:<secret>


class Settings(BaseSettings):
    """What whoever runs the bot may set; names are those of the environment variables."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    knowledge_dir: Path = Field(default=SHIPPED_KNOWLEDGE)
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
    return f"{'.'.join(map(str, place)).upper()}: {message.removeprefix('Value error, ')}"
