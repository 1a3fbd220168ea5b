"""What Telegram shows of the bot before one talks to it: commands, menu, descriptions, in each language.

Set at the start, and only where it differs: Telegram limits how often one may.
"""

import asyncio
import logging
from collections.abc import Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.telegram_app.commands import COMMANDS, Command

BOTH = "{nl} / {fr}"
LONGEST_DESCRIPTION, LONGEST_SHORT = 512, 120

logger = logging.getLogger(__name__)


async def announce(bot: Bot, conversation: Conversation) -> None:
    """Bring all of it up to date; what fails is logged and does not hold the bot up."""
    languages: list[Language | None] = [None, *Language]
    tasks = [
        *(
            _commands(bot, conversation, language, in_groups=groups)
            for language in languages
            for groups in (False, True)
        ),
        *(_description(bot, conversation, language) for language in languages),
        *(_short_description(bot, conversation, language) for language in languages),
        _menu(bot),
    ]
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):  # also what a server answers that is no Bot API
            logger.warning("commands or descriptions not set: %r", outcome)


def listed(conversation: Conversation, language: Language | None, *, in_groups: bool) -> list[BotCommand]:
    """The commands of one language; without one those of both, for clients in other languages."""
    shown = [command for command in COMMANDS if command.in_groups or not in_groups]
    return [BotCommand(name, about) for command in shown for name, about in _named(command, conversation, language)]


def _named(command: Command, conversation: Conversation, language: Language | None) -> Iterator[tuple[str, str]]:
    about = {one: conversation.phrase(command.about, one) for one in Language}
    if language is not None:
        yield command.name(language), about[language]
    elif command.nl == command.fr:
        yield command.nl, BOTH.format(**about)
    else:
        yield from ((command.name(one), about[one]) for one in Language)


async def _commands(bot: Bot, conversation: Conversation, language: Language | None, *, in_groups: bool) -> None:
    wanted = listed(conversation, language, in_groups=in_groups)
    scope = BotCommandScopeAllGroupChats() if in_groups else BotCommandScopeDefault()
    if list(await bot.get_my_commands(scope, language)) != wanted:
        await bot.set_my_commands(wanted, scope, language)


async def _description(bot: Bot, conversation: Conversation, language: Language | None) -> None:
    wanted = _about(conversation, "bot_description", language)[:LONGEST_DESCRIPTION]
    if (await bot.get_my_description(language)).description != wanted:
        await bot.set_my_description(wanted, language)


async def _short_description(bot: Bot, conversation: Conversation, language: Language | None) -> None:
    wanted = _about(conversation, "bot_short_description", language)[:LONGEST_SHORT]
    if (await bot.get_my_short_description(language)).short_description != wanted:
        await bot.set_my_short_description(wanted, language)


async def _menu(bot: Bot) -> None:
    wanted = MenuButtonCommands()
    if await bot.get_chat_menu_button() != wanted:
        await bot.set_chat_menu_button(menu_button=wanted)


def _about(conversation: Conversation, key: str, language: Language | None) -> str:
    if language is not None:
        return conversation.phrase(key, language)
    return "\n\n".join(conversation.phrase(key, one) for one in Language)
