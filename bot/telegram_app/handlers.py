"""What the bot does with each kind of update: read the state, ask the conversation, send what it replies."""

import logging
import re
import time
from dataclasses import replace

from telegram import Chat, Message, Update, User
from telegram.constants import ChatType
from telegram.error import Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.conversation import Conversation, State
from bot.knowledge.model import Language
from bot.storage.memory import ChatStore
from bot.telegram_app.delivery.turns import note
from bot.telegram_app.messages import acknowledge, is_reply_to, question_in, send, show
from bot.wording.reply import Option, Outcome, Reply

# Buttons that choose a language. The tilde keeps them apart from what the conversation's options ask.
LANGUAGE_DATA = "~language:"
LANGUAGE_PATTERN = re.compile(rf"{LANGUAGE_DATA}({'|'.join(Language)})")

Context = ContextTypes.DEFAULT_TYPE
logger = logging.getLogger(__name__)


class Handlers:
    """The callbacks, with what they need."""

    def __init__(self, conversation: Conversation, store: ChatStore) -> None:
        self._conversation = conversation
        self._store = store

    async def start(self, update: Update, _: Context) -> None:
        """/start: greet, and forget what the talk was about."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        language = await self._language(message.chat, message.from_user)
        greeting = self._conversation.greet(language)
        state = State(language=language, options=greeting.options, at=time.time())
        await self._store.put(message.chat.id, message.from_user.id, state)
        switch = self._conversation.phrase("telegram_switch", language)
        await send(message, replace(greeting, markup=f"{greeting.markup}\n\n{switch}"))

    async def help(self, update: Update, _: Context) -> None:
        """/help: what can be asked and how, with questions to try."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        state = await self._state(message.chat, message.from_user)
        language = state.language or Language.NL
        examples = self._conversation.greet(language).options
        now = time.time()
        shown = replace(state.current(now), options=examples, at=now)
        await self._store.put(message.chat.id, message.from_user.id, shown)
        await send(message, self._say("telegram_help", language, examples))

    async def language(self, update: Update, context: Context) -> None:
        """/taal, /langue: switch to the language named, or offer both."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        wanted = (context.args or [""])[0].casefold()
        if wanted in list(Language):
            await send(message, await self._switch(message.chat, message.from_user, Language(wanted)))
            return
        language = await self._language(message.chat, message.from_user)
        names = tuple(Option(self._name(choice), f"{LANGUAGE_DATA}{choice}") for choice in Language)
        await send(message, self._say("choose_language", language, names))

    async def text(self, update: Update, context: Context) -> None:
        """Answer what is typed, or corrected afterwards, when it is meant for the bot."""
        message = update.effective_message
        question = question_in(message, context.bot) if message else None
        if message is not None and question is not None:
            await self._answer(update, message, question)

    async def question(self, update: Update, _: Context) -> None:
        """/vraag, /question: the way to ask something in a group."""
        message = update.effective_message
        if message is None:
            return
        _command, *asked = (message.text or "").split(maxsplit=1)
        if asked:
            await self._answer(update, message, asked[0])
        else:
            await self._tell(message, "telegram_question_missing")

    async def unknown_command(self, update: Update, context: Context) -> None:
        """Point to /help after a command that the bot lacks; in a group it may well be another bot's."""
        message = update.effective_message
        if message is None:
            return
        command = (message.text or "").split(maxsplit=1)[0].casefold()
        ours = command.endswith(f"@{context.bot.username}".casefold())
        if ours or message.chat.type == ChatType.PRIVATE:
            await self._tell(message, "telegram_unknown_command")

    async def not_text(self, update: Update, context: Context) -> None:
        """Say after a photo, a voice message, a sticker … that only text is read."""
        message = update.effective_message
        if message and (message.chat.type == ChatType.PRIVATE or is_reply_to(message, context.bot)):
            await self._tell(message, "telegram_not_text")

    async def option(self, update: Update, _: Context) -> None:
        """Do after a tap the same as when its words are typed."""
        query = update.callback_query
        if query is None:
            return
        await acknowledge(query)
        if query.message is None:
            return
        chat, user = query.message.chat, query.from_user
        reply, state = self._conversation.tap(query.data or "", await self._state(chat, user))
        await self._store.put(chat.id, user.id, state)
        await show(query, reply)

    async def language_button(self, update: Update, _: Context) -> None:
        """Switch to the language that is tapped."""
        query = update.callback_query
        if query is None:
            return
        await acknowledge(query)
        wanted = LANGUAGE_PATTERN.fullmatch(query.data or "")
        if query.message is not None and wanted is not None:
            await show(query, await self._switch(query.message.chat, query.from_user, Language(wanted[1])))

    async def failed(self, update: object, context: Context) -> None:
        """Log what was raised, and only then tell the user in one line."""
        if not isinstance(update, Update):
            known = isinstance(context.error, NetworkError)
            logger.error("polling failed: %s", context.error, exc_info=None if known else context.error)
            return
        if isinstance(context.error, Forbidden):
            note("blocked")  # who blocks the bot wants no answer
            return
        note("failed")
        logger.error("update %s failed", update.update_id, exc_info=context.error)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None:
            return
        try:
            language = await self._language(chat, user)
            await context.bot.send_message(chat.id, self._say("failed", language).html)
        except TelegramError as error:
            logger.error("update %s: nor could the user be told: %s", update.update_id, error)

    async def _answer(self, update: Update, message: Message, question: str) -> None:
        """Answer `question`; an answer to a correction quotes it, so that one sees what it belongs to."""
        user = message.from_user
        if user is None:
            return
        reply, state = self._conversation.respond(question, await self._state(message.chat, user))
        await self._store.put(message.chat.id, user.id, state)
        await send(message, reply, quote=True if update.edited_message else None)

    async def _state(self, chat: Chat, user: User) -> State:
        """Return what is known of this user here; at first that is the language of their Telegram."""
        state = await self._store.get(chat.id, user.id)
        if state is None:
            client = client_language(user)
            return State().with_language(client) if client else State()
        return state

    async def _language(self, chat: Chat, user: User) -> Language:
        """Choose the language to speak to this user."""
        return (await self._state(chat, user)).language or Language.NL

    async def _switch(self, chat: Chat, user: User, language: Language) -> Reply:
        """Go on in `language`."""
        state = await self._state(chat, user)
        await self._store.put(chat.id, user.id, state.with_language(language))
        return self._say("language_changed", language)

    async def _tell(self, message: Message, key: str) -> None:
        """Answer with a fixed sentence."""
        if message.from_user is not None:
            await send(message, self._say(key, await self._language(message.chat, message.from_user)))

    def _say(self, key: str, language: Language, options: tuple[Option, ...] = ()) -> Reply:
        return Reply(Outcome.CHAT, language, self._conversation.phrase(key, language), (), options)

    def _name(self, language: Language) -> str:
        return self._conversation.phrase(f"language_{language}", language)


def client_language(user: User) -> Language | None:
    """Tell the language of the user's Telegram, when it is one that the bot speaks."""
    code = (user.language_code or "")[:2].lower()
    return Language(code) if code in list(Language) else None
