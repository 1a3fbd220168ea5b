"""What the bot does with messages and buttons: ask the conversation, show what it replies."""

import logging
from collections import OrderedDict

from telegram import CallbackQuery, ChatMember, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.knowledge.model import Language, Picture
from bot.telegram_app import actions
from bot.telegram_app.actions import Action, Kind
from bot.telegram_app.browsing import Browser
from bot.telegram_app.cards import Card, Cards, Place
from bot.telegram_app.chats import Chats, client_language
from bot.telegram_app.commands import Commands
from bot.telegram_app.messages import (
    acknowledge,
    is_reply_to,
    is_unchanged,
    place_of,
    question_in,
    send,
    show,
)
from bot.telegram_app.pictures import Pictures
from bot.telegram_app.votes import Recent, Votes
from bot.wording.reply import Reply

ANSWERS_REMEMBERED = 10_000  # of as many questions an edit changes the answer; of older ones it gets a new one

Context = ContextTypes.DEFAULT_TYPE
logger = logging.getLogger(__name__)


class Handlers:
    """The callbacks for what is typed and tapped, with what they need."""

    def __init__(
        self, chats: Chats, cards: Cards, *, browser: Browser, commands: Commands, pictures: Pictures, votes: Votes
    ) -> None:
        self._chats = chats
        self._cards = cards
        self._browser = browser
        self._commands = commands
        self._pictures = pictures
        self._votes = votes
        self._voted = Recent()
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()  # (chat, question) → the answer's message

    async def text(self, update: Update, context: Context) -> None:
        """Answer what is typed, or corrected afterwards, when it is meant for the bot."""
        message = update.effective_message
        if message is not None and (question := question_in(message, context.bot)) is not None:
            await self._answer(message, question, corrected=bool(update.edited_message))

    async def question(self, update: Update, _: Context) -> None:
        """/vraag, /question: the way to ask something in a group."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        _command, *asked = (message.text or "").split(maxsplit=1)
        if asked:
            await self._answer(message, asked[0], corrected=bool(update.edited_message))
        else:
            language = await self._chats.language(message.chat.id, message.from_user)
            reply = self._chats.say("telegram_question_missing", language)
            await send(message, self._cards.of(reply, place_of(message)))

    async def chart(self, update: Update, context: Context) -> None:
        """/grafiek, /graphique: the chart that is named behind it, or that of all programmes."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        language = await self._chats.language(message.chat.id, message.from_user)
        asked = " ".join((self._chats.phrase("ask_chart", language), *(context.args or [])))
        named = self._chats.conversation.picture_asked(asked)
        await self._pictures.send(message, named[0] if named else Picture.BUDGETS, language)

    async def not_text(self, update: Update, context: Context) -> None:
        """Say after a photo, a voice message, a sticker … that only text is read, with examples."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        if message.chat.type == ChatType.PRIVATE or is_reply_to(message, context.bot):
            language = await self._chats.language(message.chat.id, message.from_user)
            examples = self._chats.conversation.greet(language).options
            await self._chats.offer(message.chat.id, message.from_user, examples)
            reply = self._chats.say("telegram_not_text", language, examples)
            await send(message, self._cards.of(reply, place_of(message)))

    async def joined(self, update: Update, context: Context) -> None:
        """Greet a group that the bot was added to."""
        change = update.my_chat_member
        if change is None or change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return
        gone = (ChatMember.LEFT, ChatMember.BANNED)
        if change.old_chat_member.status in gone and change.new_chat_member.status not in gone:
            known = client_language(change.from_user)
            both = [self._chats.phrase("telegram_group", language) for language in ([known] if known else Language)]
            await context.bot.send_message(change.chat.id, "\n\n".join(both))

    async def option(self, update: Update, _: Context) -> None:
        """Do after a tap on what the conversation offered the same as when its words are typed."""
        if (query := update.callback_query) is not None:
            await acknowledge(query)
            await self._show(query, await self._tapped(query, query.data or ""), same=False)

    async def action(self, update: Update, _: Context) -> None:
        """Do what one of the front's own buttons says; one that this version never made gets the help text."""
        query = update.callback_query
        if query is None:
            return
        wanted = actions.decode(query.data or "")
        if wanted is not None and wanted.kind is Kind.VOTE:
            await self._vote(query, wanted)
            return
        await acknowledge(query)
        try:
            await self._act(query, wanted)
        except ValueError:  # a language, a chart or a page that there is not
            await self._show(query, await self._tapped(query, ""))

    async def _act(self, query: CallbackQuery, action: Action | None) -> None:
        match action:
            case Action(Kind.PAGE):
                reply = await self._tapped(query, action.rest)
                await self._show(query, reply, int(action.first))
            case Action(Kind.CHART):
                if isinstance(query.message, Message):
                    await self._pictures.send(query.message, Picture(action.rest), action.language)
            case Action():
                await self._show(query, await self._page(query, action))
            case None:
                await self._show(query, await self._tapped(query, ""))

    async def _page(self, query: CallbackQuery, action: Action) -> Reply:
        """The reply to a button that changes the language or leafs through the programmes."""
        language = action.language
        if action.kind in (Kind.GREET, Kind.SPEAK) and query.message is not None:
            await self._chats.switch(query.message.chat.id, query.from_user, language)
        match action.kind:
            case Kind.GREET:
                return self._commands.greeting(language)
            case Kind.SPEAK:
                return self._chats.say("language_changed", language)
            case Kind.ADVICE if query.message is not None:
                return await self._chats.advise(query.message.chat.id, query.from_user, language)
            case Kind.FAMILY:
                family, _, page = action.rest.partition("|")
                return self._browser.family(language, family, int(page or 0))
            case Kind.CARD:
                asked = self._browser.card(language, action.rest)
                reply = await self._tapped(query, asked)
                return self._browser.back(reply, action.rest) if asked else reply
            case _:
                return self._browser.families(language)

    async def _vote(self, query: CallbackQuery, action: Action) -> None:
        """Count a vote, once a message and person, and take its buttons away."""
        language = await self._chats.language(query.message.chat.id, query.from_user) if query.message else Language.NL
        await acknowledge(query, self._chats.phrase("telegram_thanks", language))
        message = query.message
        if not isinstance(message, Message):
            return
        if self._voted.is_new((message.chat.id, message.message_id, query.from_user.id)):
            await self._votes.count(action.rest, right=action.first == "up")
        rows = [
            [button for button in line if not str(button.callback_data).startswith(f"{actions.MARK}|{Kind.VOTE}|")]
            for line in (message.reply_markup.inline_keyboard if message.reply_markup else ())
        ]
        left = [line for line in rows if line]
        try:
            await query.edit_message_reply_markup(InlineKeyboardMarkup(left) if left else None)
        except BadRequest as error:
            logger.info("the vote's buttons stay: %s", error)

    async def failed(self, update: object, context: Context) -> None:
        """Log what was raised, and only then tell the user in one line."""
        if not isinstance(update, Update):
            known = isinstance(context.error, NetworkError)
            logger.error("polling failed: %s", context.error, exc_info=None if known else context.error)
            return
        if isinstance(context.error, Forbidden):
            logger.info("update %s: %s", update.update_id, context.error)  # blocked, or put out of the group
            return
        logger.error("update %s failed", update.update_id, exc_info=context.error)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None:
            return
        try:
            language = await self._chats.language(chat.id, user)
            await context.bot.send_message(chat.id, self._chats.say("failed", language).html)
        except TelegramError as error:
            logger.error("update %s: nor could the user be told: %s", update.update_id, error)

    async def _tapped(self, query: CallbackQuery, data: str) -> Reply:
        """The conversation's answer to a button, also under a message that was sent through the bot elsewhere."""
        if query.message is not None:
            return await self._chats.tap(query.message.chat.id, query.from_user, data)
        return self._chats.conversation.tap(data)[0]

    async def _show(self, query: CallbackQuery, reply: Reply, page: int = 0, *, same: bool = True) -> None:
        place = place_of(query.message) if query.message else Place.INLINE
        await show(query, self._cards.of(reply, place, page), same=same)

    async def _answer(self, message: Message, question: str, *, corrected: bool) -> None:
        """Answer `question`; when it is a corrected one in the place of its first answer, or else quoting it."""
        if message.from_user is None:
            return
        if (wanted := self._chats.conversation.picture_asked(question)) is not None:
            await self._pictures.send(message, *wanted)
            return
        reply = await self._chats.respond(message.chat.id, message.from_user, question)
        cards = self._cards.of(reply, place_of(message))
        key = (message.chat.id, message.message_id)
        if corrected and len(cards) == 1 and await self._replaced(message, self._answers.get(key), cards[0]):
            return
        sent = await send(message, cards, quote=True if corrected else None)
        self._answers[key] = sent[-1]
        if len(self._answers) > ANSWERS_REMEMBERED:
            self._answers.popitem(last=False)

    async def _replaced(self, question: Message, answer: int | None, card: Card) -> bool:
        """Whether the message `answer` is now `card`."""
        if answer is None:
            return False
        try:
            await question.get_bot().edit_message_text(
                card.text, chat_id=question.chat.id, message_id=answer, reply_markup=card.buttons
            )
        except BadRequest as error:
            return is_unchanged(error)
        return True
