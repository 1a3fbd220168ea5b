"""What is known of a chat, and the bot's own sentences in its language."""

import time
from dataclasses import dataclass, replace

from telegram import User

from bot.conversation import Conversation, State
from bot.knowledge.model import Language
from bot.storage.memory import ChatStore
from bot.telegram_app.delivery.turns import note
from bot.telegram_app.unanswered import CountGap
from bot.wording.reply import Option, Outcome, Reply


@dataclass(frozen=True)
class Chats:
    """Reads and keeps the state of (chat, user), and speaks to it."""

    conversation: Conversation
    store: ChatStore
    retention_days: int = 30
    count_gap: CountGap | None = None  # None: unanswered questions leave no trace

    async def state(self, chat_id: int, user: User) -> State:
        """Return what is known of this user here; at first that is the language of their Telegram."""
        state = await self.store.get(chat_id, user.id)
        if state is None:
            client = client_language(user)
            return State().with_language(client) if client else State()
        return state

    async def language(self, chat_id: int, user: User) -> Language:
        """Choose the language to speak to this user."""
        return (await self.state(chat_id, user)).language or Language.NL

    async def keep(self, chat_id: int, user: User, state: State) -> None:
        """Remember `state`."""
        await self.store.put(chat_id, user.id, state)

    async def switch(self, chat_id: int, user: User, language: Language) -> None:
        """Go on in `language`."""
        await self.keep(chat_id, user, (await self.state(chat_id, user)).with_language(language))

    async def offer(self, chat_id: int, user: User, options: tuple[Option, ...]) -> None:
        """Let what is offered be typed as well as tapped."""
        now = time.time()
        state = (await self.state(chat_id, user)).current(now)
        await self.keep(chat_id, user, replace(state, options=options, at=now))

    async def respond(self, chat_id: int, user: User, question: str) -> Reply:
        """Answer what is typed."""
        reply, state = self.conversation.respond(question, await self.state(chat_id, user))
        note(reply.outcome, reply.language)
        await self.keep(chat_id, user, state)
        if self.count_gap is not None and reply.outcome is Outcome.UNKNOWN:
            await self.count_gap(question)
        return reply

    async def tap(self, chat_id: int, user: User, data: str) -> Reply:
        """Answer a button of the conversation."""
        reply, state = self.conversation.tap(data, await self.state(chat_id, user))
        note(reply.outcome, reply.language)
        await self.keep(chat_id, user, state)
        return reply

    async def choose(self, chat_id: int, user: User, language: Language) -> Reply:
        """Begin to look for a programme that fits."""
        reply, state = self.conversation.choose(language, await self.state(chat_id, user))
        await self.keep(chat_id, user, state)
        return reply

    async def advise(self, chat_id: int, user: User, language: Language) -> Reply:
        """Repeat the advice in `language`."""
        reply, state = self.conversation.advise(language, await self.state(chat_id, user))
        await self.keep(chat_id, user, state)
        return reply

    def say(self, key: str, language: Language, options: tuple[Option, ...] = (), **values: object) -> Reply:
        """A sentence of the interface as a reply."""
        note(Outcome.CHAT, language)
        return Reply(Outcome.CHAT, language, self.phrase(key, language, **values), (), options)

    def phrase(self, key: str, language: Language, **values: object) -> str:
        """A sentence of the interface."""
        return self.conversation.phrase(key, language, **values)


def client_language(user: User) -> Language | None:
    """Tell the language of the user's Telegram, when it is one that the bot speaks."""
    code = (user.language_code or "")[:2].lower()
    return Language(code) if code in list(Language) else None
