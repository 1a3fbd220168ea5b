"""The commands: which there are in each language, and what they do."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.conversation import State
from bot.knowledge.model import Language
from bot.telegram_app import actions, links
from bot.telegram_app.actions import Kind, encode
from bot.telegram_app.browsing import Browser
from bot.telegram_app.cards import Cards
from bot.telegram_app.chats import Chats, client_language
from bot.telegram_app.messages import place_of, send
from bot.wording.reply import Option, Outcome, Reply

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True)
class Command:
    """A command by its name in each language, and the sentence that describes it."""

    nl: str
    fr: str
    about: str
    in_groups: bool = False

    def name(self, language: Language) -> str:
        """Its name in `language`."""
        return self.nl if language is Language.NL else self.fr


START = Command("start", "start", "command_start")
HELP = Command("help", "help", "command_help", in_groups=True)
CHOOSE = Command("kies", "choisir", "command_choose")
PROGRAMMES = Command("programmas", "programmes", "command_programmes")
BUDGET = Command("budget", "budget", "command_budget", in_groups=True)
TOP = Command("top", "top", "command_top", in_groups=True)
CHART = Command("grafiek", "graphique", "command_chart", in_groups=True)
QUESTION = Command("vraag", "question", "command_question", in_groups=True)
LANGUAGE = Command("taal", "langue", "command_language", in_groups=True)
SETTINGS = Command("settings", "settings", "command_settings")
PRIVACY = Command("privacy", "privacy", "command_privacy", in_groups=True)
FORGET = Command("vergeet", "oubliemoi", "command_forget", in_groups=True)
COMMANDS = (
    START, CHOOSE, PROGRAMMES, BUDGET, TOP, CHART, QUESTION, LANGUAGE, SETTINGS, PRIVACY, FORGET, HELP,
)  # fmt: skip
NAMES = sorted({name for command in COMMANDS for name in (command.nl, command.fr)})
FRENCH_ONLY = {command.fr for command in COMMANDS} - {command.nl for command in COMMANDS}
DUTCH_ONLY = {command.nl for command in COMMANDS} - {command.fr for command in COMMANDS}


class Commands:
    """What each command does."""

    def __init__(self, chats: Chats, cards: Cards, browser: Browser) -> None:
        self._chats = chats
        self._cards = cards
        self._browser = browser

    async def start(self, update: Update, context: Context) -> None:
        """/start: greet and forget what the talk was about, or go where the link behind it leads."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        link = links.read((context.args or [""])[0])
        user, chat = message.from_user, message.chat.id
        known = await self._chats.store.get(chat, user.id)
        language = link.language or (known.language if known else None) or client_language(user)
        await self._chats.keep(chat, user, State(language=language))
        if link.chooses:
            await self.choose(update, context)
        elif link.programme and (asked := self._browser.card(language or Language.NL, link.programme)):
            await self._send(message, await self._chats.tap(chat, user, asked))
        elif language:
            await self._send(message, self.greeting(language))
        else:
            await self._send(message, self._greeting_in_both())

    def greeting(self, language: Language) -> Reply:
        """The first words, with examples to tap and the way to the other language."""
        greeting = self._chats.conversation.greet(language)
        other = language.other
        switch = Option(self._chats.phrase("telegram_in_this_language", other), encode(Kind.GREET, other))
        return replace(greeting, options=(*greeting.options, switch))

    def _greeting_in_both(self) -> Reply:
        """The same for whose language the bot does not speak."""
        greetings = [self._chats.conversation.greet(language).markup for language in Language]
        choices = tuple(Option(self._name(language), encode(Kind.GREET, language)) for language in Language)
        return Reply(Outcome.CHAT, Language.NL, "\n\n".join(greetings), (), choices)

    async def help(self, update: Update, _: Context) -> None:
        """/help: what can be asked and how, with questions to try."""
        if (message := update.effective_message) is None or message.from_user is None:
            return
        language = await self._language(message)
        examples = self._chats.conversation.greet(language).options
        listed = "\n".join(
            f"/{command.name(language)} – {self._chats.phrase(command.about, language)}" for command in COMMANDS
        )
        await self._send(message, self._chats.say("telegram_help", language, examples, commands=listed))

    async def language(self, update: Update, context: Context) -> None:
        """/taal, /langue: switch to the language named, or offer both."""
        if (message := update.effective_message) is None or message.from_user is None:
            return
        wanted = (context.args or [""])[0].casefold()
        if wanted in list(Language):
            await self._chats.switch(message.chat.id, message.from_user, Language(wanted))
            await self._send(message, self._chats.say("language_changed", Language(wanted)))
            return
        await self._send(message, self._chats.say("choose_language", await self._language(message), self._languages()))

    async def settings(self, update: Update, _: Context) -> None:
        """/settings: the language, which is all there is to set."""
        if (message := update.effective_message) is None or message.from_user is None:
            return
        language = await self._language(message)
        now = self._name(language)
        await self._send(message, self._chats.say("telegram_settings", language, self._languages(), name=now))

    async def programmes(self, update: Update, _: Context) -> None:
        """/programmas, /programmes: leaf through them."""
        if (message := update.effective_message) is not None:
            await self._send(message, self._browser.families(await self._language(message)))

    async def budget(self, update: Update, context: Context) -> None:
        """/budget NAME: what went to a programme; without a name what went to all."""
        if (message := update.effective_message) is not None:
            name = " ".join(context.args or []) or self._chats.phrase("ask_all", await self._language(message))
            await self._ask(message, "ask_budget", name=name)

    async def top(self, update: Update, _: Context) -> None:
        """/top: the programmes that got most."""
        if (message := update.effective_message) is not None:
            await self._ask(message, "ask_top")

    async def choose(self, update: Update, _: Context) -> None:
        """/kies, /choisir: look together for a programme that fits."""
        if (message := update.effective_message) is None or message.from_user is None:
            return
        language = await self._language(message)
        await self._send(message, await self._chats.choose(message.chat.id, message.from_user, language))

    async def privacy(self, update: Update, _: Context) -> None:
        """/privacy: what is kept of whom, how long, why, and how to erase it."""
        if (message := update.effective_message) is not None:
            language = await self._language(message)
            counts = self._chats.count_gap is not None
            questions = self._chats.phrase("telegram_privacy_counted" if counts else "telegram_privacy_none", language)
            told = {"days": self._chats.retention_days, "questions": questions}
            await self._send(message, self._chats.say("telegram_privacy", language, (), **told))

    async def forget(self, update: Update, _: Context) -> None:
        """/vergeet, /oubliemoi: erase all that is known of this user here."""
        if (message := update.effective_message) is None or message.from_user is None:
            return
        language = await self._language(message)
        await self._chats.store.forget(message.chat.id, message.from_user.id)
        await self._send(message, self._chats.say("telegram_forgotten", language))

    async def unknown(self, update: Update, context: Context) -> None:
        """Suggest the right command after a wrong one; in a group it may well be another bot's."""
        if (message := update.effective_message) is None:
            return
        command, _, whose = (message.text or "").split(maxsplit=1)[0].casefold().partition("@")
        if whose != str(context.bot.username).casefold() and message.chat.type != ChatType.PRIVATE:
            return
        language = await self._language(message)
        others = FRENCH_ONLY if language is Language.NL else DUTCH_ONLY
        near = get_close_matches(command.strip("/"), [*(set(NAMES) - others), *others], n=1)
        key = "telegram_command_suggested" if near else "telegram_unknown_command"
        await self._send(message, self._chats.say(key, language, command="".join(near)))

    async def _ask(self, message: Message, key: str, **values: object) -> None:
        """Ask the conversation what a command stands for."""
        if message.from_user is not None:
            question = self._chats.phrase(key, await self._language(message), **values)
            await self._send(message, await self._chats.respond(message.chat.id, message.from_user, question))

    async def _send(self, message: Message, reply: Reply) -> None:
        """Send `reply`; what it offers can also be typed."""
        typed = tuple(option for option in reply.options if actions.decode(option.data) is None)
        if message.from_user is not None and typed and reply.outcome is Outcome.CHAT:
            await self._chats.offer(message.chat.id, message.from_user, typed)
        await send(message, self._cards.of(reply, place_of(message)))

    async def _language(self, message: Message) -> Language:
        """Speak the chat's language; while that is not known, the one of the command."""
        if message.from_user is not None and (
            known := (await self._chats.state(message.chat.id, message.from_user)).language
        ):
            return known
        command = (message.text or "/").split(maxsplit=1)[0].strip("/").partition("@")[0].casefold()
        return Language.FR if command in FRENCH_ONLY else Language.NL

    def _languages(self) -> tuple[Option, ...]:
        return tuple(Option(self._name(language), encode(Kind.SPEAK, language)) for language in Language)

    def _name(self, language: Language) -> str:
        return self._chats.phrase(f"language_{language}", language)
