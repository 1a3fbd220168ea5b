"""Inline mode: `@bot pysi budget` in any chat gives finished cards to send."""

import hashlib
from collections.abc import Iterator
from itertools import islice

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.ext import ContextTypes

from bot.conversation import State
from bot.knowledge.model import Language
from bot.telegram_app.cards import Cards, Place
from bot.telegram_app.chats import Chats
from bot.understanding.question import Intent, Question
from bot.wording import options
from bot.wording.reply import Outcome, Reply

MOST = 5
CACHE_SECONDS = 60  # per person; longer, and who changes the language is answered in the old one
LONGEST_QUERY = 256  # characters that Telegram lets one type


class Inline:
    """Answers inline queries."""

    def __init__(self, chats: Chats, cards: Cards) -> None:
        self._chats = chats
        self._cards = cards

    async def query(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer with at most five cards; with none and the way to the bot when the words say nothing yet."""
        query = update.inline_query
        if query is None:
            return
        state = await self._chats.state(query.from_user.id, query.from_user)  # their private chat has their own number
        language = state.language or Language.NL
        found = islice(self._found(query.query[:LONGEST_QUERY].strip(), language), MOST) if not query.offset else ()
        results = [result for title, reply in found if (result := self._result(title, reply))]
        button = InlineQueryResultsButton(self._chats.phrase("telegram_ask_bot", language), start_parameter="inline")
        await query.answer(results, cache_time=CACHE_SECONDS, is_personal=True, button=button)

    def _found(self, words: str, language: Language) -> Iterator[tuple[str, Reply]]:
        """Titles and replies, best first, no reply twice."""
        seen = set()
        for title, reply in self._candidates(words, language):
            if reply.outcome is Outcome.ANSWERED and reply.markup not in seen:
                seen.add(reply.markup)
                yield title, reply

    def _candidates(self, words: str, language: Language) -> Iterator[tuple[str, Reply]]:
        conversation, chat = self._chats.conversation, State().with_language(language)
        if not words:
            for asked in self._chats.phrase("telegram_popular", language).splitlines():
                yield asked, conversation.respond(asked, chat)[0]
            return
        reply = conversation.respond(words, chat)[0]
        names = [conversation.base.programmes[key].name[reply.language] for key in reply.programmes]
        yield names[0] if len(names) == 1 else words, reply
        for programme, name in zip(reply.programmes, names, strict=True):
            described = Question(Intent.DESCRIBE, reply.language, targets=(programme,))
            yield name, conversation.tap(options.encode(described), chat)[0]
        for option in reply.options:
            yield option.label, conversation.tap(option.data, chat)[0]

    def _result(self, title: str, reply: Reply) -> InlineQueryResultArticle | None:
        """A card as an inline result; its first page, when it has several; None when it needs several messages."""
        cards = self._cards.of(reply, Place.INLINE)
        if len(cards) != 1:
            return None
        return InlineQueryResultArticle(
            id=hashlib.sha256(reply.markup.encode("utf-8", "replace")).hexdigest()[:32],
            title=title,
            description=reply.text.split("\n", 1)[0],
            input_message_content=InputTextMessageContent(cards[0].text),
            reply_markup=cards[0].buttons,
        )
