"""Runs the bot by asking Telegram for updates, until a signal ends it."""

import logging

from telegram.error import InvalidToken, TelegramError

from bot.errors import BotError, SettingsError
from bot.telegram_app.application import ALLOWED_UPDATES, BotApplication
from bot.telegram_app.logs import redact

START_RETRIES = 10  # with waits of 1.5 to 30 s some two and a half minutes, as a machine that boots may need

logger = logging.getLogger(__name__)


def run(application: BotApplication, retries: int = START_RETRIES) -> None:
    """Answer until SIGTERM or SIGINT; raise `BotError` when Telegram can't be reached at the start."""
    logging.getLogger("telegram.ext").addFilter(_without_traceback)
    logger.info("connecting to %s; SIGTERM or Ctrl-C stops", redact(application.bot.base_url))
    try:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=retries)
    except InvalidToken:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN: TELEGRAM_API_URL's server does not know it; @BotFather shows the right one"
        ) from None
    except TelegramError as error:
        raise BotError(f"TELEGRAM_API_URL: no answer from the Bot API server: {redact(str(error))}") from None
    logger.info("stopped")


def _without_traceback(record: logging.LogRecord) -> bool:
    """Shorten PTB's report of a server that refuses or is away: the error says it all."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, TelegramError):
        record.msg, record.args, record.exc_info = f"{record.getMessage()} {error}", None, None
    return True
