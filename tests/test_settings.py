"""Settings from the environment and `.env`."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import SHIPPED_KNOWLEDGE, Settings, load_settings

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start in an empty folder, with none of the variables set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_defaults() -> None:
    """Nothing needs to be set."""
    settings = load_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.knowledge_dir == SHIPPED_KNOWLEDGE
    assert settings.log_level == "INFO"


def test_environment_goes_before_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` is read; a variable of the environment wins."""
    Path(".env").write_text("LOG_LEVEL=debug\nTELEGRAM_API_URL=http://a/\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "warning")
    settings = load_settings()
    assert (settings.log_level, settings.telegram_api_url) == ("WARNING", "http://a")
    assert settings.telegram_bot_token is None


def test_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither repr nor str hold the token."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = load_settings()
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert "AAAA" not in f"{settings!r} {settings}"


@pytest.mark.parametrize("token", ["x", "123456", "123456:short", f"bot{TOKEN}", f"{TOKEN} {TOKEN}"])
def test_malformed_token(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """The line names the variable and does not repeat the value."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN: is not a token") as caught:
        load_settings()
    assert "AAAA" not in str(caught.value)


def test_one_line_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """All mistakes are told at once."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "x")
    monkeypatch.setenv("TELEGRAM_API_URL", "ftp://x")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    names = [line.partition(":")[0] for line in str(caught.value).splitlines()]
    assert names == ["TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "LOG_LEVEL"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBHOOK_URL", "http://bot.example.org/hook"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:99999"),
        ("STATE_URL", "mysql://host"),
        ("STATE_URL", "sqlite:///"),
        ("STATE_KEY", "short"),
        ("RETENTION_DAYS", "0"),
        ("MESSAGES_PER_MINUTE", "-1"),
        ("SENDS_PER_SECOND", "many"),
    ],
    ids=str,
)
def test_a_mistake_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """It begins with the variable's name."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name}: .+$"):
        load_settings()


def test_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address alone would let everybody in."""
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/hook")
    with pytest.raises(SettingsError, match=r"^WEBHOOK_SECRET: is needed"):
        load_settings()
    monkeypatch.setenv("WEBHOOK_SECRET", "abc-DEF_1")
    assert load_settings().webhook_url == "https://bot.example.org/hook"


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the key, nor a password in an address."""
    monkeypatch.setenv("STATE_KEY", "k" * 32)
    monkeypatch.setenv("STATE_URL", "redis://:password@host/0")
    monkeypatch.setenv("WEBHOOK_SECRET", "hooksecret")
    settings = load_settings()
    assert not any(secret in f"{settings!r} {settings}" for secret in ("kkk", "password", "hooksecret"))


def test_env_file_that_is_not_text() -> None:
    """A `.env` in another encoding is named in one line."""
    Path(".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env: can't be read"):
        load_settings()
