"""The Telegram bot, put together."""

import logging
from typing import Any, TypeAlias

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.conversation import Conversation
from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.memory import ChatStore
from bot.telegram_app.handlers import LANGUAGE_PATTERN, Handlers

BotApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)

logger = logging.getLogger(__name__)

TYPED = filters.UpdateType.MESSAGE
CORRECTED = filters.UpdateType.EDITED_MESSAGE


def build_application(
    conversation: Conversation, store: ChatStore, settings: Settings, request: BaseRequest
) -> BotApplication:
    """Make the bot as a PTB application; `request` is its way to the network."""
    application = _connection(settings, request)
    on = Handlers(conversation, store)

    # The first handler that fits gets the update. A command also runs when a typo in it is corrected.
    application.add_handler(CommandHandler("start", on.start))
    application.add_handler(CommandHandler("help", on.help))
    application.add_handler(CommandHandler(["taal", "langue"], on.language))
    application.add_handler(CommandHandler(["vraag", "question"], on.question))
    application.add_handler(MessageHandler(filters.COMMAND & (TYPED | CORRECTED), on.unknown_command))

    application.add_handler(MessageHandler(filters.TEXT & (TYPED | CORRECTED), on.text))
    # Not on edits: a live location is edited every few seconds. Joins and pinned messages ask nothing.
    application.add_handler(MessageHandler(TYPED & ~filters.StatusUpdate.ALL, on.not_text))

    # The languages first: the second handler takes every button.
    application.add_handler(CallbackQueryHandler(on.language_button, LANGUAGE_PATTERN))
    application.add_handler(CallbackQueryHandler(on.option))

    application.add_error_handler(on.failed)
    return application


def _connection(settings: Settings, request: BaseRequest) -> BotApplication:
    """Make an application without handlers that talks to the Bot API server of `settings`."""
    if settings.telegram_bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN: is missing; @BotFather in Telegram gives one")
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = ApplicationBuilder()
    builder.token(settings.telegram_bot_token.get_secret_value())
    builder.base_url(f"{settings.telegram_api_url}/bot")
    builder.base_file_url(f"{settings.telegram_api_url}/file/bot")
    builder.defaults(
        Defaults(
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            allow_sending_without_reply=True,
        )
    )
    builder.updater(None).job_queue(None).post_init(_log_name)
    builder.request(request).get_updates_request(request)
    return builder.build()


async def _log_name(application: BotApplication) -> None:
    logger.info("answering as @%s", application.bot.username)
