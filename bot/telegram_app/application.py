"""The Telegram bot, put together."""

import logging
from functools import partial
from typing import Any, TypeAlias

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.conversation import Conversation
from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.memory import ChatStore
from bot.telegram_app import actions, commands
from bot.telegram_app.browsing import Browser
from bot.telegram_app.cards import Cards
from bot.telegram_app.chats import Chats
from bot.telegram_app.commands import Commands
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.inline import Inline
from bot.telegram_app.pictures import Draw, Pictures, drawn
from bot.telegram_app.presence import announce
from bot.telegram_app.unanswered import CountGap
from bot.telegram_app.votes import MemoryVotes, Votes

BotApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = (
    Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER,
)  # fmt: skip

logger = logging.getLogger(__name__)

TYPED = filters.UpdateType.MESSAGE
CORRECTED = filters.UpdateType.EDITED_MESSAGE


def build_application(
    conversation: Conversation,
    store: ChatStore,
    settings: Settings,
    request: BaseRequest,
    *,
    votes: Votes | None = None,
    count_gap: CountGap | None = None,
    draw: Draw = drawn,
) -> BotApplication:
    """Make the bot as a PTB application; `request` is its way to the network."""
    application = _connection(settings, request, conversation)
    chats, browser = Chats(conversation, store, settings.retention_days, count_gap), Browser(conversation)
    cards = Cards(conversation, lambda: application.bot.username)
    do = Commands(chats, cards, browser)
    pictures = Pictures(conversation, draw)
    on = Handlers(chats, cards, browser=browser, commands=do, pictures=pictures, votes=votes or MemoryVotes())

    # The first handler that fits gets the update. A command also runs when a typo in it is corrected.
    for command, callback in (
        (commands.START, do.start),
        (commands.HELP, do.help),
        (commands.CHOOSE, do.choose),
        (commands.PROGRAMMES, do.programmes),
        (commands.BUDGET, do.budget),
        (commands.TOP, do.top),
        (commands.CHART, on.chart),
        (commands.QUESTION, on.question),
        (commands.LANGUAGE, do.language),
        (commands.SETTINGS, do.settings),
        (commands.PRIVACY, do.privacy),
        (commands.FORGET, do.forget),
    ):
        application.add_handler(CommandHandler({command.nl, command.fr}, callback))
    application.add_handler(MessageHandler(filters.COMMAND & (TYPED | CORRECTED), do.unknown))

    application.add_handler(MessageHandler(filters.TEXT & (TYPED | CORRECTED), on.text))
    # Not on edits: a live location is edited every few seconds. Joins and pinned messages ask nothing.
    application.add_handler(MessageHandler(TYPED & ~filters.StatusUpdate.ALL, on.not_text))
    application.add_handler(ChatMemberHandler(on.joined, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(InlineQueryHandler(Inline(chats, cards).query))

    # The front's own buttons first: the second handler takes every button.
    application.add_handler(CallbackQueryHandler(on.action, actions.PATTERN))
    application.add_handler(CallbackQueryHandler(on.option))

    application.add_error_handler(on.failed)
    return application


def _connection(settings: Settings, request: BaseRequest, conversation: Conversation) -> BotApplication:
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
    builder.updater(None).job_queue(None).post_init(partial(_introduce, conversation=conversation))
    builder.request(request).get_updates_request(request)
    return builder.build()


async def _introduce(application: BotApplication, conversation: Conversation) -> None:
    logger.info("answering as @%s", application.bot.username)
    await announce(application.bot, conversation)
